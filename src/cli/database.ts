/** PostgreSQL as a command has it: an address in, one line out where it says no. */

import { InterruptedError } from '../batch/interrupted.ts'
import { ConversionError } from '../model/errors.ts'
import type { SqlClient } from '../output/postgres.ts'

const ADDRESS = /^postgres(?:ql)?:$/u

export const isAddress = (text: string): boolean => URL.canParse(text) && ADDRESS.test(new URL(text).protocol)

/** The address may hold a password, so no error repeats it. */
export function refuseOtherAddress(address: string): void {
  if (!isAddress(address)) throw new ConversionError('bad-address')
}

/** What a person can act on; errors that say so already pass as they are. */
function explainDatabaseError(error: unknown): unknown {
  if (error instanceof ConversionError || error instanceof InterruptedError) return error
  const detail =
    error instanceof Error ? error.message || String('code' in error ? error.code : error.name) : String(error)
  return new ConversionError('database-failed', { detail }, { cause: error })
}

/** One connection, for as long as `action` runs. */
export async function withClient<Result>(
  address: string,
  action: (client: SqlClient) => Promise<Result>,
): Promise<Result> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: address })
  // A connection that breaks is told by the statement that needs it.
  client.on('error', () => {})
  try {
    await client.connect()
    return await action(client)
  } catch (error) {
    throw explainDatabaseError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Statements of a queue are short: a worker with many jobs needs no more. */
const MOST_CONNECTIONS = 8

/** As many connections as are needed; those that break are replaced. A transaction cannot take several statements. */
export async function withConnections<Result>(
  address: string,
  action: (client: SqlClient) => Promise<Result>,
): Promise<Result> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: address, max: MOST_CONNECTIONS })
  pool.on('error', () => {})
  try {
    return await action(pool)
  } catch (error) {
    throw explainDatabaseError(error)
  } finally {
    await pool.end().catch(() => {})
  }
}
