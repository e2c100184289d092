/** The tables of many inputs, one after the other, in a worker thread that is ended when it hangs. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ConversionError } from '../model/errors.ts'
import type { PageReport } from '../model/tables-file.ts'
import { makeFolder } from '../output/whole-file.ts'
import type { ReadOptions } from '../reading/pages.ts'
import type { StageEvents } from './events.ts'
import { describeFailure, type Failure } from './failure.ts'
import { oldGenerationOf } from './heap.ts'
import { findInputs, type Input } from './inputs.ts'
import type { TablesResult, TablesTask } from './tables-worker.ts'

export interface TablesOptions extends Pick<ReadOptions, 'password' | 'ocr'> {
  inputs: readonly string[]
  output: string
  timeoutSeconds: number
  memoryMegabytes: number
  signal: AbortSignal
}

export type TablesOutcome =
  | { path: string; id: string; tables: number; pages: PageReport[] }
  | { path: string; failure: Failure }

/** Reads every input; one that fails does not stop the others. Throws ConversionError where nothing can be written. */
export async function* runTables(options: TablesOptions, events: StageEvents = {}): AsyncGenerator<TablesOutcome> {
  const { inputs, failures } = findInputs(options.inputs, options.output)
  if (inputs.length + failures.length === 0) {
    throw new ConversionError('no-inputs', { input: options.inputs.join(' ') })
  }
  events.onStage?.('documents', inputs.length + failures.length)
  for (const { path, error } of failures) {
    events.onAdvance?.()
    yield { path, failure: describeFailure(error) }
  }
  if (inputs.length === 0) return
  makeFolder(options.output)
  const thread = new TablesThread(options)
  try {
    for (const input of inputs) {
      if (options.signal.aborted) return
      const result = await thread.read(input)
      if (options.signal.aborted) return
      if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
      events.onAdvance?.()
      yield 'failure' in result
        ? { path: input.path, failure: result.failure }
        : { path: input.path, id: input.id, tables: result.tables, pages: result.pages }
    }
  } finally {
    await thread.close()
    removeTemporaries(options.output)
  }
}

/** A warm thread; it is ended at a time limit, and started again for the next input. */
class TablesThread {
  readonly #options: TablesOptions
  #worker: Worker | null = null

  constructor(options: TablesOptions) {
    this.#options = options
  }

  async read(input: Input): Promise<TablesResult> {
    const { output, password, ocr, timeoutSeconds, signal } = this.#options
    const { id, name, absolutePath: path } = input
    const task: TablesTask = {
      id,
      name,
      path,
      output,
      options: { ocr, ...(password === undefined ? {} : { password }) },
    }
    this.#worker ??= this.#start()
    const worker = this.#worker
    return new Promise((resolve) => {
      const settle = (result: TablesResult): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        worker.off('message', settle).off('error', fail)
        resolve(result)
      }
      const end = (failure: Failure): void => {
        this.#worker = null
        // What it still says or throws on its way out is told already.
        worker.off('message', settle).off('error', fail).on('error', ignore)
        void worker.terminate().then(() => settle({ failure }))
      }
      const fail = (error: unknown): void => end(this.#describeEnd(error))
      const stop = (): void => end({ code: 'internal-error', parameters: {}, stack: null })
      const late = (): void => end({ code: 'time-limit', parameters: { seconds: String(timeoutSeconds) }, stack: null })
      const timer = setTimeout(late, timeoutSeconds * 1000)
      signal.addEventListener('abort', stop)
      worker.on('message', settle).on('error', fail)
      worker.postMessage(task)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    return new Worker(new URL('./tables-worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: oldGenerationOf(this.#options.memoryMegabytes) },
    })
  }

  #describeEnd(error: unknown): Failure {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      const megabytes = String(this.#options.memoryMegabytes)
      return { code: 'memory-limit', parameters: { megabytes }, stack: null }
    }
    return { ...describeFailure(error), code: 'worker-ended' }
  }
}

const ignore = (): void => {}

/** What a thread had under way when it was ended. */
function removeTemporaries(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('.') && name.endsWith('.tmp') && name.includes(`.${process.pid}.`)) {
      rmSync(join(folder, name), { force: true })
    }
  }
}
