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

/** `left` with a row for each of `right`, which parts some of its rows, and where each began; null where their levels do not agree. */
export function partRows(left: Table, right: Table): { table: Table; starts: number[] } | null {
  const [levels, others] = [levelsOf(left), levelsOf(right)]
  if (levels === null || others === null) return null
  const parts: number[][] = levels.map(() => [])
  for (const [row, level] of others.entries()) {
    const own = parts[levels.findIndex((one) => holds(one, level))]
    if (own === undefined) return null
    own.push(row)
  }
  const starts = [...parts.map(([first]) => first ?? -1), right.rows]
  const isInOrder = starts.every((start, at) => start >= 0 && (at === 0 || start > (starts[at - 1] ?? 0)))
  if (!isInOrder || starts[0] !== 0) return null
  const spread = (cell: Cell): Cell => {
    const row = starts[cell.row] ?? 0
    return { ...cell, row, rowSpan: (starts[cell.row + cell.rowSpan] ?? right.rows) - row }
  }
  return { table: { ...left, rows: right.rows, cells: left.cells.map(spread) }, starts }
}

const holds = (outer: Level, inner: Level): boolean =>
  outer.sheet === inner.sheet && inner.top >= outer.top - LEVEL_POINTS && inner.foot <= outer.foot + LEVEL_POINTS

/** That of each row, by a cell that it has for itself; null where one has none. */
function levelsOf(table: Table): Level[] | null {
  const pages = [...new Set(table.cells.map(({ page }) => page))].sort((a, b) => a - b)
  const levels = Array.from({ length: table.rows }, (_, row): Level | null => {
    const own = table.cells.find((cell) => cell.row === row && cell.rowSpan === 1 && cell.continues.length === 0)
    return own?.box ? { sheet: pages.indexOf(own.page), top: own.box[1], foot: own.box[3] } : null
  })
  return levels.every((level) => level !== null) ? levels : null
}
