import { describe, expect, it } from 'vitest'
import { findSpaces } from '../../../src/page/scan/spaces.ts'

const EM = 30
const widthOf = (character: string) => (/\p{Script=Han}/u.test(character) ? 28 : /\d/.test(character) ? 12 : 3)

/** `gaps`: white behind each character but the last, in pixels. */
function print(text: string, gaps: readonly number[]): string {
  let x = 0
  const characters = [...text].map((character, i) => {
    const x0 = x
    const x1 = x0 + widthOf(character)
    x = x1 + (gaps[i] ?? 0)
    return { text: character, x0, x1, confidence: 1 }
  })
  const spaces = findSpaces(characters, characters, EM)
  return characters.map((character, i) => character.text + (spaces.has(i) ? ' ' : '')).join('')
}

describe('white between characters', () => {
  it.each([
    ['93.1', [3, 3, 15], '93.1'],
    ['93.1', [3, 3, 20], '93. 1'],
    ['000', [3, 15], '00 0'],
    ['目標', [4], '目標'],
    ['目標', [18], '目 標'],
  ])('of %s by %j is %s', (text, gaps, expected) => expect(print(text, gaps)).toBe(expected))
})
