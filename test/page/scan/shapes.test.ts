import { describe, expect, it } from 'vitest'
import { findComponents } from '../../../src/page/scan/components.ts'
import { findLoneMarks } from '../../../src/page/scan/lone-marks.ts'
import { findPluses } from '../../../src/page/scan/plus-shapes.ts'
import { hasStackedMarks } from '../../../src/page/scan/stacked-marks.ts'

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

/** The tallest piece of a line of 20 pixels to the em. */
const TALL = Array.from({ length: 18 }, (_, y) => (y === 0 || y === 17 ? '#'.repeat(14) : `#${' '.repeat(12)}#`))

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
  ])('%s', (_, rows, count) => expect(findPluses(drawn(beside(TALL, rows)))).toHaveLength(count))

  it('a cross as high as its line is none, however small the print', () => {
    expect(findPluses(drawn(beside(cross(10), BOX)))).toEqual([])
  })

  it('tells where they stand', () => expect(findPluses(drawn(beside(TALL, cross(10))))).toEqual([24]))
})

describe('semicolons and commas', () => {
  const comma = ['####', '####', ' ###', '  ##', ' ## ']
  const semicolon = ['####', '####', '', '', '', ...comma]
  it.each([
    ['a comma', beside(BOX, comma), false],
    ['a semicolon', beside(BOX, semicolon), true],
    ['marks over a character', ['####', '####', '', ...BOX], false],
  ])('%s', (_, rows, expected) => expect(hasStackedMarks(drawn(rows))).toBe(expected))
})

describe('marks of the ink', () => {
  const blank = (count: number) => Array.from({ length: count }, () => '')
  const dot = ['####', '####', '####', '####']
  const comma = [' ##', ' ##', ' ##', '##']
  it.each([
    ['a comma', [...blank(12), ...comma], ['，']],
    ['a comma beside a character', beside(TALL, [...blank(12), ...comma]), ['，']],
    ['a colon', [...dot, ...blank(4), ...dot], ['：']],
    ['a semicolon', [...dot, ...blank(4), ...dot, '  ##', ' ##', '##'], ['；']],
    ['two bars', ['#######', '#######', ...blank(6), '#########', '#########'], ['二']],
    ['three pieces one over the other', [...dot, '', ...dot, '', ...dot], []],
    ['a speck', ['#'], []],
    ['a character', TALL, []],
  ])('%s', (_, rows, texts) => expect(findLoneMarks(drawn(rows)).map(({ text }) => text)).toEqual(texts))
})
