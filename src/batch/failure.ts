/** Errors on their way out of a worker thread. */
import { ConversionError, type ErrorCode } from '../model/errors.ts'

export interface Failure {
  code: ErrorCode
  parameters: Record<string, string>
  /** For --verbose. */
  stack: string | null
}

export function describeFailure(error: unknown): Failure {
  const stack = error instanceof Error ? (error.stack ?? null) : null
  if (error instanceof ConversionError) return { code: error.code, parameters: { ...error.parameters }, stack }
  const detail = error instanceof Error ? error.message : String(error)
  return { code: 'internal-error', parameters: { detail: detail.split('\n')[0] ?? '' }, stack }
}

/** Errors of the output folder and of a queue end the run; all others only their document. */
export const endsRun = (error: unknown): boolean =>
  error instanceof ConversionError && ['disk-full', 'output-not-writable', 'database-failed'].includes(error.code)
