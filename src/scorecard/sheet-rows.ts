/** Rows of a sheet that was printed in two parts, one after the other: told by their levels, which both parts share. */
import type { Cell, Table } from '../model/table.ts'

/** Borders of one row lie on one level to so many points in both parts; reasoned: they are printed at one scale. */
const LEVEL_POINTS = 2

/** Where a row begins: on which of the table's pages, counted from its first, and how far down. */
interface Level {
  sheet: number
  top: number
}

/**
 * Both parts with all rows that one of them has, a row that the other parts being several; `starts` is where each row of the left one
 * began. null where the pages of the parts do not begin and end on the same levels.
 */
export function shareRows(left: Table, right: Table): { left: Table; right: Table; starts: number[] } | null {
  const [ours, theirs] = [levelsOf(left), levelsOf(right)]
  if (ours === null || theirs === null || !haveSameExtents(left, right) || isCutAtPage(right, theirs)) return null
  const rows = [...ours, ...theirs]
    .sort(inOrder)
    .filter((level, at, all) => at === 0 || inOrder(all[at - 1] ?? level, level) !== 0)
  const startsOf = (levels: readonly Level[]) =>
    levels.map((level) => rows.findIndex((row) => inOrder(row, level) === 0))
  const starts = startsOf(ours)
  return { left: spread(left, starts, rows.length), right: spread(right, startsOf(theirs), rows.length), starts }
}

/** 0 for those on one level. */
const inOrder = (a: Level, b: Level): number =>
  a.sheet - b.sheet || (Math.abs(a.top - b.top) <= LEVEL_POINTS ? 0 : a.top - b.top)

/**
 * Is a page's last row blank, not as a section's one cell, and the next page's first one not? Then cells may be cut there that
 * have their text below alone.
 */
function isCutAtPage(table: Table, levels: readonly Level[]): boolean {
  const cellsOf = (row: number) => table.cells.filter((cell) => cell.row === row)
  const isBlank = (cells: readonly Cell[]) => cells.every(({ lines }) => lines.length === 0)
  return levels.some(({ sheet }, row) => {
    const above = cellsOf(row - 1)
    return sheet > (levels[row - 1]?.sheet ?? sheet) && above.length > 1 && isBlank(above) && !isBlank(cellsOf(row))
  })
}

/** Does each page of both parts begin and end on one level? */
function haveSameExtents(left: Table, right: Table): boolean {
  const [ours, theirs] = [left, right].map((table) =>
    pagesOf(table).flatMap((one) => {
      const boxes = piecesOf(table).flatMap(({ page, box }) => (page === one && box !== null ? [box] : []))
      return [Math.min(...boxes.map(([, top]) => top)), Math.max(...boxes.map(([, , , foot]) => foot))]
    }),
  )
  return (
    ours?.length === theirs?.length &&
    ours?.every((at, i) => Math.abs(at - (theirs?.[i] ?? 0)) <= LEVEL_POINTS) === true
  )
}

const piecesOf = (table: Table) => table.cells.flatMap(({ page, box, continues }) => [{ page, box }, ...continues])

const pagesOf = (table: Table): number[] => [...new Set(piecesOf(table).map(({ page }) => page))].sort((a, b) => a - b)

function spread(table: Table, starts: readonly number[], rows: number): Table {
  const cells = table.cells.map((cell): Cell => {
    const row = starts[cell.row] ?? 0
    return { ...cell, row, rowSpan: (starts[cell.row + cell.rowSpan] ?? rows) - row }
  })
  return { ...table, rows, cells }
}

/** That of each row, by a cell that begins there, or goes on there from the page before; null where one has none. */
function levelsOf(table: Table): Level[] | null {
  const pages = pagesOf(table)
  const levels: Level[] = []
  for (let row = 0; row < table.rows; row++) {
    const above = pages[levels.at(-1)?.sheet ?? -1] ?? 0
    const rests = table.cells.flatMap((cell) => (goesOnIn(cell, row) ? cell.continues : []))
    const place =
      table.cells.find((cell) => cell.row === row && cell.box !== null) ?? rests.find(({ page }) => page > above)
    if (!place?.box) return null
    levels.push({ sheet: pages.indexOf(place.page), top: place.box[1] })
  }
  return levels
}

const goesOnIn = (cell: Cell, row: number): boolean => cell.row < row && row < cell.row + cell.rowSpan
