import { kindOf } from './align.ts'
import type { ReadCharacter } from './readers/reader.ts'

const advanceOf = (character: ReadCharacter): number => (kindOf(character.text) === 'han' ? 1 : 0.5)

/**
 * Middles of the characters of a line, left to right, between `x0` and `x1`. Places that no reader gave (NaN), or that
 * do not follow their neighbours, are filled in by the widths of the characters.
 */
export function findMiddles(characters: ReadCharacter[], x0: number, x1: number): number[] {
  const middles = characters.map((character) => (character.x0 + character.x1) / 2)
  let last = x0
  for (let i = 0; i < middles.length; i++) {
    const middle = middles[i] ?? Number.NaN
    if (middle > last && middle < x1) last = middle
    else middles[i] = Number.NaN
  }
  for (let i = 0; i < middles.length; i++) {
    if (!Number.isNaN(middles[i])) continue
    let end = i
    while (end < middles.length && Number.isNaN(middles[end])) end++
    // Half of each placed neighbour belongs to the stretch that is shared out.
    const from = middles[i - 1] ?? x0
    const to = middles[end] ?? x1
    const before = characters[i - 1]
    const after = characters[end]
    const missing = characters.slice(i, end)
    const start = before ? advanceOf(before) / 2 : 0
    const total =
      start + missing.reduce((sum, character) => sum + advanceOf(character), 0) + (after ? advanceOf(after) / 2 : 0)
    let reached = start
    missing.forEach((character, k) => {
      middles[i + k] = from + ((reached + advanceOf(character) / 2) / total) * (to - from)
      reached += advanceOf(character)
    })
    i = end
  }
  return middles
}
