/** Where tasks are carried out: in this thread, or in a pool of warm worker threads that can be ended. */
import pLimit from 'p-limit'
import { Piscina } from 'piscina'
import { describeFailure } from './failure.ts'
import { type FinishResult, type FinishTask, finishTask } from './finish.ts'
import { giveRoomToWorkers, oldGenerationOf, YOUNG_MEGABYTES } from './heap.ts'
import {
  type JudgeResult,
  type JudgeTask,
  judgeYears,
  type ShowYearsResult,
  type ShowYearsTask,
  showYears,
} from './organization.ts'
import drawPictures from './picture-task.ts'
import { makeSection, type SectionResult, type SectionTask } from './section.ts'
import { type Converter, convertTask, type Task, type TaskResult } from './task.ts'

export interface TaskRunner {
  /** Never throws, but where the run was ended. The task's bytes are given away. */
  run(task: Task): Promise<TaskResult>
  judge(task: JudgeTask): Promise<JudgeResult>
  finish(task: FinishTask): Promise<FinishResult>
  show(task: SectionTask): Promise<SectionResult>
  showYears(task: ShowYearsTask): Promise<ShowYearsResult>
  close(): Promise<void>
}

/** In this thread: nothing is started, and nothing can be ended. */
export function runInProcess(convert: Converter, close: () => Promise<void> = async () => {}): TaskRunner {
  return {
    run: (task) => convertTask(task, convert),
    judge: async (task) => judgeYears(task),
    finish: async (task) => finishTask(task),
    show: (task) => makeSection(task, drawPictures),
    showYears: async (task) => showYears(task),
    close,
  }
}

export interface PoolOptions {
  jobs: number
  timeoutSeconds: number
  memoryMegabytes: number
  /** Module with `convertDocument`; tests put their own in. */
  converterModule?: string
}

/** A large file is handed over, not copied; small ones may share a buffer with others. */
const transferables = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []

function explainEnd(error: unknown, options: PoolOptions, timedOut: boolean): TaskResult {
  if (timedOut) {
    return { failure: { code: 'time-limit', parameters: { seconds: String(options.timeoutSeconds) }, stack: null } }
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      failure: { code: 'memory-limit', parameters: { megabytes: String(options.memoryMegabytes) }, stack: null },
    }
  }
  const { parameters, stack } = describeFailure(error)
  return { failure: { code: 'worker-ended', parameters, stack } }
}

/** A pool of `jobs` worker threads; one that hangs or dies takes only its own document with it. */
export function runInPool(options: PoolOptions): TaskRunner {
  giveRoomToWorkers()
  const pool = new Piscina({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: options.jobs,
    // Warm workers stay until the run ends.
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: { converterModule: options.converterModule ?? new URL('../convert.js', import.meta.url).href },
    resourceLimits: {
      maxOldGenerationSizeMb: oldGenerationOf(options.memoryMegabytes),
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  })
  // Where the last thread has died and no other could start in its place, tasks would wait for one for ever.
  const stranded = new AbortController()
  const checkThreads = (error: unknown): void => {
    if (pool.threads.length === 0) stranded.abort(error)
  }
  // What a thread throws outside of a task is told by the task that it takes with it.
  pool.on('error', checkThreads)
  const carryOut: Piscina['run'] = async (task, { signal, ...rest } = {}) => {
    const signals = [stranded.signal, ...(signal instanceof AbortSignal ? [signal] : [])]
    try {
      return await pool.run(task, { ...rest, signal: AbortSignal.any(signals) })
    } catch (error) {
      checkThreads(error)
      throw stranded.signal.aborted ? stranded.signal.reason : error
    }
  }
  const turns = pLimit(options.jobs)
  return {
    async run(task) {
      const limit = new AbortController()
      let timedOut = false
      const timer = setTimeout(() => {
        timedOut = true
        limit.abort()
      }, options.timeoutSeconds * 1000)
      try {
        return await carryOut(task, { signal: limit.signal, transferList: transferables(task.bytes) })
      } catch (error) {
        return explainEnd(error, options, timedOut)
      } finally {
        clearTimeout(timer)
      }
    },
    judge: (task) => carryOut(task, { name: 'judgeYears' }),
    finish: (task) => carryOut(task, { name: 'finish' }),
    showYears: (task) => turns(() => carryOut(task, { name: 'showYears' })),
    show: (task) =>
      turns(() => {
        // The limit begins with the turn: what the report shows must not depend on how many documents wait.
        const signal = AbortSignal.timeout(options.timeoutSeconds * 1000)
        // A file that hangs or takes its thread along when it is drawn has no pictures.
        return carryOut(task, { name: 'show', signal }).catch(() => carryOut({ ...task, share: 0 }, { name: 'show' }))
      }),
    close: () => pool.destroy(),
  }
}
