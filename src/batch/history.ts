/** The years of every organization of an output: one organization in memory at a time. */
import { makeAnomaly } from '../anomaly/define.ts'
import { historyRules } from '../anomaly/history-rules.ts'
import { collectHistory, type HistorySource, organizationKey } from '../history/collect.ts'
import { linkHistory } from '../history/organization.ts'
import { type Doubt, findDoubts, type Settlement, settleDoubts } from '../history/settle.ts'
import { compareText } from '../language/order.ts'
import type { Document } from '../model/document.ts'
import type { OrganizationHistory } from '../model/history.ts'
import type { Anomaly, Severity } from '../model/provenance.ts'

export type Severities = Partial<Record<string, Severity | 'off'>>

/** What a document tells of itself when other years are looked at. */
export interface Facts {
  /** Keys of its organizations, in code unit order. */
  organizations: string[]
  history: HistorySource[]
  doubts: Doubt[]
}

/** `found`: every open anomaly, also those of rules that are turned off. */
export function collectFacts(document: Document, found: readonly Anomaly[]): Facts {
  const history = collectHistory(document)
  const keys = history.map(({ organization }) => organizationKey(organization))
  return { organizations: [...new Set(keys)].sort(compareText), history, doubts: findDoubts(document.id, found) }
}

/** What is known of a document without reading it. */
export interface KnownDocument {
  id: string
  organizations: readonly string[]
}

/** An organization and its documents. */
export interface Organization {
  key: string
  ids: string[]
}

/** The organizations of these documents, in code unit order of their keys. */
export function listOrganizations(documents: readonly KnownDocument[]): Organization[] {
  const byKey = new Map<string, Organization>()
  for (const { id, organizations } of documents) {
    for (const key of organizations) {
      const known = byKey.get(key)
      if (known) known.ids.push(id)
      else byKey.set(key, { key, ids: [id] })
    }
  }
  return [...byKey.values()].sort((a, b) => compareText(a.key, b.key))
}

const ofOrganization = (sources: readonly HistorySource[], key: string): HistorySource[] =>
  sources.filter(({ organization }) => organizationKey(organization) === key)

/** The histories of every organization, in a fixed order; `read` is called once a document and organization. */
export function* readHistories(
  documents: readonly KnownDocument[],
  read: (id: string) => Document,
): Iterable<OrganizationHistory[]> {
  for (const { key, ids } of listOrganizations(documents)) {
    yield linkHistory(ids.flatMap((id) => ofOrganization(collectHistory(read(id)), key)))
  }
}

/** The same of one organization, out of documents that do not know of each other yet, with the doubts that other years settle. */
export function settleHistories(
  { key, ids }: Organization,
  read: (id: string) => Pick<Facts, 'history' | 'doubts'>,
): { histories: OrganizationHistory[]; settlements: Settlement[] } {
  const doubts: Doubt[] = []
  const sources = ids.flatMap((id) => {
    const facts = read(id)
    const own = ofOrganization(facts.history, key)
    const cards = new Set(own.map(({ card }) => card.card))
    doubts.push(...facts.doubts.filter(({ anomaly }) => cards.has(anomaly.place.card ?? 0)))
    return own
  })
  const histories = linkHistory(sources)
  const settlements = settleDoubts(histories, doubts)
  // What was settled may be what links a series.
  return { histories: settlements.length > 0 ? linkHistory(sources) : histories, settlements }
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
