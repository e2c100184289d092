/** What the rows of the cards say: objectives, KPIs and their values, action plans and their budgets. */
import {
  confidenceColumn,
  coordinateColumns,
  inCard,
  joinList,
  kpiCodeColumn,
  objectiveCodeColumn,
  ownersColumn,
  perspectiveColumn,
  planCodeColumn,
  rawColumn,
  required,
  rocYearColumn,
  seriesColumn,
  statusColumn,
  toYear,
  yearColumn,
} from '../columns.ts'
import { coordinates, type DocumentTable, eachCard, toCards } from './rows.ts'

const kpiKey = ['document', 'card', 'kpi_code', 'series'] as const

export const objectives: DocumentTable = {
  name: 'objectives',
  description: 'Strategic objectives (策略目標) of the cards',
  columns: [
    ...inCard,
    required(objectiveCodeColumn),
    { name: 'objective_name', type: 'string', description: 'name without its code' },
    perspectiveColumn,
  ],
  primaryKey: [],
  foreignKeys: [toCards],
  indexes: [['document', 'card', 'objective_code']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      for (const { code, name, perspective } of card.objectives) {
        yield { ...inCard, objective_code: code, objective_name: name.text, perspective }
      }
    }
  },
}

export const kpis: DocumentTable = {
  name: 'kpis',
  description: 'Key performance indicators (關鍵績效指標), one row a printed row of values',
  columns: [
    ...inCard,
    objectiveCodeColumn,
    { name: 'csf', type: 'string', description: 'critical success factor (關鍵成功因素) without its code' },
    required(kpiCodeColumn),
    seriesColumn,
    { name: 'kpi_name', type: 'string', description: 'name without its code' },
    { name: 'formula', type: 'string', description: 'how it is measured (衡量標準), without the unit' },
    { name: 'unit', type: 'string', description: 'unit of its values' },
    ownersColumn,
  ],
  primaryKey: kpiKey,
  foreignKeys: [toCards],
  indexes: [['kpi_code']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      for (const kpi of card.kpis) {
        yield {
          ...inCard,
          objective_code: kpi.objectiveCode,
          csf: kpi.csf.text,
          kpi_code: kpi.code,
          series: kpi.series,
          kpi_name: kpi.name.text,
          formula: kpi.formula.text,
          unit: kpi.unit.text,
          owners: joinList(kpi.owners.names),
        }
      }
    }
  },
}

export const kpiValues: DocumentTable = {
  name: 'kpi_values',
  description: 'Actual (實際值) and target (目標值) figures of the KPIs by year',
  columns: [
    ...inCard,
    required(kpiCodeColumn),
    seriesColumn,
    required(rocYearColumn),
    required(yearColumn),
    {
      name: 'kind',
      type: 'string',
      description: 'what was reached, or aimed at',
      required: true,
      values: ['actual', 'target'],
    },
    {
      name: 'value',
      type: 'number',
      description: 'figure in the printed unit, 千 萬 億 scaled out; empty: missing or unreadable',
    },
    { name: 'unit', type: 'string', description: 'unit of the value' },
    rawColumn,
    statusColumn,
    confidenceColumn,
    ...coordinateColumns,
  ],
  primaryKey: [],
  foreignKeys: [{ columns: kpiKey, table: 'kpis', references: kpiKey }],
  indexes: [[...kpiKey, 'roc_year', 'kind']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      for (const kpi of card.kpis) {
        for (const value of kpi.values) {
          yield {
            ...inCard,
            kpi_code: kpi.code,
            series: kpi.series,
            roc_year: value.rocYear,
            year: toYear(value.rocYear),
            kind: value.kind,
            value: value.value,
            unit: kpi.unit.text,
            raw: value.raw,
            status: value.status,
            confidence: value.confidence,
            ...coordinates(value.pieces),
          }
        }
      }
    }
  },
}

export const actionPlans: DocumentTable = {
  name: 'action_plans',
  description: 'Action plans (行動計畫) under the KPIs',
  columns: [
    ...inCard,
    kpiCodeColumn,
    required(planCodeColumn),
    { name: 'plan_name', type: 'string', description: 'name without its code and note' },
    { name: 'note', type: 'string', description: 'trailing note (備註) of the plan' },
    ownersColumn,
  ],
  primaryKey: [],
  foreignKeys: [toCards],
  indexes: [['document', 'card', 'plan_code']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      for (const plan of card.plans) {
        yield {
          ...inCard,
          kpi_code: plan.kpiCode,
          plan_code: plan.code,
          plan_name: plan.name.text,
          note: plan.note.text,
          owners: joinList(plan.owners.names),
        }
      }
    }
  },
}

export const budgets: DocumentTable = {
  name: 'budgets',
  description: 'Budgets of the action plans by year',
  columns: [
    ...inCard,
    required(planCodeColumn),
    required(rocYearColumn),
    required(yearColumn),
    {
      name: 'stage',
      type: 'string',
      description: 'approved: 已編預算; estimated: 預估概算',
      required: true,
      values: ['approved', 'estimated'],
    },
    { name: 'amount', type: 'number', description: 'amount in TWD; empty: missing or unreadable' },
    rawColumn,
    statusColumn,
    confidenceColumn,
    ...coordinateColumns,
  ],
  primaryKey: [],
  foreignKeys: [toCards],
  indexes: [['document', 'card', 'plan_code', 'roc_year', 'stage']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      for (const plan of card.plans) {
        for (const budget of plan.budgets) {
          yield {
            ...inCard,
            plan_code: plan.code,
            roc_year: budget.rocYear,
            year: toYear(budget.rocYear),
            stage: budget.stage,
            amount: budget.value,
            raw: budget.raw,
            status: budget.status,
            confidence: budget.confidence,
            ...coordinates(budget.pieces),
          }
        }
      }
    }
  },
}
