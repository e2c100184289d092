/** What the columns of a card mean, from their headings: the header of its table as a whole. */
import { codeDepth, readLeadingCode } from '../language/code.ts'
import { findRocYear } from '../language/roc-year.ts'
import { comparable } from '../language/script.ts'
import type { ColumnRole } from '../model/draft.ts'
import type { Cell, Table } from '../model/table.ts'
import { textOf } from './cells.ts'
import { divideHeading, isDefinition, readHeading } from './heading.ts'
import { isMisreadKpi, settleHeadings } from './misread-headings.ts'
import { isCardTitle } from './title.ts'

/** A table with more columns is no card; the widest of the practice documents has 16. */
export const MOST_COLUMNS = 100
/** Rows that a header may have: group heading, column heading, and a unit line. */
export const MAX_HEADER_ROWS = 4
/** Cards look back three or four years and ahead at most over a plan of eight: a year further off was misread. */
const MOST_YEARS_APART = 10

export interface Header {
  columns: ColumnRole[]
  headings: string[]
  /** Rows of the table that are header. */
  rows: number
  /** Headings of a scan as they were read, by column, where others settled them: `headings` has what was taken. */
  misread: ReadonlyMap<number, string>
  /** Full-width text above the headings, e.g. a title inside the table. */
  title: string | null
}

/** Reads a table's header; null where its columns are not those of a card. */
export function readHeader(table: Table): Header | null {
  if (table.columns > MOST_COLUMNS) return null
  let best: Header | null = null
  let bestKnown = 0
  for (let rows = 1; rows <= Math.min(MAX_HEADER_ROWS, table.rows) && !hasCode(table, rows - 1); rows++) {
    const read = (nth: number) =>
      headingsOf(table, rows, nth).map((heading, at) => (sharesHeading(table, rows, at) ? '' : heading))
    const printed = read(0)
    const headings = settleHeadings(printed, furtherReadings(table, rows).map(read))
    const columns = setNotesApart(setStrangeYearsApart(settleOwners(nameBareYears(headings).map(readHeading))))
    const known = columns.filter(({ role }) => role !== 'unknown' && role !== 'sequence').length
    if (isCard(columns) && known > bestKnown) {
      bestKnown = known
      const misread = new Map([...printed.entries()].filter(([at, heading]) => heading !== headings[at]))
      best = { columns, headings, rows, misread, title: fullWidthText(table, rows) }
    }
  }
  if (best === null) return null
  const header = { ...best, rows: Math.max(best.rows, spannedTo(table, best.rows)) }
  const apart = { ...header, columns: setRivalsApart(header, table) }
  const withCodes = { ...header, columns: setCodesApart(apart, table) }
  return { ...header, columns: setTwinsApart({ ...header, columns: findKpiOwner(withCodes, table) }, table) }
}

/** Does a cell of the row begin with a code? Then it is no header. */
const hasCode = (table: Table, row: number): boolean =>
  table.cells.some(
    (cell) =>
      cell.row === row &&
      readLeadingCode(textOf(cell)) !== null &&
      !(cell.lines.some((line) => line.readings.length > 0) && isMisreadKpi(textOf(cell))),
  )

/** Columns of consecutive years that say nothing else of time; fewer could be figures of the first row. */
const FEWEST_BARE_YEARS = 3
const BARE_YEAR = /^(?<words>[^\d]+)(?<year>\d{2,4})$/u

/** `歷年實際值107`, `…108`, `…109`, `目標值110`: the figures are years. */
function nameBareYears(headings: readonly string[]): string[] {
  const years = headings.map((heading) => {
    const groups = BARE_YEAR.exec(comparable(heading))?.groups
    return groups === undefined ? null : findRocYear(`${groups.year}年`)
  })
  const named = [...headings]
  let start = 0
  for (let at = 1; at <= headings.length; at++) {
    const before = years[at - 1] ?? null
    if (before !== null && years[at] === before + 1) continue
    const isRun = before !== null && at - start >= FEWEST_BARE_YEARS
    for (let column = start; isRun && column < at; column++) named[column] += '年'
    start = at
  }
  return named
}

/** Notes are kept of plans: without a column of these they belong to nothing. */
const setNotesApart = (columns: ColumnRole[]): ColumnRole[] =>
  columns.some(({ role }) => role === 'plan')
    ? columns
    : columns.map((column) => (column.role === 'note' ? { role: 'unknown' } : column))

/** A year that is far from the others of the header is not known. */
function setStrangeYearsApart(columns: readonly ColumnRole[]): ColumnRole[] {
  const years = columns.flatMap((column) => ('rocYear' in column ? [column.rocYear] : [])).sort((a, b) => a - b)
  const middle = years[Math.floor(years.length / 2)] ?? 0
  return columns.map((column) =>
    'rocYear' in column && Math.abs(column.rocYear - middle) > MOST_YEARS_APART ? { role: 'unknown' } : column,
  )
}

/**
 * Two columns of figures that say the same, `112年預算` of the city and of the centre, cannot both be it: the total is, or
 * none. A column printed twice with the same figures, or once without any, is no rival.
 */
function setRivalsApart({ columns, headings, rows }: Header, table: Table): ColumnRole[] {
  const printOf = (at: number) => printOfColumn(table, rows, at)
  return columns.map((column, at) => {
    const alike = columns.flatMap((other, i) => (sameFigures(other, column) ? [i] : []))
    if (alike.length < 2) return column
    const filled = alike.filter((i) => printOf(i) !== '')
    const totals = filled.filter((i) => /[合總小]計|總[數額]/u.test(headings[i] ?? ''))
    const one = new Set(filled.map(printOf)).size < 2 ? (filled[0] ?? alike[0]) : totals.length === 1 ? totals[0] : null
    return at === one ? column : { role: 'unknown' }
  })
}

/** What a column's cells say below the header, row by row. */
const printOfColumn = (table: Table, rows: number, at: number): string =>
  table.cells
    .filter((cell) => cell.row >= rows && cell.column === at && cell.columnSpan < table.columns && textOf(cell) !== '')
    .map((cell) => `${cell.row} ${textOf(cell)}`)
    .join('\n')

const NAMES = ['objective', 'kpi', 'plan'] as const

/** `編號 | KPI`: a column of nothing but codes, left of the one with the names. */
function setCodesApart({ columns, rows }: Header, table: Table): ColumnRole[] {
  return columns.map((column, at) => {
    if (['value', 'budget'].includes(column.role)) return column
    const depth = depthOfCodes(table, rows, at)
    return depth !== null && columns[at + 1]?.role === NAMES[depth - 1] ? { role: 'code' } : column
  })
}

/**
 * Of two columns of one name, one is read: that with codes, else the first, a formula rather than a definition. The other is
 * told where it says something else.
 */
function setTwinsApart({ columns, headings, rows }: Header, table: Table): ColumnRole[] {
  const hasCodes = (at: number) =>
    table.cells.some((cell) => cell.row >= rows && cell.column === at && readLeadingCode(textOf(cell)) !== null)
  return columns.map((column, at) => {
    if (['value', 'budget', 'code', 'sequence', 'unknown'].includes(column.role)) return column
    const alike = columns.flatMap(({ role }, i) => (role === column.role ? [i] : []))
    const read = alike.find(hasCodes) ?? alike.find((i) => !isDefinition(headings[i] ?? '')) ?? alike[0] ?? at
    if (at === read) return column
    // One that says nothing here may do so below a further table of the card, and is told then.
    const print = printOfColumn(table, rows, at)
    return print !== '' && print === printOfColumn(table, rows, read) ? column : { role: 'unknown' }
  })
}

/** The depth of the codes that a column consists of; null where it has something else, or nothing. */
function depthOfCodes(table: Table, rows: number, column: number): number | null {
  let depth: number | null = null
  for (const cell of table.cells) {
    if (cell.row < rows || cell.column !== column || cell.columnSpan !== 1) continue
    const text = textOf(cell)
    if (text === '') continue
    const code = readLeadingCode(text)
    if (code === null || code.rest !== '') return null
    depth ??= codeDepth(code.code)
    if (codeDepth(code.code) !== depth) return null
  }
  return depth
}

const sameFigures = (a: ColumnRole, b: ColumnRole): boolean =>
  (a.role === 'value' && b.role === 'value' && a.rocYear === b.rocYear && a.kind === b.kind) ||
  (a.role === 'budget' && b.role === 'budget' && a.rocYear === b.rocYear && a.stage === b.stage)

/** An owner column of which the headings do not tell whose it is: the KPI's where KPIs have owners and their further plans none. */
function findKpiOwner({ columns, headings, rows }: Header, table: Table): ColumnRole[] {
  const at = (role: ColumnRole['role']) => columns.findIndex((column) => column.role === role)
  const rowsOf = (column: number) =>
    new Set(
      table.cells.flatMap((cell) =>
        cell.row >= rows && cell.column === column && textOf(cell) !== '' ? [cell.row] : [],
      ),
    )
  if (at('kpi-owner') >= 0) return [...columns]
  const kpis = rowsOf(at('kpi'))
  const furtherPlans = [...rowsOf(at('plan'))].filter((row) => !kpis.has(row))
  const plansHaveOwners = furtherPlans.some((row) => rowsOf(at('plan-owner')).has(row))
  return columns.map((column, i) => {
    if (column.role !== 'unknown' || readHeading(headings[i] ?? '').role !== 'owner') return column
    const own = [...rowsOf(i)]
    return plansHaveOwners && own.length > 0 && own.every((row) => kpis.has(row)) ? { role: 'kpi-owner' } : column
  })
}

/** Columns of one meaning have one key. */
export const roleKey = (column: ColumnRole): string => JSON.stringify(column)

/**
 * A header with the columns of a table printed beside it, as a sheet too wide for its paper is: the rest of the same rows
 * on a page of its own. null where the columns of the whole table are not those and such a rest.
 */
export function widenHeader(header: Header, whole: Table): Header | null {
  const headings = [...header.headings, ...headingsOf(whole, header.rows).slice(header.headings.length)]
  const added = settleOwners(nameBareYears(headings).map(readHeading)).slice(header.headings.length)
  const known = new Set(header.columns.map(roleKey))
  const isRest = added.every((column) => column.role !== 'unknown' && !known.has(roleKey(column)))
  return isRest && added.length > 0 ? { ...header, headings, columns: [...header.columns, ...added] } : null
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

/** 1 to the most further readings that a line of the header has. */
function furtherReadings(table: Table, rows: number): number[] {
  const counts = table.cells.flatMap((cell) => (cell.row < rows ? cell.lines.map((line) => line.readings.length) : []))
  return Array.from({ length: Math.max(0, ...counts) }, (_, at) => at).slice(1)
}

/** The heading of each column, of a scan by the `nth` reading where a line has so many. */
function headingsOf(table: Table, rows: number, nth = 0): string[] {
  const headings = Array.from({ length: table.columns }, () => '')
  const cells = table.cells.filter((cell) => cell.row < rows && !isTitle(cell, table)).sort((a, b) => a.row - b.row)
  for (const cell of cells) {
    const text = nth === 0 ? textOf(cell) : cell.lines.map((line) => line.readings[nth]?.text ?? line.text).join('')
    const end = hasSpans(table) ? cell.column + cell.columnSpan : lostSpanEnd(cell, cells)
    const parts = divideHeading(text)
    const isEach = parts.length === end - cell.column
    for (let column = cell.column; column < end; column++)
      headings[column] += isEach ? (parts[column - cell.column] ?? '') : text
  }
  return headings
}

/** Is the column's lowest heading the one of the column before it, too? Then both are one column that a stray line divides. */
function sharesHeading(table: Table, rows: number, column: number): boolean {
  const lowest = table.cells.findLast(
    (cell) => cell.row < rows && textOf(cell) !== '' && cell.column <= column && column < cell.column + cell.columnSpan,
  )
  return lowest !== undefined && lowest.column < column && divideHeading(textOf(lowest)).length < lowest.columnSpan
}

/** Rows of text have no spans: a merged cell is there once, and blanks stand for the rest of it. */
const hasSpans = (table: Table): boolean =>
  table.cells.some(
    ({ box, rowSpan, columnSpan }) => box !== null || rowSpan > 1 || (columnSpan > 1 && columnSpan < table.columns),
  )

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

/**
 * An owner column that does not say whose: of what no other column names the owners; without such a one the plan's where
 * it stands behind the plan column, else the KPI's. Of two behind the plan one may be the KPI's: nobody can tell of the
 * second.
 */
function settleOwners(columns: readonly (ColumnRole | { role: 'owner' })[]): ColumnRole[] {
  const find = (role: ColumnRole['role']) => columns.findIndex((column) => column.role === role)
  const [plan, kpi] = [find('plan'), find('kpi')]
  const named = { kpi: find('kpi-owner') >= 0, plan: find('plan-owner') >= 0 }
  const bare = columns.flatMap(({ role }, at) => (role === 'owner' ? [at] : []))
  const isBehindPlan = (at: number) => plan >= 0 && at > plan && !(kpi > plan && at > kpi)
  const firstBehind = bare.find(isBehindPlan)
  const isKpiLeft = !named.kpi && bare.every(isBehindPlan)
  return columns.map((column, at): ColumnRole => {
    if (column.role !== 'owner') return column
    if (bare.length === 1 && plan >= 0 && kpi >= 0 && named.kpi !== named.plan)
      return { role: named.plan ? 'kpi-owner' : 'plan-owner' }
    if (!isBehindPlan(at)) return { role: 'kpi-owner' }
    return isKpiLeft && at !== firstBehind ? { role: 'unknown' } : { role: 'plan-owner' }
  })
}
