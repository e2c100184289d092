/** Malformed figures that the cards of other years settle: one of their readings is what those cards print. */
import { scaleFigure } from '../language/money.ts'
import { tell } from '../model/evidence.ts'
import type { HistoryFigure, HistoryRecord, HistorySeries, OrganizationHistory } from '../model/history.ts'
import type { Anomaly, Candidate, Evidence, Place } from '../model/provenance.ts'

/** Rules that list the readings of a print that is no sound number. */
const doubtfulRules: ReadonlySet<string> = new Set(['unreadable-number', 'malformed-number'])
/** Witnesses inside the document that another year does not overrule. */
const strongEvidence: ReadonlySet<Evidence['kind']> = new Set(['same-value-elsewhere', 'sum-of-parts', 'human'])

/** A figure that a document reads in doubt. */
export interface Doubt {
  document: string
  anomaly: Anomaly
}

/** What other years make of a doubt. */
export interface Settlement {
  document: string
  place: Place
  /** The rule that had spoken. */
  rule: string
  value: number
  /** The readings, the one taken first and with the other year's evidence. */
  candidates: Candidate[]
}

/** The doubts among what the rules say of a document, also those rules that are not reported. */
export const findDoubts = (document: string, anomalies: readonly Anomaly[]): Doubt[] =>
  anomalies
    .filter(({ rule, candidates }) => doubtfulRules.has(rule) && candidates.length > 0)
    .map((anomaly) => ({ document, anomaly }))

const isAt = (record: HistoryRecord, { document, anomaly }: Doubt): boolean =>
  record.card.document === document &&
  record.card.card === anomaly.place.card &&
  record.code === anomaly.place.code &&
  record.series === (anomaly.place.series ?? 1)

interface Found {
  series: HistorySeries
  record: HistoryRecord
  figure: HistoryFigure
}

function findFigure(all: readonly HistorySeries[], doubt: Doubt): Found | null {
  const { field, rocYear } = doubt.anomaly.place
  for (const series of all) {
    const record = series.records.find((one) => isAt(one, doubt))
    const figure = record?.figures.find((one) => one.kind === field && one.rocYear === rocYear)
    if (record && figure) return { series, record, figure }
  }
  return null
}

interface Witness {
  value: number
  evidence: Evidence
}

/** What cards of other years print for the figure; budgets also as they were estimated, or approved, then. */
function findWitnesses({ series, record, figure }: Found): Witness[] {
  const isBudget = figure.kind === 'approved' || figure.kind === 'estimated'
  return series.records.flatMap((other) => {
    if (other.card.rocYear === record.card.rocYear) return []
    const told = other.figures.find(
      (one) => one.rocYear === figure.rocYear && (isBudget || one.kind === figure.kind) && one.status === 'printed',
    )
    if (told === undefined || told.value === null) return []
    const evidence = tell('other-year', 'other-figure', {
      document: other.card.document,
      card: String(other.card.card),
      page: String(told.pieces[0]?.page ?? ''),
      code: other.code,
      field: told.kind,
      year: String(told.rocYear),
      figure: told.raw ?? String(told.value),
    })
    return [{ value: told.value, evidence }]
  })
}

const readCandidate = ({ value }: Candidate): number => Number(value.replaceAll(',', ''))

/** Sure, and less than print that needs no witness. */
const SETTLED_SCORE = 0.95

function settle(doubt: Doubt, found: Found): Settlement | null {
  const witnesses = findWitnesses(found)
  const [first] = witnesses
  // Other years that contradict each other settle nothing.
  if (first === undefined || witnesses.some(({ value }) => value !== first.value)) return null
  const { anomaly } = doubt
  const { value } = first
  const { scale } = found.figure
  const taken = anomaly.candidates.find((candidate) => scaleFigure(readCandidate(candidate), scale) === value)
  if (taken === undefined) return null
  const current = found.figure.value
  const [best] = anomaly.candidates
  const hasWitness = best?.because.some(({ kind }) => strongEvidence.has(kind)) ?? false
  if (current !== null && (current === value || hasWitness)) return null
  const because = [...witnesses.map(({ evidence }) => evidence), ...taken.because]
  const rest = anomaly.candidates.filter((candidate) => candidate !== taken)
  return {
    document: doubt.document,
    place: anomaly.place,
    rule: anomaly.rule,
    value,
    candidates: [{ value: taken.value, score: SETTLED_SCORE, because }, ...rest],
  }
}

/** The doubts that other years settle; the figures of the histories are set to what was settled. */
export function settleDoubts(histories: readonly OrganizationHistory[], doubts: readonly Doubt[]): Settlement[] {
  const settled = doubts.flatMap((doubt) => {
    const { level } = doubt.anomaly.place
    const history = histories.find((one) => one.level === level)
    const found = history ? (findFigure(history.kpis, doubt) ?? findFigure(history.plans, doubt)) : null
    const settlement = found && settle(doubt, found)
    return found && settlement ? [{ figure: found.figure, settlement }] : []
  })
  // Not before all are judged: a figure that was settled is no witness for another.
  for (const { figure, settlement } of settled) {
    figure.value = settlement.value
    figure.status = 'repaired'
    figure.confidence = SETTLED_SCORE
  }
  return settled.map(({ settlement }) => settlement)
}
