/** Puts what a person decided into the records. A correction whose print no longer stands there is not applied. */
import { eachDatum } from './anomaly/places.ts'
import { readNumber } from './language/number.ts'
import type { Correction, StaleCorrection } from './model/correction.ts'
import { type Anomaly, placeKey, type Repair } from './model/provenance.ts'
import type { Figure, Owners, Scorecard, Text } from './model/scorecard.ts'

export interface Corrected {
  repairs: Repair[]
  stale: StaleCorrection[]
  /** Anomalies that a person has settled fall away. */
  withoutSettled(anomalies: readonly Anomaly[]): Anomaly[]
}

/** The same finding has the same key before and after decisions about other places. */
export const anomalyKey = ({ rule, place, printed, taken }: Anomaly): string =>
  [rule, placeKey(place), printed ?? '', taken ?? ''].join('|')

/**
 * Decisions about a value replace each other; one that keeps it is about one rule and one print: a card may have many
 * rows, or columns, without a code.
 */
export const decisionKey = ({ place, keep, rule, printed }: Correction): string =>
  `${placeKey(place)}|${keep ? `${rule ?? ''}|${printed ?? ''}` : ''}`

/** Anomalies that fall away where the value itself is corrected: they are about that value alone. */
const SETTLED_RULES = new Set([
  'unreadable-number',
  'malformed-number',
  'split-number',
  'ungrouped-number',
  'ocr-uncertain',
  'year-on-year-jump',
  'percent-out-of-range',
  'missing-value',
  'displaced-cell',
  'target-below-actual',
])

/**
 * All corrections of one document, in their order: those that its conversion was given, then the decisions made in the
 * review page, of which the conversion may have known the first.
 */
export function joinCorrections(
  given: readonly Correction[],
  decisions: readonly Correction[],
  sha256: string,
): Correction[] {
  const own = decisions.filter((correction) => correction.document === sha256)
  const lines = new Set(own.map((correction) => JSON.stringify(correction)))
  return [...given.filter((correction) => !lines.has(JSON.stringify(correction))), ...own]
}

/** The decisions about one document that stand, in the order of their lines; `undo` takes the last one of its kind back. */
export function standingCorrections(corrections: readonly Correction[], sha256: string): Correction[] {
  const stacks = new Map<string, Correction[]>()
  for (const correction of corrections) {
    if (correction.document !== sha256) continue
    const key = decisionKey(correction)
    const stack = stacks.get(key) ?? []
    stacks.delete(key)
    if (correction.undo) stack.pop()
    else stack.push(correction)
    stacks.set(key, stack)
  }
  return [...stacks.values()].flatMap((stack) => stack.at(-1) ?? [])
}

/** Of standing decisions those that fit the document: its print is still what was decided about. */
export function fittingCorrections(standing: readonly Correction[], scorecard: Scorecard): Correction[] {
  const decided = new Set(standing.map(({ place }) => placeKey(place)))
  const data = new Map<string, Text | Figure | Owners>()
  for (const { place, datum } of eachDatum(scorecard)) {
    const key = placeKey(place)
    if (decided.has(key)) data.set(key, datum)
  }
  return standing.filter((correction) => {
    const datum = data.get(placeKey(correction.place))
    return correction.keep || (datum !== undefined && fits(correction, datum))
  })
}

/** Was the decision about this print, and is its value one that the field can hold? */
const fits = ({ printed, value }: Correction, datum: Text | Figure | Owners): boolean =>
  printed === datum.raw &&
  ('text' in datum || 'names' in datum || typeof value !== 'string' || readNumber(value).kind === 'number')

const keeps = (correction: Correction, anomaly: Anomaly): boolean =>
  correction.printed === anomaly.printed && correction.value === anomaly.taken

/** Do standing decisions settle this anomaly? */
export function isSettled(standing: readonly Correction[], anomaly: Anomaly): boolean {
  const key = placeKey(anomaly.place)
  return standing.some((correction) => {
    if (placeKey(correction.place) !== key) return false
    if (correction.keep) return correction.rule === anomaly.rule && keeps(correction, anomaly)
    return correction.rule === anomaly.rule || SETTLED_RULES.has(anomaly.rule)
  })
}

/** Changes the records of a document as its standing corrections say; `before`: what the rules say without them. */
export function applyCorrections(
  scorecard: Scorecard,
  sha256: string,
  corrections: readonly Correction[],
  before: readonly Anomaly[],
): Corrected {
  const standing = standingCorrections(corrections, sha256)
  const changes = new Map(standing.filter(({ keep }) => !keep).map((change) => [placeKey(change.place), change]))
  const keeping = standing.filter(({ keep }) => keep)
  // Only where print and value are what the person saw.
  const kept = new Set(before.filter((anomaly) => isSettled(keeping, anomaly)).map(({ place }) => placeKey(place)))
  const repairs: Repair[] = []
  const applied: Correction[] = []
  const printed = new Map<string, string | null>()
  for (const { place, datum, taken } of eachDatum(scorecard)) {
    const correction = changes.get(placeKey(place))
    if (correction === undefined) {
      if (kept.has(placeKey(place))) datum.confidence = 1
      continue
    }
    printed.set(placeKey(place), datum.raw)
    if (!fits(correction, datum)) continue
    setValue(datum, correction.value)
    applied.push(correction)
    repairs.push(describeChange(correction, taken ?? datum.raw ?? '', datum.pieces))
  }
  const settling = [...applied, ...keeping]
  return {
    repairs,
    // A decision to keep what no longer stands needs no word: its anomaly is there again.
    stale: [...changes].flatMap(([key, change]) => {
      if (applied.includes(change)) return []
      const print = printed.get(key)
      return { ...change, now: print === undefined ? null : { printed: print } }
    }),
    withoutSettled: (anomalies) => anomalies.filter((anomaly) => !isSettled(settling, anomaly)),
  }
}

function describeChange(correction: Correction, before: string, pieces: Repair['pieces']): Repair {
  const { place, value, by, at, why } = correction
  const after = value === null ? '' : String(value)
  const because = [{ kind: 'human' as const, detail: `${by}, ${at}${why === '' ? '' : `: ${why}`}` }]
  const candidates = [{ value: after, score: 1, because }]
  return { rule: 'correction', place, before, after, applicability: 'safe', confidence: 1, candidates, pieces }
}

function setValue(datum: Text | Figure | Owners, value: Correction['value']): void {
  if ('text' in datum) datum.text = value === null ? null : String(value)
  else if ('names' in datum) datum.names = value === null ? [] : splitNames(String(value))
  else {
    const figure = typeof value === 'string' ? readNumber(value) : null
    datum.value = figure?.kind === 'number' ? figure.value : typeof value === 'number' ? value : null
  }
  datum.status = value === null ? 'missing' : 'repaired'
  datum.confidence = 1
}

const splitNames = (list: string): string[] =>
  list
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
