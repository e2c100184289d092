/**
 * One grid that holds several tables, as a sheet of a spreadsheet does: counts above a card, or one card above another.
 * It is cut above each header; titles between the parts become notes.
 */
import { readLeadingCode } from '../language/code.ts'
import type { Block, Cell, Table } from '../model/table.ts'
import { MAX_HEADER_ROWS, readHeader } from './columns.ts'
import { isCountsTable } from './declared-counts.ts'

/** Headings of a card are no longer than this. */
const LONGEST_HEADING = 40
/** Words of which the headings of a card have several. */
const HEADING = /目標|指標|KPI|計[畫劃]|方案/iu

/** The table's parts in printed order; the table itself where it is one. */
export function divideTable(table: Table): Block[] {
  const rows = cellsByRow(table)
  const byRow = rows.map((row) => row.filter((cell) => cell.lines.length > 0))
  const cut: Cut = (from, to) => cutRows(table, rows, from, to)
  const starts = findHeaders(table, byRow, cut)
  if (starts.length === 0) return [{ kind: 'table', table }]
  const blocks: Block[] = []
  let from = 0
  for (const start of starts) {
    const isTitle = (row: number) => (byRow[row] ?? []).length < 2
    const notes = (first: number, last: number) => byRow.slice(first, last).flat().map(toNote)
    let [top, end] = [from, start]
    while (end > from && isTitle(end - 1)) end--
    while (top < end && isTitle(top)) top++
    for (const note of notes(from, top)) blocks.push(note)
    if (end > top) blocks.push({ kind: 'table', table: cut(top, end) })
    for (const note of notes(end, start)) blocks.push(note)
    from = start
  }
  return [...blocks, { kind: 'table', table: cut(from, table.rows) }]
}

type Cut = (from: number, to: number) => Table

/** Cells by the row that they begin in. */
function cellsByRow(table: Table): Cell[][] {
  const rows: Cell[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) rows[cell.row]?.push(cell)
  return rows
}

/** Rows below the table's first header that are the header of a card. */
function findHeaders(table: Table, byRow: readonly Cell[][], cut: Cut): number[] {
  const found: number[] = []
  let row = headerRowsAt(0, table, byRow, cut) ?? 1
  while (row < table.rows) {
    const rows = looksLikeHeader(byRow[row] ?? []) ? headerRowsAt(row, table, byRow, cut) : null
    if (rows !== null) found.push(row)
    row += rows ?? 1
  }
  return found
}

/** How many rows from `first` on are the header of a card; null where there is none, or the counts of a card stand above it. */
function headerRowsAt(first: number, table: Table, byRow: readonly Cell[][], cut: Cut): number | null {
  const header = readHeader(first === 0 ? table : cut(first, Math.min(first + MAX_HEADER_ROWS, table.rows)))
  if (header === null) return null
  const below = Array.from({ length: header.rows - 1 }, (_, i) => first + i + 1)
  const holdsCounts = below.some((row) => looksLikeHeader(byRow[row] ?? []) && isCountsTable(cut(first, row)))
  return holdsCounts ? null : header.rows
}

const looksLikeHeader = (cells: readonly Cell[]): boolean =>
  cells.filter((cell) => {
    const text = cell.lines.map((line) => line.text).join('')
    return text.length <= LONGEST_HEADING && HEADING.test(text) && readLeadingCode(text) === null
  }).length >= 2

/** The rows as a table of their own, without the columns that only the other parts have. */
function cutRows(table: Table, rows: readonly Cell[][], from: number, to: number): Table {
  const cells = rows.slice(from, to).flat()
  const columns = [...new Set(cells.map((cell) => cell.column))].sort((a, b) => a - b)
  const columnAt = (at: number) => columns.filter((column) => column < at).length
  const pages = cells.flatMap((cell) => [cell.page, ...cell.continues.map(({ page }) => page)])
  return {
    ...table,
    firstPage: cells.reduce((first, cell) => Math.min(first, cell.page), Number.POSITIVE_INFINITY),
    lastPage: pages.reduce((last, page) => Math.max(last, page), 0),
    rows: to - from,
    columns: columns.length,
    headerRows: 0,
    cells: cells.map((cell) => ({
      ...cell,
      row: cell.row - from,
      rowSpan: Math.min(cell.rowSpan, to - cell.row),
      column: columnAt(cell.column),
      columnSpan: columnAt(cell.column + cell.columnSpan) - columnAt(cell.column),
    })),
    joins: table.joins
      .filter((join) => join.row >= from && join.row < to)
      .map((join) => ({ ...join, row: join.row - from })),
  }
}

const toNote = ({ page, box, lines }: Cell): Block => ({ kind: 'note', note: { page, box, lines, role: 'text' } })
