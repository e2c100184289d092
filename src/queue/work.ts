/** A worker of a queue: takes one document after the other, converts it here, and puts back what it made of it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describeFailure, type Failure } from '../batch/failure.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import { outputLayout } from '../batch/layout.ts'
import { readingPath } from '../batch/reading.ts'
import { shareCores } from '../batch/run.ts'
import type { TaskRunner } from '../batch/runner.ts'
import { conversionKey } from '../batch/state.ts'
import { TOOL } from '../batch/version.ts'
import { ConversionError, type ErrorCode } from '../model/errors.ts'
import { makeFolder } from '../output/whole-file.ts'
import { requireSettings } from './settle.ts'
import { BEAT_SECONDS, type QueueStore, type TakenItem } from './store.ts'
import { INPUT } from './submit.ts'

/** Names of what is made of a document among the files of a queue; their owner is the lease under which it was made. */
export const RESULT = { document: 'document', reading: 'reading', state: 'state' } as const

/** A document that takes its machine along, again and again, must not take all. */
const MOST_ATTEMPTS = 3
/** What may be the machine's fault, not the document's: others try it. */
const OF_MACHINE: readonly ErrorCode[] = ['worker-ended', 'memory-limit']
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

export interface WorkCounts {
  converted: number
  failed: number
}

export interface WorkEvents {
  /** The queue is there, and of this version. */
  onStart?(): void
  /** `counts`: of this worker so far. */
  onDone?(item: { path: string; failure: Failure | null }, counts: Readonly<WorkCounts>): void
}

interface Worker {
  store: QueueStore
  options: WorkOptions
  runner: Pick<TaskRunner, 'run'>
  /** A folder of this machine for what is being made. */
  scratch: string
  ended: AbortSignal
}

/** What came of a document: `key` is that of the conversion, whose files are in the queue where there is no failure. */
interface Outcome {
  key: string
  failure: Failure | null
}

/** Converts a document that was taken. Throws InterruptedError where the worker is ended meanwhile. */
async function convertTaken(worker: Worker, item: TakenItem): Promise<Outcome> {
  const { store, options, runner, scratch } = worker
  const { lease, id, name, sha256, attempts } = item
  const { options: conversion } = await requireSettings(store, options.queue)
  const key = conversionKey({ id, name, sha256 }, conversion, [])
  const fail = (error: ConversionError): Outcome => ({ key, failure: describeFailure(error) })
  if (attempts > MOST_ATTEMPTS) return fail(new ConversionError('worker-lost', { attempts: String(MOST_ATTEMPTS) }))
  const bytes = await store.getFile(sha256, INPUT)
  if (bytes === null) return fail(new ConversionError('not-whole-in-queue'))
  const output = join(scratch, lease)
  const layout = outputLayout(output)
  for (const folder of [layout.temporary, layout.documents, layout.readings, layout.state]) makeFolder(folder)
  try {
    const { password } = options
    const ocrWorkers = shareCores(options.jobs)
    const task = {
      id,
      name,
      bytes,
      sha256,
      key,
      password,
      options: { ...conversion, ocrWorkers },
      corrections: [],
      output,
    }
    const result = await runner.run(task)
    // A thread that the interruption ended says nothing about its document.
    if (worker.ended.aborted) throw new InterruptedError()
    if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
    if ('failure' in result) return { key, failure: result.failure }
    const files = {
      [RESULT.document]: layout.documentPath(id),
      [RESULT.reading]: readingPath(layout, id),
      [RESULT.state]: layout.statePath(id),
    }
    for (const [file, path] of Object.entries(files)) {
      if (existsSync(path)) await store.putFile(lease, file, readFileSync(path))
    }
    return { key, failure: null }
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

async function isDone(store: QueueStore): Promise<boolean> {
  const { waiting, taken } = (await store.look()).counts
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
): Promise<WorkCounts> {
  await requireSettings(store, options.queue)
  events.onStart?.()
  const counts: WorkCounts = { converted: 0, failed: 0 }
  const leases = new Set<string>()
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  const scratch = mkdtempSync(join(tmpdir(), 'tidycard-worker-'))
  const worker: Worker = { store, options, runner, scratch, ended }

  const settle = async ({ lease, path, attempts }: TakenItem, { key, failure }: Outcome): Promise<void> => {
    if (failure !== null && OF_MACHINE.includes(failure.code) && attempts < MOST_ATTEMPTS) return store.passOn(lease)
    // A lease that is lost: another worker has the document.
    if (!(await store.finish(lease, key, failure === null ? null : JSON.stringify(failure)))) return
    counts[failure === null ? 'converted' : 'failed'] += 1
    events.onDone?.({ path, failure }, counts)
  }

  const takeTurns = async (): Promise<void> => {
    while (!ended.aborted) {
      const item = await store.take(options.name, TOOL.version)
      if (item === null) {
        await requireSettings(store, options.queue)
        if (options.untilDone && (await isDone(store))) return
        await wait(LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => {})
        continue
      }
      leases.add(item.lease)
      if (ended.aborted) return
      await settle(item, await convertTaken(worker, item))
      leases.delete(item.lease)
    }
  }

  // A beat that fails is missed only when the lease ends.
  const beat = setInterval(() => store.beat([...leases]).catch(() => {}), BEAT_SECONDS * 1000)
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new InterruptedError()), { once: true })
  })
  const turns = Array.from({ length: options.jobs }, takeTurns)
  try {
    await Promise.race([Promise.all(turns), interrupted])
    return counts
  } finally {
    stop.abort()
    clearInterval(beat)
    await runner.close()
    await Promise.allSettled(turns)
    if (leases.size > 0) await store.giveBack([...leases]).catch(() => {})
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}
