/** Tables whose heading alone is drawn as a grid (a boxhead): the columns of the rows below it are those of the heading. */
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { Ruling } from '../model/page.ts'
import { cutChunks, type TextLine } from './chunks.ts'
import { followRows } from './follow-rows.ts'
import type { Grid } from './grid.ts'
import { DEEPEST } from './header.ts'
import type { Ink } from './ink.ts'

/** At most this share of a heading's texts are figures. */
const HEAD_FIGURES_SHARE = 0.25
/** A heading may number its columns. */
const COLUMN_NUMBER = /^[([]?(\d{1,2})[)\]]?$/u
/** A rule below the heading belongs to its table when it covers this share of its width. */
const ACROSS_SHARE = 0.9
/** The last rule lies within so many ems of the last line. */
const CLOSING_EMS = 1.6

/** The grid with the open rows below it, one field a column between two rules; null where it is no heading or has none. */
export function addOpenBody(head: Grid, ink: readonly Ink[], rulings: readonly Ruling[], em: number): Grid | null {
  const [x0, x1] = [head.xs[0] ?? 0, head.xs.at(-1) ?? 0]
  const [top, bottom] = [head.ys[0] ?? 0, head.ys.at(-1) ?? 0]
  if (head.ys.length - 1 > DEEPEST || head.xs.length < 3) return null
  const beside = ink.filter((glyph) => glyph.x > x0 - em && glyph.x < x1 + em && glyph.y > top)
  if (!isHeading(beside.filter((glyph) => glyph.y < bottom))) return null
  const next = rulings.reduce(
    (least, { orientation, at, from, to }) =>
      orientation === 'vertical' && to > bottom + em && at > x0 - em && at < x1 + em ? Math.min(least, from) : least,
    Number.POSITIVE_INFINITY,
  )
  const below = cutChunks(beside.filter((glyph) => glyph.y > bottom && glyph.y < next))
  const lines = followRows(below, head.xs, bottom, em)
  const last = lines.at(-1)
  if (!last) return null
  const rules = rulesBelow(rulings, bottom + em / 2, last.level + CLOSING_EMS * last.size, x0, x1)
  const inner = rules.filter((at) => at < last.level)
  const end = rules.find((at) => at > last.level) ?? last.level + last.size * 0.7
  return appendRows(head, [...inner, end])
}

function isHeading(ink: readonly Ink[]): boolean {
  const chunks = cutChunks(ink)
    .filter((line) => !areColumnNumbers(line))
    .flatMap((line) => line.chunks)
  return chunks.length > 1 && chunks.filter((chunk) => chunk.figure).length <= HEAD_FIGURES_SHARE * chunks.length
}

/** `(1) (2) (3)` */
function areColumnNumbers(line: TextLine): boolean {
  const numbers = line.chunks.map((chunk) => Number(chunk.text.match(COLUMN_NUMBER)?.[1]))
  return (
    numbers.length > 1 && numbers.every((number, i) => (i === 0 ? number > 0 : number === (numbers[i - 1] ?? 0) + 1))
  )
}

/** Levels of the rules across a table's whole width. */
function rulesBelow(rulings: readonly Ruling[], from: number, to: number, x0: number, x1: number): number[] {
  const level = rulings.filter((rule) => rule.orientation === 'horizontal' && rule.at > from && rule.at < to)
  const ats = [...new Set(level.map((rule) => rule.at))].sort((a, b) => a - b)
  return ats.filter((at) => {
    const pieces = uniteIntervals(level.filter((rule) => rule.at === at))
    return coveredLength(pieces, x0, x1) >= ACROSS_SHARE * (x1 - x0)
  })
}

function appendRows(head: Grid, ends: readonly number[]): Grid {
  const first = head.ys.length - 1
  const columns = head.xs.slice(1).map((_, column) => column)
  const added = ends.flatMap((_, i) => columns.map((column) => ({ row: first + i, column, rowSpan: 1, columnSpan: 1 })))
  return { xs: head.xs, ys: [...head.ys, ...ends], fields: [...head.fields, ...added] }
}
