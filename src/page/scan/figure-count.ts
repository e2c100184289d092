import type { TextLine } from './lines.ts'
import { LOWEST_DIGIT } from './mark-shapes.ts'

/**
 * How many figures the ink of a line of digits shows: its pieces from left to right, those one over the other as one. Of 350
 * numbers of three scans 27, whose digits touched or were broken, showed another one: it only settles what readers differ in.
 */
export function countFigures({ components, em }: Pick<TextLine, 'components' | 'em'>): number {
  let count = 0
  let right = Number.NEGATIVE_INFINITY
  const tall = components.filter(({ y0, y1 }) => y1 - y0 > em * LOWEST_DIGIT)
  for (const { x0, x1 } of tall.sort((a, b) => a.x0 - b.x0)) {
    if (x0 >= right) count++
    right = Math.max(right, x1)
  }
  return count
}
