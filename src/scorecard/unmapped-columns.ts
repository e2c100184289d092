/** Columns that say something and are not read, and those whose heading was settled. */
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, ColumnRole, Finding } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import { type Piece, UNSURE_CONFIDENCE } from '../model/provenance.ts'
import type { Card } from '../model/scorecard.ts'
import type { Cell, Table } from '../model/table.ts'
import { filled } from './cells.ts'
import { figureColumns, type Header } from './columns.ts'
import { piecesOf, placeIn } from './place.ts'

/** Headings that recognition misread. */
export const findMisreadHeadings = (card: Card, header: Header, table: Table): Finding[] =>
  [...header.misread].map(([at, printed]): Finding => {
    const taken = header.headings[at] ?? ''
    return {
      rule: 'ocr-uncertain',
      place: placeIn(card, null),
      parameters: { printed, confidence: UNSURE_CONFIDENCE.toFixed(2) },
      printed,
      taken,
      candidates: [],
      evidence: [tell('second-reading', 'reader-reads', { reader: 'header', text: taken })],
      pieces: piecesOfCell(headingCell(header, table, at)),
    }
  })

const headingCell = (header: Header, table: Table, at: number): Cell | undefined =>
  table.cells.find(
    (one) => one.row < header.rows && one.column <= at && at < one.column + one.columnSpan && one.lines.length > 0,
  )

/** Filled columns of a card whose headings tell no role; 項次 that counts the rows is no loss. */
export function findUnmappedColumns(card: Card, header: Header, table: Table): Finding[] {
  return header.columns.flatMap((column, at) => {
    if (column.role !== 'unknown' && column.role !== 'sequence') return []
    const filled = table.cells.filter(
      (cell) => cell.row >= header.rows && cell.column === at && cell.columnSpan === 1 && !isAloneInRow(cell, table),
    )
    if (filled.length === 0 || (column.role === 'sequence' && filled.every(isCount))) return []
    return [unmapped(card, header.headings[at] ?? '', at, piecesOfCell(headingCell(header, table, at)))]
  })
}

/** The same where only rows below a further table's own header, or below none, fill them. */
export const findColumnsFilledLater = (card: Card, { columns, headings, rows }: CardTable): Finding[] =>
  columns.flatMap((column, at) => {
    const first = column.role === 'unknown' ? rows.find((row) => saysMoreAt(row, at)) : undefined
    return first === undefined ? [] : [unmapped(card, headings[at] ?? '', at, first.cells[at]?.pieces)]
  })

/** Has the row a cell in this column alone, and others beside it? */
function saysMoreAt({ cells }: CardRow, at: number): boolean {
  const cell = cells[at]
  if (cell === undefined || !cell.own || cell.raw === '') return false
  const others = cells.filter((other) => other !== cell)
  return others.length === cells.length - 1 && others.some(filled)
}

/** Budgets whose unit of money, stated around the table, is not known; `printed`: the columns before that was told. */
export const findColumnsOfUnknownMoney = (
  card: Card,
  { columns, headings, rows }: CardTable,
  printed: readonly ColumnRole[],
): Finding[] =>
  columns.flatMap((column, at) => {
    const isFilled = rows.some(({ cells }) => cells[at] !== undefined && filled(cells[at]))
    const isTold = column.role !== 'unknown' || printed[at]?.role === 'unknown'
    return isTold || !isFilled ? [] : [unmapped(card, headings[at] ?? '', at)]
  })

/** Figures of some year in a table that is no card, under the open card. */
export function findUnreadFigures(card: Card, table: Table): Finding[] {
  return figureColumns(table).map(({ heading, column }) =>
    unmapped(card, heading, column, piecesOfCell(table.cells.find((one) => one.row === 0 && one.column === column))),
  )
}

const piecesOfCell = (cell: Cell | undefined): Piece[] => (cell === undefined ? [] : piecesOf(cell))

const unmapped = (card: Card, heading: string, column: number, pieces: Piece[] = []): Finding => ({
  rule: 'unmapped-column',
  place: placeIn(card, null),
  parameters: { heading, column: String(column + 1) },
  printed: heading,
  taken: null,
  candidates: [],
  evidence: [],
  pieces,
})

const isAloneInRow = (cell: Cell, table: Table): boolean =>
  cell.lines.length === 0 ||
  !table.cells.some((other) => other !== cell && other.row === cell.row && other.lines.length > 0)

/** `7`, `7.`, `(7)`: the number of a row. */
const isCount = (cell: Cell): boolean => /^[(（]?\d{1,3}[.、)）]?$/u.test(joinLines(cell.lines).trim())
