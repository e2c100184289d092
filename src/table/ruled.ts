/** Tables whose cells are drawn by lines. */
import { heightOf, holds, widthOf } from '../geometry/box.ts'
import { cluster } from '../geometry/cluster.ts'
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Page, Ruling } from '../model/page.ts'
import { cutBands } from './block-bands.ts'
import { addOpenBody } from './boxhead.ts'
import { buildTable, dropHollow } from './build.ts'
import { isBarChart } from './charts.ts'
import { markCutCells } from './cut-cells.ts'
import { coverHangingLines } from './cut-foot.ts'
import { boxOfGrid, cutGrid, findLineWork, type Grid, type LineWork, splitTouching } from './grid.ts'
import { isFigure } from './header.ts'
import type { Ink } from './ink.ts'
import { isAxis, isChart, isDiagram, isPicture } from './not-a-table.ts'
import type { PageCell, PageTable } from './page-table.ts'
import { isPartDrawn } from './part-drawn.ts'
import { shareOfOverflow } from './place.ts'
import { refineGrid } from './refine.ts'
import { isRestOfRow } from './rest-row.ts'

/** A drawing is a table when at least this share of its fields has text; charts and frames have less. */
const FILLED_SHARE = 0.2

/** Share of a single row's cells with text; labels merged with those above a page break are blank. */
const SINGLE_ROW_FILLED = 0.7

/** A table leaves at most this share of its rows empty, where its borders are drawn, and where only colour shows them. */
const EMPTY_DRAWN_SHARE = 0.4
const EMPTY_COLOURED_SHARE = 0.2
/** A blank form has so many rows, of which none is higher than another by this factor; panels of charts are. */
const FORM_ROWS = 3
const FORM_ROWS_DIFFER = 4
/** A side counts as drawn when this share of it is, within so many points. */
const SIDE_DRAWN = 0.6
const SIDE_REACH = 3
/** Share of the lines of one direction that must run from end to end where the sides are open, and how many at least. */
const THROUGH_SHARE = 0.5
const FEWEST_THROUGH = 3
/** In a table at most this share of the words runs over a line. */
const OVERFLOW_SHARE = 0.2

export interface RuledResult {
  tables: PageTable[]
  /** Grids of all line work, whether it turned out a table or not. */
  candidates: Grid[]
  left: Ink[]
  /** Lines that drew no table. */
  rulings: Ruling[]
}

/**
 * Finds the ruled tables of a page, the inner ones first, so that a table within a cell keeps its text.
 * `coloured`: some of the lines are mere edges of colour, which charts have too.
 */
export function findRuledTables(
  rulings: readonly Ruling[],
  ink: readonly Ink[],
  page: Page,
  charts: readonly Box[],
  em: number,
  coloured = false,
): RuledResult {
  const works = findLineWork(rulings, em).sort((a, b) => areaOf(a) - areaOf(b))
  const tables: PageTable[] = []
  const candidates: Grid[] = []
  const used = new Set<Ruling>()
  let left = [...ink]
  for (const drawnWork of works) {
    const work = coverHangingLines(drawnWork, left, em)
    const within = inkWithin(left, work.box)
    const whole = dropHollow(cutGrid(work, within, em), left, em)
    candidates.push(whole)
    if (!isClosed(work) || isBarChart(work.box, charts) || shareOfOverflow(within, whole) > OVERFLOW_SHARE) continue
    for (const drawn of splitTouching(whole)) {
      if (drawn.fields.length < 2 || drawn.xs.length < 3 || isPartDrawn(drawn, within, em)) continue
      const grid =
        cutBands(drawn, work.vertical, within, em) ??
        refineOpen(drawn, left, rulings, em) ??
        refineGrid(drawn, within, em)
      const built = buildTable(grid, left, page)
      if (isPicture(built.table, page) || isChart(built.table) || isAxis(built.table) || isDiagram(built.table))
        continue
      const full = shareOfEmptyRows(built.table) <= (coloured ? EMPTY_COLOURED_SHARE : EMPTY_DRAWN_SHARE)
      const isRow = !coloured && isRestOfRow(built.table, work, page.height)
      if (!(isTable(built.table) && full) && !isRow && (coloured || !isForm(built.table))) continue
      markCutCells(built.table, work)
      tables.push(built.table)
      left = built.left
      for (const line of [...drawnWork.horizontal, ...drawnWork.vertical]) used.add(line)
    }
  }
  return { tables, candidates, left, rulings: rulings.filter((line) => !used.has(line)) }
}

/** The drawn heading with the rows below it; null where there are none, or nothing tells them apart. */
function refineOpen(drawn: Grid, ink: readonly Ink[], rulings: readonly Ruling[], em: number): Grid | null {
  const open = addOpenBody(drawn, ink, rulings, em)
  const refined = open && refineGrid(open, inkWithin(ink, boxOfGrid(open)), em, drawn.ys.length - 1)
  return refined && refined.ys.length > drawn.ys.length + 1 ? refined : null
}

const areaOf = (work: LineWork): number => widthOf(work.box) * heightOf(work.box)

const inkWithin = (ink: readonly Ink[], box: Box): Ink[] => ink.filter((glyph) => holds(box, glyph.x, glyph.y))

/**
 * Are two opposite sides drawn, or most lines from end to end, of those across or, beside cells merged over many rows, of the
 * upright ones? Or does a page break cut one of two sides? A chart of boxes and arrows has ragged sides.
 */
function isClosed(work: LineWork): boolean {
  const { box, horizontal, vertical } = work
  const [x0, y0, x1, y1] = box
  return (
    (isDrawn(horizontal, y0, x0, x1) && isDrawn(horizontal, y1, x0, x1)) ||
    (isDrawn(vertical, x0, y0, y1) && isDrawn(vertical, x1, y0, y1)) ||
    goThrough(horizontal, x0, x1) ||
    (goThrough(vertical, y0, y1) && countThrough(horizontal, x0, x1) >= FEWEST_THROUGH) ||
    isCutOff(work)
  )
}

/** Is the top drawn, and the foot where a page break cuts most cells and closes others, or the other way round? The uprights end there all alike. */
function isCutOff({ box: [x0, y0, x1, y1], horizontal, vertical }: LineWork): boolean {
  const levels = cluster(vertical, (line) => line.at, SIDE_REACH, SIDE_REACH)
  const isNear = (at: number, y: number) => Math.abs(at - y) <= SIDE_REACH
  const isCut = (y: number) =>
    horizontal.some((line) => isNear(line.at, y)) &&
    levels.filter((lines) => lines.some(({ from, to }) => isNear(from, y) || isNear(to, y))).length >=
      SIDE_DRAWN * levels.length
  return (isDrawn(horizontal, y0, x0, x1) && isCut(y1)) || (isDrawn(horizontal, y1, x0, x1) && isCut(y0))
}

function isDrawn(lines: readonly Ruling[], at: number, from: number, to: number): boolean {
  const near = lines.filter((line) => Math.abs(line.at - at) <= SIDE_REACH)
  return coveredLength(uniteIntervals(near), from, to) / Math.max(1, to - from) >= SIDE_DRAWN
}

const goThrough = (lines: readonly Ruling[], from: number, to: number): boolean =>
  countThrough(lines, from, to) >= Math.max(FEWEST_THROUGH, THROUGH_SHARE * lines.length)

const countThrough = (lines: readonly Ruling[], from: number, to: number): number =>
  lines.filter((line) => line.to - line.from >= 0.9 * (to - from)).length

function shareOfEmptyRows(table: PageTable): number {
  const filled = new Set<number>()
  for (const cell of table.cells) {
    if (cell.glyphs > 0) for (let row = cell.row; row < cell.row + cell.rowSpan; row++) filled.add(row)
  }
  return 1 - filled.size / table.rows
}

/** A blank form: all cells of the first row or column say in words what belongs into the empty ones, which are lines high. */
function isForm(table: PageTable): boolean {
  const says = (cells: readonly PageCell[]) =>
    cells.length > 1 && cells.every((cell) => cell.glyphs > 0 && !cell.lines.some((line) => isFigure(line.text)))
  const heads = table.cells.filter((cell) => cell.row === 0)
  const labels = table.cells.filter((cell) => cell.column === 0)
  const heights = table.cells.map((cell) => (cell.box ? heightOf(cell.box) / cell.rowSpan : 0))
  const alike = Math.max(...heights) <= FORM_ROWS_DIFFER * Math.min(...heights)
  return table.rows >= FORM_ROWS && table.columns > 1 && alike && (says(heads) || says(labels))
}

/** Text in two columns and two rows; a single row where it is filled nearly throughout (the last of a table, on a new page). */
function isTable(table: PageTable): boolean {
  const filled = table.cells.filter((cell) => cell.glyphs > 0)
  if (filled.length < 2 || filled.length < FILLED_SHARE * table.cells.length) return false
  const columns = new Set(filled.map((cell) => cell.column))
  if (columns.size < 2) return false
  const lowest = Math.max(...filled.map((cell) => cell.row))
  const highest = Math.min(...filled.map((cell) => cell.row + cell.rowSpan - 1))
  return lowest > highest || (filled.length >= 3 && filled.length >= SINGLE_ROW_FILLED * table.cells.length)
}
