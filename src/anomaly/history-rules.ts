/** The rules across years. */
import type { OrganizationHistory } from '../model/history.ts'
import type { HistoryRule } from './define.ts'
import kpiAdded from './rules/kpi-added.ts'
import kpiRemoved from './rules/kpi-removed.ts'
import kpiRenamed from './rules/kpi-renamed.ts'
import restatedActual from './rules/restated-actual.ts'
import revisedBudget from './rules/revised-budget.ts'
import revisedTarget from './rules/revised-target.ts'
import unitChanged from './rules/unit-changed.ts'

export const historyRules: readonly HistoryRule<OrganizationHistory>[] = [
  kpiAdded,
  kpiRemoved,
  kpiRenamed,
  restatedActual,
  revisedBudget,
  revisedTarget,
  unitChanged,
]
