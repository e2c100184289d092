/** Converts one document and writes it; runs in a worker thread, or in process. */
import type { Reading } from '../judge.ts'
import type { Correction, StaleCorrection } from '../model/correction.ts'
import type { Document } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import type { Anomaly, Severity } from '../model/provenance.ts'
import { WholeFile } from '../output/whole-file.ts'
import { writeDocument } from './document-file.ts'
import { describeFailure, endsRun, type Failure } from './failure.ts'
import { watchLength } from './heap.ts'
import { collectFacts } from './history.ts'
import { type OutputLayout, outputLayout } from './layout.ts'
import { prepareReading, removeReading } from './reading.ts'
import { type DoneState, prepareState, removeState, type State, summarizeState } from './state.ts'

export { describeFailure, type Failure } from './failure.ts'

export interface ConvertOptions {
  ocr: 'auto' | 'off' | 'force'
  /** Threads that read the scanned lines of one document. */
  ocrWorkers?: number
  withoutRepairs?: string[]
  severities?: Partial<Record<string, Severity | 'off'>>
}

export interface Task {
  id: string
  name: string
  bytes: Uint8Array
  sha256: string
  key: string
  password: string | null
  options: ConvertOptions
  corrections: Correction[]
  output: string
}

/** `fatal`: the output folder cannot be written, which ends the run. */
export type TaskResult = { state: DoneState } | { failure: Failure } | { fatal: Failure }

/** What `convertDocument` is to a batch; tests put their own in. */
export type Converter = (
  bytes: Uint8Array,
  options: ConvertOptions & {
    id: string
    name: string
    password?: string
    corrections?: readonly Correction[]
    onPage?: (progress: { page: number; pages: number }) => void
  },
) => Promise<{
  document: Document
  reading?: Reading
  found?: Anomaly[]
  settled?: Anomaly[]
  timings: Record<string, number>
  staleCorrections?: StaleCorrection[]
}>

const roundTimings = (timings: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(timings).map(([stage, milliseconds]) => [stage, Math.round(milliseconds * 10) / 10]),
  )

/** What a conversion made, in their places; written, not yet sealed. */
export async function placeConversion(
  layout: OutputLayout,
  id: string,
  { document, reading, state }: { document: WholeFile; reading: WholeFile | null; state: WholeFile },
): Promise<void> {
  await WholeFile.sealTogether([document, ...(reading === null ? [] : [reading]), state])
  removeState(layout, id)
  document.rename()
  // The state tells the checksum of the document alone: what was read of it must be there for certain.
  if (reading === null) removeReading(layout, id)
  else reading.place()
  state.rename()
}

/** Why nothing was found in a document. */
function explainNothing({ pages, source }: Document): ConversionError {
  const problems = pages.flatMap((page) => page.problems)
  if (problems.some(({ code }) => code === 'needs-ocr')) return new ConversionError('needs-ocr')
  const damage = problems.find(({ code }) => code === 'damaged')
  if (damage === undefined) return new ConversionError('no-scorecard')
  return new ConversionError(source.kind === 'image' ? 'damaged-image' : 'damaged-pdf', { detail: damage.detail })
}

/** Never throws. */
export async function convertTask(task: Task, convert: Converter): Promise<TaskResult> {
  const layout = outputLayout(task.output)
  const files: WholeFile[] = []
  try {
    const { document, reading, found, settled, timings, staleCorrections } = await convert(task.bytes, {
      ...task.options,
      id: task.id,
      name: task.name,
      corrections: task.corrections,
      onPage: watchLength,
      ...(task.password === null ? {} : { password: task.password }),
    })
    const { cards, strategyMaps, declaredCounts } = document
    if (cards.length + strategyMaps.length + declaredCounts.length === 0) throw explainNothing(document)
    const file = writeDocument(layout, document)
    files.push(file)
    const state: State = {
      key: task.key,
      sha256: task.sha256,
      pages: document.source.pages,
      ...collectFacts(document, found ?? document.anomalies),
      timings: roundTimings(timings),
      corrections: task.corrections,
      staleCorrections: staleCorrections ?? [],
      settled: settled ?? [],
      written: file.sha256,
      base: null,
    }
    const { id, options } = task
    const kept = reading === undefined ? null : prepareReading(layout, id, { options, reading })
    if (kept !== null) files.push(kept)
    const done = prepareState(layout, id, state)
    files.push(done)
    await placeConversion(layout, id, { document: file, reading: kept, state: done })
    return { state: summarizeState(state) }
  } catch (error) {
    for (const each of files) each.discard()
    return endsRun(error) ? { fatal: describeFailure(error) } : { failure: describeFailure(error) }
  }
}
