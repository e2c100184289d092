/** What the workers of a queue made, into an output folder: the same as if it had been converted here. */
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describeFailure, endsRun } from '../batch/failure.ts'
import { hashBytes, type Input, readInput } from '../batch/inputs.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import { judgeAgain } from '../batch/judge-again.ts'
import { type OutputLayout, outputLayout } from '../batch/layout.ts'
import { readingPath, readReading } from '../batch/reading.ts'
import { type BatchEvents, type BatchResult, type RunOptions, runInputs } from '../batch/run.ts'
import type { TaskRunner } from '../batch/runner.ts'
import { hasContent } from '../batch/sources.ts'
import { removeState, stateSchema, summarizeState } from '../batch/state.ts'
import { placeConversion, type Task, type TaskResult } from '../batch/task.ts'
import { ConversionError } from '../model/errors.ts'
import { makeFolder, WholeFile, writeWhole } from '../output/whole-file.ts'
import { readFailure } from './failure.ts'
import { type NamedItem, nameItems, refuseOtherVersion, requireSettings } from './settle.ts'
import type { QueueStore } from './store.ts'
import { INPUT } from './submit.ts'
import { RESULT } from './work.ts'

/** Who waits for the workers looks so often. */
const LOOK_INTERVAL_MS = 500

export interface CollectOptions extends Omit<RunOptions, 'ocr' | 'ocrWorkers' | 'withoutRepairs' | 'severities'> {
  /** Name of the queue, for messages. */
  queue: string
  /** Until all documents are converted; without it, those that are not are told and left out. */
  wait: boolean
}

const damaged = (): ConversionError =>
  new ConversionError('internal-error', { detail: 'what the queue holds of it is damaged' })

/** A document that a worker is done with, under the id and with the options that it has to have. */
function requireDone(item: NamedItem | undefined): NamedItem {
  if (item === undefined || item.status === 'arriving' || item.key !== item.wanted) {
    throw new ConversionError('not-whole-in-queue')
  }
  if (item.status === 'waiting' || item.status === 'taken') throw new ConversionError('not-converted-yet')
  return item
}

/** Waits until nothing is left for workers to do. */
async function waitForWorkers(store: QueueStore, events: BatchEvents, signal: AbortSignal): Promise<void> {
  let known: number | null = null
  for (;;) {
    const { counts } = await store.look()
    const done = counts.converted + counts.failed
    const left = counts.waiting + counts.taken
    if (known === null) {
      if (left === 0) return
      events.onStage?.('workers', left)
      known = done
    }
    for (; known < done; known += 1) events.onAdvance?.()
    if (left === 0) return
    await wait(LOOK_INTERVAL_MS, undefined, { signal }).catch(() => {
      throw new InterruptedError()
    })
  }
}

/** Reads inputs where they are on this machine, or from the queue, which leaves a copy beside the output. */
function readInputs(store: QueueStore, layout: OutputLayout, items: ReadonlyMap<string, NamedItem>) {
  const places = new Map<string, string>()
  const read = async ({ id, path, absolutePath }: Input): Promise<Uint8Array> => {
    const item = requireDone(items.get(id))
    const copy = layout.inputPath(id, path)
    for (const place of [absolutePath, resolve(copy)]) {
      if (!hasContent(place, item.sha256)) continue
      places.set(id, place)
      return readInput(place)
    }
    const bytes = await store.getFile(item.sha256, INPUT)
    // It has left the queue since.
    if (bytes === null) throw new ConversionError('not-converted-yet')
    if (item.status === 'converted') {
      makeFolder(layout.inputs)
      writeWhole(copy, bytes, layout.temporary)
      places.set(id, resolve(copy))
    }
    return bytes
  }
  return { read, pathOf: ({ id }: Input): string | null => places.get(id) ?? null }
}

/** What a worker made of a document, into its places; decisions of this folder are applied to it. */
async function placeResult(store: QueueStore, item: NamedItem, task: Task, signal: AbortSignal): Promise<TaskResult> {
  if (item.failure !== null) return { failure: readFailure(item.failure) }
  const { id, output, key, corrections } = task
  const layout = outputLayout(output)
  const owner = item.result ?? ''
  const document = await store.getFile(owner, RESULT.document)
  const reading = await store.getFile(owner, RESULT.reading)
  const stateText = await store.getFile(owner, RESULT.state)
  // It is being converted once more since.
  if (document === null || stateText === null) throw new ConversionError('not-converted-yet')
  // Nothing may be written once the run has given its folder back.
  if (signal.aborted) throw new InterruptedError()
  const state = stateSchema.parse(JSON.parse(Buffer.from(stateText).toString()))
  const isWhole = hashBytes(document) === state.written
  if (!isWhole || state.key !== item.wanted || state.sha256 !== task.sha256) throw damaged()

  const files: WholeFile[] = []
  const write = (path: string, bytes: Uint8Array): WholeFile => {
    const file = new WholeFile(path, layout.temporary)
    files.push(file)
    file.write(bytes)
    return file
  }
  try {
    await placeConversion(layout, id, {
      document: write(layout.documentPath(id), document),
      reading: reading === null ? null : write(readingPath(layout, id), reading),
      state: write(layout.statePath(id), stateText),
    })
  } catch (error) {
    for (const file of files) file.discard()
    throw error
  }
  if (state.key === key) return { state: summarizeState(state) }
  const kept = readReading(layout, id)
  if (kept === null) {
    removeState(layout, id)
    throw new ConversionError('reading-of-other-node')
  }
  return { state: summarizeState(judgeAgain(layout, id, { kept, state, corrections, key })) }
}

/**
 * Writes the output folder from what the queue holds. Documents that are not converted yet, and those that no worker
 * could convert, are among the outcomes as failed. Throws ConversionError where there is no such queue.
 */
export async function collect(
  store: QueueStore,
  options: CollectOptions,
  runner: TaskRunner,
  events: BatchEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<BatchResult> {
  const { queue } = options
  await requireSettings(store, queue)
  if (options.wait) await waitForWorkers(store, events, signal)
  // Both may have changed while the workers were waited for.
  const held = await store.snapshot()
  if (held === null || held.items.length === 0) throw new ConversionError('queue-empty', { queue })
  const { settings } = held
  refuseOtherVersion(settings, queue)
  const items = nameItems(held.items, settings)
  const byId = new Map(items.map((item) => [item.id, item]))
  const inputs = items.map(({ id, path, name }): Input => ({ id, path, name, absolutePath: resolve(path) }))
  const source = {
    found: { inputs, failures: [] },
    ...readInputs(store, outputLayout(options.output), byId),
  }
  const run = async (task: Task): Promise<TaskResult> => {
    const item = byId.get(task.id)
    try {
      return item === undefined ? { failure: describeFailure(damaged()) } : await placeResult(store, item, task, signal)
    } catch (error) {
      return endsRun(error) ? { fatal: describeFailure(error) } : { failure: describeFailure(error) }
    }
  }
  return runInputs(source, { ...options, ...settings.options }, { ...runner, run }, events, signal)
}
