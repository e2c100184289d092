/**
 * Records of following years that tell one thing: by code, name, formula and figures, through renames and
 * renumbering. Every link says why.
 */

import { foldName } from '../language/fold-name.ts'
import type { HistoryLink, HistoryRecord, HistorySeries } from '../model/history.ts'
import type { Evidence } from '../model/provenance.ts'
import { nameSimilarity } from './compare.ts'

/**
 * What each kind of evidence weighs. A name alone links; a code needs the figures, or half a name, beside it: codes
 * are given anew from year to year, names seldom are.
 */
const NAME_WEIGHT = 3
const CODE_WEIGHT = 1.5
const FORMULA_WEIGHT = 0.75
/** For every figure of the same year that both print, up to `FIGURES_COUNTED`; 0 and 100 are printed everywhere. */
const FIGURE_WEIGHT = 0.75
const COMMON_FIGURE_WEIGHT = 0.1
const FIGURES_COUNTED = 4
const CONTRADICTION_WEIGHT = -0.5
const LINK_THRESHOLD = 3
/** Below this, names share characters by chance: 年度… and …次數 stand in most names. */
const CHANCE_SIMILARITY = 0.35

const isCommonFigure = (value: number): boolean => value === 0 || value === 1 || value === 100

/** Figures that a series has told so far, by kind and year; the latest card's wins. */
function knownFigures(series: HistorySeries): Map<string, number> {
  const known = new Map<string, number>()
  for (const record of series.records) {
    for (const { kind, rocYear, value } of record.figures) {
      if (value !== null) known.set(kind === 'actual' || kind === 'target' ? `${kind} ${rocYear}` : `${rocYear}`, value)
    }
  }
  return known
}

interface Judgement {
  score: number
  because: Evidence[]
}

function judgeFigures(known: ReadonlyMap<string, number>, record: HistoryRecord): Judgement {
  const agreeing: number[] = []
  let contradictions = 0
  for (const { kind, rocYear, value } of record.figures) {
    const before = known.get(kind === 'actual' || kind === 'target' ? `${kind} ${rocYear}` : `${rocYear}`)
    if (value === null || before === undefined) continue
    if (before === value) agreeing.push(value)
    else contradictions += 1
  }
  // One figure over several years, `12` and `12`, says no more than once.
  const different = new Set(agreeing)
  const telling = [...different].filter((value) => !isCommonFigure(value)).length
  const score =
    Math.min(telling, FIGURES_COUNTED) * FIGURE_WEIGHT +
    (different.size - telling) * COMMON_FIGURE_WEIGHT +
    contradictions * CONTRADICTION_WEIGHT
  const because: Evidence[] =
    agreeing.length > 0
      ? [{ kind: 'same-value-elsewhere', detail: `equal figures of the same years: ${agreeing.length}` }]
      : []
  return { score, because }
}

function judge(series: HistorySeries, record: HistoryRecord): Judgement {
  const last = series.records.at(-1)
  if (last === undefined) return { score: 0, because: [] }
  const because: Evidence[] = []
  let score = 0
  const similarity = nameSimilarity(foldName(last.name), foldName(record.name))
  if (similarity > CHANCE_SIMILARITY) {
    score += NAME_WEIGHT * similarity
    const detail = similarity === 1 ? 'same name' : `similar name (${last.name ?? ''})`
    because.push({ kind: 'vocabulary', detail })
  }
  if (last.code === record.code && last.series === record.series) {
    score += CODE_WEIGHT
    because.push({ kind: 'vocabulary', detail: `same code ${record.code}` })
  }
  if (record.formula !== null && foldName(last.formula) === foldName(record.formula)) {
    score += FORMULA_WEIGHT
    because.push({ kind: 'vocabulary', detail: 'same formula' })
  }
  const figures = judgeFigures(knownFigures(series), record)
  return { score: score + figures.score, because: [...because, ...figures.because] }
}

/** Enough for certainty: code, name and a figure. */
const FULL_SCORE = NAME_WEIGHT + CODE_WEIGHT + FIGURE_WEIGHT

function extend(series: HistorySeries, record: HistoryRecord, judgement: Judgement): void {
  const from = series.records.at(-1)
  if (from !== undefined) {
    const score = Math.min(1, Math.round((judgement.score / FULL_SCORE) * 100) / 100)
    series.links.push({ from, to: record, score, because: judgement.because } satisfies HistoryLink)
  }
  series.records.push(record)
}

const identity = (record: HistoryRecord): string => `${record.code}\n${record.series}\n${foldName(record.name)}`

/** Joins the records of one card to the series known so far; what continues none starts its own. */
function addCard(all: HistorySeries[], records: readonly HistoryRecord[]): void {
  const free = new Set(all)
  const left: HistoryRecord[] = []
  const byIdentity = new Map<string, HistorySeries>()
  for (const series of all) {
    const last = series.records.at(-1)
    if (last) byIdentity.set(identity(last), series)
  }
  for (const record of records) {
    const series = byIdentity.get(identity(record))
    if (series && free.has(series) && record.name !== null) {
      free.delete(series)
      extend(series, record, judge(series, record))
    } else {
      left.push(record)
    }
  }
  const pairs = left.flatMap((record) =>
    [...free].map((series) => ({ record, series, judgement: judge(series, record) })),
  )
  const taken = new Set<HistoryRecord>()
  for (const { record, series, judgement } of pairs.sort((a, b) => b.judgement.score - a.judgement.score)) {
    if (judgement.score < LINK_THRESHOLD || taken.has(record) || !free.has(series)) continue
    free.delete(series)
    taken.add(record)
    extend(series, record, judgement)
  }
  for (const record of left) if (!taken.has(record)) all.push({ records: [record], links: [] })
}

/** Series out of the records of cards; the cards in order of year and document. */
export function linkRecords(cards: readonly (readonly HistoryRecord[])[]): HistorySeries[] {
  const all: HistorySeries[] = []
  for (const records of cards) addCard(all, records)
  return all
}
