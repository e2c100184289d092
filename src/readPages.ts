/** Bytes of an input → its pages, one at a time: PDF, picture or text, told by content first and by name second. */
import { extname } from 'node:path'
import { ConversionError } from './model/errors.ts'
import type { Page } from './model/page.ts'
import { PdfError, type PdfFile, withPdf } from './page/pdf/index.ts'
import { readTextPage } from './page/text/index.ts'

export type InputKind = 'pdf' | 'image' | 'text'

export interface ReadOptions {
  password?: string
  ocr: 'auto' | 'off' | 'force'
  onPage?: (progress: { page: number; pages: number }) => void
}

const TEXT_ENDINGS = new Set(['.txt', '.tsv', '.md'])
const IMAGE_ENDINGS = new Set(['.png', '.jpg', '.jpeg', '.tif', '.tiff'])
/** The header may stand behind some junk (ISO 32000-2, 7.5.2 and the habit of all readers). */
const PDF_HEADER_WITHIN = 1024

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
export async function readPages(bytes: Uint8Array, kind: InputKind, options: ReadOptions, use: (page: Page) => void): Promise<void> {
  if (kind === 'text') return use(readTextPage(bytes))
  if (kind === 'image') return readImagePages(bytes, options, use)
  try {
    await withPdf(bytes, options.password === undefined ? {} : { password: options.password }, (pdf) => readPdfPages(pdf, options, use))
  } catch (error) {
    throw error instanceof PdfError ? conversionErrorOf(error) : error
  }
}

async function readPdfPages(pdf: PdfFile, options: ReadOptions, use: (page: Page) => void): Promise<void> {
  for await (const page of pdf.pages()) {
    use(page)
    options.onPage?.({ page: page.number, pages: pdf.pageCount })
  }
}

async function readImagePages(_bytes: Uint8Array, _options: ReadOptions, _use: (page: Page) => void): Promise<void> {
  throw new ConversionError('needs-ocr')
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

const conversionErrorOf = (error: PdfError): ConversionError => new ConversionError(PDF_ERRORS[error.code], { detail: error.message }, { cause: error })
