/** The years of every organization of an output: one organization in memory at a time. */
import { makeAnomaly } from '../anomaly/define.ts'
import { historyRules } from '../anomaly/historyRules.ts'
import { collectHistory, type HistorySource, organizationKey } from '../history/collect.ts'
import { linkHistory } from '../history/organization.ts'
import { type Doubt, findDoubts, type Settlement, settleDoubts } from '../history/settle.ts'
import type { Document } from '../model/document.ts'
import type { OrganizationHistory } from '../model/history.ts'
import type { Anomaly, Severity } from '../model/provenance.ts'
import { compareText } from './inputs.ts'

export type Severities = Partial<Record<string, Severity | 'off'>>

/** What a document tells of itself when other years are looked at. */
export interface Facts {
  /** Keys of its organizations, in code unit order. */
  organizations: string[]
  history: HistorySource[]
  doubts: Doubt[]
}

export function collectFacts(document: Document): Facts {
  const history = collectHistory(document)
  const keys = history.map(({ organization }) => organizationKey(organization))
  return { organizations: [...new Set(keys)].sort(compareText), history, doubts: findDoubts(document) }
}

/** What is known of a document without reading it. */
export interface KnownDocument {
  id: string
  organizations: readonly string[]
}

/** Ids of documents by organization, in code unit order of the organizations' keys. */
function groupByOrganization(documents: readonly KnownDocument[]): [key: string, ids: string[]][] {
  const byOrganization = new Map<string, string[]>()
  for (const { id, organizations } of documents) {
    for (const key of organizations) {
      const ids = byOrganization.get(key)
      if (ids) ids.push(id)
      else byOrganization.set(key, [id])
    }
  }
  return [...byOrganization].sort(([a], [b]) => compareText(a, b))
}

const ofOrganization = (sources: readonly HistorySource[], key: string): HistorySource[] =>
  sources.filter(({ organization }) => organizationKey(organization) === key)

/** The histories of every organization, in a fixed order; `read` is called once a document and organization. */
export function* readHistories(
  documents: readonly KnownDocument[],
  read: (id: string) => Document,
): Iterable<OrganizationHistory[]> {
  for (const [key, ids] of groupByOrganization(documents)) {
    yield linkHistory(ids.flatMap((id) => ofOrganization(collectHistory(read(id)), key)))
  }
}

/** A large document of many organizations is not read for each of them again. */
function keepLast<Result>(read: (id: string) => Result): (id: string) => Result {
  let last: { id: string; result: Result } | null = null
  return (id) => {
    if (last?.id !== id) last = { id, result: read(id) }
    return last.result
  }
}

/** The same out of documents that do not know of each other yet, with the doubts that other years settle. */
export function* settleHistories(
  documents: readonly KnownDocument[],
  read: (id: string) => Pick<Facts, 'history' | 'doubts'>,
): Iterable<{ histories: OrganizationHistory[]; settlements: Settlement[] }> {
  const readOnce = keepLast(read)
  for (const [key, ids] of groupByOrganization(documents)) {
    const doubts: Doubt[] = []
    const sources = ids.flatMap((id) => {
      const facts = readOnce(id)
      const own = ofOrganization(facts.history, key)
      const cards = new Set(own.map(({ card }) => card.card))
      doubts.push(...facts.doubts.filter(({ anomaly }) => cards.has(anomaly.place.card ?? 0)))
      return own
    })
    const histories = linkHistory(sources)
    const settlements = settleDoubts(histories, doubts)
    // What was settled may be what links a series.
    yield { histories: settlements.length > 0 ? linkHistory(sources) : histories, settlements }
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
