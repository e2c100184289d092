/** The histories of one organization: one for each level of cards. */
import type { OrganizationHistory } from '../model/history.ts'
import type { Level } from '../model/provenance.ts'
import type { HistorySource } from './collect.ts'
import { linkRecords } from './link.ts'

const levels: readonly Level[] = ['agency', 'city']

function compareSources(a: HistorySource, b: HistorySource): number {
  if (a.card.rocYear !== b.card.rocYear) return a.card.rocYear - b.card.rocYear
  if (a.card.document !== b.card.document) return a.card.document < b.card.document ? -1 : 1
  return a.card.card - b.card.card
}

/** Cards of one organization, in any order, linked across their years. The newest card names the organization. */
export function linkHistory(sources: readonly HistorySource[]): OrganizationHistory[] {
  return levels.flatMap((level) => {
    const cards = sources.filter((source) => source.card.level === level).sort(compareSources)
    const newest = cards.at(-1)
    if (newest === undefined) return []
    return {
      organization: newest.organization,
      level,
      cards: cards.map((source) => source.card),
      kpis: linkRecords(cards.map((source) => source.kpis)),
      plans: linkRecords(cards.map((source) => source.plans)),
    }
  })
}
