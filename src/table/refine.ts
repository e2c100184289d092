/** Drawn grids whose cells hold more than one row or column of text: rules only around groups, columns only in the header. */
import { middleX, unite } from '../geometry/box.ts'
import { lastAtMost } from '../geometry/interval.ts'
import { type ColumnsOf, columnsOf } from './chunk-columns.ts'
import { type Chunk, cutChunks, type TextLine } from './chunks.ts'
import { type Field, type Grid, joinFields } from './grid.ts'
import { isBareCode } from './header.ts'
import { cutAtBorders, inferColumns } from './infer-columns.ts'
import { inferRows } from './infer-rows.ts'
import type { Ink } from './ink.ts'
import { placeInk } from './place.ts'
import { Wraps } from './wraps.ts'

/** This share of the lines in stacked cells must have several chunks before the cells are cut into columns. */
const SEVERAL_SHARE = 0.6
/** A cell is cut into rows when it holds at least so many lines of figures side by side with others. */
const ROWS_LEAST = 3
/** Share of the columns of a band that must have figures in every one of those rows. */
const FIGURE_COLUMNS = 0.4
/** Rows of words are looked for only where one undivided row is so much of the table. */
const BODY_SHARE = 0.6
/** They fill their columns to this share; the lines of one row of text fill fewer. */
const WORDS_FILLED = 0.75
/** Up to this share of them may seem to run on in the next one: an entry as wide as its column. */
const RUNNING_SHARE = 0.1

/** Words above a part of the rows begin so far (in ems) inside of the first column. */
const ACROSS_INDENT_EMS = 3
/** The space between two words is narrower than this, in ems. */
const SPACE_EMS = 0.6

/** What stands left of a gap is codes when this share of it is. */
const CODES_SHARE = 0.8

/**
 * Cuts cells where their text stands in columns or rows of its own; the grid comes back as it is where none does.
 * From row `openFrom` on the rows are mere bands between rules, to be cut wherever the text has rows.
 */
export function refineGrid(grid: Grid, ink: readonly Ink[], em: number, openFrom = Number.POSITIVE_INFINITY): Grid {
  const linesOf = linesByField(grid, ink)
  const wide = splitColumns(grid, linesOf, em)
  return splitRows(wide, wide === grid ? linesOf : linesByField(wide, ink), openFrom)
}

function linesByField(grid: Grid, ink: readonly Ink[]): TextLine[][] {
  const places = placeInk(ink, grid)
  const inkOf: Ink[][] = grid.fields.map(() => [])
  ink.forEach((glyph, i) => {
    inkOf[places[i] ?? -1]?.push(glyph)
  })
  return inkOf.map((own) => cutChunks(own))
}

/** Cells of one extent that stand above each other. */
function stackFields(grid: Grid): Map<string, number[]> {
  const stacks = new Map<string, number[]>()
  grid.fields.forEach((field, i) => {
    const key = `${field.column} ${field.columnSpan}`
    const stack = stacks.get(key)
    if (stack) stack.push(i)
    else stacks.set(key, [i])
  })
  return stacks
}

function splitColumns(grid: Grid, linesOf: readonly TextLine[][], em: number): Grid {
  const cuts = new Map<number, number[]>()
  for (const stack of stackFields(grid).values()) {
    const lines = stack.flatMap((i) => linesOf[i] ?? []).sort((a, b) => a.level - b.level)
    const several = lines.filter((line) => line.chunks.length > 1).length
    if (several < 2 || several < SEVERAL_SHARE * lines.length) continue
    const field = grid.fields[stack[0] ?? 0]
    if (!field) continue
    const borders = findCuts(grid, field, lines, em)
    if (borders.length === 0) continue
    for (const i of stack) cuts.set(i, borders)
  }
  return cuts.size === 0 ? grid : cutColumns(grid, cuts, linesOf, em)
}

/** Borders that other rows draw, where the text keeps clear of them; else corridors in the text. */
function findCuts(grid: Grid, field: Field, lines: readonly TextLine[], em: number): number[] {
  const drawn = grid.xs.slice(field.column + 1, field.column + field.columnSpan)
  const clear = drawn.filter((x) => {
    const crossed = lines.filter((line) => cutAtBorders(line, [x], em).chunks.some((chunk) => crosses(chunk, x))).length
    return crossed <= 0.12 * lines.length
  })
  if (clear.length > 0 && clear.length >= 0.6 * drawn.length) return clear
  const columns = inferColumns(lines, em)
  return columns.slice(1).flatMap((column, i) => {
    const before = columns[i]
    return before === undefined || holdsCodes(lines, before) ? [] : [(before.to + column.from) / 2]
  })
}

function holdsCodes(lines: readonly TextLine[], { from, to }: { from: number; to: number }): boolean {
  const first = lines.flatMap((line) =>
    line.chunks.slice(0, -1).filter((chunk) => chunk.box[0] >= from - 1 && chunk.box[2] <= to + 1),
  )
  return first.length > 0 && first.filter((chunk) => isBareCode(chunk.text)).length >= CODES_SHARE * first.length
}

const crosses = (chunk: Chunk, x: number): boolean => chunk.box[0] < x - 1 && chunk.box[2] > x + 1

function cutColumns(grid: Grid, cuts: ReadonlyMap<number, number[]>, linesOf: readonly TextLine[][], em: number): Grid {
  const xs = [...grid.xs]
  for (const borders of cuts.values()) {
    for (const x of borders) if (!xs.some((other) => Math.abs(other - x) < 0.5 * em)) xs.push(x)
  }
  xs.sort((a, b) => a - b)
  const columns = xs.length - 1
  const rows = grid.ys.length - 1
  const owner = ownerOf(grid, xs, grid.ys)
  const nearest = (x: number) =>
    xs.reduce((best, other, i) => (Math.abs(other - x) < Math.abs((xs[best] ?? 0) - x) ? i : best), 0)
  const cutAt = new Set<string>()
  for (const [i, borders] of cuts) {
    const lines = (linesOf[i] ?? []).map((line) => cutAtBorders(line, borders, em))
    if (!lines.some((line) => line.chunks.length > 1) && (linesOf[i] ?? []).length > 0) continue
    for (const x of borders) {
      if (!lines.some((line) => line.chunks.some((chunk) => crosses(chunk, x)))) cutAt.add(`${i} ${nearest(x)}`)
    }
  }
  const fields = joinFields(
    rows,
    columns,
    (row, column) => {
      const [own, left] = [owner(row, column), owner(row, column - 1)]
      return own !== left || cutAt.has(`${own} ${column}`)
    },
    (row, column) => owner(row, column) !== owner(row - 1, column),
  )
  return { xs, ys: grid.ys, fields }
}

/** For a finer grid: which field of the old one covers an elementary field. */
function ownerOf(grid: Grid, xs: readonly number[], ys: readonly number[]): (row: number, column: number) => number {
  const columns = xs.length - 1
  const owners = new Int32Array((ys.length - 1) * columns).fill(-1)
  grid.fields.forEach((field, i) => {
    const [c0, c1] = [xs.indexOf(grid.xs[field.column] ?? 0), xs.indexOf(grid.xs[field.column + field.columnSpan] ?? 0)]
    const [r0, r1] = [ys.indexOf(grid.ys[field.row] ?? 0), ys.indexOf(grid.ys[field.row + field.rowSpan] ?? 0)]
    for (let row = r0; row < r1; row++) owners.fill(i, row * columns + c0, row * columns + c1)
  })
  return (row, column) => owners[row * columns + column] ?? -1
}

function splitRows(grid: Grid, linesOf: readonly TextLine[][], openFrom: number): Grid {
  const columns = grid.xs.length - 1
  const intervals = grid.xs.slice(1).map((to, i) => ({ from: (grid.xs[i] ?? 0) + 0.01, to }))
  const added: number[] = []
  const spanning: number[] = []
  for (let row = 0; row + 1 < grid.ys.length; row++) {
    const own = grid.fields.flatMap((field, i) => (field.row === row && field.rowSpan === 1 ? [i] : []))
    const levels = mergeLevels(own.flatMap((i) => linesOf[i] ?? []))
    const isOpen = row >= openFrom
    if (levels.length < (isOpen ? 2 : ROWS_LEAST)) continue
    const place: ColumnsOf = (chunk) => columnsOf(chunk, intervals)
    const rows = inferRows(levels, place, false)
    const height = (grid.ys[row + 1] ?? 0) - (grid.ys[row] ?? 0)
    const isBody = row > 0 && height >= BODY_SHARE * ((grid.ys.at(-1) ?? 0) - (grid.ys[0] ?? 0))
    if (!isOpen && !areFigureRows(rows, place, columns) && !(isBody && areWordRows(rows, levels, place, columns)))
      continue
    if (isOpen) spanning.push(...rows.flatMap((lines) => (isAcross(lines, grid.xs) ? [lines[0]?.level ?? 0] : [])))
    for (let i = 1; i < rows.length; i++) {
      const above = Math.max(...(rows[i - 1] ?? []).map((line) => line.level + line.size / 2))
      const below = Math.min(...(rows[i] ?? []).map((line) => line.level - line.size / 2))
      added.push((above + below) / 2)
    }
  }
  return added.length === 0 ? grid : cutRows(grid, added, spanning)
}

const hasFigure = (line: TextLine): boolean => line.chunks.some((chunk) => chunk.figure)
const haveFigure = (lines: readonly TextLine[]): boolean => lines.some(hasFigure)

/** Have most rows figures, and in the same columns? */
function areFigureRows(rows: readonly TextLine[][], place: ColumnsOf, columns: number): boolean {
  const anchored = rows.filter(haveFigure)
  if (anchored.length < ROWS_LEAST || anchored.length < 0.6 * rows.length) return false
  const counts = new Map<number, number>()
  for (const lines of anchored) {
    const seen = new Set(
      lines.flatMap((line) => line.chunks.flatMap((chunk) => (chunk.figure ? [place(chunk)[0]] : []))),
    )
    for (const column of seen) counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  const full = [...counts.values()].filter((count) => count >= 0.7 * anchored.length).length
  return full >= Math.max(1, FIGURE_COLUMNS * (columns - 1))
}

/** Do the rows fill nearly all columns, and does no text run on from one into the next? */
function areWordRows(
  rows: readonly TextLine[][],
  levels: readonly TextLine[],
  place: ColumnsOf,
  columns: number,
): boolean {
  if (rows.length < ROWS_LEAST) return false
  const filled = rows.map(
    (lines) => new Map(lines.flatMap((line) => line.chunks.map((chunk) => [place(chunk)[0], chunk]))),
  )
  if (filled.reduce((sum, row) => sum + row.size, 0) < WORDS_FILLED * rows.length * columns) return false
  const wraps = new Wraps(levels, place)
  const running = rows.slice(1).filter((lines, i) =>
    lines.some((line) =>
      line.chunks.some((chunk) => {
        const above = filled[i]?.get(place(chunk)[0])
        return above !== undefined && wraps.joins(above, chunk, place(chunk)[0])
      }),
    ),
  )
  return running.length <= RUNNING_SHARE * rows.length
}

/** Lines of different cells that stand on one level, as one line. */
function mergeLevels(lines: readonly TextLine[]): TextLine[] {
  const merged: TextLine[] = []
  for (const line of [...lines].sort((a, b) => a.level - b.level)) {
    const last = merged.at(-1)
    if (last && line.level - last.level < 0.45 * Math.max(line.size, last.size)) {
      last.chunks.push(...line.chunks)
      last.chunks.sort((a, b) => a.box[0] - b.box[0])
    } else merged.push({ ...line, chunks: [...line.chunks] })
  }
  return merged
}

/** Is the row one text in the middle or over a border, begun well inside of the first column: words above a part of the rows? */
function isAcross(lines: readonly TextLine[], xs: readonly number[]): boolean {
  const chunks = lines.flatMap((line) => line.chunks)
  const box = unite(chunks.map((chunk) => chunk.box))
  const [x0, x1] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const size = chunks[0]?.line.size ?? 0
  if (!box || lines.length > 1 || box[0] < x0 + ACROSS_INDENT_EMS * size) return false
  // cells cut the text where the borders are: a space is left there at most
  const isOne = chunks.every(
    (chunk, i) => !chunk.figure && chunk.box[0] - (chunks[i - 1]?.box[2] ?? box[0]) < SPACE_EMS * size,
  )
  return isOne && (chunks.length > 1 || Math.abs(middleX(box) - (x0 + x1) / 2) < size)
}

/** Cuts rows at the levels `added`; the rows that hold the levels `spanning` become one cell. */
function cutRows(grid: Grid, added: readonly number[], spanning: readonly number[]): Grid {
  const ys = [...grid.ys, ...added].sort((a, b) => a - b)
  const owner = ownerOf(grid, grid.xs, ys)
  const isAdded = new Set(added)
  const whole = new Set(spanning.map((level) => lastAtMost(ys, level)))
  const fields = joinFields(
    ys.length - 1,
    grid.xs.length - 1,
    (row, column) => !whole.has(row) && owner(row, column) !== owner(row, column - 1),
    (row, column) => {
      const [own, above] = [owner(row, column), owner(row - 1, column)]
      if (own !== above) return true
      const field = grid.fields[own]
      return field !== undefined && field.rowSpan === 1 && isAdded.has(ys[row] ?? 0)
    },
  )
  return { xs: grid.xs, ys, fields }
}
