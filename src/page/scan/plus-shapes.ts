/** `+` and `十` have one shape, of which readers make `十` between Chinese characters; the size tells. */
import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import { type LineReading, replaceCharacters } from './readers/reader.ts'

/**
 * Widths and heights in em: 59 plus signs in seven fonts of the practice set have 0.38 to 0.68, 十 is from 0.84 high. Of the
 * small crosses in twelve scanned pages all four were plus signs.
 */
const SMALLEST_PLUS = 0.3
const LARGEST_PLUS = 0.75
/** Bars cross in the middle, give or take this share of their length. */
const OFF_MIDDLE = 0.2
/** A bar is at most so thick (share of the other's length); a row of the level one is longer. */
const BAR = 0.35

const PLUS = '+'
const CROSS_LIKE = /[+＋十]/gu

/** How many plus signs the line shows: crosses of their size with nothing over or under them. */
export function countPluses({ components, em }: Pick<TextLine, 'components' | 'em'>): number {
  const isAlone = (piece: Component) =>
    components.every((other) => other === piece || other.x1 <= piece.x0 || other.x0 >= piece.x1)
  return components.filter((piece) => {
    const [width, height] = [piece.x1 - piece.x0, piece.y1 - piece.y0]
    const isSize = Math.min(width, height) >= em * SMALLEST_PLUS && Math.max(width, height) <= em * LARGEST_PLUS
    return isSize && isCross(piece) && isAlone(piece)
  }).length
}

/** One level bar about the middle, one upright bar above and below it, and nothing else. */
function isCross({ x0, x1, y0, y1, runs }: Component): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  let level = 0
  let above = 0
  let below = 0
  for (let k = 0; k < runs.length; k += 3) {
    const [y = 0, from = 0, to = 0] = runs.slice(k, k + 3)
    const down = (y + 0.5 - (y0 + y1) / 2) / height
    if (Math.abs(down) <= OFF_MIDDLE && to - from > width * BAR) level += 1
    else if (Math.abs((from + to) / 2 - (x0 + x1) / 2) > width * OFF_MIDDLE || to - from > width * BAR) {
      // A worn bar breaks in two; anything else beside the upright one makes another character.
      if (Math.abs(down) > BAR / 2) return false
    } else if (down < 0) above += 1
    else below += 1
  }
  return level > 0 && level <= height * BAR && above > 0 && below > 0
}

/** The reading with `+` for every cross, if it has as many as there are plus signs; otherwise the reading itself. */
export function settlePluses(reading: LineReading, pluses: number): LineReading {
  const crosses = reading.text.match(CROSS_LIKE) ?? []
  const isSettled = crosses.length !== pluses || crosses.every((text) => text === PLUS)
  return isSettled ? reading : replaceCharacters(reading, (text) => text.replace(CROSS_LIKE, PLUS))
}
