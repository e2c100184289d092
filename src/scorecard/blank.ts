/** Records as they stand before the repair stage has read their fields. */
import type { RowCell } from '../model/draft.ts'
import type { Figure, Owners, Text } from '../model/scorecard.ts'

/** What a record keeps of a cell: the print, where it stands and how it was read. */
function printOf(cell: RowCell | null) {
  const first = cell?.lines[0]
  return {
    raw: cell === null || cell.raw === '' ? null : cell.raw,
    status: 'missing' as const,
    confidence: cell === null ? 1 : Math.min(1, ...cell.lines.map((line) => line.confidence)),
    pieces: cell?.pieces ?? [],
    readings:
      cell !== null && cell.lines.length === 1 && first
        ? first.readings
        : (cell?.lines.flatMap((line) => line.readings) ?? []),
  }
}

// Assigned, not spread: V8 would give every `{ ...print, text }` a hidden class of its own (0.8 MB of them a document,
// with those of cells, among the old objects).
export const blankText = (cell: RowCell | null): Text => Object.assign(printOf(cell), { text: null })
export const blankFigure = (cell: RowCell | null): Figure => Object.assign(printOf(cell), { value: null })
export const blankOwners = (cell: RowCell | null): Owners => Object.assign(printOf(cell), { names: [] })
