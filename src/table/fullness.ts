/** Did a line end because its cell was full? Measured by the width that the cells of a column really use. */
import { quantile } from '../geometry/cluster.ts'
import type { PrintedLine } from './lines.ts'
import { firstNeed } from './lines.ts'
import type { PageCell } from './page-table.ts'

/** Rounding of boxes and optical margins, in ems: a character that misses by less would not have been set either way. */
const SLACK_EMS = 0.12

interface Measured {
  cell: PageCell
  printed: PrintedLine[]
}

/** Sets `full` on the lines of every cell, and `room` and `need` on the cells themselves. */
export function markFullLines(cells: readonly Measured[]): void {
  const padding = findPadding(cells)
  for (const { cell, printed } of cells) {
    if (!cell.box || printed.length === 0) continue
    const upright = printed[0]?.ink[0]?.turn === 90 || printed[0]?.ink[0]?.turn === 270
    const length = upright ? cell.box[3] - cell.box[1] : cell.box[2] - cell.box[0]
    const inner = length - 2 * padding
    printed.forEach((line, i) => {
      const next = printed[i + 1]
      const room = inner - (line.to - line.from)
      const target = cell.lines[i]
      if (next && target) target.full = firstNeed(next) > room + SLACK_EMS * line.size
      if (!next) cell.room = room + SLACK_EMS * line.size
    })
    const first = printed[0]
    if (first) cell.need = firstNeed(first)
  }
}

/**
 * Padding in points on either side of a cell's text. All cells of a table share it; it shows where text wraps,
 * because wrapped text uses all the width there is.
 */
function findPadding(cells: readonly Measured[]): number {
  const byColumn = new Map<number, number>()
  const all: number[] = []
  for (const { cell, printed } of cells) {
    if (!cell.box || printed.length === 0) continue
    const width = cell.box[2] - cell.box[0]
    const padding = Math.max(0, (width - Math.max(...printed.map((line) => line.to - line.from))) / 2)
    all.push(padding)
    if (printed.length < 2 || cell.columnSpan > 1) continue
    byColumn.set(cell.column, Math.min(padding, byColumn.get(cell.column) ?? Number.POSITIVE_INFINITY))
  }
  return byColumn.size > 0 ? Math.min(...byColumn.values()) : quantile(all, 0.05)
}
