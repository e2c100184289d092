/** A document that lies in the output folder, with other decisions than those it was made with; its input is not read again. */
import { judge } from '../judge.ts'
import type { Correction } from '../model/correction.ts'
import { writeDocument } from './document-file.ts'
import { collectFacts } from './history.ts'
import type { OutputLayout } from './layout.ts'
import type { KeptReading } from './reading.ts'
import { removeState, type State, writeState } from './state.ts'

export interface Decided {
  kept: KeptReading
  state: State
  corrections: Correction[]
  /** Of a conversion with these corrections. */
  key: string
}

/** Writes the document as these decisions make it. Returns its new state. */
export function judgeAgain(
  layout: OutputLayout,
  id: string,
  { kept, state: before, corrections, key }: Decided,
): State {
  const { document, found, staleCorrections, settled } = judge(kept.reading, corrections)
  const file = writeDocument(layout, document)
  file.seal()
  // The order of a conversion: a run that ends in between leaves a document that is converted again.
  removeState(layout, id)
  file.place()
  const state: State = {
    ...before,
    key,
    corrections,
    ...collectFacts(document, found),
    staleCorrections,
    settled,
    written: file.sha256,
    base: null,
  }
  writeState(layout, id, state)
  return state
}
