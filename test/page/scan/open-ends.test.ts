import { describe, expect, it } from 'vitest'
import { preparePage } from '../../../src/page/scan/prepare.ts'
import { findPixelRules } from '../../../src/page/scan/rulings.ts'
import { blankPage, drawBox, drawTable, drawText, inkOf } from './bitmap-page.ts'

const DPI = 200

/** A table of four columns; below its last rule the upright rules run on, `ends` pixels each. */
function cutPage(ends: readonly number[]) {
  const page = blankPage(1300, 700)
  drawTable(page, { x0: 100, y0: 100, x1: 1100, y1: 400 }, 4, 3)
  ends.forEach((length, k) => {
    const x = 100 + k * 250
    drawBox(page, x, 400, x + 3, 400 + length)
    if (k < 4) drawText(page, x + 20, 420, 6, 24)
  })
  return page
}

const lastLevel = (page: ReturnType<typeof blankPage>) =>
  Math.max(
    ...findPixelRules(inkOf(page), DPI)
      .filter((rule) => rule.orientation === 'horizontal')
      .map((rule) => rule.at),
  )

describe('a row that the page end cuts without a rule', () => {
  it('is closed where its upright rules end', async () => {
    const page = cutPage([80, 80, 80, 80, 80])
    expect(lastLevel(page)).toBe(480)
    const { lines } = await preparePage(page, DPI)
    expect(lines.filter((line) => line.y0 > 400).map((line) => line.region.outside)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('is closed in the columns whose cells go on, where a rule ends the others', () => {
    const page = cutPage([80, 80, 80, 80, 80])
    drawBox(page, 600, 480, 1103, 483)
    const below = findPixelRules(inkOf(page), DPI).filter((rule) => rule.orientation === 'horizontal' && rule.at > 410)
    expect(below.map(({ from, to }) => [Math.round(from / 10) * 10, Math.round(to / 10) * 10])).toEqual([
      [600, 1100],
      [100, 600],
    ])
  })

  it('is none between two tables that end together', () => {
    const page = blankPage(1300, 500)
    drawTable(page, { x0: 100, y0: 100, x1: 500, y1: 400 }, 2, 3)
    drawTable(page, { x0: 800, y0: 100, x1: 1200, y1: 400 }, 2, 3)
    const across = findPixelRules(inkOf(page), DPI).filter((rule) => rule.orientation === 'horizontal')
    expect(across.every((rule) => rule.to < 510 || rule.from > 790)).toBe(true)
  })

  it('is none where the ends are apart', () => expect(lastLevel(cutPage([80, 30, 110, 50, 140]))).toBe(401.5))
  it('is none where two rules alone run on', () => expect(lastLevel(cutPage([80, 0, 0, 0, 80]))).toBe(401.5))
})
