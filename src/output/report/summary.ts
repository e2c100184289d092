/** What the first screen of the report tells: counts over all documents, gathered one document at a time. */
import type { Document } from '../../model/document.ts'
import type { Anomaly, Severity } from '../../model/provenance.ts'
import { agencyOf, yearOf } from './place.ts'

export interface SeverityCounts extends Record<Severity, number> {}

export interface DocumentEntry {
  id: string
  name: string
  agency: string | null
  rocYear: number | null
  pages: number
  counts: SeverityCounts
}

/** One thing to look at first; the same finding in several documents (or years of one row) is one. */
export interface Concern {
  document: string
  anomaly: Anomaly
  /** How often it was found. */
  times: number
}

const FIRST_CONCERNS = 5
const FIGURES: ReadonlySet<string | null> = new Set(['actual', 'target', 'approved', 'estimated'])
const severityOrder: readonly Severity[] = ['error', 'warning', 'info']
/** Doubt of an anomaly that names no candidate. */
const UNKNOWN_SCORE = 0.75

const emptyCounts = (): SeverityCounts => ({ error: 0, warning: 0, info: 0 })

/** Worst first: severity, then figures before names, then the weaker the evidence for what was taken. */
export function compareConcern(a: Anomaly, b: Anomaly): number {
  const bySeverity = severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)
  const byFigure = Number(FIGURES.has(b.place.field)) - Number(FIGURES.has(a.place.field))
  return bySeverity || byFigure || scoreOf(a) - scoreOf(b)
}

/** How sure the reading that was taken is, 0 to 1. */
const scoreOf = (anomaly: Anomaly): number => anomaly.candidates[0]?.score ?? UNKNOWN_SCORE

export class Summary {
  readonly documents: DocumentEntry[] = []
  readonly totals = { pages: 0, cards: 0, objectives: 0, kpis: 0, values: 0, plans: 0, budgets: 0, repairs: 0 }
  readonly severities = emptyCounts()
  readonly byRule = new Map<string, SeverityCounts>()
  readonly byAgency = new Map<string | null, SeverityCounts>()
  readonly byYear = new Map<number | null, SeverityCounts>()
  readonly repairsByRule = new Map<string, number>()
  readonly agencies = new Set<string>()
  readonly years = new Set<number>()
  readonly #concerns = new Map<string, Concern>()

  add(document: Document): void {
    const counts = emptyCounts()
    const { totals } = this
    totals.pages += document.source.pages
    totals.repairs += document.repairs.length
    if (document.organization !== null) this.agencies.add(document.organization)
    for (const card of document.cards) {
      totals.cards += 1
      totals.objectives += card.objectives.length
      totals.kpis += card.kpis.length
      totals.plans += card.plans.length
      for (const kpi of card.kpis) totals.values += kpi.values.length
      for (const plan of card.plans) totals.budgets += plan.budgets.length
      if (card.rocYear !== null) this.years.add(card.rocYear)
    }
    for (const repair of document.repairs) {
      this.repairsByRule.set(repair.rule, (this.repairsByRule.get(repair.rule) ?? 0) + 1)
    }
    for (const anomaly of document.anomalies) {
      const { severity, place, rule } = anomaly
      counts[severity] += 1
      this.severities[severity] += 1
      count(this.byRule, rule, severity)
      count(this.byAgency, agencyOf(document, place), severity)
      count(this.byYear, yearOf(document, place), severity)
      if (severity !== 'info') this.#addConcern(document, anomaly)
    }
    const { id, source, organization, rocYear } = document
    this.documents.push({ id, name: source.name, agency: organization, rocYear, pages: source.pages, counts })
  }

  /** The worst few. */
  concerns(): Concern[] {
    return [...this.#concerns.values()]
      .sort((a, b) => compareConcern(a.anomaly, b.anomaly) || b.times - a.times)
      .slice(0, FIRST_CONCERNS)
  }

  #addConcern(document: Document, anomaly: Anomaly): void {
    const { place, rule } = anomaly
    const key = [rule, agencyOf(document, place), yearOf(document, place), place.card, place.code].join('|')
    const known = this.#concerns.get(key)
    if (known) known.times += 1
    else this.#concerns.set(key, { document: document.id, anomaly, times: 1 })
  }
}

function count<Key>(counts: Map<Key, SeverityCounts>, key: Key, severity: Severity): void {
  const known = counts.get(key) ?? emptyCounts()
  known[severity] += 1
  counts.set(key, known)
}
