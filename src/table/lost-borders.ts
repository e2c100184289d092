/** Upright borders that single cells of a drawn grid lack: faint in a scan, or left out by the program that drew it. */
import type { Ink } from './ink.ts'

/** Borders from left to right and from the top down, in points, and what is drawn of them. */
export interface DrawnBorders {
  xs: readonly number[]
  ys: readonly number[]
  /** Is the border at the left of a column drawn in a row? */
  upright: readonly (readonly boolean[])[]
  /** Is the border above a row drawn in a column? */
  level: readonly (readonly boolean[])[]
}

/**
 * So many rows, and this share of all, draw a border that others lack by accident. Of 160 prints of four scorecards from which
 * one upright line was taken, the data of 86 changed without this step (21 silently), of 15 with 3 rows and 0.6, of 8 with
 * these; those of 250 whole prints and of the table competition stay what they were.
 */
const DRAWN_ROWS = 2
const DRAWN_SHARE = 0.5
/** A cell over more columns lacks more than one border, and is merged on purpose. In the same prints 3 and 5 mend no more. */
const MOST_COLUMNS = 2
/** The white beside a border, in ems: the cells that it parts are padded. 0.1 and 0.5 mend as much, with 0.8 20 prints change. */
const WHITE_EMS = 0.3

/**
 * The upright borders with those that a row lacks, where most rows draw them and the text keeps clear of them with a text
 * on either side. A row above must draw it: what stands over several columns at the top is a heading of all of them.
 */
export function restoreLostBorders(drawn: DrawnBorders, ink: readonly Ink[], em: number): boolean[][] {
  const rows = drawn.ys.length - 1
  return drawn.upright.map((border, column) => {
    const first = border.indexOf(true)
    const count = border.filter(Boolean).length
    if (column === 0 || column === drawn.xs.length - 1 || count === rows) return [...border]
    if (count < DRAWN_ROWS || count < DRAWN_SHARE * rows) return [...border]
    return border.map((is, row) => is || (row > first && partsTexts(drawn, column, row, ink, em)))
  })
}

/** Would the border of a column part two texts of a row? */
function partsTexts(drawn: DrawnBorders, column: number, row: number, ink: readonly Ink[], em: number): boolean {
  const { xs, ys, upright } = drawn
  const isDrawn = (at: number): boolean => upright[at]?.[row] ?? true
  let [from, to] = [column - 1, column + 1]
  while (from > 0 && !isDrawn(from)) from--
  while (to < xs.length - 1 && !isDrawn(to)) to++
  if (to - from > MOST_COLUMNS) return false
  const border = xs[column] ?? 0
  const [x0, x1, top, bottom] = [xs[from] ?? 0, xs[to] ?? 0, ys[row] ?? 0, ys[row + 1] ?? 0]
  let [left, right] = [x0, x1]
  for (const { x, y, box } of ink) {
    if (x < x0 || x > x1 || y < top || y > bottom) continue
    if (x < border) left = Math.max(left, box[2])
    else right = Math.min(right, box[0])
  }
  if (left > border || right < border || right - left < WHITE_EMS * em) return false
  return hasText(drawn, from, column, row, ink) && hasText(drawn, column, to, row, ink)
}

/** Has the cell over these columns a text, in this row or those that no border parts from it? */
function hasText(drawn: DrawnBorders, from: number, to: number, row: number, ink: readonly Ink[]): boolean {
  const { xs, ys, level } = drawn
  const isOpen = (border: number): boolean => {
    const above = level[border]?.slice(from, to) ?? []
    return border > 0 && border < ys.length - 1 && above.every((is) => !is)
  }
  let [first, last] = [row, row + 1]
  while (isOpen(first)) first--
  while (isOpen(last)) last++
  const [x0, x1, top, bottom] = [xs[from] ?? 0, xs[to] ?? 0, ys[first] ?? 0, ys[last] ?? 0]
  return ink.some(({ x, y }) => x > x0 && x < x1 && y > top && y < bottom)
}
