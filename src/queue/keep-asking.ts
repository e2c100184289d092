/** A database that is started again, or a network that is away for a while, must not end a worker. */
import { setTimeout as wait } from 'node:timers/promises'
import { ConversionError } from '../model/errors.ts'

const PATIENCE_MS = 5 * 60_000
const RETRY_INTERVAL_MS = 2000

/** Errors of PostgreSQL that pass (its appendix A): of connections (08), of a server that stops or starts (57P), or is full (53). */
const PASSING_STATE = /^(?:08|57P|53)/u
/** Of the system, such as ECONNREFUSED. */
const SYSTEM_ERROR = /^E[A-Z]+$/u

function willPass(error: unknown): boolean {
  if (error instanceof ConversionError || !(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  // node-postgres has no code for a connection that broke.
  return PASSING_STATE.test(code) || SYSTEM_ERROR.test(code) || (code === '' && /connection/iu.test(error.message))
}

/** Takes a step that may be taken twice, as soon as the database can be reached, until `signal`. */
export async function keepAsking<Answer>(
  step: () => Promise<Answer>,
  onRetry: ((error: unknown) => void) | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await step()
    } catch (error) {
      if (!willPass(error) || Date.now() > end || signal.aborted) throw error
      onRetry?.(error)
      await wait(RETRY_INTERVAL_MS, undefined, { signal }).catch(() => {})
    }
  }
}
