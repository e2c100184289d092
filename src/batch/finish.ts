/** The last step of one document, when all are converted: what other years add, and its rows of the tables. */
import { fittingCorrections, isSettled, joinCorrections, standingCorrections } from '../corrections.ts'
import type { Settlement } from '../history/settle.ts'
import type { Correction } from '../model/correction.ts'
import type { Document } from '../model/document.ts'
import type { Anomaly } from '../model/provenance.ts'
import { printCsvRows } from '../output/csv.ts'
import { type DocumentSummary, summarizeDocument } from '../output/report/index.ts'
import { documentTables, type Row } from '../output/tables.ts'
import { writeDocument } from './document-file.ts'
import { describeFailure, type Failure } from './failure.ts'
import type { Severities } from './history.ts'
import { type OutputLayout, outputLayout } from './layout.ts'
import { applySettlements } from './settle.ts'
import { hasContent } from './sources.ts'
import { keepBase, readBase, writeState } from './state.ts'

/** What other years add to a document. */
export interface Additions {
  anomalies: Anomaly[]
  settlements: Settlement[]
}

export interface FinishTask {
  output: string
  id: string
  added: Additions
  severities: Severities
  /** Anomalies across years that a person has settled fall away. */
  corrections: readonly Correction[]
  /** The rows as text; null where no CSV is written. */
  csv: { excel: boolean } | null
  /** The rows themselves, for the other formats. */
  rows: boolean
}

/** A document as the rules see it now; the document itself where they see nothing new. */
export type JudgeAgain = (document: Document, corrections: readonly Correction[]) => Document

export interface Finished {
  summary: DocumentSummary
  /** By table. */
  csv: Record<string, string>
  rows: Record<string, Row[]>
}

/** `fatal`: the output folder cannot be read or written, which ends the run. */
export type FinishResult = { finished: Finished } | { fatal: Failure }

/** The document with what other years add; the files in the folder are made to say so. */
function finishDocument(layout: OutputLayout, task: FinishTask, judgeAgain?: JudgeAgain): Document {
  const { id, added, severities } = task
  const { document: base, state } = readBase(layout, id)
  const corrections = joinCorrections(state.corrections, task.corrections, base.source.sha256)
  const standing = fittingCorrections(standingCorrections(corrections, base.source.sha256), base)
  const settled = applySettlements(judgeAgain?.(base, corrections) ?? base, added.settlements, severities)
  const isOpen = (anomaly: Anomaly): boolean => !isSettled(standing, anomaly)
  const kept = settled.anomalies.filter(isOpen)
  const more = added.anomalies.filter(isOpen)
  const changed = settled !== base || kept.length !== base.anomalies.length || more.length > 0
  if (!changed && state.base === null) return base
  const document = { ...settled, anomalies: [...kept, ...more] }
  const file = writeDocument(layout, document)
  file.seal()
  const written = file.sha256
  const next = { ...state, written, base: changed ? (state.base ?? state.written) : null }
  // The base is there before the document changes: a run that ends in between finds it.
  if (next.base !== null && state.base === null) keepBase(layout, id)
  if (next.base !== null && state.written !== written) writeState(layout, id, next)
  if (hasContent(layout.documentPath(id), written)) file.discard()
  else file.place()
  if (next.base === null) writeState(layout, id, next)
  return document
}

/** Never throws. */
export function finishTask(task: FinishTask, judgeAgain?: JudgeAgain): FinishResult {
  try {
    const document = finishDocument(outputLayout(task.output), task, judgeAgain)
    const finished: Finished = { summary: summarizeDocument(document), csv: {}, rows: {} }
    for (const table of documentTables) {
      const rows = [...table.rows(document)]
      if (task.csv) finished.csv[table.name] = printCsvRows(table, rows, task.csv)
      if (task.rows) finished.rows[table.name] = rows
    }
    return { finished }
  } catch (error) {
    return { fatal: describeFailure(error) }
  }
}
