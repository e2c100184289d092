/** Looking into the cells of a card's rows. */
import { codeDepth, type LeadingCode, readLeadingCode } from '../language/code.ts'
import { comparable } from '../language/script.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, ColumnRole, RowCell } from '../model/draft.ts'
import type { Cell } from '../model/table.ts'

/** The code that the cell's text begins with. */
export const codeIn = (cell: RowCell | null): LeadingCode | null =>
  cell === null ? null : readLeadingCode(joinLines(cell.lines))

export const filled = (cell: RowCell | null): cell is RowCell => cell !== null && (cell.raw !== '' || cell.ink)

/** A cell's text, its lines without anything between them. */
export const textOf = (cell: Cell): string => cell.lines.map((line) => line.text).join('')

export const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ')

/** The row's cell in the first column of that role. */
export function cellOf(row: CardRow, table: CardTable, role: ColumnRole['role']): RowCell | null {
  const at = table.columns.findIndex((column) => column.role === role)
  return at < 0 ? null : (row.cells[at] ?? null)
}

/** The row with each code that has a column of its own before the name in the next one. */
export function joinCodes(row: CardRow, columns: readonly ColumnRole[]): CardRow {
  if (columns.every((column) => column.role !== 'code')) return row
  const cells = row.cells.map((name, at): RowCell => {
    const code = columns[at - 1]?.role === 'code' ? row.cells[at - 1] : undefined
    if (code === undefined || code.raw === '') return name
    return {
      ...name,
      lines: [...code.lines, ...name.lines],
      raw: [code.raw, name.raw].filter((text) => text !== '').join('\n'),
      own: code.own || name.own,
      pieces: filled(name) ? name.pieces : code.pieces,
    }
  })
  return { ...row, cells }
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
