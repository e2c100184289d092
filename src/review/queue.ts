/** Brings decisions into the tables, one batch after the other, beside the thread that answers the page. */
import { Piscina } from 'piscina'
import { type ApplyResult, type ApplyTask, applyDecisions } from '../batch/apply.ts'
import type { Progress } from './api.ts'

const RETRY_MILLISECONDS = 1500
/** Decisions come in rows; the report waits for a pause. */
const PAUSE_MILLISECONDS = 2000

export interface ApplyQueue {
  readonly status: Progress['tables']
  /** Documents that only the next conversion can do. */
  readonly left: ReadonlySet<string>
  add(id: string): void
  /** Resolves when nothing is left to do, or nothing more can be done. */
  settle(): Promise<void>
  close(): Promise<void>
}

export function makeApplyQueue(about: Omit<ApplyTask, 'ids' | 'step'>, onApplied: () => void): ApplyQueue {
  // From the sources, as tests run it, there is no file that a thread could start.
  const built = import.meta.url.endsWith('.js')
  const pool = built
    ? new Piscina<ApplyTask, ApplyResult>({
        filename: new URL('../batch/apply.js', import.meta.url).href,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: 60_000,
      })
    : null
  pool?.on('error', () => {})
  const waiting = new Set<string>()
  const left = new Set<string>()
  let status: Progress['tables'] = 'saved'
  let running: Promise<void> | null = null
  let closed = false
  let reportDue = false
  let pause: NodeJS.Timeout | null = null

  const run = (task: ApplyTask): Promise<ApplyResult> => (pool === null ? applyDecisions(task) : pool.run(task))

  /** false where nothing more can be done now. */
  async function runOnce(): Promise<boolean> {
    const ids = [...waiting]
    waiting.clear()
    status = 'writing'
    try {
      const result = await run({ ...about, step: 'tables', ids })
      if (!result.locked) {
        for (const id of ids) left.delete(id)
        for (const id of result.left) left.add(id)
        status = 'saved'
        reportDue = true
        onApplied()
        return true
      }
      status = 'waiting'
    } catch {
      // The decisions are in their file; the next one, or the next conversion, tries again.
      status = 'failed'
    }
    for (const id of ids) waiting.add(id)
    if (closed || status === 'failed') return false
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS))
    return true
  }

  async function runAll(): Promise<void> {
    while (waiting.size > 0 && (await runOnce()));
    running = null
    if (pause) clearTimeout(pause)
    if (reportDue && !closed) pause = setTimeout(() => void runReport(), PAUSE_MILLISECONDS)
  }

  /** The report is made of the tables: what another run holds now, that run writes. */
  async function runReport(): Promise<void> {
    if (pause) clearTimeout(pause)
    await running
    if (!reportDue) return
    reportDue = false
    running = run({ ...about, step: 'report', ids: [] })
      .then(onApplied, () => {})
      .then(() => {
        running = waiting.size > 0 ? runAll() : null
      })
    await running
  }

  return {
    get status() {
      return status
    },
    left,
    add(id) {
      waiting.add(id)
      status = 'writing'
      // Decisions that come together are applied together.
      running ??= new Promise((resolve) => setTimeout(resolve, 50)).then(runAll)
    },
    async settle() {
      await running
      await runReport()
    },
    async close() {
      closed = true
      await running
      await runReport()
      await pool?.destroy()
    },
  }
}
