/** The frame of an anomaly rule: it judges and changes nothing. */

import type { Document } from '../model/document.ts'
import type { AnomalyDraft, Finding } from '../model/draft.ts'
import { nameParameters } from '../model/field-words.ts'
import type { Anomaly, Repair, Severity } from '../model/provenance.ts'
import { fillMessage, type RuleText } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'

/** What a rule about one document may look at. */
export interface DocumentContext {
  scorecard: Scorecard
  repairs: readonly Repair[]
  findings: readonly Finding[]
}

interface RuleFrame extends RuleText {
  severity: Severity
}
export interface DocumentRule extends RuleFrame {
  scope: 'document'
  check(context: DocumentContext): Iterable<AnomalyDraft>
}
/** Across the years of one organization: documents in order of their ROC year. */
export interface HistoryRule<Context = unknown> extends RuleFrame {
  scope: 'history'
  check(context: Context): Iterable<AnomalyDraft & { document: Document['id'] }>
}

export const defineAnomaly = (rule: DocumentRule): DocumentRule => rule
export const defineHistoryAnomaly = <Context>(rule: HistoryRule<Context>): HistoryRule<Context> => rule

/** The anomaly that a rule's draft becomes. */
export function makeAnomaly(rule: Pick<RuleFrame, 'id' | 'severity' | 'messages'>, draft: AnomalyDraft): Anomaly {
  const parameters = draft.parameters ?? {}
  return {
    rule: rule.id,
    severity: rule.severity,
    place: draft.place,
    message: fillMessage(rule.messages.en, nameParameters(parameters, 'en')),
    parameters,
    printed: draft.printed ?? null,
    taken: draft.taken ?? null,
    candidates: draft.candidates ?? [],
    evidence: draft.evidence ?? [],
    pieces: draft.pieces ?? [],
  }
}
