/** Grids where lines do not draw every cell: rows and columns from rules as far as there are any, else from alignment. */
import { heightOf, overlap, widthOf } from '../geometry/box.ts'
import { coveredLength, lastAtMost, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Fill, Ruling } from '../model/page.ts'
import { assignColumns, type ColumnsOf } from './chunk-columns.ts'
import type { Chunk, TextLine } from './chunks.ts'
import { standClose } from './follow-rows.ts'
import { type Grid, joinFields } from './grid.ts'
import { startsWithPartCode } from './header.ts'
import { bordersOf, cutAtBorders, inferColumns } from './infer-columns.ts'
import { inferRows } from './infer-rows.ts'
import type { Ink } from './ink.ts'
import { ACROSS_SHARE, type Spot, spreadOverPieces } from './spread-headings.ts'

/** A part of a page that holds a table: its lines of text and the rules across it. */
export interface Region {
  box: Box
  lines: TextLine[]
  rules: Ruling[]
}

export interface InferredGrid {
  grid: Grid
  /** Field of each character of the region's lines. */
  placeOf: Map<Ink, number>
  /** Stand figures outside of the first column? */
  hasFigures: boolean
}

/** A table is ruled row by row when it has so many rules, and this share of the bands between them hold one row. */
const ROW_RULES = 4
const ROW_RULED_SHARE = 0.7
/** In a header at most this share of the headings looks like a figure (`100,000` below `Rate per`). */
const HEADER_FIGURES_SHARE = 0.25
/** A border counts as drawn when this share of it is covered. */
const DRAWN_SHARE = 0.5

interface Row {
  lines: TextLine[]
  top: number
  /** Rule on its upper side, or null where rows were told apart by alignment. */
  rule: Ruling[] | null
}

/** Makes a grid of a region; null where the text shows no columns. */
export function inferGrid(region: Region, fills: readonly Fill[], em: number): InferredGrid | null {
  const columns = inferColumns(region.lines, em)
  if (columns.length < 2) return null
  const xs = bordersOf(columns, region.box[0], region.box[2])
  const lines = region.lines.map((line) => cutAtBorders(line, xs.slice(1, -1), em))
  const across = region.rules.filter((rule) => isAcross(rule, xs)).map((rule) => rule.at)
  const columnsOf = assignColumns(lines, columns, across, em)
  const bands = cutBands(lines, region)
  const depths = bands.map((band) => rowDepth(band.lines, columnsOf)).filter((depth) => depth > 0)
  const single = depths.filter((depth) => depth === 1).length
  const rowRuled = bands.length >= ROW_RULES - 1 && depths.length > 0 && single >= ROW_RULED_SHARE * depths.length
  // the bands above the first figures are the heading; without figures the first one is
  const heads = Math.max(1, depths.length === 0 ? 0 : bands.findIndex((band) => rowDepth(band.lines, columnsOf) > 0))
  // the last row may have no rule below it
  const isRow = (band: Band) =>
    band.closed || (band === bands.at(-1) && rowDepth(band.lines, columnsOf) === 1 && standClose(band.lines, em))
  const inferred = bands.map((band, i) =>
    rowRuled && isRow(band) ? [band.lines] : rowsOfBand(band.lines, columnsOf, i < heads, bands.length),
  )
  const rows = bands.flatMap((band, i): Row[] => toRows(band, inferred[i] ?? []))
  if (rows.length < 2) return null
  const ys = [...rows.map((row) => row.top), region.box[3]]
  return fillGrid(xs, ys, rows, columnsOf, rowRuled, fills)
}

function isAcross({ from, to }: Ruling, xs: readonly number[]): boolean {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  return overlap(from, to, left, right) > ACROSS_SHARE * (right - left)
}

interface Band {
  top: number
  bottom: number
  /** Is there a rule above and below it? */
  closed: boolean
  rule: Ruling[]
  lines: TextLine[]
}

/** Divides lines at the rules; bands without text vanish. */
function cutBands(lines: readonly TextLine[], region: Region): Band[] {
  const levels = [...new Set(region.rules.map((rule) => rule.at))].sort((a, b) => a - b)
  const tops = [region.box[1], ...levels.filter((at) => at > region.box[1] + 1 && at < region.box[3] - 1)]
  const bands = tops.map(
    (top, i): Band => ({
      top,
      bottom: tops[i + 1] ?? region.box[3],
      closed: top >= (levels[0] ?? 0) - 1 && (tops[i + 1] ?? region.box[3]) <= (levels.at(-1) ?? 0) + 1,
      rule: region.rules.filter((rule) => Math.abs(rule.at - top) <= 1),
      lines: [],
    }),
  )
  for (const line of lines) bands[Math.max(0, lastAtMost(tops, line.level))]?.lines.push(line)
  return bands.filter((band) => band.lines.length > 0)
}

/**
 * As many rows as the lines have at least: the most codes, which begin a row however its texts and figures wrap, or without
 * any the most figures, that stand above each other in one column.
 */
function rowDepth(lines: readonly TextLine[], columnsOf: ColumnsOf): number {
  const depth = (starts: (chunk: Chunk) => boolean) => {
    const counts = new Map<number, number>()
    for (const chunk of lines.flatMap((line) => line.chunks)) {
      const [column] = columnsOf(chunk)
      if (starts(chunk)) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    return Math.max(0, ...counts.values())
  }
  return (
    depth((chunk) => startsWithPartCode(chunk.text.trim())) || depth((chunk) => chunk.figure && columnsOf(chunk)[0] > 0)
  )
}

function rowsOfBand(lines: readonly TextLine[], columnsOf: ColumnsOf, first: boolean, bands: number): TextLine[][] {
  const rows = inferRows(lines, columnsOf, first)
  const chunks = lines.flatMap((line) => line.chunks.filter((chunk) => columnsOf(chunk)[0] > 0))
  const figures = chunks.filter((chunk) => chunk.figure).length > HEADER_FIGURES_SHARE * chunks.length
  // the band above the first rule is the header: its wraps are no rows
  if (first && bands > 1 && !figures) return headerRows(lines, columnsOf)
  return rows
}

function headerRows(lines: readonly TextLine[], columnsOf: ColumnsOf): TextLine[][] {
  const rows: TextLine[][] = []
  let open = false
  for (const line of lines) {
    const spanning = line.chunks.some((chunk) => {
      const [from, to] = columnsOf(chunk)
      return to > from
    })
    const last = rows.at(-1)
    if (open && last && !spanning) last.push(line)
    else rows.push([line])
    open = !spanning
  }
  return rows
}

function toRows(band: Band, rows: readonly TextLine[][]): Row[] {
  if (rows.length <= 1) return [{ lines: band.lines, top: band.top, rule: band.rule }]
  return rows.map((lines, i) => {
    if (i === 0) return { lines, top: band.top, rule: band.rule }
    const above = Math.max(...(rows[i - 1] ?? []).map((line) => line.level + line.size / 2))
    const below = Math.min(...lines.map((line) => line.level - line.size / 2))
    return { lines, top: (above + below) / 2, rule: null }
  })
}

function fillGrid(
  xs: number[],
  ys: number[],
  rows: readonly Row[],
  columnsOf: ColumnsOf,
  rowRuled: boolean,
  fills: readonly Fill[],
): InferredGrid {
  const count = xs.length - 1
  const joinedLeft = new Set<number>()
  const filled = new Set<number>()
  const printed = rows.map((row) =>
    row.lines.flatMap((line) =>
      line.chunks.map((chunk): Spot => {
        const [from, to] = columnsOf(chunk)
        return { chunk, from, to }
      }),
    ),
  )
  const dataStart = printed.findIndex((row) => row.some((spot) => spot.chunk.figure && spot.from > 0))
  // the rule below a heading may follow further lines of the same band
  const below = (r: number) => rows.slice(r + 1).find(({ rule }) => rule !== null)?.rule ?? []
  const headEnd = findHeadEnd(rows, xs)
  const spots = printed.map((row, r) =>
    r < Math.min(dataStart, headEnd) ? spreadOverPieces(row, below(r), xs, r + 1 === dataStart) : row,
  )
  spots.forEach((row, r) => {
    for (const { from } of row) filled.add(r * count + from)
    for (const { from, to } of row) {
      // a chunk over several columns spans them only where it is alone above them
      const alone = row.every((other) => other.from === from || other.to < from || other.from > to)
      if (alone) for (let column = from + 1; column <= to; column++) joinedLeft.add(r * count + column)
    }
    const [only] = row
    if (row.length === 1 && only && isShaded(xs, ys, r, fills)) {
      for (let column = 1; column < count; column++) joinedLeft.add(r * count + column)
    }
  })
  const above = (row: number, column: number): boolean => {
    const rule = rows[row]?.rule
    if (!rule || rule.length === 0) return true
    const [from, to] = [xs[column] ?? 0, xs[column + 1] ?? 0]
    if (coveredLength(uniteIntervals(rule), from, to) >= DRAWN_SHARE * (to - from)) return true
    return !rowRuled && (filled.has(row * count + column) === filled.has((row - 1) * count + column) || row > 2)
  }
  const grid: Grid = {
    xs,
    ys,
    fields: joinFields(rows.length, count, (row, column) => !joinedLeft.has(row * count + column), above),
  }
  return { grid, placeOf: place(grid, spots, count), hasFigures: dataStart >= 0 }
}

/** The first row below a rule from end to end that has a row of headings above it: no heading follows. */
function findHeadEnd(rows: readonly Row[], xs: readonly number[]): number {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const headed = rows.findIndex((row) => row.lines.some((line) => line.chunks.length > 1))
  const end = rows.findIndex(
    ({ rule }, r) =>
      r > headed && coveredLength(uniteIntervals(rule ?? []), left, right) > ACROSS_SHARE * (right - left),
  )
  return headed < 0 || end < 0 ? rows.length : end
}

/** Is the row one coloured bar from end to end, while its table is not all of one colour? */
function isShaded(xs: readonly number[], ys: readonly number[], row: number, fills: readonly Fill[]): boolean {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const [top, bottom] = [ys[row] ?? 0, ys[row + 1] ?? 0]
  return fills.some(
    ({ box }) =>
      overlap(box[0], box[2], left, right) > 0.9 * (right - left) &&
      overlap(box[1], box[3], top, bottom) > 0.6 * (bottom - top) &&
      heightOf(box) < 1.6 * (bottom - top) &&
      widthOf(box) < 1.3 * (right - left),
  )
}

function place(
  grid: Grid,
  spots: readonly { chunk: TextLine['chunks'][number]; from: number }[][],
  columns: number,
): Map<Ink, number> {
  const index = new Map<number, number>()
  grid.fields.forEach((field, i) => {
    for (let row = field.row; row < field.row + field.rowSpan; row++) {
      for (let column = field.column; column < field.column + field.columnSpan; column++)
        index.set(row * columns + column, i)
    }
  })
  const placeOf = new Map<Ink, number>()
  spots.forEach((row, r) => {
    for (const { chunk, from } of row) {
      for (const glyph of chunk.line.ink) placeOf.set(glyph, index.get(r * columns + from) ?? 0)
    }
  })
  return placeOf
}
