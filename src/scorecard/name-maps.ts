/** Whose a strategy map without a title is, and of which year. */
import type { Scorecard } from '../model/scorecard.ts'

/**
 * Maps are printed above the cards of their agencies, or, where each agency has begun before its map, below them;
 * `cardsAbove`: how many cards stand above each map.
 */
export function nameMaps({ cards, strategyMaps }: Scorecard, cardsAbove: readonly number[]): void {
  const agencies = cards.filter(({ organization }) => organization !== null)
  const isAbove = (at: number, card: { number: number } | undefined) =>
    card !== undefined && card.number <= (cardsAbove[at] ?? 0)
  const areBelow = isAbove(0, agencies[0]) && isAbove(strategyMaps.length - 1, agencies.at(-1))
  for (const [at, map] of strategyMaps.entries()) {
    const above = agencies.findLast((card) => isAbove(at, card))
    const below = agencies.find((card) => !isAbove(at, card))
    const card = areBelow ? (above ?? below) : (below ?? above)
    map.organization ??= card?.organization ?? null
    if (card?.organization === map.organization) map.rocYear ??= card?.rocYear ?? null
  }
}
