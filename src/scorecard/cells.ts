/** Looking into the cells of a card's rows. */
import { codeDepth, type LeadingCode, readLeadingCode } from '../language/code.ts'
import { comparable } from '../language/script.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, ColumnRole, RowCell } from '../model/draft.ts'

/** The code that the cell's text begins with. */
export const codeIn = (cell: RowCell | null): LeadingCode | null =>
  cell === null ? null : readLeadingCode(joinLines(cell.lines))

export const filled = (cell: RowCell | null): cell is RowCell => cell !== null && (cell.raw !== '' || cell.ink)

export const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ')

/** The row's cell in the first column of that role. */
export function cellOf(row: CardRow, table: CardTable, role: ColumnRole['role']): RowCell | null {
  const at = table.columns.findIndex((column) => column.role === role)
  return at < 0 ? null : (row.cells[at] ?? null)
}

/** An action plan in a column of owners: it begins with a plan's code, or repeats the plan of its row. */
export function isPlanAmongOwners(owner: RowCell, row: CardRow, table: CardTable): boolean {
  const code = codeIn(owner)
  if (code !== null && codeDepth(code.code) === 3) return true
  const plan = cellOf(row, table, 'plan')
  if (!filled(plan)) return false
  const name = comparable(codeIn(plan)?.rest ?? joinLines(plan.lines))
  return name.length > SHORTEST_NAME && comparable(joinLines(owner.lines)) === name
}

/** Shorter texts may be one in both columns by chance. */
const SHORTEST_NAME = 3
