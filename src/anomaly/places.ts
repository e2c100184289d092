/** Addresses of data, and a walk over all of them. */
import { formatNumber } from '../language/number.ts'
import type { Place } from '../model/provenance.ts'
import type { Card, Figure, Kpi, Owners, Scorecard, Text } from '../model/scorecard.ts'

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

/** Every datum of the cards with its address, in printed order. A part that several records share comes once. */
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
      yield* once({ ...place, field: 'owners' }, plan.owners)
      for (const budget of plan.budgets) yield* once({ ...place, field: budget.stage, rocYear: budget.rocYear }, budget)
    }
  }
}

function takenOf(datum: Datum['datum']): string | null {
  if ('text' in datum) return datum.text
  if ('names' in datum) return datum.names.join(';')
  return datum.value === null ? null : formatNumber(datum.value)
}
