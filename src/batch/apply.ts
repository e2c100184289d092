/** Puts the decisions of a review into the output at once: the documents concerned, then what is made of all of them. */

import { joinCorrections } from '../corrections.ts'
import { ConversionError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import { readManifest, reassemble, reportAgain, withLock } from './check.ts'
import { readDecisions } from './corrections.ts'
import { judgeAgain } from './judge-again.ts'
import { type OutputLayout, outputLayout } from './layout.ts'
import { Painter } from './painter.ts'
import type { PictureSource } from './pictures.ts'
import { readReading } from './reading.ts'
import { findSources } from './sources.ts'
import { conversionKey, readState } from './state.ts'

export interface ApplyTask {
  output: string
  /** The tables come first; the report, which shows all documents, when the decisions pause. */
  step: 'tables' | 'report'
  /** Documents that decisions were made about. */
  ids: string[]
  password: string | null
  /** Of the report; null: as it is. */
  language: Language | null
}

export interface ApplyResult {
  /** Another run is at work on the output; nothing was done. */
  locked: boolean
  /** Documents that could not be done without reading their input again: the next `convert` does them. */
  left: string[]
}

/** What a document's decisions have to be applied to; null where it is not there. */
function findWork(layout: OutputLayout, id: string) {
  const kept = readReading(layout, id)
  const state = readState(layout, id)
  if (kept === null || state === null || kept.reading.head.source.sha256 !== state.sha256) return null
  const { sha256 } = state
  const corrections = joinCorrections(state.corrections, readDecisions(layout.corrections).corrections, sha256)
  const { name } = kept.reading.head.source
  return { kept, state, corrections, key: conversionKey({ id, name, sha256 }, kept.options, corrections) }
}

/** Were decisions made about a document that it does not show yet? */
export function isBehind(layout: OutputLayout, id: string): boolean {
  const work = findWork(layout, id)
  return work !== null && work.key !== work.state.key
}

/** Judges one document again with all its decisions; false where what was read of it is not there. */
function applyToDocument(layout: OutputLayout, id: string): boolean {
  const work = findWork(layout, id)
  if (work === null) return false
  judgeAgain(layout, id, work)
  return true
}

async function apply({ output, step, ids, password, language }: ApplyTask): Promise<ApplyResult> {
  const layout = outputLayout(output)
  return withLock(layout, async () => {
    if (step === 'report') {
      const paths = findSources(layout, readManifest(layout))
      const painter = new Painter()
      try {
        const sourceOf = (id: string): PictureSource => ({ path: paths.get(id) ?? null, password })
        await reportAgain(layout, language, { sourceOf, draw: (task) => painter.draw(task) })
      } finally {
        await painter.close()
      }
      return { locked: false, left: [] }
    }
    const left = ids.filter((id) => !applyToDocument(layout, id))
    const reading = ids.map((id) => readReading(layout, id)).find((kept) => kept !== null)
    await reassemble(layout, reading?.options.severities ?? {})
    return { locked: false, left }
  })
}

/** Applies the decisions file to these documents; runs in a worker thread, or in process. */
export async function applyDecisions(task: ApplyTask): Promise<ApplyResult> {
  try {
    return await apply(task)
  } catch (error) {
    if (error instanceof ConversionError && error.code === 'output-locked') return { locked: true, left: [] }
    throw error
  }
}

export default applyDecisions
