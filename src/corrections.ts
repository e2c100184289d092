/** Puts what a person decided into the records. A correction whose print no longer stands there is not applied. */
import { readNumber } from './language/number.ts'
import { eachDatum } from './anomaly/places.ts'
import type { Correction } from './model/correction.ts'
import type { Place, Repair } from './model/provenance.ts'
import type { Figure, Owners, Scorecard, Text } from './model/scorecard.ts'

export interface Corrected {
  repairs: Repair[]
  stale: Correction[]
  /** Anomalies and findings about places that a person has settled fall away. */
  withoutSettled<One extends { place: Place; rule: string }>(all: readonly One[]): One[]
}

const keyOf = (place: Place): string => [place.card, place.code, place.series, place.field, place.rocYear].join('|')

/** Anomalies that stay even where the value itself is settled: they are about more than one value. */
const SETTLED_RULES = new Set(['unreadable-number', 'malformed-number', 'split-number', 'ungrouped-number', 'ocr-uncertain', 'year-on-year-jump', 'percent-out-of-range', 'missing-value', 'displaced-cell', 'target-below-actual'])

/** Corrections of this document, later ones over earlier ones; `undo` takes the earlier one of its place back. */
export function applyCorrections(scorecard: Scorecard, sha256: string, corrections: readonly Correction[]): Corrected {
  const last = new Map<string, Correction>()
  for (const correction of corrections) {
    if (correction.document !== sha256) continue
    if (correction.undo) last.delete(keyOf(correction.place))
    else last.set(keyOf(correction.place), correction)
  }
  const repairs: Repair[] = []
  const settled = new Set<string>()
  const stale = new Map(last)
  for (const { place, datum, taken } of eachDatum(scorecard)) {
    const correction = last.get(keyOf(place))
    if (correction === undefined || correction.printed !== datum.raw || !setValue(datum, correction.value)) continue
    stale.delete(keyOf(place))
    settled.add(keyOf(place))
    const after = correction.value === null ? '' : String(correction.value)
    repairs.push({ rule: 'correction', place, before: taken ?? datum.raw ?? '', after, applicability: 'safe', confidence: 1, candidates: [{ value: after, score: 1, because: [{ kind: 'human', detail: `${correction.by}, ${correction.at}: ${correction.why}` }] }], pieces: datum.pieces })
  }
  return { repairs, stale: [...stale.values()], withoutSettled: (all) => all.filter((one) => !(settled.has(keyOf(one.place)) && SETTLED_RULES.has(one.rule))) }
}

/** false where the value cannot be what the field holds. */
function setValue(datum: Text | Figure | Owners, value: Correction['value']): boolean {
  if ('text' in datum) datum.text = value === null ? null : String(value)
  else if ('names' in datum) datum.names = value === null ? [] : String(value).split(';').map((name) => name.trim())
  else {
    const figure = typeof value === 'string' ? readNumber(value) : null
    if (figure !== null && figure.kind !== 'number') return false
    datum.value = typeof value === 'number' || value === null ? value : (figure?.value ?? null)
  }
  datum.status = value === null ? 'missing' : 'repaired'
  datum.confidence = 1
  return true
}
