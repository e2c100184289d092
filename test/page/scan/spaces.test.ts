import { describe, expect, it } from 'vitest'
import { findSpaces } from '../../../src/page/scan/spaces.ts'

const EM = 30

/** Characters with the extents of their ink in pixels. */
const spaceBehind = (...printed: [text: string, x0: number, x1: number][]) => {
  const characters = printed.map(([text, x0, x1]) => ({ text, x0, x1, confidence: 1 }))
  const spaces = findSpaces(characters, characters, EM)
  return printed.map(([text], i) => text + (spaces.has(i) ? ' ' : '')).join('')
}

describe('white between characters', () => {
  it.each<[string, [string, number, number][]]>([
    [
      '93.1',
      [
        ['9', 0, 12],
        ['3', 15, 27],
        ['.', 30, 33],
        ['1', 48, 54],
      ],
    ],
    [
      '93. 1',
      [
        ['9', 0, 12],
        ['3', 15, 27],
        ['.', 30, 33],
        ['1', 53, 59],
      ],
    ],
    [
      '00 0',
      [
        ['0', 0, 12],
        ['0', 15, 27],
        ['0', 42, 54],
      ],
    ],
    [
      '目標',
      [
        ['目', 0, 28],
        ['標', 32, 60],
      ],
    ],
    [
      '目 標',
      [
        ['目', 0, 28],
        ['標', 46, 74],
      ],
    ],
  ])('%s', (expected, printed) => expect(spaceBehind(...printed)).toBe(expected))
})
