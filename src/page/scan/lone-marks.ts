/** Marks between Chinese characters are small pieces of ink with white on both sides, whatever was read there. */
import { kindOf } from './align.ts'
import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import type { ReadCharacter } from './readers/reader.ts'

/**
 * The longer side in em of 817 commas (， and 、) in nine fonts drawn at 200 and 300 dpi: 0.124 to 0.349, so with room to be worn
 * or smeared. Smaller pieces may be dirt.
 */
const SMALLEST_MARK = 0.12
const LARGEST_MARK = 0.45
/** So far from its middle (em) a Chinese character has nothing: 1,929 dots of them in the same pages are up to 0.457 away. */
const APART = 0.55

/** The lower part of 146 semicolons is twice as high as the upper one (median; 1 to 3), of 434 colons as high (0.7 to 2). */
const TAILED = 1.5
/** 51 pairs of bars (二) are 6.3 times as wide as high (median; 1.5 to 10), 580 pairs of dots at most twice. */
const FLAT = 2

/** A mark of the ink: its middle in pixels, and what it is where no reader saw it; most small ones are commas. */
export interface LoneMark {
  x: number
  text: '，' | '：' | '；' | '二'
}

/** The small pieces of ink with nothing over or under them, and pairs of them, left to right. */
export function findLoneMarks({ components, em }: Pick<TextLine, 'components' | 'em'>): LoneMark[] {
  const isSmall = (piece: Component) => {
    const size = Math.max(piece.x1 - piece.x0, heightOf(piece))
    return size >= em * SMALLEST_MARK && size <= em * LARGEST_MARK
  }
  return components
    .flatMap((piece): LoneMark[] => {
      const column = components
        .filter((other) => other.x0 < piece.x1 && other.x1 > piece.x0)
        .sort((a, b) => a.y0 - b.y0)
      const [upper, lower] = column
      if (column.length > 2 || upper !== piece || !column.every(isSmall)) return []
      const [left, right] = [Math.min(...column.map(({ x0 }) => x0)), Math.max(...column.map(({ x1 }) => x1))]
      return [{ x: (left + right) / 2, text: nameMark(upper, lower) }]
    })
    .sort((a, b) => a.x - b.x)
}

function nameMark(upper: Component, lower: Component | undefined): LoneMark['text'] {
  if (lower === undefined) return '，'
  if ([upper, lower].every((piece) => piece.x1 - piece.x0 > FLAT * heightOf(piece))) return '二'
  return heightOf(lower) > TAILED * heightOf(upper) ? '；' : '：'
}

const heightOf = ({ y0, y1 }: Component): number => y1 - y0

/**
 * Marks of the ink that stand between two Chinese characters, or before the first one, clear of both: before which character
 * each. In: characters with their places where the second reader gave one (NaN where not), and the line's marks.
 */
export function findUnread(
  characters: readonly ReadCharacter[],
  marks: readonly LoneMark[],
  em: number,
): (LoneMark & { before: number })[] {
  const middles = placeByWidth(characters, em)
  const isHan = (i: number) => kindOf(characters[i]?.text ?? '') === 'han'
  return marks.flatMap((mark) => {
    const { x } = mark
    const before = middles.findIndex((middle) => middle > x)
    const isBetween = before >= 0 && isHan(before) && (before === 0 || isHan(before - 1))
    if (!isBetween || (middles[before] ?? 0) - x < em * APART) return []
    return before === 0 || x - (middles[before - 1] ?? 0) >= em * APART ? [{ ...mark, before }] : []
  })
}

/** Characters without a place stand behind the one before them, as far as characters are wide. */
function placeByWidth(characters: readonly ReadCharacter[], em: number): number[] {
  const advance = (i: number) => (kindOf(characters[i]?.text ?? '') === 'han' ? em : em / 2)
  const middles = characters.map(({ x0, x1 }) => (x0 + x1) / 2)
  middles.forEach((middle, i) => {
    const last = middles[i - 1]
    if (Number.isNaN(middle) && last !== undefined) middles[i] = last + (advance(i - 1) + advance(i)) / 2
  })
  return middles
}
