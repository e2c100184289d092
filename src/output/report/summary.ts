/** What the first screen of the report tells: counts over all documents, gathered one document at a time. */
import { compareText } from '../../language/order.ts'
import type { Document } from '../../model/document.ts'
import type { Anomaly, Severity } from '../../model/provenance.ts'
import { addTotals, countDocument, emptyTotals, type Totals } from '../totals.ts'
import { describePlace } from './anomaly-card.ts'
import { agencyOf, yearOf } from './place.ts'
import { severities } from './wording.ts'

export interface SeverityCounts extends Record<Severity, number> {}

/** One thing to look at first; the same finding in several documents (or years of one row) is one. */
export interface Concern {
  document: string
  anomaly: Anomaly
  /** How often it was found. */
  times: number
}

/** What one document adds; without the document itself, so that threads can hand it on. */
export interface DocumentSummary {
  id: string
  organization: string | null
  /** ROC years of its cards. */
  years: number[]
  totals: Totals
  /** Where each of its anomalies is. */
  anomalies: { rule: string; severity: Severity; agency: string | null; rocYear: number | null }[]
  /** The worst few, by what makes two findings the same one. */
  concerns: [key: string, concern: Concern][]
}

const FIRST_CONCERNS = 5
const FIGURES: ReadonlySet<string | null> = new Set(['actual', 'target', 'approved', 'estimated'])
/** Doubt of an anomaly that names no candidate. */
const UNKNOWN_SCORE = 0.75

/** The less, the worse: severity, then figures before names, then the weaker the evidence for what was taken. */
export const rankOf = ({ severity, place, candidates }: Anomaly): number =>
  severities.indexOf(severity) * 10 + (FIGURES.has(place.field) ? 0 : 5) + (candidates[0]?.score ?? UNKNOWN_SCORE)

/** Worst first, as in the review page. */
const compareConcern = (a: Anomaly, b: Anomaly): number =>
  rankOf(a) - rankOf(b) || compareText(a.rule, b.rule) || compareText(describePlace(a, 'en'), describePlace(b, 'en'))

/** An error outweighs all warnings of a document, a warning all its notes. */
const weigh = ({ severities: { error, warning, info } }: Totals): number => error * 1e8 + warning * 1e4 + info

const worst = (concerns: ReadonlyMap<string, Concern>): [string, Concern][] =>
  [...concerns].sort(([, a], [, b]) => compareConcern(a.anomaly, b.anomaly)).slice(0, FIRST_CONCERNS)

function addConcern(concerns: Map<string, Concern>, key: string, concern: Concern): void {
  const known = concerns.get(key)
  if (known) known.times += concern.times
  else concerns.set(key, { ...concern })
}

export function summarizeDocument(document: Document): DocumentSummary {
  const concerns = new Map<string, Concern>()
  const anomalies = document.anomalies.map((anomaly) => {
    const { severity, place, rule } = anomaly
    const agency = agencyOf(document, place)
    const rocYear = yearOf(document, place)
    const key = [rule, agency, rocYear, place.card, place.code].join('|')
    if (severity !== 'info') addConcern(concerns, key, { document: document.id, anomaly, times: 1 })
    return { rule, severity, agency, rocYear }
  })
  return {
    id: document.id,
    organization: document.organization,
    years: document.cards.flatMap(({ rocYear }) => rocYear ?? []),
    totals: countDocument(document),
    anomalies,
    concerns: worst(concerns),
  }
}

export class Summary {
  /** How bad the anomalies of each document are; 0 where it has none. */
  readonly documents: { id: string; severity: number }[] = []
  readonly totals = emptyTotals()
  readonly byRule = new Map<string, SeverityCounts>()
  readonly byAgency = new Map<string | null, SeverityCounts>()
  readonly byYear = new Map<number | null, SeverityCounts>()
  readonly organizations = new Set<string>()
  readonly years = new Set<number>()
  readonly #concerns = new Map<string, Concern>()

  add({ id, organization, years, totals, anomalies, concerns }: DocumentSummary): void {
    this.documents.push({ id, severity: weigh(totals) })
    addTotals(this.totals, totals)
    if (organization !== null) this.organizations.add(organization)
    for (const year of years) this.years.add(year)
    for (const { rule, severity, agency, rocYear } of anomalies) {
      count(this.byRule, rule, severity)
      count(this.byAgency, agency, severity)
      count(this.byYear, rocYear, severity)
    }
    for (const [key, concern] of concerns) addConcern(this.#concerns, key, concern)
  }

  /** Agencies with anomalies, in the order in which they came. */
  get agencies(): (string | null)[] {
    return [...this.byAgency.keys()]
  }

  /** The worst few. */
  concerns(): Concern[] {
    return worst(this.#concerns).map(([, concern]) => concern)
  }
}

function count<Key>(counts: Map<Key, SeverityCounts>, key: Key, severity: Severity): void {
  const known = counts.get(key) ?? { error: 0, warning: 0, info: 0 }
  known[severity] += 1
  counts.set(key, known)
}
