/** What a document says around the place of an anomaly. */
import { scaleFigure } from '../../language/money.ts'
import type { Document } from '../../model/document.ts'
import type { Anomaly, Place } from '../../model/provenance.ts'
import type { Card, Figure, Kpi, Owners, Plan, Text } from '../../model/scorecard.ts'
import type { ChartPoint } from './chart-layout.ts'

export interface Surroundings {
  card: Card | null
  kpi: Kpi | null
  plan: Plan | null
  datum: Text | Figure | Owners | null
}

/** The card, KPI or plan, and the datum at a place. */
export function lookAround(document: Pick<Document, 'cards'>, place: Place): Surroundings {
  const card = document.cards.find((one) => one.number === place.card) ?? null
  const kpi =
    card?.kpis.find((one) => one.code === place.code && (place.series === null || one.series === place.series)) ?? null
  const plan = card?.plans.find((one) => one.code === place.code) ?? null
  const objective = card?.objectives.find((one) => one.code === place.code) ?? null
  return { card, kpi, plan, datum: findDatum() }

  function findDatum(): Surroundings['datum'] {
    const { field, rocYear } = place
    const figure =
      kpi?.values.find((value) => value.kind === field && value.rocYear === rocYear) ??
      plan?.budgets.find((budget) => budget.stage === field && budget.rocYear === rocYear)
    if (figure) return figure
    if (field === 'objective_name') return objective?.name ?? null
    if (field === 'csf') return kpi?.csf ?? null
    if (field === 'kpi_name') return kpi?.name ?? null
    if (field === 'formula') return kpi?.formula ?? null
    if (field === 'unit') return kpi?.unit ?? null
    if (field === 'plan_name') return plan?.name ?? null
    if (field === 'owners') return kpi?.owners ?? plan?.owners ?? null
    return null
  }
}

const plainNumber = /^-?\d[\d,]*(?:\.\d+)?$/

/** `14,004,000` → 14004000; null where it is no plain figure. */
const readFigure = (text: string): number | null => (plainNumber.test(text) ? Number(text.replaceAll(',', '')) : null)

/** The yearly figures around an anomaly about a figure, the one in question marked, its other readings beside it. */
export function chartPoints(around: Surroundings, anomaly: Pick<Anomaly, 'place' | 'candidates'>): ChartPoint[] {
  const { field, rocYear } = anomaly.place
  const figures = [
    ...(around.kpi?.values ?? []).map(({ rocYear, kind, value }) => ({ rocYear, kind, value })),
    ...(around.plan?.budgets ?? []).map(({ rocYear, stage, value }) => ({ rocYear, kind: stage, value })),
  ]
  const asked = figures.find((figure) => figure.kind === field && figure.rocYear === rocYear)
  if (asked === undefined) return []
  const scale = around.datum !== null && 'value' in around.datum ? around.datum.scale : 1
  const taken = figures.flatMap((figure): ChartPoint[] =>
    figure.value === null ? [] : [{ ...figure, value: figure.value, doubtful: figure === asked }],
  )
  const others = anomaly.candidates.flatMap((candidate): ChartPoint[] => {
    const value = readFigure(candidate.value)
    const scaled = value === null ? null : scaleFigure(value, scale)
    return scaled === null || scaled === asked.value ? [] : [{ ...asked, value: scaled, alternative: true }]
  })
  return [...taken, ...others]
}

/** Whose card it is: an agency, or the group of a card across agencies. */
export function agencyOf(document: Document, place: Place): string | null {
  const card = document.cards.find((one) => one.number === place.card)
  return card?.organization ?? card?.group ?? document.organization
}

/** The year of the card, not of the figure: it says which document to open. */
export function yearOf(document: Document, place: Place): number | null {
  return document.cards.find((one) => one.number === place.card)?.rocYear ?? document.rocYear
}
