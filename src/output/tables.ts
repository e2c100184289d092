/** The one definition of every table: its columns, keys and rows. All writers are driven by it. */
import type { Document } from '../model/document.ts'
import type { Piece, Place } from '../model/provenance.ts'
import type { Card } from '../model/scorecard.ts'
import {
  anywhere,
  type Cell,
  confidenceColumn,
  coordinateColumns,
  documentColumn,
  type ForeignKey,
  inCard,
  joinList,
  kpiCodeColumn,
  objectiveCodeColumn,
  ownersColumn,
  perspectiveColumn,
  placeColumns,
  planCodeColumn,
  type Row,
  rawColumn,
  required,
  rocYearColumn,
  seriesColumn,
  statusColumn,
  type TableDefinition,
  toYear,
  yearColumn,
} from './columns.ts'

export type { Cell, Column, ColumnType, ForeignKey, Row, TableDefinition } from './columns.ts'

/** A table whose rows each come from one document. */
export interface DocumentTable extends TableDefinition {
  rows(document: Document): Iterable<Row>
}

const toCards: ForeignKey = { columns: ['document', 'card'], table: 'cards', references: ['document', 'card'] }
const kpiKey = ['document', 'card', 'kpi_code', 'series'] as const

/** Points with two decimals: a hundredth of a point is far below what print can show. */
const roundPoints = (points: number): number => Math.round(points * 100) / 100

function coordinates(pieces: readonly Piece[]): Record<'page' | 'x0' | 'y0' | 'x1' | 'y1', number | null> {
  const first = pieces[0]
  const [x0, y0, x1, y1] = first?.box?.map(roundPoints) ?? []
  return { page: first?.page ?? null, x0: x0 ?? null, y0: y0 ?? null, x1: x1 ?? null, y1: y1 ?? null }
}

function* eachCard(document: Document): Iterable<{ card: Card; inCard: Record<'document' | 'card' | 'level', Cell> }> {
  for (const card of document.cards) {
    yield { card, inCard: { document: document.id, card: card.number, level: card.level } }
  }
}

function atPlace(document: Document, place: Place): Row {
  return {
    document: document.id,
    card: place.card,
    level: place.level,
    code: place.code,
    field: place.field,
    roc_year: place.rocYear,
  }
}

const cards: DocumentTable = {
  name: 'cards',
  description: 'The scorecards of every document',
  columns: [
    ...inCard,
    { name: 'title', type: 'string', description: 'title of the card', required: true },
    { name: 'group', type: 'string', description: 'group of a card across agencies' },
    { name: 'organization', type: 'string', description: 'agency whose card it is' },
    rocYearColumn,
    yearColumn,
    { name: 'first_page', type: 'integer', description: 'first page, from 1; empty for text inputs' },
    { name: 'last_page', type: 'integer', description: 'last page' },
  ],
  primaryKey: ['document', 'card'],
  foreignKeys: [],
  indexes: [['organization', 'roc_year']],
  *rows(document) {
    for (const { card, inCard } of eachCard(document)) {
      yield {
        ...inCard,
        title: card.title,
        group: card.group,
        organization: card.organization,
        roc_year: card.rocYear,
        year: toYear(card.rocYear),
        first_page: card.firstPage,
        last_page: card.lastPage,
      }
    }
  },
}

const strategyMap: DocumentTable = {
  name: 'strategy_map',
  description: 'The objectives of the strategy maps (策略地圖)',
  columns: [
    documentColumn,
    { name: 'organization', type: 'string', description: 'agency whose map it is' },
    required(objectiveCodeColumn),
    { name: 'objective_name', type: 'string', description: 'name of the objective as the map prints it' },
    perspectiveColumn,
    { name: 'theme_code', type: 'string', description: 'letter of the strategic theme (策略主題)' },
    { name: 'theme_name', type: 'string', description: 'name of the strategic theme' },
  ],
  primaryKey: [],
  foreignKeys: [],
  indexes: [['document', 'objective_code']],
  *rows(document) {
    for (const map of document.strategyMaps) {
      const themes = new Map(map.themes.map((theme) => [theme.code, theme.name]))
      for (const objective of map.objectives) {
        yield {
          document: document.id,
          organization: map.organization,
          objective_code: objective.code,
          objective_name: objective.name.text,
          perspective: objective.perspective,
          theme_code: objective.themeCode,
          theme_name: objective.themeCode === null ? null : (themes.get(objective.themeCode) ?? null),
        }
      }
    }
  },
}

const strategyStatements: DocumentTable = {
  name: 'strategy_statements',
  description: 'Mission (使命), vision (願景), core values (核心價值) and themes of the strategy maps',
  columns: [
    documentColumn,
    { name: 'organization', type: 'string', description: 'agency whose map it is' },
    {
      name: 'kind',
      type: 'string',
      description: 'what is stated',
      required: true,
      values: ['mission', 'vision', 'core_value', 'theme'],
    },
    {
      name: 'position',
      type: 'integer',
      description: 'place among the statements of its kind, from 1',
      required: true,
    },
    { name: 'code', type: 'string', description: 'letter of a theme' },
    { name: 'text', type: 'string', description: 'the statement' },
  ],
  primaryKey: [],
  foreignKeys: [],
  indexes: [['document', 'kind']],
  *rows(document) {
    for (const map of document.strategyMaps) {
      for (const { kind, position, code, text } of map.statements) {
        yield { document: document.id, organization: map.organization, kind, position, code, text }
      }
    }
  },
}

/** A count; what is printed for one and is none stands in the document alone. */
const wholeNumber = (value: number | null): number | null => (Number.isSafeInteger(value) ? value : null)

const declaredCounts: DocumentTable = {
  name: 'declared_counts',
  description: 'How many objectives, KPIs and action plans a document says it has, by year',
  columns: [
    documentColumn,
    { name: 'organization', type: 'string', description: 'agency that the counts are about' },
    required(rocYearColumn),
    { name: 'objectives', type: 'integer', description: '策略目標數' },
    { name: 'kpis', type: 'integer', description: 'KPI數' },
    { name: 'action_plans', type: 'integer', description: '行動計畫數' },
  ],
  primaryKey: [],
  foreignKeys: [],
  indexes: [['document', 'roc_year']],
  *rows(document) {
    for (const counts of document.declaredCounts) {
      yield {
        document: document.id,
        organization: counts.organization,
        roc_year: counts.rocYear,
        objectives: wholeNumber(counts.objectives.value),
        kpis: wholeNumber(counts.kpis.value),
        action_plans: wholeNumber(counts.actionPlans.value),
      }
    }
  },
}

const objectives: DocumentTable = {
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

const kpis: DocumentTable = {
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

const kpiValues: DocumentTable = {
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

const actionPlans: DocumentTable = {
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

const budgets: DocumentTable = {
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

const repairs: DocumentTable = {
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

const anomalies: DocumentTable = {
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

/** Every table whose rows come from single documents, in the order in which they may refer to each other. */
export const documentTables: readonly DocumentTable[] = [
  cards,
  strategyMap,
  strategyStatements,
  declaredCounts,
  objectives,
  kpis,
  kpiValues,
  actionPlans,
  budgets,
  repairs,
  anomalies,
]
