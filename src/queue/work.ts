/** A worker of a queue: takes one document after the other, converts it here, and puts back what it made of it. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describeFailure, type Failure } from '../batch/failure.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import { outputLayout } from '../batch/layout.ts'
import { readingPath } from '../batch/reading.ts'
import type { TaskRunner } from '../batch/runner.ts'
import { conversionKey } from '../batch/state.ts'
import { TOOL } from '../batch/version.ts'
import { ConversionError } from '../model/errors.ts'
import { makeFolder } from '../output/whole-file.ts'
import { requireSettings } from './settle.ts'
import { BEAT_SECONDS, type QueueStore, type TakenItem } from './store.ts'
import { INPUT } from './submit.ts'

/** Names of what is made of a document among the files of a queue; their owner is the lease under which it was made. */
export const RESULT = { document: 'document', reading: 'reading', state: 'state' } as const

/** A document that takes its machine along, again and again, must not take all. */
const MOST_ATTEMPTS = 3
/** An idle worker looks so often whether there is something to do. */
const LOOK_INTERVAL_MS = 500
/** A database that is started again, or a network that is away, comes back in less. */
const PATIENCE_MS = 5 * 60_000
const RETRY_INTERVAL_MS = 2000

export interface WorkOptions {
  jobs: number
  /** Opens encrypted PDFs. */
  password: string | null
  /** Ends when nothing waits and nobody is at work, instead of waiting for more. */
  untilDone: boolean
  /** Of the queue, for messages. */
  queue: string
  /** Of this worker, for those who look at the queue. */
  name: string
}

export interface WorkEvents {
  /** The queue is there, and of this version. */
  onStart?(): void
  onDone?(item: { path: string; failure: Failure | null }): void
  /** The database could not be reached; it is asked again. */
  onRetry?(error: unknown): void
}

/** Errors of PostgreSQL that pass (its appendix A): of connections (08), of a server that stops or starts (57P), or is full (53). */
const PASSING_STATE = /^(?:08|57P|53)/u

function willPass(error: unknown): boolean {
  if (error instanceof ConversionError || !(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return PASSING_STATE.test(code) || /^E[A-Z]+$/u.test(code) || /connection/iu.test(error.message)
}

/** Does a step of the queue as soon as the database can be reached. */
async function steadily<Result>(
  step: () => Promise<Result>,
  onRetry: WorkEvents['onRetry'],
  signal: AbortSignal,
): Promise<Result> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await step()
    } catch (error) {
      if (!willPass(error) || Date.now() > end || signal.aborted) throw error
      onRetry?.(error)
      await wait(RETRY_INTERVAL_MS, undefined, { signal }).catch(() => {})
    }
  }
}

/**
 * Works until `signal` ends it, which throws InterruptedError after everything taken was given back, or until the queue
 * is done. Throws ConversionError where the queue is of another version or this machine's disk is full.
 */
export async function work(
  store: QueueStore,
  options: WorkOptions,
  runner: Pick<TaskRunner, 'run' | 'close'>,
  events: WorkEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<{ converted: number; failed: number }> {
  await requireSettings(store, options.queue)
  events.onStart?.()
  const counts = { converted: 0, failed: 0 }
  const leases = new Set<string>()
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  const ask = <Result>(step: () => Promise<Result>): Promise<Result> => steadily(step, events.onRetry, ended)
  const scratch = mkdtempSync(join(tmpdir(), 'tidycard-worker-'))

  const convert = async (lease: string, item: TakenItem): Promise<void> => {
    const { path, id, name, sha256, key, attempts } = item
    const finish = async (failure: Failure | null): Promise<void> => {
      if (!(await ask(() => store.finish(lease, failure === null ? null : JSON.stringify(failure))))) return
      counts[failure === null ? 'converted' : 'failed'] += 1
      events.onDone?.({ path, failure })
    }
    if (attempts > MOST_ATTEMPTS) {
      const lost = new ConversionError('worker-lost', { attempts: String(MOST_ATTEMPTS) })
      return finish(describeFailure(lost))
    }
    const { options: conversion } = await ask(() => requireSettings(store, options.queue))
    // Options that have just been changed: the document will be renewed.
    if (conversionKey({ id, name, sha256 }, conversion, []) !== key) {
      await ask(() => store.giveBack([lease]))
      await wait(LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => {})
      return
    }
    const bytes = await ask(() => store.getFile(sha256, INPUT))
    if (bytes === null) {
      return finish(
        describeFailure(new ConversionError('internal-error', { detail: 'its content is not in the queue' })),
      )
    }
    const output = join(scratch, lease)
    const layout = outputLayout(output)
    for (const folder of [layout.temporary, layout.documents, layout.readings, layout.state]) makeFolder(folder)
    try {
      const { password } = options
      const task = { id, name, bytes, sha256, key, password, options: conversion, corrections: [], output }
      const result = await runner.run(task)
      // A thread that the interruption ended says nothing about its document.
      if (ended.aborted) return
      if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
      if ('failure' in result) return await finish(result.failure)
      const files = {
        [RESULT.document]: layout.documentPath(id),
        [RESULT.reading]: readingPath(layout, id),
        [RESULT.state]: layout.statePath(id),
      }
      for (const [file, place] of Object.entries(files)) {
        if (existsSync(place)) await ask(() => store.putFile(lease, file, readFileSync(place)))
      }
      await finish(null)
    } finally {
      rmSync(output, { recursive: true, force: true })
    }
  }

  const takeTurns = async (): Promise<void> => {
    while (!ended.aborted) {
      const lease = randomUUID()
      const item = await ask(() => store.take(lease, options.name, TOOL.version))
      if (item === null) {
        await ask(() => requireSettings(store, options.queue))
        const { counts: left } = await ask(() => store.look())
        if (options.untilDone && left.waiting + left.taken === 0) return
        await wait(LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => {})
        continue
      }
      leases.add(lease)
      await convert(lease, item)
      leases.delete(lease)
    }
  }

  // One that fails is not missed before the lease ends.
  const beat = setInterval(() => store.beat([...leases]).catch(() => {}), BEAT_SECONDS * 1000)
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new InterruptedError()), { once: true })
  })
  try {
    await Promise.race([Promise.all(Array.from({ length: options.jobs }, takeTurns)), interrupted])
    return counts
  } finally {
    stop.abort()
    clearInterval(beat)
    await runner.close()
    if (leases.size > 0) await store.giveBack([...leases]).catch(() => {})
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}
