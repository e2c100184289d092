/** What a document adds to the history of its organizations: small records, without the document itself. */

import { foldName } from '../language/fold-name.ts'
import type { Document } from '../model/document.ts'
import type { HistoryCard, HistoryFigure, HistoryRecord } from '../model/history.ts'
import type { Budget, Card, YearValue } from '../model/scorecard.ts'

/** One card with its KPI rows and plans. */
export interface HistorySource {
  /** The organization as printed. */
  organization: string
  card: HistoryCard
  kpis: HistoryRecord[]
  plans: HistoryRecord[]
}

/** Documents whose organizations have the same key belong together. */
export const organizationKey = (organization: string): string => foldName(organization)

/**
 * The organization that a card is about: a card across agencies counts for the agency whose document holds it; where
 * several share the document, for the one of its year that it is printed above, or below where all are printed so.
 */
export function organizationOf(document: Document, card: Card): string | null {
  const { cards } = document
  const agencies = cards.filter(({ organization, rocYear }) => organization !== null && rocYear === card.rocYear)
  const above = agencies.findLast(({ number }) => number < card.number)
  const below = agencies.find(({ number }) => number > card.number)
  const areBelow = cards[0]?.organization != null && cards.at(-1)?.organization === null
  const nearest = areBelow ? (above ?? below) : (below ?? above)
  return card.organization ?? nearest?.organization ?? document.organization ?? card.group
}

const figureOf = (figure: YearValue | Budget): HistoryFigure => ({
  rocYear: figure.rocYear,
  kind: 'kind' in figure ? figure.kind : figure.stage,
  value: figure.value,
  ...(figure.scale === undefined ? {} : { scale: figure.scale }),
  raw: figure.raw,
  status: figure.status,
  confidence: figure.confidence,
  pieces: figure.pieces.slice(0, 1),
})

/** The cards of a document that have an organization and a year. */
export function collectHistory(document: Document): HistorySource[] {
  return document.cards.flatMap((card) => {
    const organization = organizationOf(document, card)
    const rocYear = card.rocYear ?? document.rocYear
    if (organization === null || rocYear === null) return []
    const place: HistoryCard = { document: document.id, card: card.number, level: card.level, rocYear }
    return {
      organization,
      card: place,
      kpis: card.kpis.map((kpi) => ({
        card: place,
        code: kpi.code,
        series: kpi.series,
        name: kpi.name.text,
        confidence: kpi.name.confidence,
        formula: kpi.formula.text,
        unit: kpi.unit.text,
        pieces: kpi.name.pieces.slice(0, 1),
        figures: kpi.values.map(figureOf),
      })),
      plans: card.plans.map((plan) => ({
        card: place,
        code: plan.code,
        series: 1,
        name: plan.name.text,
        confidence: plan.name.confidence,
        formula: null,
        unit: null,
        pieces: plan.name.pieces.slice(0, 1),
        figures: plan.budgets.map(figureOf),
      })),
    }
  })
}
