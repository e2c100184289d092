/** Documents into a queue, for workers on any machine. */
import { createHash } from 'node:crypto'
import type { StageEvents } from '../batch/events.ts'
import { describeFailure, type Failure } from '../batch/failure.ts'
import { assignIds, findInputs, type Input, readInput } from '../batch/inputs.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import { conversionKey } from '../batch/state.ts'
import type { ConvertOptions } from '../batch/task.ts'
import { TOOL } from '../batch/version.ts'
import { ConversionError } from '../model/errors.ts'
import { settleItems } from './settle.ts'
import type { QueueItem, QueueSettings, QueueStore } from './store.ts'

/** Name of a document's own content among the files of a queue; its owner is its sha256. */
export const INPUT = 'input'

export interface SubmitOptions {
  inputs: readonly string[]
  conversion: ConvertOptions
  /** Name of the queue, for messages. */
  queue: string
  /** Documents that are not among the inputs leave the queue. */
  replace: boolean
  /** Convert again what has not changed. */
  force: boolean
}

export interface SubmitEvents extends StageEvents {
  onFailure?(path: string, failure: Failure): void
}

export interface Submitted {
  added: number
  /** In the queue before, with other content, or to be converted again. */
  changed: number
  unchanged: number
  removed: number
  failures: { path: string; failure: Failure }[]
}

const printOptions = ({ ocr, withoutRepairs = [], severities = {} }: ConvertOptions): string =>
  [
    `--ocr ${ocr}`,
    ...withoutRepairs.map((rule) => `--without-repair ${rule}`),
    ...Object.entries(severities).map(([rule, severity]) => `--severity ${rule}=${severity}`),
  ].join(' ')

/** One queue, one way of converting: what is collected of it is one data set. */
async function chooseSettings(store: QueueStore, options: SubmitOptions, isEmpty: boolean): Promise<QueueSettings> {
  const settings: QueueSettings = { version: TOOL.version, options: options.conversion }
  const before = await store.readSettings()
  const known = before === null || isEmpty || options.replace ? null : printOptions(before.options)
  if (known !== null && known !== printOptions(options.conversion)) {
    throw new ConversionError('queue-of-other-options', { queue: options.queue, options: known })
  }
  await store.writeSettings(settings)
  return settings
}

/** Ids of the inputs beside what the queue holds already. */
function nameInputs(inputs: readonly Input[], others: readonly QueueItem[]): Map<string, string> {
  const hashes = new Map(others.map(({ path, sha256 }) => [path, sha256]))
  const absolute = new Map(inputs.map(({ path, absolutePath }) => [path, absolutePath]))
  const hashOf = ({ path }: { path: string }): string =>
    hashes.get(path) ??
    createHash('sha256')
      .update(readInput(absolute.get(path) ?? path))
      .digest('hex')
  const files = [...inputs, ...others].map(({ path }) => ({ path }))
  return new Map(assignIds(files, hashOf).map(({ path, id }) => [path, id]))
}

/** Puts the inputs into the queue. Those that cannot be read are told, and what the queue holds of them stays. */
export async function submit(
  store: QueueStore,
  options: SubmitOptions,
  events: SubmitEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Submitted> {
  const found = findInputs(options.inputs, null)
  if (found.inputs.length === 0 && found.failures.length === 0) {
    throw new ConversionError('no-inputs', { input: options.inputs.join(' ') })
  }
  await store.create()
  const items = new Map((await store.listItems()).map((item) => [item.path, item]))
  const settings = await chooseSettings(store, options, items.size === 0)
  const result: Submitted = { added: 0, changed: 0, unchanged: 0, removed: 0, failures: [] }
  const fail = (path: string, error: unknown): void => {
    const failure = describeFailure(error)
    result.failures.push({ path, failure })
    events.onFailure?.(path, failure)
  }
  for (const { path, error } of found.failures) fail(path, error)
  events.onStage?.('queue', found.inputs.length)
  const given = new Set(found.inputs.map(({ path }) => path))
  const others = options.replace ? [] : [...items.values()].filter(({ path }) => !given.has(path))
  const ids = nameInputs(found.inputs, others)
  for (const input of found.inputs) {
    if (signal.aborted) throw new InterruptedError()
    const id = ids.get(input.path) ?? input.id
    try {
      const change = await submitInput(store, settings, { ...input, id }, items.get(input.path), options.force)
      result[change] += 1
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error
      fail(input.path, error)
    }
    events.onAdvance?.()
  }
  if (options.replace) result.removed = await store.keepOnly([...given])
  const { renewed } = await settleItems(store, settings)
  result.changed += renewed
  await store.sweep()
  return result
}

async function submitInput(
  store: QueueStore,
  { options }: QueueSettings,
  { path, id, name, absolutePath }: Input,
  before: QueueItem | undefined,
  force: boolean,
): Promise<'added' | 'changed' | 'unchanged'> {
  const bytes = readInput(absolutePath)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const key = conversionKey({ id, name, sha256 }, options, [])
  const isUnderWay = before !== undefined && ['waiting', 'taken', 'converted'].includes(before.status)
  if (isUnderWay && before.key === key && !force) return 'unchanged'
  await store.announce({ path, id, name, sha256, key })
  if (!(await store.hasFile(sha256, INPUT))) await store.putFile(sha256, INPUT, bytes)
  await store.release(path)
  return before === undefined ? 'added' : 'changed'
}
