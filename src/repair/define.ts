/** The frame of a repair rule: it only proposes; `choose.ts` picks, and leaving the print alone is always a choice. */

import type { Field } from '../model/draft.ts'
import type { Candidate, Severity } from '../model/provenance.ts'
import type { RuleText } from '../model/rule.ts'
import type { DocumentIndex } from './document-index.ts'

interface RepairFrame extends RuleText {
  /** safe: no other sound reading; likely: best by far. */
  applicability: 'safe' | 'likely'
  /** Severity of the anomaly that goes with the repair; null where no person needs to see it. */
  severity: Severity | null
}

export interface NumberProposal extends Candidate {
  /** The figure in the printed unit (`value` is its canonical print, e.g. `14,004,000`). */
  figure: number
}
/** Proposes figures for a print that is none, or puts on record how a sound figure was read. */
export interface NumberRepair extends RepairFrame {
  scope: 'number'
  propose(field: Field, index: DocumentIndex): Iterable<NumberProposal>
}

export interface TextProposal extends Candidate {}
/** Proposes a better text than `text`, which earlier rules may have changed already. */
export interface TextRepair extends RepairFrame {
  scope: 'text'
  propose(text: string, field: Field): Iterable<TextProposal>
}

/** Made while rows become records; the rule's file holds the wording, `scorecard/` the change. */
export interface RowRepair extends RepairFrame {
  scope: 'row'
}

export type RepairRule = NumberRepair | TextRepair | RowRepair

export const defineNumberRepair = (rule: Omit<NumberRepair, 'scope'>): NumberRepair => ({ scope: 'number', ...rule })
export const defineTextRepair = (rule: Omit<TextRepair, 'scope'>): TextRepair => ({ scope: 'text', ...rule })
export const defineRowRepair = (rule: Omit<RowRepair, 'scope'>): RowRepair => ({ scope: 'row', ...rule })
