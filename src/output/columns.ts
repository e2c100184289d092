/** What a table is made of, and the columns that several tables share. */
import { toGregorian } from '../language/roc-year.ts'

/** `list`: text items, joined with `;` when written. */
export type ColumnType = 'string' | 'integer' | 'number' | 'list'

export interface Column {
  name: string
  type: ColumnType
  description: string
  /** Never empty. */
  required?: true
  /** The only values that may stand here. */
  values?: readonly string[]
}

export type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

export interface ForeignKey {
  columns: readonly string[]
  table: string
  /** Columns of the other table's primary key. */
  references: readonly string[]
}

export interface TableDefinition {
  name: string
  description: string
  columns: readonly Column[]
  /** Columns that no two rows share; empty where a scorecard may print the same code twice. */
  primaryKey: readonly string[]
  foreignKeys: readonly ForeignKey[]
  /** Columns that readers look rows up by. */
  indexes: readonly (readonly string[])[]
}

/** Between the items of a list. */
const LIST_SEPARATOR = ';'

/** The year of our era, e.g. 2022 for the ROC year 111. */
export function toYear(rocYear: number | null): number | null {
  return rocYear === null ? null : toGregorian(rocYear)
}

/** Items of a list in one cell; a separator inside an item becomes a full-width one, so that items stay apart. */
export function joinList(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.map((item) => item.replaceAll(LIST_SEPARATOR, '；')).join(LIST_SEPARATOR)
}

export const documentColumn: Column = {
  name: 'document',
  type: 'string',
  description: 'id of the document',
  required: true,
}
export const cardColumn: Column = {
  name: 'card',
  type: 'integer',
  description: 'number of the card in its document, from 1',
}
export const levelColumn: Column = {
  name: 'level',
  type: 'string',
  description: 'city: a card across agencies (府級); agency: the card of one agency',
  values: ['city', 'agency'],
}
export const required = (column: Column): Column => ({ ...column, required: true })
export const inCard: readonly Column[] = [documentColumn, required(cardColumn), required(levelColumn)]
export const anywhere: readonly Column[] = [documentColumn, cardColumn, levelColumn]

export const perspectiveColumn: Column = {
  name: 'perspective',
  type: 'string',
  description: 'perspective of the balanced scorecard (顧客, 內部流程, 學習成長, 財務)',
  values: ['customer', 'internal_process', 'learning_growth', 'financial'],
}
export const rocYearColumn: Column = { name: 'roc_year', type: 'integer', description: 'ROC year (民國): 111 is 2022' }
export const yearColumn: Column = { name: 'year', type: 'integer', description: 'the same year of our era' }
export const rawColumn: Column = {
  name: 'raw',
  type: 'string',
  description: 'the print as it stands, line breaks kept',
}
export const statusColumn: Column = {
  name: 'status',
  type: 'string',
  description: 'printed, repaired by a rule, inferred from elsewhere in the document, missing, or unreadable',
  required: true,
  values: ['printed', 'repaired', 'inferred', 'missing', 'unreadable'],
}
export const confidenceColumn: Column = {
  name: 'confidence',
  type: 'number',
  description: '0 to 1; 1 for print as it stands',
}
export const coordinateColumns: readonly Column[] = [
  { name: 'page', type: 'integer', description: 'page from 1 of the first piece of the print; empty for text inputs' },
  { name: 'x0', type: 'number', description: 'left edge, points from the left of the page as displayed' },
  { name: 'y0', type: 'number', description: 'upper edge, points from the top of the page as displayed' },
  { name: 'x1', type: 'number', description: 'right edge, points' },
  { name: 'y1', type: 'number', description: 'lower edge, points' },
]
export const kpiCodeColumn: Column = { name: 'kpi_code', type: 'string', description: 'code of the KPI, e.g. CC1.2' }
export const planCodeColumn: Column = {
  name: 'plan_code',
  type: 'string',
  description: 'code of the action plan, e.g. CC1.2.1',
}
export const objectiveCodeColumn: Column = {
  name: 'objective_code',
  type: 'string',
  description: 'code of the objective, e.g. CC1',
}
export const seriesColumn: Column = {
  name: 'series',
  type: 'integer',
  description: '1; counts up where one KPI code has more than one printed row of values',
  required: true,
}
export const ownersColumn: Column = {
  name: 'owners',
  type: 'list',
  description: 'responsible organisations in printed order',
}
export const placeColumns: readonly Column[] = [
  { name: 'code', type: 'string', description: 'code of the objective, KPI or plan that it is about' },
  { name: 'field', type: 'string', description: 'field that it is about, named as in the tables' },
  rocYearColumn,
]
