/** The years of one organization: judged, as rows of the history and as a part of the report; in a worker thread, or in process. */
import type { Settlement } from '../history/settle.ts'
import type { Anomaly } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'
import { printCsvRows } from '../output/csv.ts'
import { kpiHistoryRows, kpiHistoryTable } from '../output/kpi-history.ts'
import { showHistory } from '../output/report/index.ts'
import type { Row } from '../output/tables.ts'
import { describeFailure, type Failure } from './failure.ts'
import { checkHistories, type Organization, type Severities, settleHistories } from './history.ts'
import { outputLayout } from './layout.ts'
import { readFacts } from './state.ts'

export interface JudgeTask {
  output: string
  organization: Organization
  severities: Severities
  /** The rows as text; null where no CSV is written. */
  csv: { excel: boolean } | null
  /** The rows themselves, for the other formats. */
  rows: boolean
}

export interface JudgedYears {
  settlements: Settlement[]
  anomalies: { document: string; anomaly: Anomaly }[]
  csv: string
  rows: Row[]
}

export interface ShowYearsTask {
  output: string
  organization: Organization
  language: Language
}

/** `fatal`: the output folder cannot be read, which ends the run. */
export type JudgeResult = { judged: JudgedYears } | { fatal: Failure }
export type ShowYearsResult = { shown: string } | { fatal: Failure }

function settle(output: string, organization: Organization): ReturnType<typeof settleHistories> {
  const layout = outputLayout(output)
  return settleHistories(organization, (id) => readFacts(layout, id))
}

/** Never throws. */
export function judgeYears({ output, organization, severities, csv, rows }: JudgeTask): JudgeResult {
  try {
    const { histories, settlements } = settle(output, organization)
    const all = csv || rows ? [...kpiHistoryRows(histories)] : []
    const anomalies = checkHistories(histories, severities)
    const judged: JudgedYears = {
      settlements,
      anomalies,
      csv: csv ? printCsvRows(kpiHistoryTable, all, csv) : '',
      rows: rows ? all : [],
    }
    return { judged }
  } catch (error) {
    return { fatal: describeFailure(error) }
  }
}

/** Never throws. The part is empty where there is nothing to compare. */
export function showYears({ output, organization, language }: ShowYearsTask): ShowYearsResult {
  try {
    return { shown: showHistory(settle(output, organization).histories, language) }
  } catch (error) {
    return { fatal: describeFailure(error) }
  }
}
