/** A table that grows page by page while its pieces are stitched together. */
import { CONTINUED_WORDS } from '../language/continued.ts'
import type { Cell, Join, Table } from '../model/table.ts'
import { indexCells, type PageCell, type PageTable, squeeze } from './page-table.ts'

/** `(續)`, `（續前頁）`, `接上頁`, `(continued)` at the end of a text. */
const CONTINUED = new RegExp(`[(（【]?(?:${CONTINUED_WORDS}|continued|cont\\.?)[)）】]?$`, 'iu')

/** A cell of the model with what the stitching needs to know about its last piece. */
export interface GrowingCell extends Cell {
  glyphs: number
  room: number | null
  need: number | null
  cut: boolean
}

export interface GrowingTable {
  firstPage: number
  lastPage: number
  xs: number[] | null
  rows: number
  columns: number
  headerRows: number
  repeatedHeaders: number
  cells: GrowingCell[]
  joins: Join[]
  /** `cellAt[row][column]`, kept in step with `cells`. */
  cellAt: (GrowingCell | undefined)[][]
}

/** Starts a table with its first piece. */
export function startTable(piece: PageTable): GrowingTable {
  const cells = piece.cells.map((cell) => toGrowing(cell, piece.page, 0))
  return {
    firstPage: piece.page,
    lastPage: piece.page,
    xs: piece.xs,
    rows: piece.rows,
    columns: piece.columns,
    headerRows: piece.header.rows,
    repeatedHeaders: 0,
    cells,
    joins: [],
    cellAt: indexCells(cells, piece.rows, piece.columns),
  }
}

function toGrowing(cell: PageCell, page: number, shift: number): GrowingCell {
  const { column, rowSpan, columnSpan, lines, box, ink, glyphs, room, need, cut } = cell
  return {
    row: cell.row + shift,
    column,
    rowSpan,
    columnSpan,
    lines,
    page,
    box,
    continues: [],
    ink,
    glyphs,
    room,
    need,
    cut,
  }
}

/** How a top cell of the next piece goes into the table. */
export type Fate = 'new' | 'extends'

/**
 * Adds a piece below the table, without its first `skip` rows (a repeated header).
 * `rowContinues`: its first row is the rest of the table's last row. `fateOf` says which of its top cells are the rest of
 * the cell above them although the row is new (a merged label).
 */
export function appendPiece(
  table: GrowingTable,
  piece: PageTable,
  skip: number,
  rowContinues: boolean,
  fateOf: (cell: PageCell) => Fate,
): void {
  const base = table.rows - (rowContinues ? 1 : 0)
  const shift = base - skip
  const above = table.cellAt[table.rows - 1] ?? []
  table.rows = base + piece.rows - skip
  while (table.cellAt.length < table.rows) table.cellAt.push(new Array(table.columns).fill(undefined))
  table.lastPage = piece.page
  for (const cell of piece.cells) {
    const top = Math.max(cell.row, skip)
    const bottom = cell.row + cell.rowSpan
    if (bottom <= skip) continue
    const trimmed = { ...cell, row: top, rowSpan: bottom - top }
    const upper = above[cell.column]
    const joins = top === skip && upper !== undefined && (rowContinues || fateOf(cell) === 'extends')
    if (joins) joinCells(table, upper, trimmed, piece.page, shift)
    else placeCell(table, toGrowing(trimmed, piece.page, shift))
  }
}

function placeCell(table: GrowingTable, cell: GrowingCell): void {
  table.cells.push(cell)
  cover(table, cell)
}

function cover(table: GrowingTable, cell: GrowingCell): void {
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
    const line = table.cellAt[row]
    if (!line) continue
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) line[column] ??= cell
  }
}

/** Does the piece only say that the cell goes on, alone or after the cell's own text: `(續前頁)`, `AC1提升意願(續)`? */
export function isMarker(upper: GrowingCell, rest: PageCell): boolean {
  const text = squeeze(rest)
  const bare = text.replace(CONTINUED, '')
  return bare !== text && (bare === '' || bare === squeeze(upper))
}

/** Adds the rest of a cell; rows that the rest reaches down to belong to the cell as far as they are still free. */
function joinCells(table: GrowingTable, upper: GrowingCell, rest: PageCell, page: number, shift: number): void {
  const last = upper.lines.at(-1)
  if (isMarker(upper, rest)) rest = { ...rest, lines: [] }
  else if (last && rest.need !== null && upper.room !== null) last.full = rest.need > upper.room
  upper.lines = [...upper.lines, ...rest.lines]
  upper.glyphs += rest.glyphs
  upper.ink = upper.lines.length === 0 && (upper.ink || rest.ink)
  if (rest.lines.length > 0) upper.room = rest.room
  upper.cut = rest.cut
  if (upper.continues.at(-1)?.page !== page) upper.continues.push({ page, box: rest.box })
  // text inputs have no spans: the rest moves up and leaves an empty cell behind
  if (table.xs === null) return
  upper.rowSpan = Math.max(upper.rowSpan, rest.row + shift + rest.rowSpan - upper.row)
  cover(table, upper)
}

/** Closes the table: holes that a join left become empty cells, cells stand in reading order. */
export function finishTable(table: GrowingTable, number: number): Table {
  table.cellAt.forEach((line, row) => {
    for (let column = 0; column < table.columns; column++) {
      if (line[column] === undefined) placeCell(table, emptyCell(row, column, table.lastPage))
    }
  })
  const cells = table.cells
    .map(({ glyphs: _glyphs, room: _room, need: _need, cut: _cut, ...cell }) => cell)
    .sort((a, b) => a.row - b.row || a.column - b.column)
  const { firstPage, lastPage, rows, columns, headerRows, repeatedHeaders, joins } = table
  return { number, firstPage, lastPage, rows, columns, headerRows, repeatedHeaders, cells, joins }
}

const emptyCell = (row: number, column: number, page: number): GrowingCell => ({
  row,
  column,
  rowSpan: 1,
  columnSpan: 1,
  lines: [],
  page,
  box: null,
  continues: [],
  ink: false,
  glyphs: 0,
  room: null,
  need: null,
  cut: false,
})
