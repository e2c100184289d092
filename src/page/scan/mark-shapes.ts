import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'

/** What a mark at the foot of the digits looks like. */
export type MarkShape = '.' | ','

/**
 * Heights of marks between digits in em, six documents in four fonts at 200 to 300 dpi, grey, JPEG and black and white:
 * 1,173 points up to 0.15, 1,571 commas from 0.17 on. At 150 dpi they overlap.
 */
const TALLEST_POINT = 0.16
/** Digits are taller than this (em): they are 0.65 to 0.75. */
export const LOWEST_DIGIT = 0.4
/** Marks begin no higher above the foot of the digits (em): points are up to 0.15 high and end up to 0.04 above it. */
const MARK_RISE = 0.2

const heightOf = (piece: Component): number => piece.y1 - piece.y0

/**
 * The points and commas of a line of digits by the height of their ink, left to right. Pieces that overlap in x are one
 * mark: the tail of a comma breaks off. In: the line's ink in pixels and its em.
 */
export function findMarkShapes({ components, em }: Pick<TextLine, 'components' | 'em'>): MarkShape[] {
  const digits = components.filter((piece) => heightOf(piece) > em * LOWEST_DIGIT)
  const foot = digits.map((digit) => digit.y1).sort((a, b) => a - b)[digits.length >> 1]
  if (foot === undefined) return []
  const isOver = (piece: Component) => digits.some((digit) => digit.x0 < piece.x1 && digit.x1 > piece.x0)
  const pieces = components
    .filter((piece) => heightOf(piece) <= em * LOWEST_DIGIT && piece.y0 >= foot - em * MARK_RISE && !isOver(piece))
    .sort((a, b) => a.x0 - b.x0)
  const marks: { x1: number; y0: number; y1: number }[] = []
  for (const { x0, x1, y0, y1 } of pieces) {
    const before = marks.at(-1)
    if (before === undefined || x0 > before.x1) marks.push({ x1, y0, y1 })
    else
      Object.assign(before, { x1: Math.max(before.x1, x1), y0: Math.min(before.y0, y0), y1: Math.max(before.y1, y1) })
  }
  return marks.map(({ y0, y1 }) => (y1 - y0 <= em * TALLEST_POINT ? '.' : ','))
}
