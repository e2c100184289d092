/** A document made of known facts, as if it had been converted: for tests of what comes after conversion. */
import { createHash } from 'node:crypto'
import { type Document, documentSchema } from '../../src/model/document.ts'
import type { Card, Figure, Text } from '../../src/model/scorecard.ts'

interface FactFigure {
  card: string
  card_no?: number
  value?: number | null
  amount?: number | null
  status: string
  roc_year: number
}

/** The parts of a `facts.json` that are used here. */
export interface Facts {
  id?: string
  document?: { organization?: string | null; roc_year?: number | null }
  cards: {
    card_no?: number
    level: 'city' | 'agency'
    title: string
    group?: string | null
    organization?: string | null
    roc_year: number
    first_page?: number
    last_page?: number
  }[]
  objectives: { card: string; card_no?: number; objective_code: string; objective_name: string; perspective: string }[]
  kpis: {
    card: string
    card_no?: number
    objective_code: string
    csf: string
    kpi_code: string
    series: number
    kpi_name: string
    formula: string
    unit: string
    owners: string[]
  }[]
  kpi_values: (FactFigure & { kpi_code: string; series: number; kind: 'actual' | 'target' })[]
  action_plans: {
    card: string
    card_no?: number
    kpi_code: string
    plan_code: string
    plan_name: string
    note?: string | null
    owners: string[]
  }[]
  budgets: (FactFigure & { plan_code: string; stage: 'approved' | 'estimated' })[]
}

const pieces = [{ page: 1, box: [10, 20.005, 110.123, 32] as [number, number, number, number] }]
const text = (value: string | null): Text => ({
  raw: value,
  status: value === null ? 'missing' : 'printed',
  confidence: 1,
  pieces,
  readings: [],
  text: value,
})
const figure = (value: number | null, status: string): Figure => ({
  raw: value === null ? '-' : String(value),
  status: value === null ? 'missing' : status.startsWith('printed') ? 'printed' : 'repaired',
  confidence: 1,
  pieces,
  readings: [],
  value,
})
const owners = (names: string[]) => ({ ...text(names.join('\n')), names, text: undefined })

export function documentFromFacts(facts: Facts, id = facts.id ?? 'facts'): Document {
  const numberOf = new Map(facts.cards.map((card, index) => [card.level, card.card_no ?? index + 1]))
  const cards = facts.cards.map((card, index): Card => {
    const number = card.card_no ?? index + 1
    const isHere = (fact: { card: string; card_no?: number }): boolean =>
      (fact.card_no ?? numberOf.get(fact.card as 'city' | 'agency')) === number
    return {
      number,
      level: card.level,
      title: card.title,
      group: card.group ?? null,
      organization: card.organization ?? null,
      rocYear: card.roc_year,
      firstPage: card.first_page ?? null,
      lastPage: card.last_page ?? null,
      objectives: facts.objectives.filter(isHere).map((objective) => ({
        code: objective.objective_code,
        name: text(objective.objective_name),
        perspective: objective.perspective as 'customer',
      })),
      kpis: facts.kpis.filter(isHere).map((kpi) => ({
        objectiveCode: kpi.objective_code,
        csf: text(kpi.csf),
        code: kpi.kpi_code,
        series: kpi.series,
        name: text(kpi.kpi_name),
        formula: text(kpi.formula),
        unit: text(kpi.unit),
        owners: owners(kpi.owners),
        values: facts.kpi_values
          .filter((value) => isHere(value) && value.kpi_code === kpi.kpi_code && value.series === kpi.series)
          .map((value) => ({
            rocYear: value.roc_year,
            kind: value.kind,
            ...figure(value.value ?? null, value.status),
          })),
      })),
      plans: facts.action_plans.filter(isHere).map((plan) => ({
        kpiCode: plan.kpi_code,
        series: 1,
        code: plan.plan_code,
        name: text(plan.plan_name),
        note: text(plan.note ?? null),
        owners: owners(plan.owners),
        budgets: facts.budgets
          .filter((budget) => isHere(budget) && budget.plan_code === plan.plan_code)
          .map((budget) => ({
            rocYear: budget.roc_year,
            stage: budget.stage,
            ...figure(budget.amount ?? null, budget.status),
          })),
      })),
    }
  })
  return documentSchema.parse({
    schemaVersion: '1',
    id,
    source: {
      name: `${id}.pdf`,
      sha256: createHash('sha256').update(JSON.stringify(facts)).digest('hex'),
      kind: 'pdf',
      pages: 2,
    },
    organization: facts.document?.organization ?? null,
    rocYear: facts.document?.roc_year ?? null,
    cards,
    strategyMaps: [],
    declaredCounts: [],
    repairs: [],
    anomalies: [],
    pages: [],
    glyphs: { visible: 0, inCells: 0, inNotes: 0, lost: 0 },
    leftovers: [],
  })
}
