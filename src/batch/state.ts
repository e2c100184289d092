/**
 * What is known of a document that was converted: by it a later run sees that nothing has to be done.
 * Order of writing, so that a run may be ended anywhere: state away, document written, state written. What a power loss
 * leaves of it is told by the hashes: a state that does not go with its document counts for nothing.
 */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import type { HistorySource } from '../history/collect.ts'
import type { Doubt } from '../history/settle.ts'
import { type Correction, correctionSchema, staleCorrectionSchema } from '../model/correction.ts'
import type { Document } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import { anomalySchema } from '../model/provenance.ts'
import { makeFolder, WholeFile, writeWhole } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'
import type { ConvertOptions } from './task.ts'
import { TOOL } from './version.ts'

export const stateSchema = z.object({
  /** Changes with the input's content and name, the versions and the options: see `stateKey`. */
  key: z.string(),
  sha256: z.string(),
  pages: z.int(),
  /** Organizations whose history the document belongs to. */
  organizations: z.array(z.string()),
  /** What the document tells the history of its organizations, and what it doubts. */
  history: z.array(z.custom<HistorySource>()),
  doubts: z.array(z.custom<Doubt>()),
  timings: z.record(z.string(), z.number()),
  /** Corrections that the conversion was given, with the decisions of the review page that there were. */
  corrections: z.array(correctionSchema).default([]),
  staleCorrections: z.array(staleCorrectionSchema),
  /** Anomalies that a person has settled. */
  settled: z.array(anomalySchema).default([]),
  /** sha256 of documents/<id>.json. */
  written: z.string(),
  /** sha256 of bases/<id>.json, the document before other years were looked at; null where they changed nothing. */
  base: z.string().nullable(),
})
export type State = z.infer<typeof stateSchema>

/** What is kept of a state for as long as the run lasts: no documents, so that memory does not grow with their number. */
export type DoneState = Pick<State, 'pages' | 'organizations' | 'timings' | 'staleCorrections'>

export const summarizeState = ({ pages, organizations, timings, staleCorrections }: State): DoneState => ({
  pages,
  organizations,
  timings,
  staleCorrections,
})

/** Everything that the result depends on. A password opens a document and does not change it. */
export interface StateSource {
  id: string
  name: string
  sha256: string
  options: unknown
}

export function stateKey(source: StateSource): string {
  const parts = [TOOL.version, TOOL.schemaVersion, source.id, source.name, source.sha256, source.options]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The key of a conversion of an input with these options and those corrections that are about it. */
export const conversionKey = (
  input: Omit<StateSource, 'options'>,
  { ocr, severities = {}, withoutRepairs = [] }: ConvertOptions,
  corrections: readonly Correction[],
): string => stateKey({ ...input, options: [ocr, severities, withoutRepairs, corrections] })

export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A document's own text, before other years were looked at, or null where it is not as its state says. */
function readBaseText(layout: OutputLayout, id: string, { base, written }: State): string | null {
  try {
    const text = readFileSync(base === null ? layout.documentPath(id) : layout.basePath(id), 'utf8')
    return hashText(text) === (base ?? written) ? text : null
  } catch {
    return null
  }
}

/** The state of a document, or null where there is none that can be trusted. */
export function readState(layout: OutputLayout, id: string): State | null {
  try {
    const { success, data } = stateSchema.safeParse(JSON.parse(readFileSync(layout.statePath(id), 'utf8')))
    return success && readBaseText(layout, id, data) !== null ? data : null
  } catch {
    return null
  }
}

const parseState = (layout: OutputLayout, id: string): State =>
  stateSchema.parse(JSON.parse(readFileSync(layout.statePath(id), 'utf8')))

function damaged(layout: OutputLayout, id: string, cause?: unknown): ConversionError {
  return new ConversionError('output-damaged', { path: layout.documentPath(id), detail: 'changed by hand' }, { cause })
}

/** A document as its own conversion left it, without what other years added. Throws ConversionError `output-damaged`. */
export function readBase(layout: OutputLayout, id: string): { document: Document; state: State } {
  let state: State
  try {
    state = parseState(layout, id)
  } catch (error) {
    throw damaged(layout, id, error)
  }
  const text = readBaseText(layout, id, state)
  if (text === null) throw damaged(layout, id)
  return { document: JSON.parse(text), state }
}

/** What a document tells the history of its organizations. Throws ConversionError `output-damaged`. */
export function readFacts(layout: OutputLayout, id: string): Pick<State, 'history' | 'doubts'> {
  try {
    return parseState(layout, id)
  } catch (error) {
    throw damaged(layout, id, error)
  }
}

/** Keeps the document, as it is written now, as that before other years were looked at. */
export function keepBase(layout: OutputLayout, id: string): void {
  makeFolder(layout.bases)
  writeWhole(layout.basePath(id), readFileSync(layout.documentPath(id)), layout.temporary)
}

/** The caller places it, behind the document. */
export function prepareState(layout: OutputLayout, id: string, state: State): WholeFile {
  const file = new WholeFile(layout.statePath(id), layout.temporary)
  file.write(JSON.stringify(state))
  return file
}

export function writeState(layout: OutputLayout, id: string, state: State): void {
  prepareState(layout, id, state).place()
  if (state.base === null) rmSync(layout.basePath(id), { force: true })
}

export function removeState(layout: OutputLayout, id: string): void {
  rmSync(layout.statePath(id), { force: true })
  rmSync(layout.basePath(id), { force: true })
}
