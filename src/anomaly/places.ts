/** Addresses of data, and a walk over all of them. */
import { formatNumber } from '../language/number.ts'
import type { Place } from '../model/provenance.ts'
import type { Card, Figure, Kpi, Owners, Plan, Scorecard, Text } from '../model/scorecard.ts'

const BESIDE_CARDS: Place = { card: null, level: null, code: null, series: null, field: null, rocYear: null }

export const cardPlace = (card: Card, code: string | null): Place => ({
  card: card.number,
  level: card.level,
  code,
  series: null,
  field: null,
  rocYear: null,
})

export const kpiPlace = (card: Card, kpi: Kpi): Place => ({ ...cardPlace(card, kpi.code), series: kpi.series })

export interface Datum {
  place: Place
  datum: Text | Figure | Owners
  taken: string | null
}

/** Every datum with its address: cards in printed order, then maps and declared counts. A part that records share comes once. */
export function* eachDatum(scorecard: Scorecard): Generator<Datum> {
  const seen = new Set<object>()
  for (const { place, datum } of placedData(scorecard)) {
    if (seen.has(datum)) continue
    seen.add(datum)
    yield { place, datum, taken: takenOf(datum) }
  }
}

function* placedData({ cards, strategyMaps, declaredCounts }: Scorecard): Generator<Omit<Datum, 'taken'>> {
  for (const card of cards) {
    for (const { code, name } of card.objectives)
      yield { place: { ...cardPlace(card, code), field: 'objective_name' }, datum: name }
    for (const kpi of card.kpis) yield* dataOfKpi(kpi, kpiPlace(card, kpi))
    for (const plan of card.plans) yield* dataOfPlan(plan, cardPlace(card, plan.code))
  }
  for (const map of strategyMaps)
    for (const { code, name } of map.objectives)
      yield { place: { ...BESIDE_CARDS, code, field: 'map_objective_name' }, datum: name }
  for (const { rocYear, objectives, kpis, actionPlans } of declaredCounts) {
    const place = { ...BESIDE_CARDS, rocYear }
    yield { place: { ...place, field: 'objectives' }, datum: objectives }
    yield { place: { ...place, field: 'kpis' }, datum: kpis }
    yield { place: { ...place, field: 'action_plans' }, datum: actionPlans }
  }
}

function* dataOfKpi({ csf, name, formula, unit, owners, values }: Kpi, place: Place): Generator<Omit<Datum, 'taken'>> {
  yield { place: { ...place, field: 'csf' }, datum: csf }
  yield { place: { ...place, field: 'kpi_name' }, datum: name }
  yield { place: { ...place, field: 'formula' }, datum: formula }
  yield { place: { ...place, field: 'unit' }, datum: unit }
  yield { place: { ...place, field: 'owners' }, datum: owners }
  for (const value of values) yield { place: { ...place, field: value.kind, rocYear: value.rocYear }, datum: value }
}

function* dataOfPlan({ name, note, owners, budgets }: Plan, place: Place): Generator<Omit<Datum, 'taken'>> {
  yield { place: { ...place, field: 'plan_name' }, datum: name }
  if (note.raw !== null && note.status !== 'missing') yield { place: { ...place, field: 'note' }, datum: note }
  yield { place: { ...place, field: 'owners' }, datum: owners }
  for (const budget of budgets)
    yield { place: { ...place, field: budget.stage, rocYear: budget.rocYear }, datum: budget }
}

function takenOf(datum: Datum['datum']): string | null {
  if ('text' in datum) return datum.text
  if ('names' in datum) return datum.names.join(';')
  return datum.value === null ? null : formatNumber(datum.value)
}
