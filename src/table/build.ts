/** From a grid and the characters that lie in it to a table with lines, header and full flags. */
import { holds, middleX, middleY } from '../geometry/box.ts'
import { lastAtMost } from '../geometry/interval.ts'
import type { Box, Fill, Page } from '../model/page.ts'
import { markFullLines } from './fullness.ts'
import { boxOfField, boxOfGrid, dropBorders, type Grid, indexFields } from './grid.ts'
import { DEEPEST, guessHeader } from './header.ts'
import type { Ink } from './ink.ts'
import { composeLines, type PrintedLine, toLine } from './lines.ts'
import type { PageCell, PageTable } from './page-table.ts'
import { placeInk } from './place.ts'
import { composeColumns } from './vertical.ts'

/** A row or column narrower than this share of an em that holds no text is the space between two lines of a double rule. */
const HOLLOW_EMS = 0.6

/** Removes the borders around rows and columns too narrow for text, when they hold none. */
export function dropHollow(grid: Grid, ink: readonly Ink[], em: number): Grid {
  const narrow = (borders: readonly number[]) =>
    borders.flatMap((border, i) => (i > 0 && border - (borders[i - 1] ?? 0) < HOLLOW_EMS * em ? [i] : []))
  const xs = narrow(grid.xs)
  const ys = narrow(grid.ys)
  if (xs.length === 0 && ys.length === 0) return grid
  const usedX = new Set<number>()
  const usedY = new Set<number>()
  const index = indexFields(grid)
  const columns = grid.xs.length - 1
  for (const { x, y } of ink) {
    const [column, row] = [lastAtMost(grid.xs, x), lastAtMost(grid.ys, y)]
    const field = column >= 0 && column < columns ? grid.fields[index[row * columns + column] ?? -1] : undefined
    // text of a cell over several columns runs over the narrow one without standing in it
    if (field?.columnSpan === 1) usedX.add(column + 1)
    if (field?.rowSpan === 1) usedY.add(row + 1)
  }
  // of the two borders the outer one stays at an outer side
  const drop = (narrowOnes: readonly number[], used: ReadonlySet<number>, count: number) =>
    new Set(narrowOnes.filter((i) => !used.has(i)).map((i) => (i === count - 1 ? i - 1 : i)))
  return dropBorders(grid, drop(xs, usedX, grid.xs.length), drop(ys, usedY, grid.ys.length))
}

/**
 * Fills a grid with the characters that lie in it. Returns the table and the characters that found no cell.
 * `placeOf` says where characters belong whose place is known; only those are taken then.
 */
export function buildTable(
  grid: Grid,
  ink: readonly Ink[],
  page: Page,
  placeOf?: ReadonlyMap<Ink, number>,
): { table: PageTable; left: Ink[] } {
  const places = placeOf ? ink.map((glyph) => placeOf.get(glyph) ?? -1) : placeInk(ink, grid)
  const inkOf: Ink[][] = grid.fields.map(() => [])
  const left: Ink[] = []
  for (const [i, glyph] of ink.entries()) {
    const own = inkOf[places[i] ?? -1]
    if (own) own.push(glyph)
    else left.push(glyph)
  }
  const box = boxOfGrid(grid)
  const images = page.images.filter((image) => holds(box, middleX(image), middleY(image)))
  const measured: { cell: PageCell; printed: PrintedLine[] }[] = []
  for (const [i, field] of grid.fields.entries()) {
    const own = inkOf[i] ?? []
    const printed = composeColumns(own) ?? composeLines(own)
    measured.push({ cell: toCell(field, boxOfField(grid, field), printed, own, page.number, images), printed })
  }
  markFullLines(measured, placeOf === undefined)
  const cells = measured.map(({ cell }) => cell)
  const rows = grid.ys.length - 1
  const columns = grid.xs.length - 1
  const table: PageTable = {
    page: page.number,
    box,
    xs: grid.xs,
    rows,
    columns,
    header: { rows: 0, sure: false },
    cells,
  }
  table.header = guessHeader(table, shadesOf(table, page.fills))
  return { table, left }
}

function toCell(
  field: Grid['fields'][number],
  box: Box,
  printed: readonly PrintedLine[],
  ink: readonly Ink[],
  page: number,
  images: readonly Box[],
): PageCell {
  const picture = ink.length === 0 && images.some((image) => holds(box, middleX(image), middleY(image)))
  // Named one by one, not spread: V8 would give every cell a hidden class of its own.
  return {
    row: field.row,
    column: field.column,
    rowSpan: field.rowSpan,
    columnSpan: field.columnSpan,
    lines: printed.map((line) => toLine(line, page)),
    box,
    ink: picture,
    glyphs: ink.length,
    room: null,
    need: null,
    cut: false,
  }
}

/** The colour behind each row's cells, where they all share one; null for rows without. */
function shadesOf(table: PageTable, fills: readonly Fill[]): (string | null)[] {
  const shades: (string | null | undefined)[] = new Array(table.rows).fill(undefined)
  const near = fills.filter((fill) => table.box && fill.box[3] > table.box[1] && fill.box[1] < table.box[3])
  for (const cell of table.cells) {
    if (!cell.box || cell.row > DEEPEST) continue
    const [x, y] = [middleX(cell.box), middleY(cell.box)]
    const colour = near.findLast((fill) => holds(fill.box, x, y))?.colour ?? null
    const seen = shades[cell.row]
    shades[cell.row] = seen === undefined || seen === colour ? colour : null
  }
  return shades.map((shade) => shade ?? null)
}
