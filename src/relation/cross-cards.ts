/** The same KPI or plan on two cards of one document. */
import { isSameAmount, isSameFigure } from '../language/same-figure.ts'
import { comparable } from '../language/script.ts'
import type { Budget, Card, Kpi, Plan, YearValue } from '../model/scorecard.ts'

/** One datum that two cards tell differently. */
export interface Difference<Datum> {
  mine: { datum: Datum; value: number }
  theirs: { datum: Datum; value: number }
}

export interface SeriesPair {
  card: Card
  kpi: Kpi
  otherCard: Card
  otherKpi: Kpi
  /** How many years both print alike. */
  agreeing: number
  differing: Difference<YearValue>[]
}

/** Two rows that are not identical by their words are one series where so many figures, and most of those that both print, agree. */
const FEWEST_AGREEING = 2
const SHARE_AGREEING = 0.5

/** Pairs of KPIs of two cards that are identical by their words, or share code or name and most figures; the later card's first. */
export function pairSeries(cards: readonly Card[]): SeriesPair[] {
  return pairsOf(cards).flatMap(([otherCard, card]) =>
    card.kpis.flatMap((kpi) => {
      const twins = otherCard.kpis.filter(
        (other) => other.code === kpi.code || sameText(other.name.text, kpi.name.text),
      )
      return twins.flatMap((otherKpi) => {
        const pair = compareData(kpi.values, otherKpi.values, (one) => `${one.kind} ${one.rocYear}`, isSameFigure)
        const agrees =
          pair.agreeing >= FEWEST_AGREEING && pair.agreeing / (pair.agreeing + pair.differing.length) >= SHARE_AGREEING
        const identical = isOnlySeries(kpi, card) && isOnlySeries(otherKpi, otherCard) && isIdentical(kpi, otherKpi)
        return agrees || identical ? [{ card, kpi, otherCard, otherKpi, ...pair }] : []
      })
    }),
  )
}

/** Of several rows of values under one code nobody knows which is the other card's. */
const isOnlySeries = (kpi: Kpi, card: Card): boolean => card.kpis.every((one) => one === kpi || one.code !== kpi.code)

/** Another formula or unit counts something else. */
const isIdentical = (a: Kpi, b: Kpi): boolean =>
  a.code === b.code &&
  sameText(a.name.text, b.name.text) &&
  sameText(a.unit.text, b.unit.text) &&
  comparable(a.formula.text ?? '') === comparable(b.formula.text ?? '')

interface Valued {
  value: number | null
  scale?: number | undefined
}

function compareData<Datum extends Valued>(
  mine: readonly Datum[],
  theirs: readonly Datum[],
  keyOf: (datum: Datum) => string,
  isSame: (a: number, b: number, scale: number) => boolean,
): { agreeing: number; differing: Difference<Datum>[] } {
  const differing: Difference<Datum>[] = []
  let agreeing = 0
  for (const datum of mine) {
    const other = theirs.find((one) => keyOf(one) === keyOf(datum))
    if (datum.value === null || other === undefined || other.value === null) continue
    if (isSame(datum.value, other.value, Math.max(datum.scale ?? 1, other.scale ?? 1))) agreeing++
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

export interface BudgetsPair extends PlanPair {
  differing: Difference<Budget>[]
}

/** Plans of a name that each of the two cards prints once, with the budgets that they tell differently. */
export function pairBudgets(cards: readonly Card[]): BudgetsPair[] {
  return pairsOf(cards).flatMap(([otherCard, card]) =>
    card.plans.flatMap((plan) => {
      const [same, twins] = [card, otherCard].map((one) =>
        one.plans.filter((other) => sameText(other.name.text, plan.name.text)),
      )
      const otherPlan = twins?.[0]
      if (otherPlan === undefined || twins?.length !== 1 || same?.length !== 1) return []
      const { differing } = compareData(
        plan.budgets,
        otherPlan.budgets,
        (one) => `${one.stage} ${one.rocYear}`,
        // What a column of 千元 prints is rounded to these, however few digits are left.
        (a, b, scale) => isSameAmount(a, b) || Math.abs(a - b) < (scale > 1 ? scale : 0),
      )
      return differing.length > 0 ? [{ card, plan, otherCard, otherPlan, differing }] : []
    }),
  )
}

/** Each two cards once. */
function pairsOf(cards: readonly Card[]): [Card, Card][] {
  return cards.flatMap((first, at) =>
    cards.slice(at + 1).flatMap((second): [Card, Card][] => (areComparable(first, second) ? [[first, second]] : [])),
  )
}

/** Two agencies that share a document are different bodies; of two years of one body the rules across years tell. */
function areComparable(a: Card, b: Card): boolean {
  const areOfTwoAgencies = a.level === 'agency' && b.level === 'agency' && a.organization !== b.organization
  return (
    !areOfTwoAgencies && (a.rocYear === null || b.rocYear === null || a.rocYear === b.rocYear || haveSameYears(a, b))
  )
}

/** Cards with columns of the same years are of one year, whatever their titles say. */
function haveSameYears(a: Card, b: Card): boolean {
  const [ours, theirs] = [yearsOf(a), yearsOf(b)]
  return ours.size > 0 && ours.size === theirs.size && [...ours].every((year) => theirs.has(year))
}

const yearsOf = ({ kpis }: Card): Set<string> =>
  new Set(kpis.flatMap(({ values }) => values.map(({ kind, rocYear }) => `${kind} ${rocYear}`)))

const sameText = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && comparable(a) === comparable(b)
