/** What the columns of a card mean, from their headings. Wording differs by agency and year; years are read, not known. */
import { findRocYear } from '../language/rocYear.ts'
import { comparable } from '../language/script.ts'
import type { ColumnRole } from '../model/draft.ts'
import type { Cell, Table } from '../model/table.ts'
import { isCardTitle } from './title.ts'

/** Rows that a header may have: group heading, column heading, and a unit line. */
const MAX_HEADER_ROWS = 4

const ACTUAL = /實際|實績|達成值|執行值|達成數/u
const TARGET = /目標/u
const BUDGET = /預算|概算|經費/u
const ESTIMATED = /概算|預估/u
const OWNER = /(?:主責|負責|承辦|權責|主辦|執行|責任)(?:局處|科室|單位|機關|組室|處室|部門|人員)?|^局處$|^科室$/u
const PLAN = /行動計畫|行動方案|行動計劃|執行計畫|工作計畫/u
const MONEY_SCALES: readonly [RegExp, number][] = [
  [/億元/u, 1e8],
  [/百萬元/u, 1e6],
  [/萬元/u, 1e4],
  [/千元|仟元/u, 1e3],
]

/** The role that a heading tells, before its neighbours are asked. `owner` is whose only in context. */
export function readHeading(heading: string): ColumnRole | { role: 'owner' } {
  const text = comparable(heading)
  const rocYear = findRocYear(text)
  if (rocYear !== null && BUDGET.test(text)) {
    return {
      role: 'budget',
      rocYear,
      stage: ESTIMATED.test(text) ? 'estimated' : 'approved',
      scale: readMoneyScale(text),
    }
  }
  const aboutValue = text.replace(/策略性?目標/gu, '')
  if (rocYear !== null && ACTUAL.test(aboutValue)) return { role: 'value', rocYear, kind: 'actual' }
  if (rocYear !== null && TARGET.test(aboutValue)) return { role: 'value', rocYear, kind: 'target' }
  if (OWNER.test(text))
    return PLAN.test(text)
      ? { role: 'plan-owner' }
      : /KPI|指標/iu.test(text)
        ? { role: 'kpi-owner' }
        : { role: 'owner' }
  if (/公式|計算方式|計算方法|衡量方式|衡量標準|計算基礎/u.test(text)) return { role: 'formula' }
  if (/^(?:KPI)?(?:計量|衡量|計算)?單位$/iu.test(text)) return { role: 'unit' }
  if (/成功(?:關鍵)?因素|關鍵因素|KSF|CSF/iu.test(text)) return { role: 'csf' }
  if (/KPI|績效指標|衡量指標/iu.test(text)) return { role: 'kpi' }
  if (/策略性?目標|^目標$/u.test(text)) return { role: 'objective' }
  if (PLAN.test(text)) return /備註|說明/u.test(text) ? { role: 'note' } : { role: 'plan' }
  if (/構面/u.test(text)) return { role: 'perspective' }
  if (/備註|說明/u.test(text)) return { role: 'note' }
  if (/^(?:項次|序號|次序|編號|no\.?)$/iu.test(text)) return { role: 'sequence' }
  return { role: 'unknown' }
}

function readMoneyScale(text: string): number {
  return MONEY_SCALES.find(([pattern]) => pattern.test(text))?.[1] ?? 1
}

export interface Header {
  columns: ColumnRole[]
  headings: string[]
  /** Rows of the table that are header. */
  rows: number
  /** Full-width text above the headings, e.g. a title inside the table. */
  title: string | null
}

/** Reads a table's header; null where its columns are not those of a card. */
export function readHeader(table: Table): Header | null {
  let best: Header | null = null
  let bestKnown = 0
  for (let rows = 1; rows <= Math.min(MAX_HEADER_ROWS, table.rows); rows++) {
    const headings = headingsOf(table, rows).map((heading, at) => (sharesHeading(table, rows, at) ? '' : heading))
    const columns = settleOwners(headings.map(readHeading))
    const known = columns.filter(({ role }) => role !== 'unknown' && role !== 'sequence').length
    if (isCard(columns) && known > bestKnown) {
      bestKnown = known
      best = { columns, headings, rows, title: fullWidthText(table, rows) }
    }
  }
  return best === null ? null : { ...best, rows: Math.max(best.rows, spannedTo(table, best.rows)) }
}

/** Columns of one meaning have one key. */
export const roleKey = (column: ColumnRole): string => JSON.stringify(column)

/**
 * A header with the columns of a table printed beside it, as a sheet too wide for its paper is: the rest of the same rows
 * on a page of its own. null where the table's columns are not that rest.
 */
export function widenHeader(header: Header, rest: Table): Header | null {
  const headings = [...header.headings, ...headingsOf(rest, header.rows)]
  const columns = settleOwners(headings.map(readHeading))
  const added = columns.slice(header.headings.length)
  const known = new Set(header.columns.map(roleKey))
  const isRest = added.every((column) => column.role !== 'unknown' && !known.has(roleKey(column)))
  return isRest && added.length > 0 ? { ...header, headings, columns } : null
}

/** Columns of figures in a table that is no card, by their headings in its first row. */
export const figureColumns = (table: Table): { heading: string; column: number }[] =>
  headingsOf(table, 1).flatMap((heading, column) =>
    ['value', 'budget'].includes(readHeading(heading).role) ? [{ heading, column }] : [],
  )

const isCard = (columns: readonly ColumnRole[]): boolean => {
  const has = (role: ColumnRole['role']) => columns.some((column) => column.role === role)
  const names = [has('objective'), has('kpi'), has('plan')].filter(Boolean).length
  return names >= 2 && (has('value') || has('budget'))
}

function headingsOf(table: Table, rows: number): string[] {
  const headings = Array.from({ length: table.columns }, () => '')
  const cells = table.cells.filter((cell) => cell.row < rows && !isTitle(cell, table)).sort((a, b) => a.row - b.row)
  for (const cell of cells) {
    const text = textOf(cell)
    const end = hasSpans(table) ? cell.column + cell.columnSpan : lostSpanEnd(cell, cells)
    for (let column = cell.column; column < end; column++) headings[column] += text
  }
  return headings
}

/** Is the column's lowest heading the one of the column before it, too? Then both are one column that a stray line divides. */
function sharesHeading(table: Table, rows: number, column: number): boolean {
  const lowest = table.cells.findLast(
    (cell) => cell.row < rows && textOf(cell) !== '' && cell.column <= column && column < cell.column + cell.columnSpan,
  )
  return lowest !== undefined && lowest.column < column
}

const textOf = (cell: Cell): string => cell.lines.map((line) => line.text).join('')

/** Text inputs have no spans: a merged cell is there once, and blanks stand for the rest of it. */
const hasSpans = (table: Table): boolean => table.cells.some((cell) => cell.box !== null)

/** Where the span of a group heading ended: it goes on over blank cells that have headings of their own below them. */
function lostSpanEnd(cell: Cell, header: readonly Cell[]): number {
  const filledAt = (row: number, column: number) =>
    header.some((one) => one.row === row && one.column === column && textOf(one) !== '')
  const named = (column: number) => header.some((one) => one.row > cell.row && filledAt(one.row, column))
  let end = cell.column + cell.columnSpan
  if (textOf(cell) === '' || !named(cell.column)) return end
  while (named(end) && !filledAt(cell.row, end)) end++
  return end
}

/** A cell over all columns, or in a text input the only one of its row that is filled: a title. */
const isFullWidth = (cell: Cell, table: Table): boolean =>
  table.columns > 1 &&
  (cell.columnSpan === table.columns ||
    (!hasSpans(table) &&
      cell.column === 0 &&
      !table.cells.some((other) => other.row === cell.row && other !== cell && textOf(other) !== '')))

/** A title names no column, however far it spans: `112年度…平衡計分卡` above 策略目標 is no target of 112. */
const isTitle = (cell: Cell, table: Table): boolean => isFullWidth(cell, table) || isCardTitle(textOf(cell))

function fullWidthText(table: Table, rows: number): string | null {
  const cell = table.cells.find(
    (candidate) => candidate.row < rows && isTitle(candidate, table) && candidate.lines.length > 0,
  )
  return cell === undefined ? null : textOf(cell)
}

/** The header goes on as far as most of its cells do. */
function spannedTo(table: Table, rows: number): number {
  const ends = table.cells
    .filter((cell) => cell.row < rows && cell.row + cell.rowSpan >= rows)
    .map((cell) => cell.row + cell.rowSpan)
  const middle = ends.sort((a, b) => a - b)[Math.floor(ends.length / 2)] ?? rows
  return Math.min(Math.max(rows, middle), MAX_HEADER_ROWS)
}

/** An owner column that does not say whose: the plan's where it stands behind the plan column, else the KPI's. */
function settleOwners(columns: readonly (ColumnRole | { role: 'owner' })[]): ColumnRole[] {
  const plan = columns.findIndex((column) => column.role === 'plan')
  const kpi = columns.findIndex((column) => column.role === 'kpi')
  return columns.map((column, at): ColumnRole => {
    if (column.role !== 'owner') return column
    return plan >= 0 && at > plan && !(kpi > plan && at > kpi) ? { role: 'plan-owner' } : { role: 'kpi-owner' }
  })
}
