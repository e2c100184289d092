import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '../../../src/model/page.ts'
import { openImageFile } from '../../../src/page/image/index.ts'
import { turnGrey } from '../../../src/page/scan/bitmap.ts'
import { createScanner, type PageImage, type Scanner } from '../../../src/page/scan/index.ts'
import { readPageImage } from '../../../src/page/scan/read-page.ts'
import { openReaders } from '../../../src/page/scan/readers/open.ts'
import { resizeGrey } from '../../../src/page/scan/resize.ts'

async function load(name: string, dpi: number): Promise<PageImage> {
  const bytes = readFileSync(new URL(`../../data/scan/${name}`, import.meta.url))
  const { image } = await (await openImageFile(bytes)).read(1)
  return { ...image, dpi }
}

const placeOf = (image: PageImage) => ({
  number: 1,
  width: (image.width * 72) / image.dpi,
  height: (image.height * 72) / image.dpi,
})

const texts = (page: Page) => page.runs.map((run) => run.text)

let scanner: Scanner
let rows: PageImage
let readRows: Page
const before = readdirSync('.').sort()

beforeAll(async () => {
  scanner = await createScanner({ workers: 2 })
  rows = await load('rows-300.png', 300)
  readRows = await scanner.readPage(rows, placeOf(rows))
}, 60_000)

afterAll(() => scanner.close())

describe('rows of a scan at 300 dpi', () => {
  it('gives every number, lone noughts and dashes among them, surely', () => {
    const numbers = readRows.runs.filter((run) => /^[\d,.-]+$/.test(run.text))
    expect(numbers.map((run) => run.text).sort()).toEqual(
      [
        '-',
        '69',
        '84',
        '117',
        '100',
        '105',
        '0',
        '0',
        '55,000',
        '95,000',
        '100,100',
        '260,000',
        '56,000',
        '60000',
        '12,000,00',
        '12,000,000',
      ].sort(),
    )
    for (const run of numbers) expect(run.confidence, run.text).toBeGreaterThanOrEqual(0.9)
  })

  it('gives codes and names', () => {
    expect(texts(readRows)).toContain('BC2.1.1辦理客語家庭調')
    expect(texts(readRows)).toContain('CC1.1.1辦理臺北客家義')
    expect(texts(readRows)).toContain('民嘉年華')
  })

  it('finds the rules and keeps every line inside its cell', () => {
    const down = readRows.rulings.filter((rule) => rule.orientation === 'vertical').map((rule) => rule.at)
    expect(down).toHaveLength(12)
    for (const run of readRows.runs) {
      for (const at of down) expect(run.box[0] < at - 1 && run.box[2] > at + 1, run.text).toBe(false)
    }
  })

  it('places a glyph for every character, left to right inside the line', () => {
    for (const run of readRows.runs) {
      expect(run.glyphs.map((glyph) => glyph.text).join('')).toBe(run.text.replace(/ /g, ''))
      let x = run.box[0] - 0.01
      for (const glyph of run.glyphs) {
        expect(glyph.box[0]).toBeGreaterThanOrEqual(x - 0.01)
        expect(glyph.box[2]).toBeLessThanOrEqual(run.box[2] + 0.01)
        x = glyph.box[0]
      }
    }
  })

  it('tells what each recogniser read', () => {
    const run = readRows.runs.find((found) => found.text === '260,000')
    expect(run?.source).toBe('ocr')
    expect(run?.readings.map((reading) => reading.text)).toEqual(['260,000', '260,000'])
  })
})

it('what both recognisers read stands, though it is odd', async () => {
  const image = await load('faults-300.png', 300)
  const page = await scanner.readPage(image, placeOf(image))
  const odd = page.runs.filter((run) => run.text === '1,4004,000')
  expect(odd).toHaveLength(2)
  expect(odd[0]?.confidence).toBeGreaterThan(0.9)
})

it('a skewed and noisy scan at 200 dpi is read: header, years and spaces between words', async () => {
  const image = await load('header-200-skewed.jpg', 200)
  const page = await scanner.readPage(image, placeOf(image))
  expect(texts(page)).toEqual(expect.arrayContaining(['107年實', 'KPI 計算公式及', '112年目', '主責科室', 'KPI 主責']))
  expect(page.dpi).toBe(200)
  expect(page.problems).toEqual([])
})

it.each([90, 180, 270] as const)('a page turned by %i degrees is turned back', async (degrees) => {
  const upright = await load('faults-300.png', 300)
  const turned = turnGrey({ width: upright.width, height: upright.height, data: upright.grey }, degrees)
  const image = { width: turned.width, height: turned.height, grey: turned.data, dpi: 300 }
  const page = await scanner.readPage(image, placeOf(image))
  expect(page.width).toBeCloseTo(placeOf(upright).width, 0)
  expect(texts(page)).toEqual(expect.arrayContaining(['1,4004,000', 'AC1.1.1推動幼兒園客語']))
})

it('a blank page is empty and says so', async () => {
  const image = { width: 600, height: 400, grey: new Uint8Array(240_000).fill(250), dpi: 300 }
  const page = await scanner.readPage(image, placeOf(image))
  expect(page.runs).toEqual([])
  expect(page.problems.map((problem) => problem.code)).toEqual(['empty-page'])
})

it('a page too coarse to read says so with the resolution needed, and is sure of nothing', async () => {
  const [width, height] = [Math.round(rows.width / 2.5), Math.round(rows.height / 2.5)]
  const image = { width, height, grey: Uint8Array.from(resizeGrey(rows, width, height)), dpi: 120 }
  const page = await scanner.readPage(image, placeOf(image))
  expect(page.problems).toEqual([
    { code: 'too-coarse', detail: expect.stringMatching(/120 dpi.*(300|350) dpi needed/) },
  ])
  for (const run of page.runs) expect(run.confidence).toBeLessThan(0.9)
})

it('the text of a cell is read without a page around it', async () => {
  const image = await load('faults-300.png', 300)
  const runs = await scanner.readCell(image, placeOf(image))
  expect(runs.map((run) => run.text)).toContain('1,4004,000')
})

it('an invisible text layer is one more reading', async () => {
  const image = await load('faults-300.png', 300)
  const { runs } = await scanner.readPage(image, placeOf(image))
  const run = runs.find((found) => found.text === '1,4004,000')
  if (!run) throw new Error('1,4004,000 was not read')
  const wrong = { ...run, glyphs: run.glyphs.map((glyph) => ({ ...glyph, text: '7' })) }
  const page = await scanner.readPage(image, { ...placeOf(image), layer: [wrong] })
  const found = page.runs.find((other) => other.text === '1,4004,000' && other.readings.length > 2)
  expect(found?.readings.at(-1)).toMatchObject({ reader: 'layer', text: '7777777777' })
})

it('without a second recogniser numbers are still read, less surely', async () => {
  const readers = await openReaders({ workers: 1 })
  try {
    const image = await load('faults-300.png', 300)
    const page = await readPageImage(image, placeOf(image), { ...readers, ppocr: null })
    const odd = page.runs.find((run) => run.text === '1,4004,000')
    expect(odd?.confidence).toBeLessThanOrEqual(0.95)
  } finally {
    await readers.close()
  }
})

it('closing settles at once, and pages under way fail instead of hanging', async () => {
  const other = await createScanner({ workers: 1 })
  const reading = other.readPage(rows, placeOf(rows))
  const outcome = reading.then(
    () => 'read',
    () => 'failed',
  )
  await other.close()
  expect(['read', 'failed']).toContain(await outcome)
  await expect(other.readPage(rows, placeOf(rows))).rejects.toThrow('closed')
})

it('nothing is written into the working directory', () => {
  expect(
    readdirSync('.')
      .sort()
      .filter((name) => !before.includes(name) && /traineddata|onnx/.test(name)),
  ).toEqual([])
})
