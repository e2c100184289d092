/** Rows of tables whose upright lines are drawn and whose rows are not: from the blocks between the level lines that there are. */
import { cluster } from '../geometry/cluster.ts'
import type { Ruling } from '../model/page.ts'
import { areCells, chooseFinder, FEWEST_COLUMNS, leadingBlanks, OFF_EMS, sortByColumn } from './block-cells.ts'
import { countHeading } from './block-heading.ts'
import { BlockSheet, type SheetCell } from './block-sheet.ts'
import { type Block, borderBetween, cutBlocks, cutParts, findPitch, type Placed } from './blocks.ts'
import { cutChunks } from './chunks.ts'
import type { Grid } from './grid.ts'
import { DEEPEST } from './header.ts'
import type { Ink } from './ink.ts'
import { placeInk } from './place.ts'

/** Ends of lines this near (in ems) to each other are one level, and one so far from a row's borders stands within it. */
const LEVEL_EMS = 0.3

/** A row of a merged cell shows in so many columns: a plan, its budgets and its owner stand in four. */
const ROW_COLUMNS = 3

/** The grid with the rows that its texts show; null where lines part them, or they show none. `em` in points. */
export function cutBands(grid: Grid, uprights: readonly Ruling[], ink: readonly Ink[], em: number): Grid | null {
  const columns = grid.xs.length - 1
  const heads = countLevels(grid)
  const bands = bandsOf(grid, heads)
  if (columns < FEWEST_COLUMNS || !bands) return null
  const placed = placeTexts(grid, ink)
  const pitch = findPitch(placed.flat())
  if (pitch === null) return null
  const texts = bands.map((fields) => (fields.length === 1 ? [] : fields.flatMap((i) => placed[i] ?? [])))
  const heading = heads === 0 ? findHeading(texts[0] ?? [], columns, pitch) : null
  const first = heading && heading.body.length === 0 ? 1 : 0
  if (heading) texts[0] = heading.body
  const body = texts.slice(first).map((own) => cutBlocks(own, pitch))
  if (body.some((blocks, i) => i > 0 && blocks.length > 0 && (body[i - 1]?.length ?? 0) > 0)) return null
  if (!areCells(body.flat()) || areParagraphs(body, columns)) return null
  const findRows = chooseFinder(body.flat(), em)
  const sheet = new BlockSheet(grid.xs, grid.ys[0] ?? 0)
  const keep = (from: number, to: number) => sheet.add(grid.ys.slice(from + 1, to + 1), fieldsBetween(grid, from, to))
  if (heading) addHeading(sheet, grid.xs, heading.bottom ?? grid.ys[1] ?? 0, uprights, em)
  else keep(0, heads)
  let off = 0
  for (const [i, blocks] of body.entries()) {
    const row = heads + first + i
    // one text a column is one row, wherever in it the texts stand
    if (!sortByColumn(blocks, columns).some((own) => own.length > 1)) keep(row, row + 1)
    else {
      const stretch = { top: sheet.end, bottom: grid.ys[row + 1] ?? 0, isOpen: i === body.length - 1 }
      const rows = findRows(sortByColumn(blocks, columns), stretch, em)
      off += rows.off
      const filled = rows.cells.map(({ block, ...span }) => ({ ...span, column: block.from }))
      const cells = [...filled, ...leadingBlanks(filled, rows.ys.length - 1, columns)]
      sheet.add(
        rows.ys.slice(1),
        cells.map((cell): SheetCell => ({ ...cell, columnSpan: 1, ink: [] })),
      )
    }
  }
  return sheet.rows >= grid.ys.length && off <= OFF_EMS * body.flat().length ? sheet.toGrid().grid : null
}

/** Do a few cells alone hold several texts? These are their paragraphs. */
function areParagraphs(bands: readonly (readonly Block[])[], columns: number): boolean {
  const counts = bands.map((blocks) => sortByColumn(blocks, columns).filter((own) => own.length > 1).length)
  const most = Math.max(0, ...counts)
  return most > 0 && most < ROW_COLUMNS
}

/** Rows at the top down to the last one that a cell over several rows reaches: a heading of several levels. */
const countLevels = (grid: Grid): number =>
  Math.max(0, ...grid.fields.map((field) => (field.rowSpan > 1 ? field.row + field.rowSpan : 0)))

/** The fields of each row below the heading: one over all columns, or one in each; null where it is otherwise. */
function bandsOf(grid: Grid, heads: number): number[][] | null {
  const [rows, columns] = [grid.ys.length - 1, grid.xs.length - 1]
  if (heads > DEEPEST) return null
  const bands = Array.from({ length: rows - heads }, (_, i) =>
    grid.fields.flatMap((field, at) => (field.row === heads + i ? [at] : [])),
  )
  return bands.every((band) => band.length === 1 || band.length === columns) ? bands : null
}

const fieldsBetween = (grid: Grid, from: number, to: number): SheetCell[] =>
  grid.fields
    .filter((field) => field.row >= from && field.row < to)
    .map((field) => ({ ...field, row: field.row - from, ink: [] }))

function placeTexts(grid: Grid, ink: readonly Ink[]): Placed[][] {
  const places = placeInk(ink, grid)
  const inkOf: Ink[][] = grid.fields.map(() => [])
  ink.forEach((glyph, i) => {
    inkOf[places[i] ?? -1]?.push(glyph)
  })
  return grid.fields.map(({ column, columnSpan }, i) =>
    cutChunks(inkOf[i] ?? []).flatMap((line) =>
      line.chunks.map((chunk) => ({ chunk, from: column, to: column + columnSpan - 1 })),
    ),
  )
}

/** What of the first row is heading: all of it without figures, else the parts above them; `bottom` in points, null with the row's. */
function findHeading(
  placed: readonly Placed[],
  columns: number,
  pitch: number,
): { bottom: number | null; body: Placed[] } | null {
  if (!placed.some(({ chunk, from }) => chunk.figure && from > 0)) return { bottom: null, body: [] }
  const parts = cutParts(placed, [], pitch)
  const heads = countHeading(parts, columns)
  const [last, next] = [parts[heads - 1], parts[heads]]
  if (!last || !next) return null
  return {
    bottom: borderBetween(last.placed, next.placed),
    body: parts.slice(heads).flatMap((part) => part.placed),
  }
}

/** Adds a heading down to `bottom`, of two levels where upright lines begin within it: below one over what they part. */
function addHeading(
  sheet: BlockSheet,
  xs: readonly number[],
  bottom: number,
  uprights: readonly Ruling[],
  em: number,
): void {
  const top = sheet.end
  const reach = LEVEL_EMS * em
  const within = uprights.filter(({ from, to }) => from > top + reach && from < bottom - reach && to > bottom - reach)
  const levels = cluster(within, (line) => line.from, reach)
  const level = levels.length > 1 ? [] : (levels[0] ?? [])
  const begins = xs.map((x) => level.some((line) => Math.abs(line.at - x) <= reach))
  const cells: SheetCell[] = []
  for (let column = 0; column < xs.length - 1; ) {
    let end = column + 1
    while (begins[end]) end++
    const field = (row: number, rowSpan: number, at: number, columnSpan: number) =>
      cells.push({ row, rowSpan, column: at, columnSpan, ink: [] })
    if (end === column + 1) field(0, level.length > 0 ? 2 : 1, column, 1)
    else {
      field(0, 1, column, end - column)
      for (let at = column; at < end; at++) field(1, 1, at, 1)
    }
    column = end
  }
  sheet.add([...level.slice(0, 1).map((line) => line.from), bottom], cells)
}
