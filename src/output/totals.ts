/** Numbers of a document, and of a run. */
import type { Document } from '../model/document.ts'
import type { Severity } from '../model/provenance.ts'
import type { Figure } from '../model/scorecard.ts'

export interface Totals {
  documents: number
  pages: number
  cards: number
  objectives: number
  kpis: number
  values: number
  actionPlans: number
  budgets: number
  /** By rule. */
  repairs: Record<string, number>
  anomalies: Record<string, number>
  severities: Record<Severity, number>
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

function addCounts(to: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [key, count] of Object.entries(counts)) to[key] = (to[key] ?? 0) + count
}

export function emptyTotals(): Totals {
  return {
    documents: 0,
    pages: 0,
    cards: 0,
    objectives: 0,
    kpis: 0,
    values: 0,
    actionPlans: 0,
    budgets: 0,
    repairs: {},
    anomalies: {},
    severities: { error: 0, warning: 0, info: 0 },
  }
}

/** Figures that came out; blank cells and what cannot be read are none. */
const countFigures = (figures: readonly Figure[]): number => figures.filter(({ value }) => value !== null).length

export function countDocument(document: Document): Totals {
  const totals = emptyTotals()
  totals.documents = 1
  totals.pages = document.source.pages
  for (const card of document.cards) {
    totals.cards += 1
    totals.objectives += card.objectives.length
    totals.kpis += card.kpis.length
    totals.actionPlans += card.plans.length
    for (const kpi of card.kpis) totals.values += countFigures(kpi.values)
    for (const plan of card.plans) totals.budgets += countFigures(plan.budgets)
  }
  for (const { rule } of document.repairs) addCounts(totals.repairs, { [rule]: 1 })
  for (const { rule, severity } of document.anomalies) {
    addCounts(totals.anomalies, { [rule]: 1 })
    totals.severities[severity] += 1
  }
  return totals
}

export function addTotals(to: Totals, more: Totals): void {
  const { repairs, anomalies, severities, ...numbers } = more
  for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) to[key] += numbers[key]
  addCounts(to.repairs, repairs)
  addCounts(to.anomalies, anomalies)
  addCounts(to.severities, severities)
}

/** As the manifest tells them of one document. */
export function describeCounts(totals: Totals): Record<string, number> {
  const { cards, objectives, kpis, values, actionPlans, budgets, repairs, severities } = totals
  const { error: errors, warning: warnings, info: infos } = severities
  return { cards, objectives, kpis, values, actionPlans, budgets, repairs: sum(repairs), errors, warnings, infos }
}
