/** Tables that go on with a card: below it with the same columns, or beside it with the rest of its columns. */
import type { CardRow, CardTable, ColumnRole } from '../model/draft.ts'
import type { Table } from '../model/table.ts'
import { type Header, roleKey, widenHeader } from './columns.ts'
import { NO_CELL } from './rows.ts'
import { shareRows } from './sheet-rows.ts'

/** The same known columns in the same order; a column that says nothing may stand between them. */
export const sameColumns = (a: Header, b: Header | null): boolean =>
  b !== null && knownKeys(a.columns).join() === knownKeys(b.columns).join()

/** The same years of values and budgets in the same order: the same card, though a column of words was lost or read as two. */
export function sameFigureColumns(a: Header, b: Header | null): boolean {
  const figures = ({ columns }: Header) =>
    columns.filter(({ role }) => role === 'value' || role === 'budget').map(roleKey)
  return b !== null && figures(a).length > 1 && figures(a).join() === figures(b).join()
}

const knownKeys = (columns: readonly ColumnRole[]): string[] =>
  columns.filter(({ role }) => role !== 'unknown').map(roleKey)

/** The row's cells under the card's columns of the same meaning. */
export function alignRow(row: CardRow, from: readonly ColumnRole[], to: readonly ColumnRole[]): CardRow {
  if (from === to) return row
  const keys = from.map(roleKey)
  const left = row.cells.map((cell, at) => ({ cell, key: keys[at] }))
  const cells = to.map((column) => {
    const at = left.findIndex(({ key }) => key === roleKey(column))
    return at < 0 ? NO_CELL : (left.splice(at, 1)[0]?.cell ?? NO_CELL)
  })
  return { ...row, cells }
}

/** Can a table without a header be rows of the card? Text rows may be cut short; printed columns are as many as they are. */
export const fitsCard = (table: Table, card: CardTable): boolean =>
  table.columns === card.columns.length ||
  (card.reader === 'rows' && table.columns < card.columns.length && table.columns * 2 > card.columns.length)

/** One table of two sheets printed one after the other, which lie side by side; null where `right` is no such rest. */
export function joinBeside(left: Table, header: Header, right: Table): { table: Table; header: Header } | null {
  const hasBoxes = [left, right].every(({ cells }) => cells.some(({ box }) => box !== null))
  // without places, nothing but their number tells that the rows are the same
  const alike = left.rows === right.rows ? { left, right, starts: null } : null
  const shared = hasBoxes ? shareRows(left, right) : alike
  if (shared === null) return null
  const moved = shared.right.cells.map((cell) => ({ ...cell, column: cell.column + left.columns }))
  const table: Table = {
    ...shared.left,
    lastPage: right.lastPage,
    columns: left.columns + right.columns,
    cells: [...shared.left.cells, ...moved],
  }
  const whole = widenHeader({ ...header, rows: shared.starts?.[header.rows] ?? header.rows }, table)
  return whole === null ? null : { table, header: whole }
}
