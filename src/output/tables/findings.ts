/** What was done to the print, and what a person should look at. */
import { anywhere, confidenceColumn, coordinateColumns, joinList, placeColumns } from '../columns.ts'
import { atPlace, coordinates, type DocumentTable } from './rows.ts'

export const repairs: DocumentTable = {
  name: 'repairs',
  description: 'What repair rules and corrections changed of the print',
  columns: [
    ...anywhere,
    ...placeColumns,
    { name: 'rule', type: 'string', description: 'id of the repair rule', required: true },
    { name: 'before', type: 'string', description: 'the print' },
    { name: 'after', type: 'string', description: 'what was taken' },
    confidenceColumn,
    { name: 'alternatives', type: 'list', description: 'other readings of the print, the best first' },
    ...coordinateColumns,
  ],
  primaryKey: [],
  foreignKeys: [],
  indexes: [['document', 'card', 'code'], ['rule']],
  *rows(document) {
    for (const repair of document.repairs) {
      const others = repair.candidates.filter((candidate) => candidate.value !== repair.after)
      yield {
        ...atPlace(document, repair.place),
        rule: repair.rule,
        before: repair.before,
        after: repair.after,
        confidence: repair.confidence,
        alternatives: joinList(others.map((candidate) => candidate.value)),
        ...coordinates(repair.pieces),
      }
    }
  },
}

export const anomalies: DocumentTable = {
  name: 'anomalies',
  description: 'What a person should look at, or know',
  columns: [
    ...anywhere,
    ...placeColumns,
    { name: 'rule', type: 'string', description: 'id of the rule that fired', required: true },
    {
      name: 'severity',
      type: 'string',
      description: 'error: not usable as it is; warning: a person should look; info: worth knowing',
      required: true,
      values: ['error', 'warning', 'info'],
    },
    { name: 'message', type: 'string', description: 'what is wrong, in words', required: true },
    { name: 'evidence', type: 'list', description: 'what speaks for it, `kind: detail`' },
    ...coordinateColumns,
  ],
  primaryKey: [],
  foreignKeys: [],
  indexes: [
    ['document', 'card', 'code'],
    ['severity', 'rule'],
  ],
  *rows(document) {
    for (const anomaly of document.anomalies) {
      yield {
        ...atPlace(document, anomaly.place),
        rule: anomaly.rule,
        severity: anomaly.severity,
        message: anomaly.message,
        evidence: joinList(anomaly.evidence.map(({ kind, detail }) => `${kind}: ${detail}`)),
        ...coordinates(anomaly.pieces),
      }
    }
  },
}
