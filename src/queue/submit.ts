/** Documents into a queue, for workers on any machine. */
import { posix } from 'node:path'
import type { StageEvents } from '../batch/events.ts'
import { describeFailure, type Failure } from '../batch/failure.ts'
import { assignIds, findInputs, hashBytes, hashContent, type Input, readInput } from '../batch/inputs.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import { conversionKey } from '../batch/state.ts'
import type { ConvertOptions } from '../batch/task.ts'
import { TOOL } from '../batch/version.ts'
import { ConversionError } from '../model/errors.ts'
import { nameItems } from './settle.ts'
import type { NewItem, QueueItem, QueueSettings, QueueStore } from './store.ts'

/** Name of a document's own content among the files of a queue; its owner is its sha256. */
export const INPUT = 'input'

export interface SubmitOptions {
  inputs: readonly string[]
  conversion: ConvertOptions
  /** Name of the queue, for messages. */
  queue: string
  /** Documents that are not among the inputs leave the queue, if all inputs can be read. */
  replace: boolean
  /** Convert again what has not changed. */
  force: boolean
}

export interface SubmitEvents extends StageEvents {
  onFailure?(path: string, failure: Failure): void
}

export interface Submitted {
  added: number
  /** In the queue before, and to be converted once more. */
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
async function refuseOtherOptions(store: QueueStore, { queue, conversion }: SubmitOptions): Promise<void> {
  const before = await store.readSettings()
  if (before === null || printOptions(before.options) === printOptions(conversion)) return
  throw new ConversionError('queue-of-other-options', { queue, options: printOptions(before.options) })
}

/** The same file is one document, however the path to it was written. */
const tidyPaths = (inputs: readonly Input[]): Input[] =>
  inputs.map((input) => ({ ...input, path: posix.normalize(input.path) }))

/** Ids of the inputs beside what else the queue holds. */
function nameInputs(inputs: readonly Input[], others: readonly QueueItem[]): Map<string, string> {
  const hashes = new Map(others.map(({ path, sha256 }) => [path, () => sha256]))
  for (const input of inputs) hashes.set(input.path, () => hashContent(input))
  const files = [...hashes.keys()].map((path) => ({ path }))
  return new Map(assignIds(files, ({ path }) => hashes.get(path)?.() ?? '').map(({ path, id }) => [path, id]))
}

/** Settles the names and keys of all documents that the queue holds. Returns the paths of those that have others now. */
async function settleAll(store: QueueStore, settings: QueueSettings): Promise<string[]> {
  const named = nameItems(await store.listItems(), settings)
  return store.settle(
    settings,
    named.map(({ path, sha256, id, wanted }) => ({ path, sha256, id, key: wanted })),
  )
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
  const inputs = tidyPaths(found.inputs)
  const settings: QueueSettings = { version: TOOL.version, options: options.conversion }
  await store.create()
  const held = new Set((await store.listItems()).map(({ path }) => path))
  if (held.size > 0 && !options.replace) await refuseOtherOptions(store, options)
  const failures: Submitted['failures'] = []
  const fail = (path: string, error: unknown): void => {
    const failure = describeFailure(error)
    failures.push({ path, failure })
    events.onFailure?.(path, failure)
  }
  for (const { path, error } of found.failures) fail(path, error)

  const changed = new Set(await settleAll(store, settings))
  const before = new Map((await store.listItems()).map((item) => [item.path, item]))
  const given = new Set(inputs.map(({ path }) => path))
  const others = options.replace ? [] : [...before.values()].filter(({ path }) => !given.has(path))
  const ids = nameInputs(inputs, others)
  events.onStage?.('queue', inputs.length)
  for (const { path, name, absolutePath, ...input } of inputs) {
    if (signal.aborted) throw new InterruptedError()
    try {
      const bytes = readInput(absolutePath)
      const [sha256, id] = [hashBytes(bytes), ids.get(path) ?? input.id]
      const item = { path, id, name, sha256, key: conversionKey({ id, name, sha256 }, settings.options, []) }
      if (options.force || !isUnderWay(before.get(path), item)) {
        await putItem(store, item, bytes)
        changed.add(path)
      }
    } catch (error) {
      if (!(error instanceof ConversionError) || error.code === 'database-failed') throw error
      fail(path, error)
    }
    events.onAdvance?.()
  }
  // A slip in a path must not empty the queue.
  const removed = options.replace && failures.length === 0 ? await store.keepOnly([...given]) : 0
  for (const path of await settleAll(store, settings)) changed.add(path)
  await store.sweep()
  const added = [...changed].filter((path) => !held.has(path)).length
  const unread = new Set(failures.map(({ path }) => path))
  const unchanged = [...given].filter((path) => !changed.has(path) && !unread.has(path)).length
  return { added, changed: changed.size - added, unchanged, removed, failures }
}

const isUnderWay = (before: QueueItem | undefined, { key }: NewItem): boolean =>
  before !== undefined && before.key === key && ['waiting', 'taken', 'converted'].includes(before.status)

async function putItem(store: QueueStore, item: NewItem, bytes: Uint8Array): Promise<void> {
  await store.announce(item)
  if (!(await store.hasFile(item.sha256, INPUT))) await store.putFile(item.sha256, INPUT, bytes)
  await store.release(item)
}
