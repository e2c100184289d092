/** Is the first row below a page break the rest of the row above it? Evidence from the table itself, no words. */

import { median } from '../geometry/cluster.ts'
import { findCutRests } from './cut-cells.ts'
import { type GrowingCell, type GrowingTable, isMarker } from './growing-table.ts'
import { isFigure, startsWithCode } from './header.ts'
import { indexCells, type PageCell, type PageTable, squeeze } from './page-table.ts'

/** A column is coded when this share of its filled cells starts with a code, in at least so many cells. */
const CODED_SHARE = 0.8
const CODED_LEAST = 2
/** A column is one of merged labels when they cover this share of its rows. */
const MERGED_SHARE = 0.5
/** A column is normally filled when at most this share of its cells is empty. */
const EMPTY_SHARE = 0.12
/** With a broken code, this share of the normally filled columns must be empty in the row; without one, half of them. */
const HOLES_WITH_CODE = 0.25
const HOLES_WITHOUT_CODE = 0.5
/** Habits are taken from so many rows; a table over 1,000 pages is not read again at every break. */
const RECENT_ROWS = 150
/** A row with at most this share of the usual number of filled cells is a rest. */
const SPARSE_SHARE = 0.25

export interface Continuation {
  /** The whole row goes on; the reasons in words. */
  row: string[] | null
  /** Top cells that are the rest of the cell above them, though their row is new. */
  labels: ReadonlySet<PageCell>
}

/** Bare decimals and dates (`109.06`) begin like a code, but an odd one among them (`109`) is no rest of the cell above. */
const DECIMAL = /^\P{L}*\d[.．]\d\P{L}*$/u

interface ColumnHabit {
  /** Most rows are covered by cells over several rows. */
  merged: boolean
  /** Cells begin with a code of their own. */
  coded: boolean
  /** Cells begin with a code, or are bare decimals, which may be one (`1.2`). */
  numbered: boolean
  filled: boolean
}

/** Judges the first row of `piece` after `skip` header rows against the last row of the table. */
export function judgeContinuation(table: GrowingTable, piece: PageTable, skip: number): Continuation {
  const index = indexCells(piece.cells, piece.rows, piece.columns)
  const top = unique(index[skip] ?? [])
  const above = table.cellAt[table.rows - 1] ?? []
  const none: Continuation = { row: null, labels: new Set() }
  if (top.length < 2 || unique(above).length < 2 || table.rows <= table.headerRows) return none
  const cut = findCutRests(top, above, recentRows(table))
  const habits = findHabits(table, index, skip)
  const rows = [...recentRows(table), ...index.slice(skip)]
  const isRest = (cell: PageCell) =>
    !belongsToNew(cell, top, habits) &&
    (isLabelRest(cell, above[cell.column], habits[cell.column], goesOnRightOf(cell, top, above, habits)) ||
      goesOnWithCode(cell, top, above, habits, recentRows(table)))
  // Where the page cuts some cells, it ends the row, and a blank cell beside them is a new one.
  if (cut.size > 0)
    return { row: null, labels: new Set(top.filter((cell) => cut.has(cell) || (squeeze(cell) !== '' && isRest(cell)))) }
  if (isSection(top, rows) || isSection(above, rows)) return none
  const usual = usualFilling(table)
  const row = judgeBeheaded(top, above, habits, table.rows - 1) ?? judgeRow(top, above, habits, usual)
  return row ? { row, labels: new Set() } : { row: null, labels: new Set(top.filter(isRest)) }
}

/** The last body rows of the table: enough to know its habits, however long it has grown. */
const recentRows = (table: GrowingTable): (GrowingCell | undefined)[][] =>
  table.cellAt.slice(Math.max(table.headerRows, table.rows - RECENT_ROWS))

const unique = <T>(cells: readonly (T | undefined)[]): T[] => [...new Set(cells)].flatMap((cell) => cell ?? [])

/** What each column's cells are like, over the table so far and the piece without its doubtful first row. */
function findHabits(table: GrowingTable, index: (PageCell | undefined)[][], skip: number): ColumnHabit[] {
  const recent = recentRows(table)
  const below = index.slice(skip + 1)
  const habits: ColumnHabit[] = []
  for (let column = 0; column < table.columns; column++) {
    const seen: (GrowingCell | PageCell)[] = []
    for (const cell of new Set(recent.map((line) => line[column]))) {
      if (cell && cell.columnSpan < table.columns) seen.push(cell)
    }
    for (const cell of new Set(below.map((line) => line[column]))) {
      if (cell && cell.columnSpan < table.columns && cell.row > skip) seen.push(cell)
    }
    habits.push(habitOf(seen))
  }
  return habits
}

function habitOf(cells: readonly (GrowingCell | PageCell)[]): ColumnHabit {
  const counts = { rows: 0, merged: 0, filled: 0, numbered: 0, coded: 0 }
  for (const cell of cells) {
    counts.rows += cell.rowSpan
    if (cell.rowSpan > 1) counts.merged += cell.rowSpan
    const text = squeeze(cell)
    if (text === '') continue
    counts.filled += 1
    if (!startsWithCode(text)) continue
    counts.numbered += 1
    if (!DECIMAL.test(text)) counts.coded += 1
  }
  const isHabit = (count: number) => count >= CODED_LEAST && count >= CODED_SHARE * counts.filled
  return {
    merged: counts.merged > MERGED_SHARE * counts.rows,
    coded: isHabit(counts.coded),
    numbered: isHabit(counts.numbered),
    filled: counts.filled > 0 && cells.length - counts.filled <= EMPTY_SHARE * cells.length,
  }
}

/** How many cells a row of the table body usually fills. */
const usualFilling = (table: GrowingTable): number => median(recentRows(table).map(countFilled))

const countFilled = (line: readonly (GrowingCell | undefined)[]): number => unique(line).filter(isFilled).length

const isFilled = (cell: GrowingCell): boolean => squeeze(cell) !== ''

type RowCells = readonly (PageCell | GrowingCell | undefined)[]

const isFirstAlone = (cells: RowCells): boolean =>
  squeeze(cells[0]) !== '' && cells.every((cell) => cell === cells[0] || squeeze(cell) === '')

/**
 * A row whose first cell alone is filled, and not with a code, is a section where the table has others of that kind (text
 * inputs and tables without upright rules have no spans).
 */
const isSection = (cells: RowCells, rows: readonly RowCells[]): boolean =>
  isFirstAlone(cells) &&
  !startsWithCode(squeeze(cells[0])) &&
  rows.some((other) => other[0] !== cells[0] && isFirstAlone(other))

/** Where the row below the break has codes, the last row above it has the cells for them, and they are empty: one row. */
function judgeBeheaded(
  top: readonly PageCell[],
  above: readonly (GrowingCell | undefined)[],
  habits: readonly ColumnHabit[],
  lastRow: number,
): string[] | null {
  const coded = top.filter((cell) => habits[cell.column]?.coded && squeeze(cell) !== '')
  const below = coded.filter((cell) => startsWithCode(squeeze(cell)))
  const headless = coded.every((cell) => {
    const upper = above[cell.column]
    return upper !== undefined && upper.row === lastRow && squeeze(upper) === ''
  })
  const complete = top.every((cell) => !isFigure(squeeze(cell)) || squeeze(above[cell.column]) === '')
  return below.length > 0 && below.length === coded.length && headless && complete
    ? ['the codes of the row stand below the break']
    : null
}

function judgeRow(
  top: readonly PageCell[],
  above: readonly (GrowingCell | undefined)[],
  habits: readonly ColumnHabit[],
  usualFilled: number,
): string[] | null {
  const because: string[] = []
  let usual = 0
  let holes = 0
  let broken = false
  for (const cell of top) {
    const habit = habits[cell.column]
    const text = squeeze(cell)
    const upper = above[cell.column]
    if (habit?.numbered && text !== '' && !(upper && isMarker(upper, cell))) {
      if (startsWithCode(text)) return null
      broken ||= habit.coded
    }
    if (habit?.filled && squeeze(above[cell.column]) !== '') {
      usual++
      if (text === '') holes++
    }
  }
  const share = usual > 0 ? holes / usual : 0
  if (broken) because.push('no code where the column has one')
  if (holes > 0) because.push(`${holes} of ${usual} usually filled cells are empty`)
  const filled = top.filter((cell) => squeeze(cell) !== '')
  if (filled.length <= SPARSE_SHARE * usualFilled && filled.every((cell) => squeeze(above[cell.column]) !== '')) {
    return [...because, `only ${filled.length} cells are filled where rows have ${usualFilled}`]
  }
  const enough = broken ? share >= HOLES_WITH_CODE : share >= HOLES_WITHOUT_CODE
  return enough && filled.length > 0 ? because : null
}

/** Does the nearest coded cell to the left begin with a code of its own? What stands behind it, no higher than it, is its own. */
function belongsToNew(cell: PageCell, top: readonly PageCell[], habits: readonly ColumnHabit[]): boolean {
  if (squeeze(cell) === '' || habits[cell.column]?.coded) return false
  const coded = top.findLast((other) => other.column < cell.column && habits[other.column]?.coded)
  return coded !== undefined && coded.rowSpan >= cell.rowSpan && startsWithCode(squeeze(coded))
}

/** So many cells show that a column has one for each of the coded column; reasoned. */
const PARALLEL_LEAST = 3

/**
 * Does the nearest coded cell to the left go on, of which the column has one cell each, as an indicator has one formula? Then
 * this is the rest of the one above, wherever its lines ended.
 */
function goesOnWithCode(
  cell: PageCell,
  top: readonly PageCell[],
  above: readonly (GrowingCell | undefined)[],
  habits: readonly ColumnHabit[],
  rows: readonly (GrowingCell | undefined)[][],
): boolean {
  const coded = top.findLast((other) => other.column < cell.column && habits[other.column]?.coded)
  const texts = [squeeze(cell), squeeze(above[cell.column])]
  // Further figures beside the same code are a row of their own.
  if (coded === undefined || habits[cell.column]?.coded || texts.some((text) => text === '' || isFigure(text)))
    return false
  if (startsWithCode(squeeze(coded)) || squeeze(above[coded.column]) === '' || coded.rowSpan !== cell.rowSpan)
    return false
  const beside = rows.map((line) => [line[cell.column], line[coded.column]] as const)
  const isParallel = beside.every(([one, other]) => one?.row === other?.row && one?.rowSpan === other?.rowSpan)
  return isParallel && new Set(beside.map(([one]) => one)).size >= PARALLEL_LEAST
}

/** An empty cell under a filled one, or text without a code in a coded column: the label above goes on. */
function isLabelRest(
  cell: PageCell,
  upper: GrowingCell | undefined,
  habit: ColumnHabit | undefined,
  finerGoesOn: boolean,
): boolean {
  if (!upper || upper.columnSpan !== cell.columnSpan || squeeze(upper) === '') return false
  const text = squeeze(cell)
  if (text === '') return cell.box !== null && (habit?.filled === true || habit?.merged === true)
  if (isMarker(upper, cell)) return true
  if (habit?.coded) return !startsWithCode(text)
  if (finerGoesOn) return true
  return (cell.rowSpan > 1 || upper.rowSpan > 1 || habit?.merged === true) && isCutText(cell, upper)
}

/** Does the next coded column to the right go on? Labels stand left of what they group, so this one goes on too. */
function goesOnRightOf(
  cell: PageCell,
  top: readonly PageCell[],
  above: readonly (GrowingCell | undefined)[],
  habits: readonly ColumnHabit[],
): boolean {
  const finer = top.find((other) => other.column > cell.column && habits[other.column]?.coded)
  return finer !== undefined && squeeze(finer) === '' && squeeze(above[finer.column]) !== ''
}

/** Was the text of `upper` cut by the page end? Its last line is full and at the bottom, the rest starts at the top. */
function isCutText(cell: PageCell, upper: GrowingCell): boolean {
  if (cell.need === null || upper.room === null || cell.need <= upper.room) return false
  const [last, first] = [upper.lines.at(-1)?.box, cell.lines[0]?.box]
  const bottom = (upper.continues.at(-1)?.box ?? upper.box)?.[3]
  const top = cell.box?.[1]
  if (!last || !first || bottom === undefined || top === undefined) return false
  const height = last[3] - last[1]
  return bottom - last[3] < height && first[1] - top < height
}
