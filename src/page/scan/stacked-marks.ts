/** A semicolon is two marks, one over the other; of a comma with a thick tail one reader makes one at times. */
import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'

/** The parts of a semicolon are smaller than this (em), both ways: up to 0.45 in four fonts at 20 to 42 pixels. */
const LARGEST_PART = 0.5

/** Does the line show two small pieces of ink one over the other, with nothing else above or below? */
export function hasStackedMarks({ components, em }: Pick<TextLine, 'components' | 'em'>): boolean {
  const isSmall = ({ x0, x1, y0, y1 }: Component) => Math.max(x1 - x0, y1 - y0) < em * LARGEST_PART
  return components.some((piece) => {
    const column = components.filter((other) => other.x0 < piece.x1 && other.x1 > piece.x0)
    return column.length >= 2 && column.every(isSmall)
  })
}
