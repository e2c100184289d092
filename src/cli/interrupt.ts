/** Ctrl-C, and a request to end from the system. */
import { InterruptedError } from '../batch/interrupted.ts'
import { type CommonOptions, exitStatus, tell } from './common.ts'

/**
 * Runs a command that may be ended from outside: `action` has a signal, and throws InterruptedError when that ended it.
 * Returns its exit status.
 */
export async function untilInterrupted(
  { lang }: CommonOptions,
  action: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const interrupt = new AbortController()
  const stop = (): void => interrupt.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await action(interrupt.signal)
  } catch (error) {
    // Whatever goes wrong behind an interruption comes of it.
    if (!(error instanceof InterruptedError) && !interrupt.signal.aborted) throw error
    tell(
      lang === 'en'
        ? 'interrupted; run the same command again, it continues where it was'
        : '已中斷；再次執行相同指令即可從中斷處繼續',
    )
    return exitStatus.interrupted
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
