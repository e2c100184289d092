/** A card's table as rows in which every column has a cell, merged cells seen from each row they cover. */
import type { CardRow, ColumnRole, RowCell } from '../model/draft.ts'
import type { Perspective } from '../model/scorecard.ts'
import type { Cell, Table } from '../model/table.ts'
import { readOtherLabel, readPerspective } from './perspective.ts'

export interface CardRows {
  rows: CardRow[]
  /** Full-width rows that are no perspective: remarks under or between the rows. */
  remarks: { cell: RowCell; above: CardRow | null }[]
  /** Labels of perspectives in a scan that nobody could read. */
  unread: RowCell[]
  /** The perspective that holds below the last row, where the table goes on elsewhere. */
  section: Perspective | null
}

/** Where a row has no cell for a column. */
export const NO_CELL: RowCell = { lines: [], raw: '', own: true, pieces: [], ink: false, shared: false }

/** The body of a card: section rows become the perspective of the rows below them; `openSection` holds until the first. */
export function readRows(
  table: Table,
  columns: readonly ColumnRole[],
  headerRows: number,
  openSection: Perspective | null,
): CardRows {
  const grid = spreadCells(table)
  const perspectiveColumn = columns.findIndex((column) => column.role === 'perspective')
  const rows: CardRow[] = []
  const remarks: CardRows['remarks'] = []
  const unread: RowCell[] = []
  let perspective = openSection
  /** What holds below a label: where it names none of the perspectives the codes tell. */
  const below = (label: RowCell, named: Perspective | null): Perspective | null => {
    const other = named === null ? readOtherLabel(label.raw, confidenceOf(label)) : null
    if (other === 'unread') unread.push(label)
    return named === null && other === null ? perspective : named
  }
  for (let row = headerRows; row < table.rows; row++) {
    const cells: RowCell[] = []
    for (const column of columns.keys()) cells.push(seenFrom(grid[row]?.[column], row, column, columns))
    const own = cells.filter((cell) => cell.own && cell.raw !== '')
    if (own.length === 0 && !cells.some((cell) => cell.ink)) continue
    const section = readSection(table, grid[row] ?? [], cells, own)
    if (section !== null) {
      perspective = below(section.cell, section.perspective)
      if (section.perspective === null) remarks.push({ cell: section.cell, above: rows.at(-1) ?? null })
      continue
    }
    const label = cells[perspectiveColumn] ?? NO_CELL
    const named = readPerspective(label.raw)
    if (label.own || named !== null) perspective = below(label, named)
    rows.push({ cells, perspective })
  }
  return { rows, remarks, unread, section: perspective }
}

/** That of the line least sure. */
export const confidenceOf = ({ lines }: RowCell): number =>
  lines.reduce((least, { confidence }) => Math.min(least, confidence), 1)

function spreadCells(table: Table): (Cell | undefined)[][] {
  const grid: (Cell | undefined)[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) {
    for (let row = cell.row; row < Math.min(cell.row + cell.rowSpan, table.rows); row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const line = grid[row]
        if (line) line[column] = cell
      }
    }
  }
  return grid
}

/** A cell over several columns is seen in its first one only. */
function seenFrom(cell: Cell | undefined, row: number, column: number, columns: readonly ColumnRole[]): RowCell {
  if (cell === undefined || cell.column !== column) return NO_CELL
  return {
    lines: cell.lines,
    raw: cell.lines.map((line) => line.text).join('\n'),
    own: cell.row === row,
    pieces:
      cell.box === null
        ? [{ page: null, box: null }]
        : [
            { page: cell.page, box: [...cell.box] },
            ...cell.continues.map(({ page, box }) => ({
              page,
              box: box === null ? null : ([...box] as [number, number, number, number]),
            })),
          ],
    ink: cell.ink,
    shared: columns.slice(column, column + cell.columnSpan).filter(isOfFigures).length > 1,
  }
}

const isOfFigures = ({ role }: ColumnRole): boolean => role === 'value' || role === 'budget'

/** A row of one text only: over the whole width, or the only filled cell of a row and a perspective's name. */
function readSection(
  table: Table,
  cells: readonly (Cell | undefined)[],
  seen: readonly RowCell[],
  own: readonly RowCell[],
): { cell: RowCell; perspective: Perspective | null } | null {
  const [only] = own
  if (only === undefined || own.length !== 1) return null
  const cell = cells[seen.indexOf(only)]
  const perspective = readPerspective(only.raw)
  const wide = (cell?.columnSpan ?? 1) > table.columns / 2
  if (wide) return { cell: only, perspective }
  const merged = seen.some((other) => !other.own)
  return perspective !== null && !merged ? { cell: only, perspective } : null
}
