import { describe, expect, it } from 'vitest'
import type { Grey } from '../../../src/page/scan/bitmap.ts'
import { preparePage } from '../../../src/page/scan/prepare.ts'
import { blankPage, drawBox } from './bitmap-page.ts'

const DPI = 300
const EM = 36
const STEP = 160
/** Where the figures end. */
const RIGHT = 600

/** Characters of an em, a tenth of an em apart; their level strokes at many heights, so that they are no rule together. */
function drawCharacters(page: Grey, x: number, y: number, characters: number): void {
  for (let k = 0; k < characters; k++) {
    const left = Math.round(x + k * EM * 1.1)
    const level = y + 4 + ((k * 11) % (EM - 10))
    drawBox(page, left, y, left + 5, y + EM)
    drawBox(page, left, level, left + EM, level + 5)
    drawBox(page, left + EM - 5, y, left + EM, y + EM)
  }
}

/** Figures that end at `right`, in groups of three with commas between, a one before all; `middle` is their level. */
function drawFigure(page: Grey, right: number, middle: number, digits: number): void {
  let x = right
  for (let k = 0; k < digits; k++) {
    if (k > 0 && k % 3 === 0) {
      drawBox(page, x - 12, middle + 8, x - 6, middle + 18)
      x -= EM / 2
    }
    const isOne = k === digits - 1
    drawBox(page, x - (isOne ? 11 : 15), middle - 13, x - (isOne ? 6 : 0), middle + 13)
    x -= EM / 2
  }
}

const linesOf = async (page: Grey) => {
  const { lines } = await preparePage(page, DPI, true)
  return lines.map(({ x0, x1 }) => [x0, x1]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** Rows between level rules: a figure in the middle, `gap` before a text of two lines. */
function rows(gap: number, digits: readonly number[]): Grey {
  const page = blankPage(1400, 200 + digits.length * STEP)
  digits.forEach((count, row) => {
    const middle = 150 + row * STEP
    drawBox(page, 60, middle - STEP / 2, 1300, middle - STEP / 2 + 4)
    drawCharacters(page, 100, middle - 50, 6)
    drawFigure(page, RIGHT, middle, count)
    drawCharacters(page, RIGHT + gap, middle - 42, 4)
    drawCharacters(page, RIGHT + gap, middle + 6, 1)
  })
  return page
}

describe('columns that no rule parts', () => {
  it('end between figures and a text that stands 0.4 em behind them', async () => {
    const lines = await linesOf(rows(0.4 * EM, [6, 4, 4, 6, 5]))
    expect(lines.filter(([from = 0, to = 0]) => from < RIGHT && to > RIGHT)).toEqual([])
    expect(lines.filter(([, to]) => to === RIGHT)).toHaveLength(5)
    expect(lines.filter(([from]) => from === Math.round(RIGHT + 0.4 * EM))).toHaveLength(10)
  })

  it('do not end at the commas of figures', async () => {
    const lines = await linesOf(rows(3 * EM, [7, 7, 8, 7, 8, 4]))
    expect(lines.filter(([, to]) => to === RIGHT).map(([from = 0]) => RIGHT - from)).toHaveLength(6)
    expect(lines.filter(([from = 0, to = 0]) => from > 350 && to < RIGHT)).toEqual([])
  })

  it('end between headings that stand 0.35 em apart, where their rows tell', async () => {
    const digits = [6, 7, 6, 6]
    const page = blankPage(1500, 200 + (digits.length + 1) * STEP)
    const headings = [500, 500 + 5 * 1.1 * EM + 0.35 * EM - 0.1 * EM]
    for (const x of headings) drawCharacters(page, Math.round(x), 60, 5)
    digits.forEach((count, row) => {
      const middle = 250 + row * STEP
      drawBox(page, 60, middle - STEP / 2, 1400, middle - STEP / 2 + 4)
      drawCharacters(page, 100, middle - 20, 6)
      for (const x of headings) drawFigure(page, Math.round(x + 4.4 * EM), middle, count)
    })
    const lines = await linesOf(page)
    const border = (headings[1] ?? 0) - 5
    expect(lines.filter(([from = 0, to = 0]) => from < border && to > border)).toEqual([])
  })

  it('do not end inside of a figure of a heading, however much white its ones have', async () => {
    const page = blankPage(1500, 200 + 6 * STEP)
    drawCharacters(page, 100, 40, 5)
    for (const x of [500, 517, 534]) drawBox(page, x, 45, x + 5, 71)
    drawCharacters(page, 548, 40, 2)
    drawCharacters(page, 536, 84, 2)
    for (let row = 0; row < 5; row++) {
      const middle = 250 + row * STEP
      drawBox(page, 60, middle - STEP / 2, 1400, middle - STEP / 2 + 4)
      drawCharacters(page, 100, middle - 20, 6)
      drawFigure(page, 630, middle, 3)
      drawCharacters(page, 900, middle - 20, 3)
    }
    const lines = await linesOf(page)
    expect(lines.filter(([from]) => from === 500)).toEqual([[500, 624]])
  })

  it('are seen in a frame around the rows, too', async () => {
    const page = rows(0.4 * EM, [6, 4, 4, 6, 5])
    const foot = 150 + 4.5 * STEP
    drawBox(page, 60, foot, 1300, foot + 4)
    for (const x of [60, 1296]) drawBox(page, x, 150 - STEP / 2, x + 4, foot + 4)
    const columns = [900, 1050]
    for (const x of columns) for (let row = 0; row < 5; row++) drawFigure(page, x, 150 + row * STEP, 3)
    const lines = await linesOf(page)
    expect(lines.filter(([from = 0, to = 0]) => from < RIGHT && to > RIGHT)).toEqual([])
    expect(lines.filter(([, to]) => to === RIGHT)).toHaveLength(5)
  })

  it('are not seen in a text of several lines', async () => {
    const page = blankPage(1400, 900)
    for (let line = 0; line < 6; line++) drawCharacters(page, 100 + (line % 3) * 13, 100 + line * 60, 25)
    expect(await linesOf(page)).toHaveLength(6)
  })
})
