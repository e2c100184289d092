/** The one definition of every table: its columns, keys and rows. All writers are driven by it. */
import type { TableDefinition } from './columns.ts'
import { kpiHistoryTable } from './kpi-history.ts'
import { cards, declaredCounts, strategyMap, strategyStatements } from './tables/cards.ts'
import { anomalies, repairs } from './tables/findings.ts'
import { actionPlans, budgets, kpis, kpiValues, objectives } from './tables/measures.ts'
import type { DocumentTable } from './tables/rows.ts'

export type { Cell, Column, ColumnType, ForeignKey, Row, TableDefinition } from './columns.ts'
export type { DocumentTable } from './tables/rows.ts'

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

/** Every table of an output folder. */
export const allTables: readonly TableDefinition[] = [...documentTables, kpiHistoryTable]
