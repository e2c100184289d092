/** Tables that the end of a page cuts off: where no level rule closes a cell, lines of it may hang below the upright rules. */
import { heightOf } from '../geometry/box.ts'
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { Ruling } from '../model/page.ts'
import { boxOfLines, type LineWork } from './grid.ts'
import type { Ink } from './ink.ts'

/** A rule this near to the end of the upright ones (points) closes the cells of which it covers so large a share. */
const CLOSED_POINTS = 3
const CLOSED_SHARE = 0.5
/** Lines of one cell follow each other at most so far (em); browsers set 1.28 to 1.5. */
const PITCH_EMS = 1.7
/** A line of a cell begins, ends or stands in the middle where the one above it does, to this many ems; reasoned, as are the next. */
const ALIGNED_EMS = 0.35
/** Sizes of one cell's print differ by this share at most. */
const SIZE_SHARE = 0.1
const FEWEST_COLUMNS = 2

/** The line work with its upright rules drawn down to the last lines of the cells they part; the same where nothing hangs. */
export function coverHangingLines(work: LineWork, ink: readonly Ink[], em: number): LineWork {
  const bottom = work.box[3]
  const closes = (line: Ruling) => Math.abs(line.at - bottom) <= CLOSED_POINTS
  const closed = uniteIntervals(work.horizontal.filter(closes))
  const isOpen = (from: number, to: number) => coveredLength(closed, from, to) < CLOSED_SHARE * (to - from)
  const ends = (line: Ruling) => bottom - line.to <= CLOSED_POINTS
  const borders = work.vertical.filter(ends).map(({ at }) => at)
  borders.sort((a, b) => a - b)
  const line = firstLineBelow(ink, bottom, em)
  if (borders.length <= FEWEST_COLUMNS || line.length === 0) return work
  const isInside = line.every(
    ({ box }) => columnOf(borders, box[0]) >= 0 && columnOf(borders, box[0]) === columnOf(borders, box[2]),
  )
  const pieces = borders.map((_, column) => line.filter(({ x }) => columnOf(borders, x) === column))
  const goOn = (piece: Ink[], column: number) =>
    piece.length === 0 ||
    (isOpen(borders[column] ?? 0, borders[column + 1] ?? 0) && goesOn(piece, ink, borders, column, bottom))
  if (!isInside || !pieces.every(goOn)) return work
  const foot = Math.max(...line.map(({ box }) => box[3]))
  const vertical = work.vertical.map((rule) => (ends(rule) ? { ...rule, to: foot } : rule))
  const horizontal = work.horizontal.map((rule) => (closes(rule) ? { ...rule, at: foot } : rule))
  const longer = { horizontal, vertical, box: boxOfLines(horizontal, vertical) }
  return coverHangingLines(longer, ink, em)
}

/** The column between two borders that x lies in; -1 outside of all. */
const columnOf = (borders: readonly number[], x: number): number => {
  const column = borders.findLastIndex((border) => border <= x)
  return column < borders.length - 1 ? column : -1
}

/** The uppermost line of the page's text below `bottom`, where it is near. */
function firstLineBelow(ink: readonly Ink[], bottom: number, em: number): Ink[] {
  const near = ink.filter(({ y, turn }) => turn === 0 && y > bottom && y - bottom <= PITCH_EMS * em)
  const top = Math.min(...near.map(({ y }) => y))
  return near.filter(({ y }) => y - top <= em / 2)
}

/** Does the piece follow the last line of the cell above it, as the lines of one cell do? */
function goesOn(
  piece: readonly Ink[],
  ink: readonly Ink[],
  borders: readonly number[],
  column: number,
  bottom: number,
): boolean {
  const size = Math.max(...piece.map((glyph) => glyph.size))
  const level = Math.max(...piece.map(({ y }) => y))
  const above = ink.filter(
    (glyph) =>
      glyph.turn === 0 &&
      columnOf(borders, glyph.x) === column &&
      glyph.y <= bottom &&
      level - glyph.y <= PITCH_EMS * size &&
      Math.abs(glyph.size - size) <= SIZE_SHARE * size,
  )
  const lowest = Math.max(...above.map(({ y }) => y))
  const last = above.filter((glyph) => lowest - glyph.y <= heightOf(glyph.box) / 2)
  if (last.length === 0) return false
  const endsOf = (glyphs: readonly Ink[]) =>
    [Math.min(...glyphs.map(({ from }) => from)), Math.max(...glyphs.map(({ to }) => to))] as const
  const [[from, to], [start, end]] = [endsOf(piece), endsOf(last)]
  const offsets = [from - start, to - end, (from + to - start - end) / 2]
  return offsets.some((offset) => Math.abs(offset) <= ALIGNED_EMS * size)
}
