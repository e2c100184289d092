/** The cards of a document and what stands beside their tables: strategy maps, statements, declared counts. */
import {
  documentColumn,
  inCard,
  objectiveCodeColumn,
  perspectiveColumn,
  required,
  rocYearColumn,
  toYear,
  yearColumn,
} from '../columns.ts'
import { type DocumentTable, eachCard } from './rows.ts'

export const cards: DocumentTable = {
  name: 'cards',
  description: 'The scorecards of every document',
  columns: [
    ...inCard,
    { name: 'title', type: 'string', description: 'title of the card; empty where none is printed' },
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

export const strategyMap: DocumentTable = {
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

export const strategyStatements: DocumentTable = {
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

export const declaredCounts: DocumentTable = {
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
