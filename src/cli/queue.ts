/** What the commands about a queue share. */
import { type Command, InvalidArgumentError } from 'commander'
import { ConversionError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import type { SqlClient } from '../output/postgres.ts'
import type { QueueStore } from '../queue/store.ts'

export interface QueueOptions {
  queue: string
}

export const ADDRESS_HELP = 'postgres://user:password@host:5432/database'

/** PostgreSQL cuts longer names, so that two could be one. */
const LONGEST_NAME_BYTES = 63

function parseName(text: string): string {
  const bytes = Buffer.byteLength(text)
  if (bytes === 0 || bytes > LONGEST_NAME_BYTES) {
    throw new InvalidArgumentError(`give a name of 1 to ${LONGEST_NAME_BYTES} bytes`)
  }
  return text
}

export const addQueueOption = (command: Command): Command =>
  command.option('--queue <name>', 'database schema that holds the queue', parseName, 'tidycard_queue')

/** The queue, that is asked again while the database cannot be reached. Loaded only where a queue is worked with. */
export async function openSteadyQueue(
  client: SqlClient,
  { queue }: QueueOptions,
  onRetry: (error: unknown) => void,
  signal: AbortSignal,
): Promise<QueueStore> {
  const { makeSteady } = await import('../queue/steady.ts')
  // A slip in the address is told at once.
  await (await openQueue(client, { queue })).exists()
  return openQueue(makeSteady(client, onRetry, signal), { queue })
}

export async function openQueue(client: SqlClient, { queue }: QueueOptions): Promise<QueueStore> {
  const { QueueStore } = await import('../queue/store.ts')
  return new QueueStore(client, queue)
}

/** The database cannot be reached, and is asked again. */
export const wordRetry = (error: unknown, language: Language): string => {
  const detail = error instanceof ConversionError ? error.parameters.detail : String(error)
  return language === 'en'
    ? `the database cannot be reached (${detail}); trying again`
    : `無法連線至資料庫（${detail}）；重試中`
}
