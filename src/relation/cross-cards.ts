/** The same KPI or plan on two cards of one document. */
import { comparable } from '../language/script.ts'
import type { Card, Kpi, Plan, YearValue } from '../model/scorecard.ts'

interface KnownValue {
  datum: YearValue
  value: number
}

export interface SeriesPair {
  card: Card
  kpi: Kpi
  otherCard: Card
  otherKpi: Kpi
  /** How many years both print alike. */
  agreeing: number
  differing: { mine: KnownValue; theirs: KnownValue }[]
}

/** Two rows are one series where at least so many figures, and most of those that both print, agree. */
const FEWEST_AGREEING = 2
const SHARE_AGREEING = 0.5

/** Pairs of KPIs of two cards with one code or one name whose figures mostly agree, the later card's first. */
export function pairSeries(cards: readonly Card[]): SeriesPair[] {
  return pairsOf(cards).flatMap(([otherCard, card]) =>
    card.kpis.flatMap((kpi) => {
      const twins = otherCard.kpis.filter(
        (other) => other.code === kpi.code || sameText(other.name.text, kpi.name.text),
      )
      return twins.flatMap((otherKpi) => {
        const pair = compareSeries(kpi, otherKpi)
        return pair.agreeing >= FEWEST_AGREEING &&
          pair.agreeing / (pair.agreeing + pair.differing.length) >= SHARE_AGREEING
          ? [{ card, kpi, otherCard, otherKpi, ...pair }]
          : []
      })
    }),
  )
}

function compareSeries(mine: Kpi, theirs: Kpi): Pick<SeriesPair, 'agreeing' | 'differing'> {
  const differing: SeriesPair['differing'] = []
  let agreeing = 0
  for (const datum of mine.values) {
    const other = theirs.values.find((one) => one.rocYear === datum.rocYear && one.kind === datum.kind)
    if (datum.value === null || other === undefined || other.value === null) continue
    if (datum.value === other.value) agreeing++
    else differing.push({ mine: { datum, value: datum.value }, theirs: { datum: other, value: other.value } })
  }
  return { agreeing, differing }
}

export interface PlanPair {
  card: Card
  plan: Plan
  otherCard: Card
  otherPlan: Plan
}

/** Plans of one name that two cards print under different codes. */
export function pairPlans(cards: readonly Card[]): PlanPair[] {
  return pairsOf(cards).flatMap(([otherCard, card]) =>
    card.plans.flatMap((plan) => {
      const twins = otherCard.plans.filter((other) => sameText(other.name.text, plan.name.text))
      return twins.length > 0 && twins.every((other) => other.code !== plan.code)
        ? twins.map((otherPlan) => ({ card, plan, otherCard, otherPlan }))
        : []
    }),
  )
}

/** Each two cards once; two agencies that share a document are different bodies and are not compared. */
function pairsOf(cards: readonly Card[]): [Card, Card][] {
  return cards.flatMap((first, at) =>
    cards
      .slice(at + 1)
      .flatMap((second): [Card, Card][] =>
        first.level === 'agency' && second.level === 'agency' && first.organization !== second.organization
          ? []
          : [[first, second]],
      ),
  )
}

const sameText = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && comparable(a) === comparable(b)
