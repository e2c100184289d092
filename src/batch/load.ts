/** A run of `load`: the documents of an output folder into PostgreSQL. */
import { readFileSync } from 'node:fs'
import type { Document } from '../model/document.ts'
import { kpiHistoryRows, kpiHistoryTable } from '../output/kpi-history.ts'
import {
  createTables,
  loadDocument,
  type PostgresTables,
  removeOtherDocuments,
  replaceTable,
} from '../output/postgres.ts'
import { allTables, type Row } from '../output/tables.ts'
import { readKnown, readManifest } from './check.ts'
import type { StageEvents } from './events.ts'
import { readHistories } from './history.ts'
import { outputLayout, readDocument } from './layout.ts'
import { hashText } from './state.ts'

export interface Loaded {
  loaded: number
  unchanged: number
  removed: number
}

/** Loads an output folder; documents that the database has and the folder does not are removed from it. */
export async function loadOutput(output: string, target: PostgresTables, events: StageEvents = {}): Promise<Loaded> {
  const layout = outputLayout(output)
  const known = readKnown(layout, readManifest(layout))
  await createTables(target, allTables)
  const counts: Loaded = { loaded: 0, unchanged: 0, removed: 0 }
  events.onStage?.('database', known.length)
  for (const { id } of known) {
    const text = readFileSync(layout.documentPath(id), 'utf8')
    const document: Document = JSON.parse(text)
    counts[await loadDocument(target, document, hashText(text))] += 1
    events.onAdvance?.()
  }
  counts.removed = await removeOtherDocuments(
    target,
    known.map(({ id }) => id),
  )
  const histories = function* (): Iterable<Row[]> {
    for (const history of readHistories(known, (id) => readDocument(layout, id))) yield [...kpiHistoryRows(history)]
  }
  await replaceTable(target, kpiHistoryTable, histories())
  return counts
}
