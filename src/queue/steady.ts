/** A database that is started again, or a network that is away for a while, must not end what takes hours. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SqlClient } from '../output/postgres.ts'

const PATIENCE_MS = 5 * 60_000
const RETRY_INTERVAL_MS = 2000

/** Errors of PostgreSQL that pass (its appendix A): of connections (08), of a server that stops or starts (57P), or is full (53). */
const PASSING_STATE = /^(?:08|57P|53)/u
/** Of the system, such as ECONNREFUSED. */
const SYSTEM_ERROR = /^E[A-Z]+$/u

/** The code of a database or of the system in an error, or in what it was made of; '' where there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if (error.cause !== undefined) return codeOf(error.cause)
  return 'code' in error ? String(error.code) : ''
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.cause === undefined ? error.message : messageOf(error.cause)) : ''

function willPass(error: unknown): boolean {
  const code = codeOf(error)
  // node-postgres has no code for a connection that broke.
  return PASSING_STATE.test(code) || SYSTEM_ERROR.test(code) || (code === '' && /connection/iu.test(messageOf(error)))
}

/** Asks again while the database cannot be reached, until `signal`; for statements that may be carried out twice. */
export const makeSteady = (
  client: SqlClient,
  onRetry: ((error: unknown) => void) | undefined,
  signal: AbortSignal,
): SqlClient => ({
  async query(text, values) {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return await client.query(text, values)
      } catch (error) {
        if (!willPass(error) || Date.now() > end || signal.aborted) throw error
        onRetry?.(error)
        await wait(RETRY_INTERVAL_MS, undefined, { signal }).catch(() => {})
      }
    }
  },
})
