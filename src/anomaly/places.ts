/** Addresses of data, and a walk over all of them. */
import { formatNumber } from '../language/number.ts'
import type { Place } from '../model/provenance.ts'
import type { Card, Figure, Kpi, Owners, Scorecard, Text } from '../model/scorecard.ts'

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
  const once = function* (place: Place, datum: Datum['datum']): Generator<Datum> {
    if (seen.has(datum)) return
    seen.add(datum)
    yield { place, datum, taken: takenOf(datum) }
  }
  for (const card of scorecard.cards) {
    for (const objective of card.objectives)
      yield* once({ ...cardPlace(card, objective.code), field: 'objective_name' }, objective.name)
    for (const kpi of card.kpis) {
      const place = kpiPlace(card, kpi)
      yield* once({ ...place, field: 'csf' }, kpi.csf)
      yield* once({ ...place, field: 'kpi_name' }, kpi.name)
      yield* once({ ...place, field: 'formula' }, kpi.formula)
      yield* once({ ...place, field: 'unit' }, kpi.unit)
      yield* once({ ...place, field: 'owners' }, kpi.owners)
      for (const value of kpi.values) yield* once({ ...place, field: value.kind, rocYear: value.rocYear }, value)
    }
    for (const plan of card.plans) {
      const place = cardPlace(card, plan.code)
      yield* once({ ...place, field: 'plan_name' }, plan.name)
      if (plan.note.raw !== null && plan.note.status !== 'missing') yield* once({ ...place, field: 'note' }, plan.note)
      yield* once({ ...place, field: 'owners' }, plan.owners)
      for (const budget of plan.budgets) yield* once({ ...place, field: budget.stage, rocYear: budget.rocYear }, budget)
    }
  }
  for (const map of scorecard.strategyMaps)
    for (const objective of map.objectives)
      yield* once({ ...BESIDE_CARDS, code: objective.code, field: 'map_objective_name' }, objective.name)
  for (const { rocYear, objectives, kpis, actionPlans } of scorecard.declaredCounts) {
    yield* once({ ...BESIDE_CARDS, field: 'objectives', rocYear }, objectives)
    yield* once({ ...BESIDE_CARDS, field: 'kpis', rocYear }, kpis)
    yield* once({ ...BESIDE_CARDS, field: 'action_plans', rocYear }, actionPlans)
  }
}

function takenOf(datum: Datum['datum']): string | null {
  if ('text' in datum) return datum.text
  if ('names' in datum) return datum.names.join(';')
  return datum.value === null ? null : formatNumber(datum.value)
}
