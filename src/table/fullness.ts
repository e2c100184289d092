/** Did a line end because its cell was full? Measured by the width that the cells of a column really use. */
import { quantile } from '../geometry/cluster.ts'
import type { PrintedLine } from './lines.ts'
import { firstNeed } from './lines.ts'
import type { PageCell } from './page-table.ts'

/** Rounding of boxes and optical margins, in ems: a character that misses by less would not have been set either way. */
const SLACK_EMS = 0.12

/** Up to this share of the wrapped cells may overflow (1 in 60 does in cards with very narrow columns). */
const OVERFLOWING_SHARE = 0.04
/** So many wrapped cells tell a column's padding. */
const WRAPPED_LEAST = 4

interface Measured {
  cell: PageCell
  printed: PrintedLine[]
}

/**
 * Sets `full` on the lines of every cell, and `room` and `need` on the cells themselves.
 * Where the borders are not drawn, a column is as wide as its widest line.
 */
export function markFullLines(cells: readonly Measured[], drawn: boolean): void {
  const padding = findPadding(cells, drawn)
  for (const { cell, printed } of cells) {
    if (!cell.box || printed.length === 0) continue
    const upright = printed[0]?.ink[0]?.turn === 90 || printed[0]?.ink[0]?.turn === 270
    const length = upright ? cell.box[3] - cell.box[1] : cell.box[2] - cell.box[0]
    const inner = length - 2 * (padding.get(cell.column) ?? padding.get(-1) ?? 0)
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
 * Padding in points on either side of a cell's text, by column. It shows where text wraps, because wrapped text uses all
 * the width there is; a few lines that overflow their cell must not hide it. A column that wraps too seldom to tell, or
 * never comes within a character of its width, has the padding of the table (under -1).
 */
function findPadding(cells: readonly Measured[], drawn: boolean): Map<number, number> {
  const wrapped = new Map<number, number[]>()
  const all: number[] = []
  let em = 0
  for (const { cell, printed } of cells) {
    if (!cell.box || printed.length === 0) continue
    const width = cell.box[2] - cell.box[0]
    const padding = Math.max(0, (width - Math.max(...printed.map((line) => line.to - line.from))) / 2)
    all.push(padding)
    em = Math.max(em, printed[0]?.size ?? 0)
    if (printed.length < 2 || cell.columnSpan > 1) continue
    const column = wrapped.get(cell.column)
    if (column) column.push(padding)
    else wrapped.set(cell.column, [padding])
  }
  const common = [...wrapped.values()].flat()
  const usual = quantile(common.length > 0 ? common : all, OVERFLOWING_SHARE)
  const paddings = new Map<number, number>([[-1, usual]])
  for (const [column, found] of wrapped) {
    const own = quantile(found, OVERFLOWING_SHARE)
    if (!drawn || (found.length >= WRAPPED_LEAST && own - usual <= em / 2)) paddings.set(column, own)
  }
  return paddings
}
