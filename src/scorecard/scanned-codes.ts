/** Codes of scanned cells: where the chosen reading of a cell's first line begins with no code and another one does. */
import { codeDepth, readLeadingCode } from '../language/code.ts'
import { isHan } from '../language/script.ts'
import type { CardRow, ColumnRole, RowCell } from '../model/draft.ts'

const DEPTHS: Partial<Record<ColumnRole['role'], number>> = { objective: 1, kpi: 2, plan: 3 }

export interface SettledCode {
  cell: RowCell
  before: string
  code: string
}

/** The row with such codes put right, and what was changed. */
export function settleCodes(row: CardRow, columns: readonly ColumnRole[]): { row: CardRow; settled: SettledCode[] } {
  const settled: SettledCode[] = []
  const cells = row.cells.map((cell, at) => {
    const depth = DEPTHS[columns[at]?.role ?? 'unknown']
    const found = depth === undefined || !cell.own ? null : settleCode(cell, depth)
    if (found === null) return cell
    settled.push(found)
    return found.cell
  })
  return { row: settled.length === 0 ? row : { ...row, cells }, settled }
}

function settleCode(cell: RowCell, depth: number): SettledCode | null {
  const [first, ...others] = cell.lines
  if (first === undefined || first.readings.length < 2) return null
  const ofDepth = (text: string): string | null => {
    const code = readLeadingCode(text)
    return code !== null && codeDepth(code.code) === depth ? code.code : null
  }
  if (ofDepth(first.text) !== null) return null
  const code = first.readings.map((reading) => ofDepth(reading.text)).find((one) => one !== null)
  if (code === undefined || code === null) return null
  const name = [...first.text].findIndex((character) => isHan(character))
  const line = { ...first, text: code + (name < 0 ? '' : [...first.text].slice(name).join('')) }
  return { cell: { ...cell, lines: [line, ...others] }, before: first.text, code }
}
