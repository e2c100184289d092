/** Rows of a sheet that was printed in two parts, one after the other: told by their levels, which both parts share. */
import type { Cell, Table } from '../model/table.ts'

/** Borders of one row lie on one level to so many points in both parts; reasoned: they are printed at one scale. */
const LEVEL_POINTS = 2

/** Where a row is printed: which of the table's pages, from the first, and its top and foot. */
interface Level {
  sheet: number
  top: number
  foot: number
}

/**
 * Both parts with all rows that one of them has, a row that the other parts being several; `starts` is where each row of the left one
 * began. null where the pages of the parts do not begin and end on the same levels.
 */
export function shareRows(left: Table, right: Table): { left: Table; right: Table; starts: number[] } | null {
  const [ours, theirs] = [levelsOf(left), levelsOf(right)]
  if (ours === null || theirs === null || !haveSameExtents(ours, theirs)) return null
  const rows = [...ours, ...theirs]
    .sort(inOrder)
    .filter((level, at, all) => at === 0 || inOrder(all[at - 1] ?? level, level) !== 0)
  const startsOf = (levels: readonly Level[]) =>
    levels.map((level) => rows.findIndex((row) => inOrder(row, level) === 0))
  const starts = startsOf(ours)
  return { left: spread(left, starts, rows.length), right: spread(right, startsOf(theirs), rows.length), starts }
}

/** By their tops; 0 for those on one level. */
const inOrder = (a: Level, b: Level): number =>
  a.sheet - b.sheet || (Math.abs(a.top - b.top) <= LEVEL_POINTS ? 0 : a.top - b.top)

/** Does each page of both parts begin and end on one level? */
function haveSameExtents(ours: readonly Level[], theirs: readonly Level[]): boolean {
  const extents = (levels: readonly Level[]) =>
    levels.flatMap(({ sheet, top, foot }, at) => [
      ...(sheet === levels[at - 1]?.sheet ? [] : [top]),
      ...(sheet === levels[at + 1]?.sheet ? [] : [foot]),
    ])
  const others = extents(theirs)
  const own = extents(ours)
  return own.length === others.length && own.every((at, i) => Math.abs(at - (others[i] ?? 0)) <= LEVEL_POINTS)
}

function spread(table: Table, starts: readonly number[], rows: number): Table {
  const cells = table.cells.map((cell): Cell => {
    const row = starts[cell.row] ?? 0
    return { ...cell, row, rowSpan: (starts[cell.row + cell.rowSpan] ?? rows) - row }
  })
  return { ...table, rows, cells }
}

/** That of each row, by a cell that it has for itself; null where one has none. */
function levelsOf(table: Table): Level[] | null {
  const pages = [...new Set(table.cells.map(({ page }) => page))].sort((a, b) => a - b)
  const levels = Array.from({ length: table.rows }, (_, row): Level | null => {
    const own = table.cells.find((cell) => cell.row === row && cell.rowSpan === 1 && cell.continues.length === 0)
    return own?.box ? { sheet: pages.indexOf(own.page), top: own.box[1], foot: own.box[3] } : null
  })
  return levels.every((level) => level !== null) ? levels : null
}
