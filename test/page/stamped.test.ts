/** Scans that an archive has stamped are scans all the same. */
import { readFileSync } from 'node:fs'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { type ReadOptions, readPages } from '../../src/read-pages.ts'
import { closeScanner } from '../../src/scanners.ts'

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
