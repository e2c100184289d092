/** What becomes of a line that the recognisers do not read, or read as different things: readers that answer what they are told. */
import { expect, it } from 'vitest'
import { readPageImage } from '../../../src/page/scan/read-page.ts'
import type { Readers } from '../../../src/page/scan/readers/open.ts'
import type { LineImage, LineReader } from '../../../src/page/scan/readers/reader.ts'
import { blankPage, drawTable, drawText, soften } from './bitmap-page.ts'

const DPI = 200

function answering(id: string, text: string): LineReader {
  const characters = [...text].map((character) => ({ text: character, confidence: 0.99, x0: 4, x1: 28 }))
  const read = async (lines: LineImage[]) => lines.map(() => ({ text, confidence: 0.99, characters }))
  return { id, read }
}

function readersOf(answers: { text?: string; digits?: string; ppocr?: string }): Readers {
  const close = async () => {}
  const text = answering('tesseract', answers.text ?? '')
  return {
    tesseract: { text, large: text, digits: answering('tesseract-digits', answers.digits ?? ''), close },
    ppocr: { ...answering('ppocr', answers.ppocr ?? ''), knows: () => true, close },
    close,
  }
}

/** A page with one character of 24 pixels, in a cell or on bare paper. */
async function readOne(readers: Readers, framed: boolean) {
  const page = blankPage(800, 400)
  if (framed) drawTable(page, { x0: 50, y0: 50, x1: 700, y1: 300 }, 2, 2)
  drawText(page, 100, 100, 1, 24)
  soften(page)
  const image = { width: page.width, height: page.height, grey: page.data, dpi: DPI }
  const { runs } = await readPageImage(image, { number: 1, width: 288, height: 144, upright: true }, readers)
  return runs.map(({ text, confidence }) => [text, confidence])
}

it('print of a cell that nobody reads is a character that cannot be told', async () => {
  expect(await readOne(readersOf({}), true)).toEqual([['\ufffd', 0]])
})

it('ink on bare paper that nobody reads is none', async () => expect(await readOne(readersOf({}), false)).toEqual([]))

it('a number that the first reader takes for a word is not sure', async () => {
  const [[, confidence] = []] = await readOne(readersOf({ text: '日', ppocr: '8' }), true)
  expect(confidence).toBeLessThanOrEqual(0.7)
})

it('a number that both read is sure', async () => {
  const [[text, confidence] = []] = await readOne(readersOf({ text: '8', digits: '8', ppocr: '8' }), true)
  expect([text, Number(confidence) > 0.99]).toEqual(['8', true])
})
