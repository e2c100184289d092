/** Converts what a folder holds, and again whenever that has changed; files that are still growing wait. */
import { statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { ConversionError } from '../model/errors.ts'
import { type InputFile, listFiles } from './inputs.ts'
import { type BatchEvents, type BatchOptions, type BatchResult, runBatch } from './run.ts'
import type { TaskRunner } from './runner.ts'

/** A file is complete when it has not changed from one look to the next. Copies over a slow network write more often. */
const LOOK_INTERVAL_MS = 1000

/** Size and time of the last change, by absolute path. */
type Look = Map<string, string>

function lookAt(files: readonly InputFile[]): Look {
  const look: Look = new Map()
  for (const { absolutePath } of files) {
    const found = statSync(absolutePath, { throwIfNoEntry: false })
    if (found) look.set(absolutePath, `${found.size} ${found.mtimeMs}`)
  }
  return look
}

/** A file without content has only been opened. */
const isComplete = (now: string, before: string | undefined): boolean => now === before && !now.startsWith('0 ')

/**
 * The files to convert, as they were when they were complete. One that was converted and is being written anew counts
 * as it was then.
 */
function listComplete(now: Look, before: Look, converted: Look): Look {
  const complete: Look = new Map()
  for (const [path, state] of now) {
    const known = isComplete(state, before.get(path)) ? state : converted.get(path)
    if (known !== undefined) complete.set(path, known)
  }
  return complete
}

const isSameLook = (a: Look, b: Look): boolean =>
  a.size === b.size && [...a].every(([path, state]) => b.get(path) === state)

/** Runs until `signal` ends it; `onResult` is told of each run that had something to do. */
export async function watchInputs(
  options: BatchOptions,
  runner: TaskRunner,
  events: BatchEvents,
  signal: AbortSignal,
  onResult: (result: BatchResult) => void,
  intervalMs = LOOK_INTERVAL_MS,
): Promise<void> {
  let before: Look = new Map()
  let converted: Look = new Map()
  while (!signal.aborted) {
    const { files, failures } = listFiles(options.inputs, options.output)
    const now = lookAt(files)
    const complete = listComplete(now, before, converted)
    // A folder that is gone as a whole is a slip, or a disk that is away.
    const isGone = complete.size === 0 && failures.length > 0
    if (!isGone && !isSameLook(complete, converted)) {
      const accept = ({ absolutePath }: InputFile): boolean => complete.has(absolutePath)
      const isGrowing = ({ absolutePath }: InputFile): boolean => now.get(absolutePath) !== complete.get(absolutePath)
      const force = options.force && converted.size === 0
      const mayBeEmpty = converted.size > 0
      try {
        onResult(await runBatch({ ...options, accept, isGrowing, mayBeEmpty, force }, runner, events, signal))
        converted = complete
      } catch (error) {
        // Another command is at work on the folder: the next look tries again.
        if (!(error instanceof ConversionError && error.code === 'output-locked')) throw error
      }
    }
    before = now
    await wait(intervalMs, undefined, { signal }).catch(() => {})
  }
}
