/** A worker thread that reads the tables of one input after the other and writes them. */
import { parentPort } from 'node:worker_threads'
import type { PageReport } from '../model/tablesFile.ts'
import { writeGrids } from '../output/grids.ts'
import type { ReadOptions } from '../readPages.ts'
import { readTables } from '../readTables.ts'
import { describeFailure, endsRun, type Failure } from './failure.ts'
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
  try {
    const content = await readTables(readInput(path), name, options)
    writeGrids(output, id, content)
    return { tables: content.tables.length, pages: content.pages }
  } catch (error) {
    return endsRun(error) ? { fatal: describeFailure(error) } : { failure: describeFailure(error) }
  }
}

parentPort?.on('message', async (task: TablesTask) => parentPort?.postMessage(await carryOut(task)))
