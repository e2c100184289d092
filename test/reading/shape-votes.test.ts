import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Glyph, TextRun, UnmappedShape } from '../../src/model/page.ts'
import { ShapeVotes } from '../../src/reading/shape-votes.ts'

const SIZE = 10
const font = {}

/** A glyph in the n-th place of its page. */
const glyphAt = (place: number, width = SIZE): Glyph => ({
  text: '\ufffd',
  box: [place * 2 * SIZE, 0, place * 2 * SIZE + width, SIZE],
  size: SIZE,
})

const shape = (code: number, ...glyphs: Glyph[]): UnmappedShape => ({ font, code, embedded: true, glyphs })

/** What a recogniser read in the n-th place: a character, or several. */
function readIn(place: number, text: string, width = SIZE): TextRun {
  const [x, step] = [place * 2 * SIZE, width / text.length]
  const glyphs = [...text].map(
    (character, i): Glyph => ({ text: character, box: [x + i * step, 1, x + (i + 1) * step, SIZE - 1], size: SIZE }),
  )
  const box = [x, 1, x + width, SIZE - 1] as const
  return { text, box, glyphs, font: '', size: SIZE, angle: 0, source: 'ocr', confidence: 0.9, readings: [] }
}

function decide(read: string[], width = SIZE) {
  const votes = new ShapeVotes()
  const one = shape(1, ...read.map((_, place) => glyphAt(place, width)))
  votes.count(
    [one],
    read.map((text, place) => readIn(place, text, width)),
    new Set(),
  )
  return { ...votes.decide(one), wanting: votes.wanting(one) }
}

describe('what a shape was read as', () => {
  it.each([
    ['once: as sure as the line', ['卡'], { text: '卡', confidence: 0.9, wanting: 2 }],
    ['alike in all places: sure', ['卡', '卡', '卡'], { text: '卡', confidence: 0.985, wanting: 0 }],
    [
      'in one place otherwise than in four: what the four say',
      ['卡', '上', '卡', '卡', '卡'],
      { text: '卡', confidence: 0.95, wanting: 2 },
    ],
    [
      'in different ways: what most say, told, and looked up in more places',
      ['卡', '上', '卡'],
      { text: '卡', confidence: 0.7, wanting: 4 },
    ],
    [
      'where a reader saw two characters, that place says nothing',
      ['卡', '上卡', '卡'],
      { text: '卡', confidence: 0.9, wanting: 1 },
    ],
    ['where a reader could read nothing, that place says nothing', ['\ufffd'], { wanting: 3 }],
  ])('%s', (_, read, decision) => {
    expect(decide(read)).toEqual(decision)
  })

  it.each([
    [',', SIZE, '，'],
    [',', SIZE / 2, ','],
    ['，', SIZE / 2, ','],
    ['％', SIZE, '%'],
    ['7', SIZE, '７'],
    ['W', SIZE, 'W'],
    ['、', SIZE, '、'],
  ])('%s that advances %d points is %s', (read, width, text) => {
    expect(decide([read, read], width)).toMatchObject({ text })
  })

  it('that is narrow is no ideograph', () => {
    expect(decide(['一', '一'], SIZE / 3)).toEqual({ wanting: 3 })
    expect(decide(['-', '一', '-', '-'], SIZE / 3)).toEqual({ text: '-', confidence: 0.985, wanting: 0 })
  })

  it('is remembered for the next page and told apart by code', () => {
    const votes = new ShapeVotes()
    votes.count([shape(1, glyphAt(0)), shape(2, glyphAt(1))], [readIn(0, '甲'), readIn(1, '乙')], new Set())
    expect(votes.decide(shape(1, glyphAt(5)))?.text).toBe('甲')
    expect(votes.decide(shape(2, glyphAt(6)))?.text).toBe('乙')
    expect(votes.decide(shape(3, glyphAt(7)))).toBeNull()
    expect(votes.decide({ ...shape(1, glyphAt(8)), font: {} })).toBeNull()
  })

  it('is a space where it shows no ink, whatever was read around it', () => {
    const votes = new ShapeVotes()
    const [one, other] = [glyphAt(0), glyphAt(1)]
    votes.count([shape(1, one, other)], [readIn(0, '甲'), readIn(1, '乙')], new Set([one, other]))
    expect(votes.decide(shape(1, one))?.text).toBe('')
  })

  it('does not depend on the order of the places', () => {
    const readings = fc.array(fc.constantFrom('甲', '甲', '甲', '乙'), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(readings, (read) => {
        const counts = ['甲', '乙'].map((text) => read.filter((one) => one === text).length)
        fc.pre(counts[0] !== counts[1])
        expect(decide(read)).toEqual(decide(read.toReversed()))
      }),
    )
  })
})
