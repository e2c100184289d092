/** Codes of objectives in a strategy map, and the names that stand beside them. */
import { foldWidth } from '../language/width.ts'
import { UNSURE_CONFIDENCE } from '../model/provenance.ts'
import type { Cell, Line, Table } from '../model/table.ts'

const OBJECTIVE_CODE = /([A-Z])\s?([CPLF])\s?(\d{1,2})(?![\d.])/gu

/** Theme letter, perspective letter and number of each code of an objective. */
export const objectiveCodesIn = (text: string): RegExpExecArray[] => [...foldWidth(text).matchAll(OBJECTIVE_CODE)]

/** A code as both readers may read it in a scan: `API` for AP1. */
const MISREAD_CODE = /^(\s*[A-Z]\s?[CPLF]\s?)[Il|](?=\s*\p{Script=Han})/u

/** The lines of a scan with such codes put right, never surely: `API介接` may be a word. */
export const settleMapCodes = (lines: readonly Line[]): Line[] =>
  lines.map((line) => {
    const text = line.readings.length === 0 ? line.text : line.text.replace(MISREAD_CODE, '$11')
    return text === line.text ? line : { ...line, text, confidence: Math.min(line.confidence, UNSURE_CONFIDENCE) }
  })

/** Cells of codes alone with the names that stand line by line in the cell to their right: a wide gap parted them. */
export function joinCodesToNames(table: Table): Cell[] {
  const taken = new Set<Cell>()
  const joined = table.cells.map((cell) => {
    if (cell.lines.length === 0 || !cell.lines.every((line) => CODE_ALONE.test(foldWidth(line.text)))) return cell
    const right = table.cells.find((one) => one.row === cell.row && one.column === cell.column + cell.columnSpan)
    if (right === undefined || right.lines.length === 0) return cell
    const named = nameLines(cell.lines, right.lines)
    if (named === null) return cell
    taken.add(right)
    return { ...cell, lines: named }
  })
  return joined.filter((cell) => !taken.has(cell))
}

const CODE_ALONE = /^\s*[A-Z]\s?[CPLF]\s?\d{1,2}\s*$/u

/** Each code in front of the name on its level; null where a code has none. */
function nameLines(codes: readonly Line[], names: readonly Line[]): Line[] | null {
  if (names.some((name) => objectiveCodesIn(name.text).length > 0)) return null
  const lines = names.map((name, at) => {
    const code = codes.length === names.length ? codes[at] : codes.find((one) => isLevel(one, name))
    return code === undefined ? name : { ...name, text: `${code.text.trim()} ${name.text}` }
  })
  return lines.filter((line) => objectiveCodesIn(line.text).length > 0).length === codes.length ? lines : null
}

const isLevel = (a: Line, b: Line): boolean =>
  a.box !== null && b.box !== null && Math.abs(a.box[1] - b.box[1]) < (a.box[3] - a.box[1]) / 2
