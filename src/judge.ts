/** The last stages of a document, from what was read of it: a person's decisions, then the rules. */
import { checkDocument, type Severities, weighAnomalies } from './anomaly/catalogue.ts'
import { anomalyKey, applyCorrections } from './corrections.ts'
import type { Correction, StaleCorrection } from './model/correction.ts'
import type { Document } from './model/document.ts'
import type { Finding } from './model/draft.ts'
import type { Anomaly, Repair } from './model/provenance.ts'
import type { Scorecard } from './model/scorecard.ts'
import { repairRules } from './repair/catalogue.ts'

/** A document as read and repaired, before decisions: what a later decision is applied to without reading it again. */
export interface Reading {
  head: Pick<Document, 'schemaVersion' | 'id' | 'source'>
  scorecard: Scorecard
  repairs: Repair[]
  findings: Finding[]
  tail: Pick<Document, 'pages' | 'glyphs' | 'leftovers'>
  /** Severity of a rule, or `off`, instead of the catalogue's. */
  severities: Severities
}

export interface Judgement {
  document: Document
  /** Every open anomaly, also those of rules that are turned off: what is made of them must not depend on that. */
  found: Anomaly[]
  /** Decisions that no longer fit: the print, or what was taken, has changed. */
  staleCorrections: StaleCorrection[]
  /** What the rules say of the reading and, after the decisions, no longer of the document. */
  settled: Anomaly[]
}

/** The finished document. The reading is left as it is. */
export function judge(reading: Reading, corrections: readonly Correction[]): Judgement {
  const { head, tail, repairs, findings, severities } = reading
  const { sha256 } = head.source
  const concerned = corrections.some((correction) => correction.document === sha256)
  // Parts that several records share stay shared in the copy: a correction of one is one of all.
  const scorecard = concerned ? structuredClone(reading.scorecard) : reading.scorecard
  const check = (about: Scorecard): Anomaly[] => checkDocument({ scorecard: about, repairs, findings }, repairRules)
  const before = concerned ? check(reading.scorecard) : []
  const corrected = applyCorrections(scorecard, sha256, corrections, before)
  const found = corrected.withoutSettled(check(scorecard))
  const anomalies = weighAnomalies(found, severities)
  const open = new Set(found.map(anomalyKey))
  const settled = weighAnomalies(before, severities).filter((anomaly) => !open.has(anomalyKey(anomaly)))
  const agency = scorecard.cards.find((card) => card.organization !== null)
  const map = scorecard.strategyMaps.find((one) => one.organization !== null)
  const document: Document = {
    ...head,
    organization: agency?.organization ?? map?.organization ?? null,
    rocYear: (agency ?? scorecard.cards[0])?.rocYear ?? null,
    ...scorecard,
    repairs: [...repairs, ...corrected.repairs],
    anomalies,
    ...tail,
  }
  return { document, found, staleCorrections: corrected.stale, settled }
}
