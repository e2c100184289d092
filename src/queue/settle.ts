/** What the documents of a queue are called and converted as: that depends on all of them, and on how the queue converts. */
import { assignIds } from '../batch/inputs.ts'
import { conversionKey } from '../batch/state.ts'
import { TOOL } from '../batch/version.ts'
import { compareText } from '../language/order.ts'
import { ConversionError } from '../model/errors.ts'
import type { QueueItem, QueueSettings, QueueStore } from './store.ts'

/** A document of a queue with its id, and the key that its conversion has to have. */
export interface NamedItem extends QueueItem {
  id: string
  name: string
  wanted: string
}

/** The documents in the order of their ids. */
export const nameItems = (items: readonly QueueItem[], { options }: QueueSettings): NamedItem[] =>
  assignIds(items, ({ sha256 }) => sha256)
    .map((item) => ({ ...item, wanted: conversionKey(item, options, []) }))
    .sort((a, b) => compareText(a.id, b.id))

/** Throws ConversionError where a queue is of another version than this. */
export function refuseOtherVersion(settings: QueueSettings, queue: string): void {
  if (settings.version === TOOL.version) return
  throw new ConversionError('queue-of-other-version', { queue, wanted: settings.version, version: TOOL.version })
}

/** The settings of a queue. Throws ConversionError where there is none. */
export async function requireQueue(store: QueueStore, queue: string): Promise<QueueSettings> {
  const settings = (await store.exists()) ? await store.readSettings() : null
  if (settings === null) throw new ConversionError('no-queue', { queue })
  return settings
}

/** The settings of a queue that this version can work with. Throws ConversionError where there is none. */
export async function requireSettings(store: QueueStore, queue: string): Promise<QueueSettings> {
  const settings = await requireQueue(store, queue)
  refuseOtherVersion(settings, queue)
  return settings
}
