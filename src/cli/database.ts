/** PostgreSQL as a command has it: an address in, one line out where it says no. */
import { ConversionError } from '../model/errors.ts'
import type { SqlClient } from '../output/postgres.ts'

const ADDRESS = /^postgres(?:ql)?:$/u

export const isAddress = (text: string): boolean => URL.canParse(text) && ADDRESS.test(new URL(text).protocol)

/** The address may hold a password, so no error repeats it. */
export function refuseOtherAddress(address: string): void {
  if (!isAddress(address)) throw new ConversionError('bad-address')
}

/** What the database says, as an error that a person can act on. */
async function explained<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    const detail =
      error instanceof Error ? error.message || String('code' in error ? error.code : error.name) : String(error)
    throw new ConversionError('database-failed', { detail }, { cause: error })
  }
}

const explain = (client: SqlClient): SqlClient => ({
  query: (text, values) => explained(client.query(text, values)),
})

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
    await explained(client.connect())
    return await action(explain(client))
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
    return await action(explain(pool))
  } finally {
    await pool.end().catch(() => {})
  }
}
