/** What the rules across years share: steps from one card to the next, places, and when two figures are the same. */

import type { AnomalyDraft } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import type { HistoryFigure, HistoryRecord, HistorySeries, OrganizationHistory } from '../model/history.ts'
import { type Evidence, type Place, SURE_CONFIDENCE } from '../model/provenance.ts'

/** A record with the latest one of an earlier year of its series. */
export interface YearStep {
  earlier: HistoryRecord
  later: HistoryRecord
}

function lastBefore(series: HistorySeries, later: HistoryRecord): HistoryRecord[] {
  return series.records.filter((record) => record.card.rocYear < later.card.rocYear).reverse()
}

/** Every record that has a forerunner in an earlier year. */
export function* yearSteps(all: readonly HistorySeries[]): Iterable<YearStep> {
  for (const series of all) {
    for (const later of series.records) {
      const earlier = lastBefore(series, later)[0]
      if (earlier !== undefined) yield { earlier, later }
    }
  }
}

/** One figure as two cards of different years print it. */
export interface FigurePair {
  series: HistorySeries
  later: HistoryRecord
  figure: HistoryFigure
  earlier: HistoryRecord
  before: HistoryFigure
  values: { figure: number; before: number }
}

/** Every figure of these kinds that a card of an earlier year prints too; the latest such card. */
export function* repeatedFigures(
  all: readonly HistorySeries[],
  kinds: readonly HistoryFigure['kind'][],
): Iterable<FigurePair> {
  const isSure = (figure: HistoryFigure): boolean =>
    kinds.includes(figure.kind) && figure.value !== null && figure.confidence >= SURE_CONFIDENCE
  for (const series of all) {
    for (const later of series.records) {
      const forerunners = lastBefore(series, later)
      for (const figure of later.figures.filter(isSure)) {
        for (const earlier of forerunners) {
          const before = earlier.figures.find((other) => isSure(other) && other.rocYear === figure.rocYear)
          if (before === undefined || before.value === null || figure.value === null) continue
          yield { series, later, figure, earlier, before, values: { figure: figure.value, before: before.value } }
          break
        }
      }
    }
  }
}

export const hasSameUnit = ({ earlier, later }: YearStep): boolean =>
  earlier.unit === null || later.unit === null || foldUnit(earlier.unit) === foldUnit(later.unit)

/** Of a unit, signs matter: % is one. */
const foldUnit = (unit: string): string => unit.normalize('NFKC').replace(/\p{White_Space}/gu, '')

export function placeOf(record: HistoryRecord, field: string, rocYear: number | null): Place {
  const { card, code, series } = record
  return { card: card.card, level: card.level, code, series, field, rocYear }
}

/** What the other year says, and where. */
export function otherYear(
  record: HistoryRecord,
  wording: 'other-figure' | 'other-name' | 'other-unit',
  says: Readonly<Record<string, string>>,
): Evidence {
  const { card, code, pieces } = record
  const where = { document: card.document, card: String(card.card), page: String(pieces[0]?.page ?? '') }
  return tell('other-year', wording, { ...where, code, ...says })
}

/** Years that have cards, in order, each with the year before it. */
export function* followingYears(history: OrganizationHistory): Iterable<{ before: number; rocYear: number }> {
  const years = [...new Set(history.cards.map((card) => card.rocYear))].sort((a, b) => a - b)
  for (const [index, rocYear] of years.entries()) {
    const before = years[index - 1]
    if (before !== undefined) yield { before, rocYear }
  }
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 })

/** A figure for a sentence: `1,553,590`. */
export const wordFigure = (value: number | null): string => (value === null ? '' : grouped.format(value))

/** What is said of a figure that an earlier card printed otherwise, or not at all. */
export function describeChange(
  record: HistoryRecord,
  figure: HistoryFigure,
  { before, cardYear, evidence }: { before: string; cardYear: number; evidence: Evidence },
): AnomalyDraft & { document: string } {
  const after = wordFigure(figure.value)
  return {
    document: record.card.document,
    place: placeOf(record, figure.kind, figure.rocYear),
    parameters: { code: record.code, year: String(figure.rocYear), after, before, cardYear: String(cardYear) },
    printed: figure.raw,
    taken: after,
    evidence: [evidence],
    pieces: figure.pieces,
  }
}

/** What is said of a figure that an earlier card printed otherwise. */
export function describePair({ later, figure, earlier, before }: FigurePair): AnomalyDraft & { document: string } {
  const printed = wordFigure(before.value)
  const evidence = otherYear(earlier, 'other-figure', {
    field: before.kind,
    year: String(figure.rocYear),
    figure: printed,
  })
  return describeChange(later, figure, { before: printed, cardYear: earlier.card.rocYear, evidence })
}
