/** The years of every organization of an output: one organization in memory at a time. */
import { makeAnomaly } from '../anomaly/define.ts'
import { historyRules } from '../anomaly/historyRules.ts'
import { collectHistory, organizationKey } from '../history/collect.ts'
import { linkHistory } from '../history/organization.ts'
import type { Document } from '../model/document.ts'
import type { OrganizationHistory } from '../model/history.ts'
import type { Anomaly, Severity } from '../model/provenance.ts'
import { compareText } from './inputs.ts'

export type Severities = Partial<Record<string, Severity | 'off'>>

/** Keys of the organizations that a document belongs to, in code unit order. */
export function organizationsOf(document: Document): string[] {
  return [...new Set(collectHistory(document).map(({ organization }) => organizationKey(organization)))].sort(
    compareText,
  )
}

/** What is known of a document without reading it. */
export interface KnownDocument {
  id: string
  organizations: readonly string[]
}

/** The histories of every organization, in code unit order of their keys; `read` is called once a document and organization. */
export function* readHistories(
  documents: readonly KnownDocument[],
  read: (id: string) => Document,
): Iterable<OrganizationHistory[]> {
  const byOrganization = new Map<string, string[]>()
  for (const { id, organizations } of documents) {
    for (const key of organizations) {
      const ids = byOrganization.get(key)
      if (ids) ids.push(id)
      else byOrganization.set(key, [id])
    }
  }
  for (const [key, ids] of [...byOrganization].sort(([a], [b]) => compareText(a, b))) {
    const sources = ids.flatMap((id) =>
      collectHistory(read(id)).filter(({ organization }) => organizationKey(organization) === key),
    )
    yield linkHistory(sources)
  }
}

/** What the rules across years say, by document. */
export function checkHistories(
  histories: readonly OrganizationHistory[],
  severities: Severities,
): { document: string; anomaly: Anomaly }[] {
  return histories.flatMap((history) =>
    historyRules.flatMap((rule) => {
      const severity = severities[rule.id] ?? rule.severity
      if (severity === 'off') return []
      return [...rule.check(history)].map(({ document, ...draft }) => ({
        document,
        anomaly: makeAnomaly({ ...rule, severity }, draft),
      }))
    }),
  )
}
