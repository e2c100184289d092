/** A run of `convert`: which inputs have to be done, who does them, and what is made of all of them. */
import { existsSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { Correction, StaleCorrection } from '../model/correction.ts'
import type { Manifest } from '../model/document.ts'
import { ConversionError, wordError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import type { TableFormat } from '../output/formats.ts'
import { emptyTotals, type Totals } from '../output/totals.ts'
import { makeFolder, syncFolder } from '../output/whole-file.ts'
import { assemble, writeManifest } from './assemble.ts'
import { readDecisions } from './corrections.ts'
import type { StageEvents } from './events.ts'
import { describeFailure, endsRun, type Failure } from './failure.ts'
import { type FoundInputs, findInputs, hashBytes, type Input, type InputFile, readInput } from './inputs.ts'
import { InterruptedError } from './interrupted.ts'
import { type OutputLayout, outputLayout } from './layout.ts'
import { lockOutput } from './lock.ts'
import { claimFiles, filesOf, readOwnFiles, removeOthers, writeOwnFiles } from './own-files.ts'
import { writeReport } from './report.ts'
import type { TaskRunner } from './runner.ts'
import { conversionKey, type DoneState, readState, removeState, summarizeState } from './state.ts'
import type { ConvertOptions } from './task.ts'

/** How inputs are converted, and what is made of them. */
export interface RunOptions extends ConvertOptions {
  output: string
  jobs: number
  password: string | null
  corrections: readonly Correction[]
  formats: readonly TableFormat[]
  excel: boolean
  /** Convert again what has been converted. */
  force: boolean
  /** Of the report. */
  language?: Language
  /** No input is no slip: the last of them was removed. */
  mayBeEmpty?: boolean
}

export interface BatchOptions extends RunOptions {
  inputs: readonly string[]
  /** Leaves files out. */
  accept?: (file: InputFile) => boolean
  /** A file that is being written anew: what was made of it before stays until then. */
  isGrowing?: (file: InputFile) => boolean
}

/** The inputs of a run, and how to come by what they hold. */
export interface InputSource {
  found: FoundInputs
  /** The bytes of an input. Throws ConversionError. */
  read(input: Input): Uint8Array | Promise<Uint8Array>
  /** Where the file is that an input was read from, for its pictures; null: nowhere. */
  pathOf(input: Input): string | null
  /** An input of which nothing new is to be made: what was made of it before stays. */
  isGrowing?: (input: Input) => boolean
}

/** What happened to one input. */
export interface InputOutcome {
  id: string
  path: string
  sha256: string | null
  status: 'converted' | 'unchanged' | 'failed'
  failure: Failure | null
  state: DoneState | null
}

export interface BatchEvents extends StageEvents {
  onDone?(outcome: InputOutcome): void
}

export interface BatchResult {
  /** No input was found, and the folder holds an earlier run, which was left as it is. */
  untouched: boolean
  outcomes: InputOutcome[]
  totals: Totals
  staleCorrections: { id: string; correction: StaleCorrection }[]
}

/** Inputs read ahead of those that are being converted: a worker that is done has its next one at once. */
const READ_AHEAD = 1

async function convertInput(
  input: Input,
  source: InputSource,
  layout: OutputLayout,
  options: RunOptions,
  ocrWorkers: number,
  runner: Pick<TaskRunner, 'run'>,
  signal: AbortSignal,
): Promise<InputOutcome> {
  const { id, path } = input
  const failed = (sha256: string | null, failure: Failure): InputOutcome => {
    // What an earlier run made of another content under this id is no longer true; its document goes at the end.
    removeState(layout, id)
    return { id, path, sha256, status: 'failed', failure, state: null }
  }
  if (source.isGrowing?.(input)) {
    const before = readState(layout, id)
    if (before !== null)
      return { id, path, sha256: before.sha256, status: 'unchanged', failure: null, state: summarizeState(before) }
  }
  let bytes: Uint8Array
  try {
    bytes = await source.read(input)
  } catch (error) {
    if (endsRun(error) || signal.aborted) throw error
    return failed(null, describeFailure(error))
  }
  const sha256 = hashBytes(bytes)
  const corrections = options.corrections.filter((correction) => correction.document === sha256)
  const conversion: ConvertOptions = {
    ocr: options.ocr,
    ocrWorkers,
    ...(options.withoutRepairs ? { withoutRepairs: options.withoutRepairs } : {}),
    ...(options.severities ? { severities: options.severities } : {}),
  }
  const key = conversionKey({ id, name: input.name, sha256 }, conversion, corrections)
  const known = options.force ? null : readState(layout, id)
  if (known?.key === key) return { id, path, sha256, status: 'unchanged', failure: null, state: summarizeState(known) }
  const { name } = input
  const { password, output } = options
  const result = await runner.run({ id, name, bytes, sha256, key, password, options: conversion, corrections, output })
  // A thread that the interruption ended says nothing about its document.
  if (signal.aborted && !('state' in result)) throw new InterruptedError()
  if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
  if ('failure' in result) return failed(sha256, result.failure)
  return { id, path, sha256, status: 'converted', failure: null, state: result.state }
}

function describeOutcome(
  outcome: InputOutcome,
  counts: Record<string, number> | undefined,
): Manifest['inputs'][number] {
  const { id, path, sha256, status, failure, state } = outcome
  return {
    id,
    path,
    sha256,
    status,
    error: failure && { code: failure.code, message: wordError(failure.code, failure.parameters, 'en') },
    pages: state?.pages ?? null,
    timings: state?.timings ?? {},
    counts: counts ?? {},
  }
}

/** Threads for each of so many documents that are converted at once. */
export const shareCores = (documents: number): number =>
  Math.max(1, Math.floor(availableParallelism() / Math.max(1, documents)))

async function convertAll(
  source: InputSource,
  layout: OutputLayout,
  options: RunOptions,
  runner: TaskRunner,
  events: BatchEvents,
  signal: AbortSignal,
): Promise<InputOutcome[]> {
  const { inputs } = source.found
  const limit = pLimit(options.jobs + READ_AHEAD)
  const turns = pLimit(options.jobs)
  // The time limit of a document begins with its turn.
  const inTurn: Pick<TaskRunner, 'run'> = { run: (task) => turns(() => runner.run(task)) }
  const ocrWorkers = shareCores(Math.min(options.jobs, inputs.length))
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new InterruptedError()), { once: true })
  })
  const work = inputs.map((input) =>
    limit(async () => {
      if (signal.aborted) throw new InterruptedError()
      const outcome = await convertInput(input, source, layout, options, ocrWorkers, inTurn, signal)
      events.onDone?.(outcome)
      events.onAdvance?.()
      return outcome
    }),
  )
  try {
    return await Promise.race([Promise.all(work), interrupted])
  } catch (error) {
    limit.clearQueue()
    turns.clearQueue()
    // Nothing may write into the folder any more when the lock is given back.
    await runner.close()
    throw error
  }
}

/**
 * Converts the inputs into the output folder. Inputs that fail are in the outcomes; throws ConversionError where the
 * run itself cannot go on, InterruptedError where `signal` ended it.
 */
export async function runBatch(
  options: BatchOptions,
  runner: TaskRunner,
  events: BatchEvents = {},
  signal?: AbortSignal,
): Promise<BatchResult> {
  const layout = outputLayout(options.output)
  const { isGrowing = () => false } = options
  const all = findInputs(options.inputs, options.output, options.accept)
  // Where nothing was made of a growing file before, it waits.
  const isReady = (input: Input): boolean => !isGrowing(input) || readState(layout, input.id) !== null
  const found = { ...all, inputs: all.inputs.filter(isReady) }
  if (found.inputs.length === 0 && found.failures.length === 0 && !options.mayBeEmpty) {
    throw new ConversionError('no-inputs', { input: options.inputs.join(' ') })
  }
  const read = ({ absolutePath }: Input): Uint8Array => readInput(absolutePath)
  const pathOf = ({ absolutePath }: Input): string => absolutePath
  return runInputs({ found, read, pathOf, isGrowing }, options, runner, events, signal)
}

/** The same for inputs that were found already. */
export async function runInputs(
  source: InputSource,
  given: RunOptions,
  runner: TaskRunner,
  events: BatchEvents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<BatchResult> {
  const layout = outputLayout(given.output)
  // Decisions made in the review page are replayed behind those that the caller gives.
  const corrections = [...given.corrections, ...readDecisions(layout.corrections).corrections]
  const options = { ...given, corrections }
  const { found } = source
  const unlock = lockOutput(layout)
  try {
    rmSync(layout.temporary, { recursive: true, force: true })
    const kept = [layout.documents, layout.readings, layout.state]
    for (const folder of [layout.temporary, ...kept]) makeFolder(folder)
    events.onStage?.('documents', found.inputs.length + found.failures.length)
    const notFound = found.failures.map(({ id, path, error }): InputOutcome => {
      const outcome: InputOutcome = {
        id,
        path,
        sha256: null,
        status: 'failed',
        failure: describeFailure(error),
        state: null,
      }
      events.onDone?.(outcome)
      events.onAdvance?.()
      return outcome
    })
    const own = readOwnFiles(layout)
    // A slip in the path must not empty the folder.
    if (found.inputs.length === 0 && !options.mayBeEmpty && (existsSync(layout.manifest) || own.size > 0)) {
      return { untouched: true, outcomes: notFound, totals: emptyTotals(), staleCorrections: [] }
    }
    const { formats, excel, severities = {} } = options
    const claimed = found.inputs.map(({ id }) => id)
    claimFiles(layout, own, filesOf(claimed, formats))
    const done = await convertAll(source, layout, options, runner, events, signal)
    for (const folder of kept) syncFolder(folder)
    const known = done.flatMap(({ id, state }) => (state === null ? [] : { id, organizations: state.organizations }))
    const ids = new Set(known.map(({ id }) => id))
    const files = new Set(filesOf(ids, formats))
    removeOthers(layout, own, { ids, files, copies: new Set(found.inputs.map(source.pathOf)) })
    const wanted = { formats, excel, severities, corrections }
    const { summary, counts } = await assemble(layout, known, wanted, runner, events)
    writeOwnFiles(layout, files)
    const outcomes = [...done, ...notFound]
    writeManifest(
      layout,
      outcomes.map((outcome) => describeOutcome(outcome, counts.get(outcome.id))),
    )
    const { language = 'en' } = options
    const failures = outcomes.flatMap(({ path, failure }) =>
      failure === null ? [] : [{ path, message: wordError(failure.code, failure.parameters, language) }],
    )
    const paths = new Map(found.inputs.map((input) => [input.id, source.pathOf(input)]))
    const sourceOf = (id: string) => ({ path: paths.get(id) ?? null, password: options.password })
    await writeReport(layout, known, { language, failures, summary, sourceOf, workers: runner }, events)
    const staleCorrections = outcomes.flatMap(({ id, state }) =>
      (state?.staleCorrections ?? []).map((correction) => ({ id, correction })),
    )
    return { untouched: false, outcomes, totals: summary.totals, staleCorrections }
  } finally {
    try {
      // A thread may still put a file in when a full disk has ended the run: then once more.
      rmSync(layout.temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    } finally {
      unlock()
    }
  }
}
