/** Bytes of an input → its pages, one at a time: PDF, picture or text, told by content first and by name second. */
import { extname } from 'node:path'
import { UNKNOWN } from '../language/characters.ts'
import { ConversionError } from '../model/errors.ts'
import type { Box, Page, PageProblem } from '../model/page.ts'
import { failedPage } from '../page/failed-page.ts'
import { describeError, type ImagePage, openImageFile } from '../page/image/index.ts'
import { PdfError, type PdfFile, withPdf } from '../page/pdf/index.ts'
import { type PageImage, toGrey } from '../page/scan/page-image.ts'
import { readTextPage } from '../page/text/index.ts'
import { drawPicture, drawToRead, hasOutlinedText, isPicture, isPrintDrawn } from './drawn-print.ts'
import { readPastedTables } from './pasted-tables.ts'
import { useScanner } from './scanners.ts'
import { ShapeReader } from './unmapped-shapes.ts'

export type InputKind = 'pdf' | 'image' | 'text'

export interface ReadOptions {
  password?: string
  /** auto: pages that are pictures, and cells with ink but no usable text; force: every page; off: none. */
  ocr: 'auto' | 'off' | 'force'
  /** Threads that read scanned lines; default two. */
  ocrWorkers?: number
  /** Folder of other recognisers. */
  ocrModels?: string
  /** Only this page of a PDF, from 1. */
  only?: number
  onPage?: (progress: { page: number; pages: number }) => void
}

/** A part of a page as a picture; null where the page cannot be drawn. */
export type Look = (box: Box) => Promise<PageImage | null>
export type UsePage = (page: Page, look: Look) => Promise<void>

const TEXT_ENDINGS = new Set(['.txt', '.tsv', '.md'])
const IMAGE_ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.tif', '.tiff'])
/** The header may stand behind some junk (ISO 32000-2, 7.5.2 and the habit of all readers). */
const PDF_HEADER_WITHIN = 1024
const POINTS_PER_INCH = 72
/** From this share of characters without Unicode on, the page's text is of no use. */
const MOSTLY_UNREADABLE = 0.5

/** Throws ConversionError for what is no input. */
export function findKind(bytes: Uint8Array, name: string): InputKind {
  if (bytes.length === 0) throw new ConversionError('input-empty')
  const ending = extname(name).toLowerCase()
  if (Buffer.from(bytes.subarray(0, PDF_HEADER_WITHIN)).includes('%PDF-')) return 'pdf'
  if (ending === '.pdf') throw new ConversionError('not-a-pdf')
  if (IMAGE_ENDINGS.has(ending)) return 'image'
  if (TEXT_ENDINGS.has(ending)) return 'text'
  throw new ConversionError('input-not-supported')
}

/** Hands every page to `use` in order and lets go of it. Throws ConversionError for a file that cannot be read at all. */
export async function readPages(bytes: Uint8Array, kind: InputKind, options: ReadOptions, use: UsePage): Promise<void> {
  if (kind === 'text') return use(readTextPage(bytes), async () => null)
  if (kind === 'image') return readImagePages(bytes, options, use)
  try {
    await withPdf(bytes, options.password === undefined ? {} : { password: options.password }, (pdf) =>
      readPdfPages(pdf, options, use),
    )
  } catch (error) {
    throw error instanceof PdfError ? conversionErrorOf(error) : error
  }
}

async function readPdfPages(pdf: PdfFile, options: ReadOptions, use: UsePage): Promise<void> {
  if (options.only !== undefined && options.only > pdf.pageCount)
    throw new ConversionError('no-such-page', { page: String(options.only), pages: String(pdf.pageCount) })
  const shapes = new ShapeReader()
  for await (const page of options.only === undefined ? pdf.pages() : [await pdf.page(options.only)]) {
    const look: Look = (box) => drawToRead(pdf, page, box)
    const read = await readPage(pdf, page, shapes, options)
    await use(
      pdf.takeDamage() ? withProblem(read, 'damaged', 'the file holds other data than was written') : read,
      look,
    )
    options.onPage?.({ page: page.number, pages: pdf.pageCount })
  }
}

/** The page itself, or what the recognisers make of it where it is a picture or its text has no characters. */
async function readPage(pdf: PdfFile, page: Page, shapes: ShapeReader, options: ReadOptions): Promise<Page> {
  const scanned = options.ocr === 'force' || (await isPrintDrawn(pdf, page))
  if (options.ocr === 'off') {
    if (scanned) return withProblem(page, 'needs-ocr', 'what it prints is a picture')
    if (isUnreadable(page)) return withProblem(page, 'needs-ocr', 'most of its characters have no Unicode')
    return readBesideText(pdf, page, options)
  }
  if (scanned) return readPicture(pdf, page, options)
  const read = await shapes.read(pdf, page, options)
  return isUnreadable(read) ? readPicture(pdf, page, options) : readBesideText(pdf, read, options)
}

/** A page of text with what it prints besides. */
async function readBesideText(pdf: PdfFile, page: Page, options: ReadOptions): Promise<Page> {
  const isOutlined = await hasOutlinedText(pdf, page)
  const told = isOutlined ? withProblem(page, 'outlined-text', 'text drawn as outlines') : page
  return readPastedTables(pdf, told, options)
}

const withProblem = (page: Page, code: PageProblem['code'], detail: string): Page => ({
  ...page,
  problems: [...page.problems, { code, detail }],
})

async function readPicture(pdf: PdfFile, page: Page, options: ReadOptions): Promise<Page> {
  const image = await pictureOf(pdf, page)
  const scanner = await useScanner(options)
  const { number, width, height, hidden = [], runs } = page
  const read = await scanner.readPage(image, { number, width, height, layer: [...hidden, ...runs] })
  return { ...read, problems: [...page.problems, ...read.problems] }
}

function isUnreadable(page: Page): boolean {
  let glyphs = 0
  let unreadable = 0
  for (const run of page.runs) {
    glyphs += run.glyphs.length
    for (const glyph of run.glyphs) if (glyph.text === UNKNOWN) unreadable++
  }
  return glyphs > 0 && unreadable >= glyphs * MOSTLY_UNREADABLE
}

/** The scan's own pixels where it is the whole page upright and nothing is stamped on it, else the page drawn at its resolution. */
async function pictureOf(pdf: PdfFile, page: Page): Promise<PageImage> {
  const image = await pdf.pageImage(page.number)
  const whole =
    image !== null &&
    page.glyphs.visible === 0 &&
    image.rotation === 0 &&
    !image.mirrored &&
    Math.abs(image.box[2] - image.box[0] - page.width) < 2 &&
    Math.abs(image.box[3] - image.box[1] - page.height) < 2
  if (image !== null && whole) return toGrey(image, image.dpi)
  if (image !== null) return drawToRead(pdf, page, undefined, image.dpi)
  return isPicture(page) ? drawPicture(pdf, page, [0, 0, page.width, page.height]) : drawToRead(pdf, page)
}

async function readImagePages(bytes: Uint8Array, options: ReadOptions, use: UsePage): Promise<void> {
  if (options.ocr === 'off') throw new ConversionError('needs-ocr')
  const damaged = (cause: unknown) => new ConversionError('damaged-image', { detail: describeError(cause) }, { cause })
  const file = await openImageFile(bytes).catch((error: unknown) => {
    throw damaged(error)
  })
  for (let number = 1; number <= file.pages; number++) {
    const read = await file.read(number).catch((error: unknown) => {
      if (file.pages === 1) throw damaged(error)
      return failedPage(number, 'scan', 'damaged', describeError(error))
    })
    await use('problems' in read ? read : await readImagePage(read, number, options), async () => null)
    options.onPage?.({ page: number, pages: file.pages })
  }
}

async function readImagePage({ image, damage }: ImagePage, number: number, options: ReadOptions): Promise<Page> {
  const scanner = await useScanner(options)
  const scale = POINTS_PER_INCH / image.dpi
  const page = await scanner.readPage(image, { number, width: image.width * scale, height: image.height * scale })
  return damage === null ? page : { ...page, problems: [...page.problems, { code: 'damaged', detail: damage }] }
}

const PDF_ERRORS = {
  'not-a-pdf': 'not-a-pdf',
  truncated: 'damaged-pdf',
  encrypted: 'password-needed',
  'wrong-password': 'wrong-password',
  damaged: 'damaged-pdf',
  'empty-file': 'input-empty',
  'limit-exceeded': 'limit-exceeded',
} as const

const conversionErrorOf = (error: PdfError): ConversionError =>
  new ConversionError(PDF_ERRORS[error.code], { detail: error.message }, { cause: error })
