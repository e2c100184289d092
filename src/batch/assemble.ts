/** From documents on the disk to everything that is made of all of them; reads one document at a time. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSettled, standingCorrections } from '../corrections.ts'
import type { Settlement } from '../history/settle.ts'
import type { Correction } from '../model/correction.ts'
import type { Document, Manifest } from '../model/document.ts'
import type { Anomaly, Severity } from '../model/provenance.ts'
import { describePackage } from '../output/dataPackage.ts'
import { CsvWriter, type TableFormat, type TableWriter, tableFiles, tableFormats } from '../output/formats.ts'
import { printDocument, printJson, printManifest } from '../output/json.ts'
import { kpiHistoryRows, kpiHistoryTable } from '../output/kpiHistory.ts'
import { documentTables, type TableDefinition } from '../output/tables.ts'
import { makeFolder, writeWhole } from '../output/wholeFile.ts'
import { checkHistories, type KnownDocument, type Severities, settleHistories } from './history.ts'
import type { OutputLayout } from './layout.ts'
import { applySettlements } from './settle.ts'
import { hashText, readBase, writeState } from './state.ts'
import { TOOL } from './version.ts'

export interface AssembleOptions {
  formats: readonly TableFormat[]
  excel: boolean
  severities: Severities
  /** Anomalies across years that a person has settled fall away. */
  corrections: readonly Correction[]
  /** A document as the rules see it now; the document itself where they see nothing new. */
  judgeAgain?: (document: Document) => Document
}

/** Numbers of a run or a document. */
export interface Totals {
  documents: number
  pages: number
  cards: number
  objectives: number
  kpis: number
  values: number
  actionPlans: number
  budgets: number
  repairs: Record<string, number>
  anomalies: Record<string, number>
  severities: Record<Severity, number>
}

const addCount = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1
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

function addToTotals(totals: Totals, document: Document): void {
  totals.documents += 1
  totals.pages += document.source.pages
  for (const card of document.cards) {
    totals.cards += 1
    totals.objectives += card.objectives.length
    totals.kpis += card.kpis.length
    totals.actionPlans += card.plans.length
    for (const kpi of card.kpis) totals.values += kpi.values.length
    for (const plan of card.plans) totals.budgets += plan.budgets.length
  }
  for (const repair of document.repairs) addCount(totals.repairs, repair.rule)
  for (const anomaly of document.anomalies) {
    addCount(totals.anomalies, anomaly.rule)
    totals.severities[anomaly.severity] += 1
  }
}

function countsOf(document: Document): Record<string, number> {
  const totals = emptyTotals()
  addToTotals(totals, document)
  const { cards, objectives, kpis, values, actionPlans, budgets, severities } = totals
  const { error: errors, warning: warnings, info: infos } = severities
  return {
    cards,
    objectives,
    kpis,
    values,
    actionPlans,
    budgets,
    repairs: document.repairs.length,
    errors,
    warnings,
    infos,
  }
}

export interface Assembled {
  totals: Totals
  /** By document id. */
  counts: Map<string, Record<string, number>>
}

/** What other years add to a document. */
interface Additions {
  anomalies: Anomaly[]
  settlements: Settlement[]
}

/** The document with what other years add; the files in the folder are made to say so. */
function finishDocument(
  layout: OutputLayout,
  id: string,
  added: Additions,
  { corrections, severities, judgeAgain }: AssembleOptions,
): Document {
  const { document: base, state } = readBase(layout, id)
  const standing = standingCorrections(corrections, base.source.sha256)
  const settled = applySettlements(judgeAgain?.(base) ?? base, added.settlements, severities)
  const isOpen = (anomaly: Anomaly): boolean => !isSettled(standing, anomaly)
  const kept = settled.anomalies.filter(isOpen)
  const more = added.anomalies.filter(isOpen)
  const changed = settled !== base || kept.length !== base.anomalies.length || more.length > 0
  if (!changed && state.base === null) return base
  const document = { ...settled, anomalies: [...kept, ...more] }
  const text = printDocument(document)
  const written = hashText(text)
  const next = { ...state, written, base: changed ? base : null }
  // As long as the document changes its base is in the state: a run that ends in between finds it.
  if (next.base !== null && state.written !== written) writeState(layout, id, next)
  if (!hasContent(layout.documentPath(id), written)) writeWhole(layout.documentPath(id), text, layout.temporary)
  if (next.base === null) writeState(layout, id, next)
  return document
}

function hasContent(path: string, sha256: string): boolean {
  try {
    return hashText(readFileSync(path, 'utf8')) === sha256
  } catch {
    return false
  }
}

/** Judges the years, then writes the tables and the package of these documents (in this order). */
export async function assemble(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  options: AssembleOptions,
): Promise<Assembled> {
  const totals = emptyTotals()
  const counts = new Map<string, Record<string, number>>()
  const tables: readonly TableDefinition[] = [...documentTables, kpiHistoryTable]
  const writers: TableWriter[] = []
  try {
    const csv = options.formats.includes('csv')
      ? new CsvWriter(layout.tables, tables, layout.temporary, options.excel)
      : null
    if (csv) writers.push(csv)
    if (options.formats.includes('parquet')) {
      const { ParquetTables } = await import('../output/parquet.ts')
      writers.push(new ParquetTables(layout.tables, tables, layout.temporary))
    }
    if (options.formats.includes('sqlite')) {
      const { SqliteTables } = await import('../output/sqlite.ts')
      writers.push(new SqliteTables(layout.sqlite, tables, layout.temporary))
    }
    const added = new Map<string, Additions>()
    const additionsTo = (id: string): Additions => {
      const additions = added.get(id) ?? { anomalies: [], settlements: [] }
      added.set(id, additions)
      return additions
    }
    for (const { histories, settlements } of settleHistories(known, (id) => readBase(layout, id).document)) {
      for (const settlement of settlements) additionsTo(settlement.document).settlements.push(settlement)
      for (const { document, anomaly } of checkHistories(histories, options.severities)) {
        additionsTo(document).anomalies.push(anomaly)
      }
      const rows = [...kpiHistoryRows(histories)]
      for (const writer of writers) writer.add(kpiHistoryTable, rows)
    }
    for (const { id } of known) {
      const document = finishDocument(layout, id, additionsTo(id), options)
      addToTotals(totals, document)
      counts.set(id, countsOf(document))
      for (const table of documentTables) {
        const rows = [...table.rows(document)]
        for (const writer of writers) writer.add(table, rows)
      }
    }
    for (const writer of writers) writer.seal()
    for (const writer of writers) writer.place()
    if (csv) writeWhole(layout.dataPackage, printJson(describePackage(csv.written('tables'))), layout.temporary)
  } catch (error) {
    for (const writer of writers) writer.discard()
    throw error
  }
  removeUnwanted(layout, tables, options)
  return { totals, counts }
}

/** Files of formats that this run was not asked for would tell an older state. */
function removeUnwanted(layout: OutputLayout, tables: readonly TableDefinition[], options: AssembleOptions): void {
  for (const format of tableFormats) {
    if (options.formats.includes(format)) continue
    for (const file of tableFiles(tables, format)) rmSync(join(layout.folder, file), { force: true })
    if (format === 'csv') rmSync(layout.dataPackage, { force: true })
  }
}

/** Removes the documents that are not among these ids. */
export function removeOthers(layout: OutputLayout, ids: ReadonlySet<string>): void {
  for (const folder of [layout.state, layout.documents, layout.readings]) {
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder)) {
      const id = file.replace(/\.(?:json|gz)$/u, '')
      if (id !== file && !ids.has(id)) rmSync(join(folder, file))
    }
  }
}

export function writeManifest(layout: OutputLayout, inputs: Manifest['inputs']): void {
  makeFolder(layout.folder)
  writeWhole(layout.manifest, printManifest({ tool: TOOL, inputs }), layout.temporary)
}
