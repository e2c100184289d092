/** Rows above or below a table that go on with its columns. */
import { middleX } from '../geometry/box.ts'
import { lastAtMost } from '../geometry/interval.ts'
import { type Chunk, isCaption, isProse, type TextLine } from './chunks.ts'
import { cutAtBorders } from './infer-columns.ts'

/** Lines of an unruled table are at most this many ems apart. */
export const LINE_STEP_EMS = 2.6
/** A label takes at most so many lines of its own. */
export const WRAPPED_LINES = 4
/** Text may stick out of the sides by so many ems. */
const OUTSIDE_EMS = 0.5

/**
 * The first of `lines`, going away from `level` (upwards or downwards), that keep to the columns between the borders `xs`,
 * as far as one with several texts goes. `onlyFigures`: those have figures.
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
  for (const line of lines) {
    const isNear = Math.abs(line.level - before) <= LINE_STEP_EMS * Math.min(line.size, em)
    const isInside = line.box[0] >= x0 - OUTSIDE_EMS * em && line.box[2] <= x1 + OUTSIDE_EMS * em
    if (!isNear || !isInside || isCaption(line) || rows.length - whole > WRAPPED_LINES) break
    const { chunks } = cutAtBorders(line, borders, em)
    if (isProse(line, [x0, 0, x1, 0]) || !fits(chunks, borders)) break
    if (onlyFigures && chunks.length > 1 && !chunks.some((chunk, i) => i > 0 && chunk.figure)) break
    rows.push(line)
    if (chunks.length > 1) whole = rows.length
    before = line.level
  }
  return rows.slice(0, whole)
}

/** Does every text stand in a column of its own? A label may run into the free space of the next one. */
function fits(chunks: readonly Chunk[], borders: readonly number[]): boolean {
  if (chunks.length === 1) return true
  const columns = chunks.map((chunk, i) => lastAtMost(borders, i === 0 ? chunk.box[0] : middleX(chunk.box)))
  const isOver = (chunk: Chunk) => borders.filter((x) => chunk.box[0] < x - 1 && chunk.box[2] > x + 1).length > 1
  return columns.every((column, i) => i === 0 || column > (columns[i - 1] ?? -1)) && !chunks.some(isOver)
}
