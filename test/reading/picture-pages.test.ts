/** Pages of which a picture tells more than the text: scans that an archive has stamped, tables pasted into a letter. */
import { readFileSync } from 'node:fs'
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { type ReadOptions, readPages } from '../../src/reading/pages.ts'
import { closeScanner } from '../../src/reading/scanners.ts'

const STAMP = 'archive.example.gov.tw, page 1 of 3'
const scan = readFileSync(new URL('../data/scan/rows-300.png', import.meta.url))
/** One grey pixel: a page's background, or a letterhead. */
const background = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAWbF6RQAAAABJRU5ErkJggg==',
  'base64',
)

/** A picture over the whole page, and a line of text on it. */
async function makePage(picture: Uint8Array, text: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const image = await pdf.embedPng(picture)
  const [width, height] = image.width > 1 ? [image.width * 0.24, image.height * 0.24] : [600, 300]
  const page = pdf.addPage([width, height])
  page.drawImage(image, { x: 0, y: 0, width, height })
  page.drawText(text, { x: 5, y: 3, size: 5, font: await pdf.embedFont(StandardFonts.Helvetica) })
  return pdf.save()
}

/** A letter with a picture in its middle. */
async function makeLetter(picture: Uint8Array, { textOnPicture = 0, scale = 1 } = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const image = await pdf.embedPng(picture)
  const [width, height] = [image.width * 0.24 * scale, image.height * 0.24 * scale]
  const page = pdf.addPage([width + 100, height + 250])
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let line = 0; line < 8; line++)
    page.drawText('The targets below were set by the council.', { x: 50, y: height + 120 + line * 14, size: 10, font })
  page.drawImage(image, { x: 50, y: 50, width, height })
  for (let line = 0; line < textOnPicture; line++)
    page.drawText('1,234 5,678', { x: 60, y: 52 + (line * height) / textOnPicture, size: 6, font })
  return pdf.save()
}

async function readPage(bytes: Uint8Array, ocr: ReadOptions['ocr']): Promise<Page | undefined> {
  let read: Page | undefined
  await readPages(bytes, 'pdf', { ocr }, async (page) => {
    read = page
  })
  return read
}

describe('a page whose picture prints more than its text', () => {
  afterAll(closeScanner)

  it('is read from its picture', async () => {
    const page = await readPage(await makePage(scan, STAMP), 'auto')
    expect(page?.reader).toBe('scan')
    expect(page?.runs.length).toBeGreaterThan(10)
    expect(page?.runs.map(({ text }) => text).join(' ')).toContain('CC1.1.1辦理臺北客家義')
  })

  it('is told where no picture may be read', async () => {
    const page = await readPage(await makePage(scan, STAMP), 'off')
    expect(page?.problems.map(({ code }) => code)).toEqual(['needs-ocr'])
  })

  it('is none where the picture prints nothing', async () => {
    const page = await readPage(await makePage(background, STAMP), 'auto')
    expect(page).toMatchObject({ reader: 'pdf', problems: [] })
  })
})

describe('a picture of a table on a page of text', () => {
  afterAll(closeScanner)

  it('is read, at its place', async () => {
    const page = await readPage(await makeLetter(scan), 'auto')
    expect(page).toMatchObject({ reader: 'pdf', problems: [] })
    expect(page?.runs.filter(({ source }) => source === 'text').length).toBeGreaterThan(7)
    const read = page?.runs.filter(({ source }) => source === 'ocr') ?? []
    expect(read.map(({ text }) => text).join(' ')).toContain('CC1.1.1辦理臺北客家義')
    expect(read.every(({ box }) => box[0] > 48 && box[1] > 195)).toBe(true)
    expect(page?.rulings.filter(({ drawn }) => drawn === 'image').length).toBeGreaterThan(10)
  })

  it('is told where no picture may be read', async () => {
    const page = await readPage(await makeLetter(scan), 'off')
    expect(page?.problems).toMatchObject([{ code: 'needs-ocr', detail: 'a table is a picture' }])
  })

  it('that is too coarse says so, however it is drawn', async () => {
    const { width } = await sharp(scan).metadata()
    const coarse = await sharp(scan)
      .resize(Math.round(width / 3))
      .png()
      .toBuffer()
    const page = await readPage(await makeLetter(coarse, { scale: 3 }), 'auto')
    expect(page?.problems.map(({ code }) => code)).toEqual(['too-coarse'])
    expect(page?.runs.filter(({ source }) => source === 'ocr').every(({ confidence }) => confidence < 0.9)).toBe(true)
  })

  it('is the background of text that says as much', async () => {
    const page = await readPage(await makeLetter(scan, { textOnPicture: 20 }), 'auto')
    expect(page?.runs.every(({ source }) => source === 'text')).toBe(true)
  })
})

describe('print that is drawn as outlines', () => {
  /** Lines of shapes as large as characters. */
  async function drawShapes(lines: number): Promise<Uint8Array> {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([400, 300])
    for (let line = 0; line < lines; line++)
      for (let at = 0; at < 30; at++) page.drawRectangle({ x: 20 + at * 11, y: 270 - line * 18, width: 7, height: 9 })
    return pdf.save()
  }

  it('is told where no picture may be read', async () => {
    expect((await readPage(await drawShapes(12), 'off'))?.problems).toMatchObject([{ code: 'needs-ocr' }])
  })

  it('is none on a page of a few shapes', async () => {
    expect((await readPage(await drawShapes(2), 'off'))?.problems).toEqual([])
  })

  /** A page of text, and besides lines of the letter S drawn as an outline. */
  async function drawLetters(lines: number, text: number): Promise<Uint8Array> {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([400, 300])
    const font = await pdf.embedFont(StandardFonts.Helvetica)
    for (let line = 0; line < text; line++)
      page.drawText('The targets below were set by the council.', { x: 20, y: 280 - line * 10, size: 8, font })
    const letter = 'M7 1C5 -1 0 0 1 3C2 6 6 4 6 7C6 9 1 9 0 7L1 6C2 8 5 8 5 7C5 5 0 6 0 3C0 -1 6 -2 8 0Z'
    for (let line = 0; line < lines; line++)
      for (let at = 0; at < 30; at++)
        page.drawSvgPath(letter, { x: 20 + at * 11, y: 160 - line * 14, color: rgb(0, 0, 0) })
    return pdf.save()
  }

  it('is read from the picture where it is most of the page', async () => {
    expect((await readPage(await drawLetters(9, 2), 'off'))?.problems).toMatchObject([{ code: 'needs-ocr' }])
  })

  it('is told beside text', async () => {
    expect((await readPage(await drawLetters(8, 10), 'auto'))?.problems).toMatchObject([{ code: 'outlined-text' }])
    expect((await readPage(await drawLetters(2, 10), 'auto'))?.problems).toEqual([])
  })
})
