/** What the commands about a queue share. */
import type { Command } from 'commander'
import type { SqlClient } from '../output/postgres.ts'
import type { QueueStore } from '../queue/store.ts'

export interface QueueOptions {
  queue: string
}

export const ADDRESS_HELP = 'postgres://user:password@host:5432/database'

export const addQueueOption = (command: Command): Command =>
  command.option('--queue <name>', 'database schema that holds the queue', 'tidycard_queue')

/** Loaded only where a queue is worked with. */
export async function openQueue(client: SqlClient, { queue }: QueueOptions): Promise<QueueStore> {
  const { QueueStore } = await import('../queue/store.ts')
  return new QueueStore(client, queue)
}
