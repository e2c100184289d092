/** From documents on the disk to everything that is made of all of them; reads one document at a time. */
import type { Correction } from '../model/correction.ts'
import type { Manifest } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import { describePackage } from '../output/data-package.ts'
import { CsvWriter, type TableFormat, type TableWriter } from '../output/formats.ts'
import { printJson, printManifest } from '../output/json.ts'
import { kpiHistoryTable } from '../output/kpi-history.ts'
import { Summary } from '../output/report/index.ts'
import { allTables, documentTables } from '../output/tables.ts'
import { describeCounts } from '../output/totals.ts'
import { makeFolder, writeWhole } from '../output/whole-file.ts'
import type { StageEvents } from './events.ts'
import type { Additions, FinishTask } from './finish.ts'
import { type KnownDocument, listOrganizations, type Severities } from './history.ts'
import type { OutputLayout } from './layout.ts'
import { mapInOrder } from './ordered.ts'
import type { JudgeTask } from './organization.ts'
import type { TaskRunner } from './runner.ts'
import { TOOL } from './version.ts'

export interface AssembleOptions {
  formats: readonly TableFormat[]
  excel: boolean
  severities: Severities
  /** Anomalies across years that a person has settled fall away. */
  corrections: readonly Correction[]
}

export interface Assembled {
  summary: Summary
  /** By document id. */
  counts: Map<string, Record<string, number>>
}

const noAdditions = (): Additions => ({ anomalies: [], settlements: [] })

/** Documents that are finished ahead of the one whose rows are written next. */
const AHEAD = 16

/** Judges the years, then writes the tables and the package of these documents (in this order). */
export async function assemble(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  options: AssembleOptions,
  workers: Pick<TaskRunner, 'judge' | 'finish'>,
  events: StageEvents = {},
): Promise<Assembled> {
  events.onStage?.('tables', known.length)
  const summary = new Summary()
  const counts = new Map<string, Record<string, number>>()
  const writers: TableWriter[] = []
  try {
    const csv = options.formats.includes('csv')
      ? new CsvWriter(layout.tables, allTables, layout.temporary, options.excel)
      : null
    if (csv) writers.push(csv)
    if (options.formats.includes('parquet')) {
      const { ParquetTables } = await import('../output/parquet.ts')
      writers.push(new ParquetTables(layout.tables, allTables, layout.temporary))
    }
    if (options.formats.includes('sqlite')) {
      const { SqliteTables } = await import('../output/sqlite.ts')
      writers.push(new SqliteTables(layout.sqlite, allTables, layout.temporary))
    }
    const added = new Map<string, Additions>()
    const additionsTo = (id: string): Additions => {
      const additions = added.get(id) ?? noAdditions()
      added.set(id, additions)
      return additions
    }
    const { severities, corrections, excel } = options
    const others = writers.filter((writer) => writer !== csv)
    const shared = { output: layout.folder, severities, csv: csv && { excel }, rows: others.length > 0 }
    const questions = listOrganizations(known).map((organization): JudgeTask => ({ ...shared, organization }))
    for await (const [, result] of mapInOrder(questions, AHEAD, workers.judge)) {
      if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
      const { judged } = result
      for (const settlement of judged.settlements) additionsTo(settlement.document).settlements.push(settlement)
      for (const { document, anomaly } of judged.anomalies) additionsTo(document).anomalies.push(anomaly)
      csv?.addText(kpiHistoryTable, judged.csv)
      for (const writer of others) writer.add(kpiHistoryTable, judged.rows)
    }
    const tasks = known.map(
      ({ id }): FinishTask => ({ ...shared, corrections, id, added: added.get(id) ?? noAdditions() }),
    )
    for await (const [{ id }, result] of mapInOrder(tasks, AHEAD, workers.finish)) {
      if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
      const { finished } = result
      summary.add(finished.summary)
      counts.set(id, describeCounts(finished.summary.totals))
      for (const table of documentTables) {
        csv?.addText(table, finished.csv[table.name] ?? '')
        for (const writer of others) writer.add(table, finished.rows[table.name] ?? [])
      }
      events.onAdvance?.()
    }
    for (const writer of writers) writer.seal()
    for (const writer of writers) writer.place()
    if (csv) writeWhole(layout.dataPackage, printJson(describePackage(csv.written('tables'))), layout.temporary)
  } catch (error) {
    for (const writer of writers) writer.discard()
    throw error
  }
  return { summary, counts }
}

export function writeManifest(layout: OutputLayout, inputs: Manifest['inputs']): void {
  makeFolder(layout.folder)
  writeWhole(layout.manifest, printManifest({ tool: TOOL, inputs }), layout.temporary)
}
