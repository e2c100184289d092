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
import { keepAsking } from './keep-asking.ts'
import { requireSettings } from './settle.ts'
import { BEAT_SECONDS, type QueueStore, type TakenItem } from './store.ts'
import { INPUT } from './submit.ts'

/** Names of what is made of a document among the files of a queue; their owner is the lease under which it was made. */
export const RESULT = { document: 'document', reading: 'reading', state: 'state' } as const

/** A document that takes its machine along, again and again, must not take all. */
const MOST_ATTEMPTS = 3
/** An idle worker looks so often whether there is something to do. */
const LOOK_INTERVAL_MS = 500

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

/** What came of a document; `renewed`: the queue wants it converted another way now. */
type Outcome = 'converted' | 'renewed' | Failure

interface Worker {
  store: QueueStore
  options: WorkOptions
  runner: Pick<TaskRunner, 'run'>
  /** A folder of this machine for what is being made. */
  scratch: string
  ended: AbortSignal
  /** Asks the queue, and again while the database cannot be reached. */
  ask<Answer>(step: () => Promise<Answer>): Promise<Answer>
}

/** Converts a document that was taken; its files are in the queue before this says `converted`. */
async function convertTaken(worker: Worker, item: TakenItem): Promise<Outcome> {
  const { store, options, runner, scratch, ask } = worker
  const { lease, id, name, sha256, key, attempts } = item
  if (attempts > MOST_ATTEMPTS) {
    return describeFailure(new ConversionError('worker-lost', { attempts: String(MOST_ATTEMPTS) }))
  }
  const { options: conversion } = await ask(() => requireSettings(store, options.queue))
  if (conversionKey({ id, name, sha256 }, conversion, []) !== key) return 'renewed'
  const bytes = await ask(() => store.getFile(sha256, INPUT))
  if (bytes === null) {
    return describeFailure(new ConversionError('internal-error', { detail: 'its content is not in the queue' }))
  }
  const output = join(scratch, lease)
  const layout = outputLayout(output)
  for (const folder of [layout.temporary, layout.documents, layout.readings, layout.state]) makeFolder(folder)
  try {
    const { password } = options
    const task = { id, name, bytes, sha256, key, password, options: conversion, corrections: [], output }
    const result = await runner.run(task)
    // A thread that the interruption ended says nothing about its document.
    if (worker.ended.aborted) throw new InterruptedError()
    if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
    if ('failure' in result) return result.failure
    const files = {
      [RESULT.document]: layout.documentPath(id),
      [RESULT.reading]: readingPath(layout, id),
      [RESULT.state]: layout.statePath(id),
    }
    for (const [file, path] of Object.entries(files)) {
      if (existsSync(path)) await ask(() => store.putFile(lease, file, readFileSync(path)))
    }
    return 'converted'
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

async function isDone({ store, ask }: Worker): Promise<boolean> {
  const { waiting, taken } = (await ask(() => store.look())).counts
  return waiting + taken === 0
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
  const scratch = mkdtempSync(join(tmpdir(), 'tidycard-worker-'))
  const ask: Worker['ask'] = (step) => keepAsking(step, events.onRetry, ended)
  const worker: Worker = { store, options, runner, scratch, ended, ask }
  const rest = (): Promise<unknown> => wait(LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => {})

  const settle = async ({ lease, path }: TakenItem, outcome: Outcome): Promise<void> => {
    if (outcome === 'renewed') {
      await ask(() => store.giveBack([lease]))
      return
    }
    const failure = outcome === 'converted' ? null : outcome
    // A lease that is lost: another worker has the document.
    if (!(await ask(() => store.finish(lease, failure === null ? null : JSON.stringify(failure))))) return
    counts[failure === null ? 'converted' : 'failed'] += 1
    events.onDone?.({ path, failure })
  }

  const takeTurns = async (): Promise<void> => {
    while (!ended.aborted) {
      // Each time another: where the answer of the first was lost, the second may be about another document.
      const item = await ask(() => store.take(randomUUID(), options.name, TOOL.version))
      if (item === null) {
        await ask(() => requireSettings(store, options.queue))
        if (options.untilDone && (await isDone(worker))) return
        await rest()
        continue
      }
      leases.add(item.lease)
      const outcome = await convertTaken(worker, item)
      await settle(item, outcome)
      leases.delete(item.lease)
      // Who submits is about to say how it is to be converted.
      if (outcome === 'renewed') await rest()
    }
  }

  // A beat that fails is missed only when the lease ends.
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
