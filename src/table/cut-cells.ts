/** Cells that the end of a page cuts: spreadsheets print a cell over several rows as far as the page goes, and close none that goes on. */
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { LineWork } from './grid.ts'
import type { PageCell, PageTable } from './page-table.ts'

/** A rule this near to the foot (points) closes a cell of which it covers so large a share; as at the feet of `cut-foot.ts`. */
const FOOT_POINTS = 3
const CLOSED_SHARE = 0.5

/** Marks the cells at the table's foot that no rule closes, where a rule closes others. */
export function markCutCells(table: PageTable, work: LineWork): void {
  const last = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rows)
  const foot = table.box?.[3] ?? 0
  const rules = uniteIntervals(work.horizontal.filter((line) => Math.abs(line.at - foot) <= FOOT_POINTS))
  const isOpen = ({ box }: PageCell) =>
    box !== null && coveredLength(rules, box[0], box[2]) < CLOSED_SHARE * (box[2] - box[0])
  const open = last.filter(isOpen)
  if (open.length === last.length) return
  for (const cell of open) cell.cut = true
}
