/** Every anomaly rule about one document, and the check of a document by all of them. */
import type { Anomaly, Severity } from '../model/provenance.ts'
import type { RuleText } from '../model/rule.ts'
import { type DocumentContext, type DocumentRule, makeAnomaly } from './define.ts'
import cardYearMismatch from './rules/card-year-mismatch.ts'
import codeParentMismatch from './rules/code-parent-mismatch.ts'
import compositeBudgetMismatch from './rules/composite-budget-mismatch.ts'
import crossCardCodeMismatch from './rules/cross-card-code-mismatch.ts'
import crossCardValueMismatch from './rules/cross-card-value-mismatch.ts'
import declaredCountMismatch from './rules/declared-count-mismatch.ts'
import duplicateCode from './rules/duplicate-code.ts'
import duplicateKpiName from './rules/duplicate-kpi-name.ts'
import duplicateSeries from './rules/duplicate-series.ts'
import missingValue from './rules/missing-value.ts'
import objectiveNameMismatch from './rules/objective-name-mismatch.ts'
import ocrUncertain from './rules/ocr-uncertain.ts'
import orphanRow from './rules/orphan-row.ts'
import percentOutOfRange from './rules/percent-out-of-range.ts'
import targetBelowActual from './rules/target-below-actual.ts'
import unmappedColumn from './rules/unmapped-column.ts'
import unreadableNumber from './rules/unreadable-number.ts'
import unreadablePage from './rules/unreadable-page.ts'
import untitledCard from './rules/untitled-card.ts'
import yearOnYearJump from './rules/year-on-year-jump.ts'

export const documentRules: readonly DocumentRule[] = [
  unreadableNumber,
  missingValue,
  unmappedColumn,
  orphanRow,
  unreadablePage,
  untitledCard,
  cardYearMismatch,
  ocrUncertain,
  declaredCountMismatch,
  duplicateCode,
  codeParentMismatch,
  objectiveNameMismatch,
  crossCardValueMismatch,
  crossCardCodeMismatch,
  compositeBudgetMismatch,
  duplicateSeries,
  duplicateKpiName,
  percentOutOfRange,
  targetBelowActual,
  yearOnYearJump,
]

/** A repair rule whose repairs a person should see. */
export type ShownRepair = RuleText & { severity: Severity | null }

export type Severities = Partial<Record<string, Severity | 'off'>>

/** The anomalies with the severities that a person gave their rules; without those of rules that are off. */
export const weighAnomalies = (anomalies: readonly Anomaly[], severities: Severities): Anomaly[] =>
  anomalies.flatMap((anomaly) => {
    const severity = severities[anomaly.rule] ?? anomaly.severity
    return severity === 'off' ? [] : [{ ...anomaly, severity }]
  })

/** All anomalies of one document: shown repairs first, then each rule in the order of the catalogue. */
export function checkDocument(context: DocumentContext, shownRepairs: readonly ShownRepair[]): Anomaly[] {
  const fromRepairs = shownRepairs.flatMap((rule) => {
    const { severity } = rule
    if (severity === null) return []
    return context.repairs
      .filter((repair) => repair.rule === rule.id)
      .map(({ place, before, after, candidates, pieces }) =>
        makeAnomaly(
          { ...rule, severity },
          {
            place,
            parameters: { printed: before.replace(/\s*\n\s*/gu, ' '), taken: after },
            printed: before,
            taken: after,
            candidates,
            evidence: candidates[0]?.because ?? [],
            pieces,
          },
        ),
      )
  })
  const fromRules = documentRules.flatMap((rule) => [...rule.check(context)].map((draft) => makeAnomaly(rule, draft)))
  return [...fromRepairs, ...fromRules]
}
