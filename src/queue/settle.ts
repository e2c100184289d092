/** What the documents of a queue are called and converted as: depends on all of them, so it is settled anew when some come or go. */
import { assignIds } from '../batch/inputs.ts'
import { conversionKey } from '../batch/state.ts'
import { TOOL } from '../batch/version.ts'
import { compareText } from '../language/order.ts'
import { ConversionError } from '../model/errors.ts'
import type { QueueItem, QueueSettings, QueueStore } from './store.ts'

/** A document of a queue with its id, and the key of its conversion. */
export interface SettledItem extends QueueItem {
  id: string
  name: string
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
  if (settings.version !== TOOL.version) {
    throw new ConversionError('queue-of-other-version', { queue, wanted: settings.version, version: TOOL.version })
  }
  return settings
}

/** Ids and keys of all documents, in the order of their ids; those that have others now are to be converted once more. */
export async function settleItems(
  store: QueueStore,
  { options }: QueueSettings,
): Promise<{ items: SettledItem[]; renewed: number }> {
  let renewed = 0
  const items: SettledItem[] = []
  for (const item of assignIds(await store.listItems(), ({ sha256 }) => sha256)) {
    const key = conversionKey(item, options, [])
    if (key !== item.key) {
      await store.renew({ path: item.path, id: item.id, key })
      renewed += 1
    }
    items.push(key === item.key ? item : { ...item, key, status: 'waiting', result: null, failure: null })
  }
  return { items: items.sort((a, b) => compareText(a.id, b.id)), renewed }
}
