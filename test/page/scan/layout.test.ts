import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { turnGrey } from '../../../src/page/scan/bitmap.ts'
import { estimateSkew, rotateGrey } from '../../../src/page/scan/deskew.ts'
import { runsAcross } from '../../../src/page/scan/orientation.ts'
import { preparePage } from '../../../src/page/scan/prepare.ts'
import { RULE_PIXEL, removeRules } from '../../../src/page/scan/remove-rules.ts'
import { findPixelRules } from '../../../src/page/scan/rulings.ts'
import { blankPage, drawBox, drawTable, drawText, inkOf } from './bitmap-page.ts'

const DPI = 200
const box = { x0: 100, y0: 100, x1: 1100, y1: 500 }

function tablePage() {
  const page = blankPage(1300, 700)
  drawTable(page, box, 4, 4)
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++) drawText(page, 120 + column * 250, 130 + row * 100, 6, 24)
  return page
}

const positions = (page: ReturnType<typeof blankPage>, orientation: 'horizontal' | 'vertical') =>
  findPixelRules(inkOf(page), DPI)
    .filter((rule) => rule.orientation === orientation)
    .map((rule) => rule.at)
    .sort((a, b) => a - b)

describe('skew', () => {
  it('is found within 0.05 degrees and taken out', async () => {
    for (const degrees of [-2.3, 0.45]) {
      const skewed = await rotateGrey(tablePage(), -degrees)
      const found = estimateSkew(inkOf(skewed))
      expect(Math.abs(found - degrees)).toBeLessThan(0.05)
      const level = await rotateGrey(skewed, found)
      expect(Math.abs(estimateSkew(inkOf(level)))).toBeLessThan(0.05)
    }
  })

  it('is 0 for a page without ink', () => expect(estimateSkew(inkOf(blankPage(300, 300)))).toBe(0))
})

describe('rules', () => {
  it('of a table are found where they are drawn', () => {
    expect(positions(tablePage(), 'vertical')).toEqual([101.5, 351.5, 601.5, 851.5, 1101.5])
    expect(positions(tablePage(), 'horizontal')).toEqual([101.5, 201.5, 301.5, 401.5, 501.5])
  })

  it('are one each though specks are missing from them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 11, max: 108 }), { maxLength: 40 }), (holes) => {
        const page = tablePage()
        for (const x of holes) drawBox(page, x * 10, 300, x * 10 + 2, 303, 255)
        expect(positions(page, 'horizontal')).toHaveLength(5)
      }),
      { numRuns: 5 },
    )
  })

  it('are not seen in lines of text', () => {
    const page = blankPage(1300, 300)
    for (let line = 0; line < 5; line++) drawText(page, 40, 20 + line * 40, 40, 28)
    expect(findPixelRules(inkOf(page), DPI)).toEqual([])
  })

  it('are no upright strokes of a line of text just above a table', () => {
    const page = tablePage()
    for (const x of [150, 300, 520, 700, 930]) drawBox(page, x, 70, x + 3, 96)
    expect(positions(page, 'vertical')).toEqual(positions(tablePage(), 'vertical'))
    expect(positions(page, 'horizontal')).toEqual(positions(tablePage(), 'horizontal'))
  })

  it('are taken out, and strokes of characters that cross them stay', () => {
    const page = blankPage(600, 200)
    drawBox(page, 20, 100, 580, 103)
    drawBox(page, 300, 80, 306, 125)
    const ink = inkOf(page)
    const mask = removeRules(ink, findPixelRules(ink, DPI))
    expect(mask.data[101 * 600 + 100]).toBe(RULE_PIXEL)
    expect(mask.data[101 * 600 + 302]).toBe(1)
    expect(mask.data[90 * 600 + 302]).toBe(1)
  })
})

describe('lines', () => {
  it('are cut at the rules, one for each cell', async () => {
    const { lines } = await preparePage(tablePage(), DPI)
    expect(lines).toHaveLength(16)
    for (const line of lines) expect(line.x1 - line.x0).toBeLessThan(200)
  })

  it('of one character are kept', async () => {
    const page = tablePage()
    drawText(page, 120, 170, 1, 24)
    const { lines } = await preparePage(page, DPI)
    expect(lines).toHaveLength(17)
  })

  it('of neighbouring columns without rules are not joined', async () => {
    const page = blankPage(1300, 700)
    for (const y of [80, 400, 620]) drawBox(page, 50, y, 1250, y + 3)
    for (let line = 0; line < 3; line++) drawText(page, 80, 150 + line * 40, 6, 24)
    for (let line = 0; line < 2; line++) drawText(page, 300, 168 + line * 40, 6, 24)
    drawText(page, 520, 190, 4, 24)
    const { lines } = await preparePage(page, DPI)
    expect(lines).toHaveLength(6)
  })

  it('keep the text that runs over the edge of its cell', async () => {
    const page = tablePage()
    drawBox(page, 110, 126, 345, 160, 255)
    drawBox(page, 360, 126, 450, 160, 255)
    drawText(page, 208, 130, 6, 24)
    drawBox(page, 350, 100, 353, 503)
    const { lines } = await preparePage(page, DPI)
    const over = lines.find((line) => line.x0 === 208)
    expect(over?.x1).toBeGreaterThan(355)
    expect(over?.region.x1).toBeLessThan(355)
  })
})

it('lines of print are told to run across or down the page', async () => {
  const page = tablePage()
  const upright = await preparePage(page, DPI)
  const turned = await preparePage(turnGrey(page, 90), DPI)
  expect(runsAcross(upright.components, upright.em)).toBe(true)
  expect(runsAcross(turned.components, turned.em)).toBe(false)
})

describe('the smallest pieces of ink', () => {
  /** A coarse page: points of a pixel between characters, and dirt. */
  const page = (dirt: number) => {
    const coarse = blankPage(900, 600)
    for (let row = 0; row < 5; row++) {
      for (let k = 0; k < 10; k++) {
        const [x, y] = [40 + k * 24, 60 + row * 80]
        drawText(coarse, x, y, 1, 17)
        if (k < 9) drawBox(coarse, x + 20, y + 16, x + 21, y + 17)
      }
    }
    for (let k = 0; k < dirt; k++) drawBox(coarse, 400 + k * 20, 500, 401 + k * 20, 501)
    return coarse
  }
  const smallest = async (dirt: number) => {
    const prepared = await preparePage(page(dirt), 150)
    return prepared.lines.flatMap((line) => line.components).filter((piece) => piece.area === 1).length
  }

  it('are points of the lines on clean paper', async () => expect(await smallest(0)).toBe(45))
  it('make no line higher that are far from it', async () => {
    const framed = page(0)
    drawTable(framed, { x0: 20, y0: 40, x1: 860, y1: 480 }, 1, 1)
    drawBox(framed, 200, 108, 203, 110)
    const { lines } = await preparePage(framed, 150)
    expect(lines.map((line) => line.y1 - line.y0)).toEqual([17, 17, 17, 17, 17])
  })
  it('are left out of the lines of dirty paper', async () => expect(await smallest(20)).toBe(0))
})
