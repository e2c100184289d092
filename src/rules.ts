/** The catalogue of all rules: repairs, anomalies of one document, anomalies across years. */
import { documentRules } from './anomaly/catalogue.ts'
import { historyRules } from './anomaly/history-rules.ts'
import type { Severity } from './model/provenance.ts'
import type { RuleText } from './model/rule.ts'
import { repairRules } from './repair/catalogue.ts'

export interface Rule extends RuleText {
  /** repair: changes how a print is read; anomaly: judges one document; history: judges the years of one organization. */
  kind: 'repair' | 'anomaly' | 'history'
  /** Severity of the anomaly that is reported, unless a person sets another; null where a repair is only recorded. */
  severity: Severity | null
}

const describe = (kind: Rule['kind'], rule: RuleText & { severity: Severity | null }): Rule => {
  const { id, severity, messages, explanation, examples } = rule
  return { id, kind, severity, messages, explanation, examples }
}

export const rules: readonly Rule[] = [
  ...repairRules.map((rule) => describe('repair', rule)),
  ...documentRules.map((rule) => describe('anomaly', rule)),
  ...historyRules.map((rule) => describe('history', rule)),
]

/** Rows are joined over page breaks before any rule is asked, so that repair has no switch. */
export const canBeTurnedOff = ({ kind, id }: Rule): boolean => kind === 'repair' && id !== 'page-split-row'

export const findRule = (id: string): Rule | undefined => rules.find((rule) => rule.id === id)
