/** Marks between Chinese characters are small pieces of ink with white on both sides, whatever was read there. */
import { kindOf } from './align.ts'
import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import type { ReadCharacter } from './readers/reader.ts'

/** Commas are 0.15 to 0.4 em wide and high, full stops up to 0.4; smaller pieces may be dirt. */
const SMALLEST_MARK = 0.12
const LARGEST_MARK = 0.45
/** So far from the middle of a Chinese character (em) nothing of it is left: its own dots are up to 0.45 away. */
const APART = 0.55

/** The middles, in pixels of the page, of the small pieces of ink with nothing over or under them. */
export function findLoneMarks({ components, em }: Pick<TextLine, 'components' | 'em'>): number[] {
  const isAlone = (piece: Component) =>
    components.every((other) => other === piece || other.x1 <= piece.x0 || other.x0 >= piece.x1)
  return components
    .filter((piece) => {
      const size = Math.max(piece.x1 - piece.x0, piece.y1 - piece.y0)
      return size >= em * SMALLEST_MARK && size <= em * LARGEST_MARK && isAlone(piece)
    })
    .map(({ x0, x1 }) => (x0 + x1) / 2)
    .sort((a, b) => a - b)
}

/**
 * Marks of the ink that stand between two Chinese characters, or before the first one, clear of both: before which character
 * each. In: characters with their places where the second reader gave one (NaN where not), and the line's marks.
 */
export function findUnread(
  characters: readonly ReadCharacter[],
  marks: readonly number[],
  em: number,
): { before: number; x: number }[] {
  const middles = placeByWidth(characters, em)
  const isHan = (i: number) => kindOf(characters[i]?.text ?? '') === 'han'
  return marks.flatMap((x) => {
    const before = middles.findIndex((middle) => middle > x)
    const isBetween = before >= 0 && isHan(before) && (before === 0 || isHan(before - 1))
    if (!isBetween || (middles[before] ?? 0) - x < em * APART) return []
    return before === 0 || x - (middles[before - 1] ?? 0) >= em * APART ? [{ before, x }] : []
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
