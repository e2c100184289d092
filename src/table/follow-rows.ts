/** Rows above or below a table that go on with its columns. */
import { middleX } from '../geometry/box.ts'
import { lastAtMost } from '../geometry/interval.ts'
import { isAligned } from './chunk-columns.ts'
import { type Chunk, hasFigure, isCaption, isProse, type TextLine } from './chunks.ts'
import { cutAtBorders } from './infer-columns.ts'

/** Lines of an unruled table are at most this many ems apart. */
export const LINE_STEP_EMS = 2.6
/** A label takes at most so many lines of its own. */
export const WRAPPED_LINES = 4
/**
 * Lines of one row are at most this many ems apart, where its texts stand above and below its figures. fpdf2 and ReportLab
 * set lines of a cell 1.25 ems apart, rows 1.75; browsers 1.24 and, rounded to whole pixels, 1.33 to 1.386; Typst 1.4 and 1.5, too
 * near to tell by this.
 */
const ROW_STEP_EMS = 1.39
/** Text may stick out of the sides by so many ems. */
const OUTSIDE_EMS = 0.5

/**
 * The first of `lines`, going away from `level` (upwards or downwards), that keep to the columns between the borders `xs`,
 * as far as one with several texts goes. `onlyFigures`: those have figures, or stand in a row with some.
 */
export function followRows(
  lines: readonly TextLine[],
  xs: readonly number[],
  level: number,
  em: number,
  onlyFigures = false,
): TextLine[] {
  const [x0, x1] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  const borders = xs.slice(1, -1)
  const rows: TextLine[] = []
  let before = level
  let whole = 0
  for (const [i, line] of lines.entries()) {
    const isNear = Math.abs(line.level - before) <= LINE_STEP_EMS * Math.min(line.size, em)
    const isInside = line.box[0] >= x0 - OUTSIDE_EMS * em && line.box[2] <= x1 + OUTSIDE_EMS * em
    if (!isNear || !isInside || isCaption(line) || rows.length - whole > WRAPPED_LINES) break
    const { chunks } = cutAtBorders(line, borders, em)
    if (isProse(line, [x0, 0, x1, 0]) || !fits(chunks, borders)) break
    if (
      onlyFigures &&
      chunks.length > 1 &&
      !rowAround(lines, i, em).some((row) => hasFigure(cutAtBorders(row, borders, em)))
    )
      break
    rows.push(line)
    if (chunks.length > 1 || (onlyFigures && isWrap(chunks, rows.slice(-WRAPPED_LINES - 1), borders, em)))
      whole = rows.length
    before = line.level
  }
  return rows.slice(0, whole)
}

/** Goes the last of these lines, one text, on with a cell of its row above it? A note below the table keeps to no column. */
function isWrap(chunks: readonly Chunk[], lines: readonly TextLine[], borders: readonly number[], em: number): boolean {
  const [chunk] = chunks
  const columnOf = ({ box }: Chunk) => lastAtMost(borders, middleX(box))
  if (!chunk || borders.some((x) => chunk.box[0] < x && x < chunk.box[2])) return false
  const above = rowAround(lines, lines.length - 1, em).slice(0, -1)
  return above
    .flatMap((line) => cutAtBorders(line, borders, em).chunks)
    .some((other) => columnOf(other) === columnOf(chunk) && isAligned(other, chunk, em))
}

/** Do the lines follow each other as closely as those of one row? */
export const standClose = (lines: readonly TextLine[], em: number): boolean =>
  lines.every((_, i) => !isApart(lines, i, em))

const isApart = (lines: readonly TextLine[], i: number, em: number): boolean =>
  i > 0 && Math.abs((lines[i]?.level ?? 0) - (lines[i - 1]?.level ?? 0)) > ROW_STEP_EMS * em

/** The line and those that follow each other closely on both sides of it. */
function rowAround(lines: readonly TextLine[], at: number, em: number): TextLine[] {
  let first = at
  while (first > 0 && !isApart(lines, first, em)) first--
  let end = at + 1
  while (end < lines.length && !isApart(lines, end, em)) end++
  return lines.slice(first, end)
}

/** Does every text stand in a column of its own? A label may run into the free space of the next one. */
function fits(chunks: readonly Chunk[], borders: readonly number[]): boolean {
  if (chunks.length === 1) return true
  const columns = chunks.map((chunk, i) => lastAtMost(borders, i === 0 ? chunk.box[0] : middleX(chunk.box)))
  const isOver = (chunk: Chunk) => borders.filter((x) => chunk.box[0] < x - 1 && chunk.box[2] > x + 1).length > 1
  return columns.every((column, i) => i === 0 || column > (columns[i - 1] ?? -1)) && !chunks.some(isOver)
}
