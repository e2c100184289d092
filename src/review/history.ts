/** Undo and redo as the decisions file itself tells them: they survive a restart, and another tab sees the same. */
import { decisionKey } from '../corrections.ts'
import type { Correction } from '../model/correction.ts'

export interface UndoState {
  /** The decision that an undo takes back. */
  undo: Correction | null
  /** The decision that was taken back last. */
  redo: Correction | null
}

const address = (correction: Correction): string => `${correction.document}|${decisionKey(correction)}`

const isSame = (a: Correction, b: Correction): boolean =>
  address(a) === address(b) && a.value === b.value && a.why === b.why

export function findUndo(corrections: readonly Correction[]): UndoState {
  const done: Correction[] = []
  const undone: Correction[] = []
  for (const correction of corrections) {
    if (correction.undo) {
      const at = done.findLastIndex((one) => address(one) === address(correction))
      undone.push(...done.splice(at, at < 0 ? 0 : 1))
      continue
    }
    const last = undone.at(-1)
    if (last !== undefined && isSame(last, correction)) undone.pop()
    else undone.length = 0
    done.push(correction)
  }
  return { undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null }
}
