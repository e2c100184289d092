/** Findings of the earlier stages, as drafts of anomalies. */
import type { AnomalyDraft } from '../model/draft.ts'
import type { DocumentContext } from './define.ts'

export function* findingsOf(context: DocumentContext, rule: string): Generator<AnomalyDraft> {
  for (const finding of context.findings) if (finding.rule === rule) yield finding
}
