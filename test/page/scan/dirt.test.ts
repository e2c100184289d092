import { describe, expect, it } from 'vitest'
import { invertDarkFills } from '../../../src/page/scan/bitmap.ts'
import { isSoiled } from '../../../src/page/scan/blots.ts'
import { preparePage } from '../../../src/page/scan/prepare.ts'
import { findPixelRules } from '../../../src/page/scan/rulings.ts'
import { blankPage, drawBox, drawTable, drawText, inkOf, soften } from './bitmap-page.ts'

const DPI = 200

/** A table of four columns and three rows with a text in every cell. */
function cleanPage() {
  const page = blankPage(1300, 800)
  drawTable(page, { x0: 150, y0: 150, x1: 1150, y1: 600 }, 4, 3)
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 4; column++) drawText(page, 180 + column * 250, 190 + row * 150, 5, 24)
  return page
}

/** A filled disc. */
function drawHole(page: ReturnType<typeof blankPage>, x: number, y: number, radius: number): void {
  for (let dy = -radius; dy <= radius; dy++) {
    const half = Math.floor(Math.sqrt(radius * radius - dy * dy))
    drawBox(page, x - half, y + dy, x + half + 1, y + dy + 1)
  }
}

const textOf = async (page: ReturnType<typeof blankPage>) =>
  (await preparePage(page, DPI)).lines.map(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1])

describe('dirt on a scanned page', () => {
  it.each<[string, (page: ReturnType<typeof blankPage>) => void]>([
    ['a sliver along a rule that steps', (page) => drawBox(page, 420, 298, 480, 300)],
    ['a sliver along an upright rule', (page) => drawBox(page, 403, 200, 405, 260)],
    [
      'crumbs along a rule that steps',
      (page) => {
        drawBox(page, 420, 298, 424, 300)
        drawBox(page, 427, 298, 429, 300)
      },
    ],
    ['a crumb at the side of an upright rule, level with print', (page) => drawBox(page, 403, 205, 405, 208)],
    ['a punched hole beside the table', (page) => drawHole(page, 90, 300, 22)],
    ['a punched hole on the end of a rule', (page) => drawHole(page, 140, 301, 22)],
    ['the shadow of the lid along the page', (page) => drawBox(page, 1270, 0, 1300, 800)],
    [
      'a shadow around a corner of the page',
      (page) => {
        drawBox(page, 1285, 0, 1300, 800)
        drawBox(page, 0, 785, 1300, 800)
      },
    ],
    [
      'the black corner of a turned page',
      (page) => {
        for (let k = 0; k < 60; k++) drawBox(page, 0, k, 60 - k, k + 1)
      },
    ],
  ])('%s is no text', async (_, soil) => {
    const page = cleanPage()
    const clean = await textOf(page)
    expect(clean).toHaveLength(12)
    soil(page)
    expect(await textOf(page)).toEqual(clean)
  })

  it.each<[string, (level: number) => number]>([
    ['black and white', (level) => level],
    ['black and white, a negative', (level) => 255 - level],
    ['black print on tinted paper', (level) => Math.max(20, Math.round(level * 0.9))],
  ])('a page is known to be %s, and with fringes to be grey', async (_, tone) => {
    const page = cleanPage()
    const toned = { ...page, data: page.data.map(tone) }
    expect((await preparePage(toned, DPI)).oneBit).toBe(true)
    soften(page)
    expect((await preparePage({ ...page, data: page.data.map(tone) }, DPI)).oneBit).toBe(false)
  })

  it('a negative says what its positive does', async () => {
    const page = cleanPage()
    const clean = await textOf(page)
    expect(await textOf({ ...page, data: page.data.map((level) => 255 - level) })).toEqual(clean)
  })

  it('grey paper is no negative', async () => {
    const page = cleanPage()
    const clean = await textOf(page)
    const shaded = { ...page, data: page.data.map((level) => Math.round(level * 0.43)) }
    expect(await textOf(shaded)).toEqual(clean)
  })

  it('leaves a dash that stands on no rule', async () => {
    const page = cleanPage()
    drawBox(page, 260, 270, 280, 273)
    expect(await textOf(page)).toHaveLength(13)
  })
})

describe('a punched hole', () => {
  it('makes the lines doubtful of which it may have taken characters', async () => {
    const page = cleanPage()
    drawHole(page, 340, 202, 22)
    const { lines, holes } = await preparePage(page, DPI)
    const soiled = lines.filter((line) => isSoiled(line, holes))
    expect(soiled.map(({ x0, y0 }) => [x0, y0])).toEqual([[180, 190]])
  })

  it('leaves a cell that nobody can read where it covers all of it', async () => {
    const page = cleanPage()
    drawBox(page, 420, 180, 640, 230, 255)
    drawHole(page, 520, 220, 22)
    const { lines, covered } = await preparePage(page, DPI)
    expect(lines).toHaveLength(11)
    expect(covered.map(({ region }) => [Math.round(region.x0), Math.round(region.x1)])).toEqual([[402, 652]])
  })

  it('leaves a cell that nobody can read where its edge covers it from outside the table', async () => {
    const page = cleanPage()
    drawBox(page, 160, 180, 320, 230, 255)
    drawHole(page, 140, 220, 22)
    const { covered } = await preparePage(page, DPI)
    expect(covered.map(({ region }) => [Math.round(region.x0), Math.round(region.x1)])).toEqual([[150, 402]])
  })

  it('covers nothing on the margin', async () => {
    const page = cleanPage()
    drawHole(page, 87, 300, 22)
    const { lines, holes, covered } = await preparePage(page, DPI)
    expect(covered).toEqual([])
    expect(lines.filter((line) => isSoiled(line, holes))).toEqual([])
  })
})

describe('a rule that a blot touches', () => {
  it.each([
    ['at its end', 140, 301],
    ['in its middle', 640, 301],
  ])('%s ends where it did', (_, x, y) => {
    const rulesOf = (page: ReturnType<typeof blankPage>) =>
      findPixelRules(inkOf(page), DPI)
        .filter(({ orientation }) => orientation === 'horizontal')
        .map(({ at, from, to }) => [at, from, to].map((place) => Math.round(place / 4)))
        .sort(([a = 0], [b = 0]) => a - b)
    const page = cleanPage()
    const clean = rulesOf(page)
    drawHole(page, x, y, 22)
    expect(rulesOf(page)).toEqual(clean)
  })
})

describe('dark squares', () => {
  const levelAt = (page: ReturnType<typeof blankPage>, x: number, y: number) =>
    invertDarkFills(page, DPI).data[y * page.width + x]

  it('of a filled cell are turned light', () => {
    const page = cleanPage()
    drawBox(page, 153, 153, 400, 300, 40)
    expect(levelAt(page, 300, 220)).toBe(215)
  })

  it('of a punched hole stay dark', () => {
    const page = cleanPage()
    drawHole(page, 87, 312, 22)
    expect(levelAt(page, 87, 312)).toBe(0)
  })
})
