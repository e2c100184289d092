/**
 * What is known of a document that was converted: by it a later run sees that nothing has to be done.
 * Order of writing, so that a run may be ended anywhere: state away, document written, state written.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { correctionSchema } from '../model/correction.ts'
import { documentSchema } from '../model/document.ts'
import { printJson } from '../output/json.ts'
import { writeWhole } from '../output/wholeFile.ts'
import type { OutputLayout } from './layout.ts'
import { TOOL } from './version.ts'

export const stateSchema = z.object({
  /** Changes with the input's content and name, the versions and the options: see `stateKey`. */
  key: z.string(),
  sha256: z.string(),
  pages: z.int(),
  /** Organizations whose history the document belongs to. */
  organizations: z.array(z.string()),
  timings: z.record(z.string(), z.number()),
  staleCorrections: z.array(correctionSchema),
  /** The document as it was before other years were looked at; null where they changed nothing. */
  base: documentSchema.nullable(),
})
export type State = z.infer<typeof stateSchema>

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

/** The state of a document, or null where there is none that can be trusted. */
export function readState(layout: OutputLayout, id: string): State | null {
  try {
    const state = stateSchema.safeParse(JSON.parse(readFileSync(layout.statePath(id), 'utf8')))
    return state.success && existsSync(layout.documentPath(id)) ? state.data : null
  } catch {
    return null
  }
}

export function writeState(layout: OutputLayout, id: string, state: State): void {
  writeWhole(layout.statePath(id), printJson(state), layout.temporary)
}

export function removeState(layout: OutputLayout, id: string): void {
  rmSync(layout.statePath(id), { force: true })
}
