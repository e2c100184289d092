/**
 * Rows of text inputs whose merged cells were dropped, so that the cells behind them moved left: a plan stands in a
 * column of years, an amount in a column of owners. One shift to the right puts every cell under its own heading.
 */
import { codeDepth, readLeadingCode } from '../language/code.ts'
import { readNumber } from '../language/number.ts'
import { looksLikeOrganization } from '../language/organization.ts'
import type { CardRow, ColumnRole, RowCell } from '../model/draft.ts'

/** Cells that must speak for a shift; one alone may be chance. */
const WITNESSES = 2

/** The row with its cells moved right by the one shift that suits the columns, or null where it stands right already. */
export function straightenRow(row: CardRow, columns: readonly ColumnRole[]): CardRow | null {
  if (judgeShift(row.cells, columns, 0).against === 0) return null
  const free = trailingBlanks(row.cells)
  let best: { shift: number; speaking: number } | null = null
  for (let shift = 1; shift <= free; shift++) {
    const verdict = judgeShift(row.cells, columns, shift)
    if (verdict.against === 0 && verdict.speaking >= WITNESSES && verdict.speaking > (best?.speaking ?? 0))
      best = { shift, speaking: verdict.speaking }
  }
  if (best === null) return null
  const cells = [
    ...row.cells.slice(row.cells.length - best.shift),
    ...row.cells.slice(0, row.cells.length - best.shift),
  ]
  return { ...row, cells }
}

function trailingBlanks(cells: readonly RowCell[]): number {
  let blanks = 0
  while (blanks < cells.length && cells[cells.length - 1 - blanks]?.raw === '') blanks++
  return blanks
}

function judgeShift(
  cells: readonly RowCell[],
  columns: readonly ColumnRole[],
  shift: number,
): { speaking: number; against: number } {
  let speaking = 0
  let against = 0
  cells.forEach((cell, at) => {
    const column = columns[at + shift]
    if (cell.raw === '' || !cell.own) return
    const verdict = column === undefined ? -1 : suitability(cell.raw, column)
    if (verdict > 0) speaking += verdict
    if (verdict < 0) against++
  })
  return { speaking, against }
}

/** 1 or 2: the text speaks for the column; 0: it may stand there; -1: it cannot. */
export function suitability(text: string, column: ColumnRole): number {
  const code = readLeadingCode(text)
  const number = readNumber(text.replace(/\s/gu, ''))
  const numeric = number.kind === 'number' || number.kind === 'malformed'
  switch (column.role) {
    case 'value':
    case 'budget':
      return numeric ? 1 : number.kind === 'missing' ? 0 : -1
    case 'plan':
      return code !== null ? (codeDepth(code.code) === 3 ? 2 : -1) : numeric ? -1 : 0
    case 'kpi':
      return code !== null ? (codeDepth(code.code) === 2 ? 2 : -1) : numeric ? -1 : 0
    case 'objective':
    case 'csf':
      return code !== null ? (codeDepth(code.code) === 1 ? 1 : -1) : numeric ? -1 : 0
    case 'code':
      return code !== null && code.rest === '' ? 1 : -1
    case 'kpi-owner':
    case 'plan-owner':
      return code !== null || numeric ? -1 : looksLikeOrganization(text) ? 1 : 0
    case 'sequence':
      return code !== null ? -1 : 0
    default:
      return code !== null && codeDepth(code.code) > 1 ? -1 : numeric ? -1 : 0
  }
}
