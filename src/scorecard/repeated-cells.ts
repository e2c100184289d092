/** Merged cells that are printed again in every row they cover, as text extractors and some spreadsheets do. */
import { comparable } from '../language/script.ts'
import type { CardRow, ColumnRole, RowCell } from '../model/draft.ts'
import { codeIn, filled } from './cells.ts'

const PARTS: readonly ColumnRole['role'][][] = [
  ['kpi', 'formula', 'unit', 'kpi-owner', 'value'],
  ['plan', 'plan-owner', 'budget'],
]

/**
 * The row with its KPI, or else its plan, seen as the one of the row above where every cell of it says the same; never both,
 * for that is one row printed twice.
 */
export function foldRepeats(row: CardRow, above: CardRow | null, columns: readonly ColumnRole[]): CardRow {
  if (above === null) return row
  const repeated = PARTS.map((roles) =>
    columns.flatMap((column, at) => (roles.includes(column.role) ? [at] : [])),
  ).filter((part) => repeats(row, above, columns, part))
  const [part] = repeated
  if (part === undefined || repeated.length > 1) return row
  const cells = row.cells.map((cell, at) => {
    const upper = above.cells[at]
    return part.includes(at) && upper !== undefined && filled(cell) ? { ...upper, own: false } : cell
  })
  return { ...row, cells }
}

function repeats(row: CardRow, above: CardRow, columns: readonly ColumnRole[], part: readonly number[]): boolean {
  const named = part.find((at) => ['kpi', 'plan'].includes(columns[at]?.role ?? ''))
  const name = named === undefined ? undefined : row.cells[named]
  if (name === undefined || !name.own || codeIn(name) === null) return false
  return part.every((at) => textOf(row.cells[at]) === textOf(above.cells[at]))
}

const textOf = (cell: RowCell | undefined): string => comparable(cell?.raw ?? '')
