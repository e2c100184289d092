/** Cells that the end of a page cuts: spreadsheets print a cell over several rows as far as the page goes, and close none that goes on. */
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { LineWork } from './grid.ts'
import type { GrowingCell } from './growing-table.ts'
import { isFigure, startsWithCode } from './header.ts'
import { type PageCell, type PageTable, squeeze } from './page-table.ts'

/** A rule this near to the foot (points) closes a cell of which it covers so large a share; as at the feet of `cut-foot.ts`. */
const FOOT_POINTS = 3
const CLOSED_SHARE = 0.5

/** Marks the cells at the table's foot that no rule closes, where a rule closes others. */
export function markCutCells(table: PageTable, work: LineWork): void {
  const last = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rows)
  const foot = table.box?.[3] ?? 0
  const rules = uniteIntervals(work.horizontal.filter((line) => Math.abs(line.at - foot) <= FOOT_POINTS))
  const isOpen = ({ box }: PageCell) =>
    box !== null && coveredLength(rules, box[0], box[2]) < CLOSED_SHARE * (box[2] - box[0])
  const open = last.filter(isOpen)
  if (open.length === last.length) return
  for (const cell of open) cell.cut = true
}

type Row = readonly (GrowingCell | undefined)[]

/**
 * The cells below a page break that are the rests of cells it cut, `rows` being those above it. The coarser columns of a sheet
 * stand left: from the first one that the page closed, every cell is a new one, and a rule that lacks there is no evidence.
 * Two texts without codes are one where what stands right of them goes on with its code.
 */
export function findCutRests(top: readonly PageCell[], above: Row, rows: readonly Row[]): Set<PageCell> {
  const found: PageCell[] = []
  let sure = 0
  let besideCode = false
  for (const cell of top) {
    const upper = above[cell.column]
    const isCut = upper?.cut === true && upper.columnSpan === cell.columnSpan
    const beside = sure > 0 && sure === found.length
    if (isCut && isRest(cell, upper, { above, rows, beside, besideCode })) {
      found.push(cell)
      besideCode ||= [upper, cell].some((piece) => startsWithCode(squeeze(piece)))
      const isOne = squeeze(upper) === '' || squeeze(cell) === ''
      if (besideCode || (isOne && sure === found.length - 1)) sure = found.length
    } else if (squeeze(upper) !== '' || squeeze(cell) !== '') break
  }
  return new Set(found.slice(0, sure))
}

/** The row above and those above it; does a cell to the left go on, one with a code? */
interface Surroundings {
  above: Row
  rows: readonly Row[]
  beside: boolean
  besideCode: boolean
}

function isRest(cell: PageCell, upper: GrowingCell, { above, rows, beside, besideCode }: Surroundings): boolean {
  const [first, rest] = [squeeze(upper), squeeze(cell)]
  // figures are read alone: two of them are of two rows
  if (isFigure(first) || isFigure(rest)) return beside && (first === '' || rest === '')
  if (rest === '') return true
  if (first !== '') return !startsWithCode(rest) || (besideCode && !startsWithCode(first))
  if (startsWithCode(rest)) return hasFinerCode(above, rest)
  // a column that leaves cells blank may have left this one
  return besideCode || !rows.some((row) => row[cell.column] !== upper && squeeze(row[cell.column]) === '')
}

const LEADING_CODE = /^[A-Z]{1,3}\d+(?:\.\d+)*/u

/** Has the row a code below that of the text, `BC1.1…` for `BC1…`? */
function hasFinerCode(row: Row, text: string): boolean {
  const code = LEADING_CODE.exec(text)?.[0]
  return code !== undefined && row.some((cell) => squeeze(cell).startsWith(`${code}.`))
}
