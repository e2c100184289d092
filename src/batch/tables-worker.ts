/** A worker thread that reads the tables of one input after the other and writes them. */
import { parentPort } from 'node:worker_threads'
import type { PageReport } from '../model/tables-file.ts'
import { GridsWriter } from '../output/grids.ts'
import { readTables } from '../read-tables.ts'
import type { ReadOptions } from '../reading/pages.ts'
import { describeFailure, endsRun, type Failure } from './failure.ts'
import { watchLength } from './heap.ts'
import { readInput } from './inputs.ts'

export interface TablesTask {
  id: string
  name: string
  path: string
  output: string
  options: Pick<ReadOptions, 'password' | 'ocr'>
}

/** `fatal`: the output folder cannot be written, which ends the run. */
export type TablesResult = { tables: number; pages: PageReport[] } | { failure: Failure } | { fatal: Failure }

async function carryOut({ id, name, path, output, options }: TablesTask): Promise<TablesResult> {
  let writer: GridsWriter | null = null
  try {
    const bytes = readInput(path)
    writer = new GridsWriter(output, id)
    const grids = writer
    const summary = await readTables(bytes, name, { ...options, onPage: watchLength }, (grid) => grids.add(grid))
    return { tables: writer.finish(summary), pages: summary.pages }
  } catch (error) {
    writer?.discard()
    return endsRun(error) ? { fatal: describeFailure(error) } : { failure: describeFailure(error) }
  }
}

parentPort?.on('message', async (task: TablesTask) => parentPort?.postMessage(await carryOut(task)))
