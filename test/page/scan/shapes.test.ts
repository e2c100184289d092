import { describe, expect, it } from 'vitest'
import { findComponents } from '../../../src/page/scan/components.ts'
import { countPluses, settlePluses } from '../../../src/page/scan/plus-shapes.ts'
import type { LineReading } from '../../../src/page/scan/readers/reader.ts'
import { hasStackedMarks, settleSemicolons } from '../../../src/page/scan/semicolon-shapes.ts'

/** A line of print drawn with `#`, 20 pixels to the em. */
function drawn(rows: string[]) {
  const width = Math.max(...rows.map((row) => row.length)) + 2
  const data = new Uint8Array(width * (rows.length + 2))
  rows.forEach((row, y) => {
    ;[...row].forEach((mark, x) => {
      if (mark === '#') data[(y + 1) * width + x + 1] = 1
    })
  })
  return { components: findComponents({ width, height: rows.length + 2, data }), em: 20 }
}

const reading = (text: string): LineReading => ({
  text,
  confidence: 0.9,
  characters: [...text].map((character, at) => ({ text: character, confidence: 0.9, x0: at * 20, x1: at * 20 + 20 })),
})
const textOf = ({ characters }: LineReading) => characters.map(({ text }) => text).join('')

/** A cross of so many pixels both ways, `bar` thick. */
function cross(size: number, bar = 2): string[] {
  const from = Math.floor((size - bar) / 2)
  return Array.from({ length: size }, (_, y) =>
    y >= from && y < from + bar ? '#'.repeat(size) : `${' '.repeat(from)}${'#'.repeat(bar)}`,
  )
}
const beside = (one: string[], other: string[]) => {
  const width = Math.max(...one.map((row) => row.length)) + 4
  const height = Math.max(one.length, other.length)
  return Array.from({ length: height }, (_, y) => (one[y] ?? '').padEnd(width) + (other[y] ?? ''))
}
const BOX = ['##########', '#        #', '#        #', '#        #', '##########']

describe('plus signs and the character 十', () => {
  it.each([
    ['a small cross', cross(10), 1],
    ['a cross of a whole em', cross(17), 0],
    ['two small crosses', beside(cross(11), cross(11)), 2],
    ['a worn bar', cross(10).map((row, y) => (y === 5 ? '#### #####' : row)), 1],
    ['a small cross over other ink (艹)', [...cross(8), '', '########', '########'], 0],
    ['a small box', BOX, 0],
    ['a corner', ['##        ', '##        ', '##        ', '##        ', '##########', '##########'], 0],
    ['a speck', cross(3, 1), 0],
  ])('%s', (_, rows, count) => expect(countPluses(drawn(rows))).toBe(count))

  it.each([
    ['(實際支付數十節', 1, '(實際支付數+節'],
    ['(實際支付數+節', 1, '(實際支付數+節'],
    ['十年計畫', 0, '十年計畫'],
    ['十年+十', 1, '十年+十'],
  ])('%s on a line with %i small crosses', (text, pluses, expected) => {
    const settled = settlePluses(reading(text), pluses)
    expect([settled.text, textOf(settled)]).toEqual([expected, expected])
  })
})

describe('semicolons and commas', () => {
  const comma = ['####', '####', ' ###', '  ##', ' ## ']
  const semicolon = ['####', '####', '', '', '', ...comma]
  it.each([
    ['a comma', beside(BOX, comma), false],
    ['a semicolon', beside(BOX, semicolon), true],
    ['marks over a character', ['####', '####', '', ...BOX], false],
  ])('%s', (_, rows, expected) => expect(hasStackedMarks(drawn(rows))).toBe(expected))

  it.each([
    ['持服務；促', false, '持服務，促'],
    ['持服務;促', false, '持服務,促'],
    ['持服務；促', true, '持服務；促'],
  ])('%s with marks one over the other: %s', (text, stacked, expected) => {
    const settled = settleSemicolons(reading(text), stacked)
    expect([settled.text, textOf(settled)]).toEqual([expected, expected])
  })
})
