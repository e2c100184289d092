import { PDF_LIMITS, type PdfLimits } from '../limits.ts'
import { Companions } from './companions.ts'
import { PdfError } from './error.ts'
import { countOverflows, letThrough } from './inflate.ts'
import { tooMuch } from './ink.ts'
import { libraryPaths, loadLibrary, type PdfJsDocument, type PdfJsPage, type PdfJsTask } from './library.ts'
import { DirectPort } from './port.ts'

const HEADER = '%PDF-'
/** The header may follow some bytes of mail or printer talk; the specification says how many. */
const HEADER_REACH = 1024
/** A whole file ends in its cross references and `%%EOF`; servers add some bytes behind them. */
const TRAILER_REACH = 32 * 1024
const NEED_PASSWORD = 1

/** A document that pdf.js has open; `close` ends whatever it still does. */
export interface OpenDocument {
  document: PdfJsDocument
  /** Calls back with the operators of the page being read, as they come. */
  watch: DirectPort['watch']
  close(): Promise<void>
}

export interface OpenOptions {
  password?: string
  limits: PdfLimits
  /**
   * What is wanted of the pages. Pictures are decoded only where they are; the outlines of fonts are prepared for drawing
   * alone, which costs as much as all the reading.
   */
  wanted: 'text' | 'pictures' | 'drawing'
}

/** Says why bytes cannot be a whole PDF, before pdf.js looks for one in them. */
export function checkBytes(bytes: Uint8Array, limits: PdfLimits): void {
  if (bytes.length === 0) throw new PdfError('empty-file', 'the file is empty')
  if (bytes.length > limits.bytes) {
    throw new PdfError('limit-exceeded', `the file is larger than ${limits.bytes} bytes`)
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!buffer.subarray(0, HEADER_REACH).includes(HEADER)) throw new PdfError('not-a-pdf', 'the file is not a PDF')
  const tail = buffer.subarray(Math.max(0, buffer.length - TRAILER_REACH))
  if (!tail.includes('startxref') && !tail.includes('%%EOF')) {
    throw new PdfError('truncated', 'the PDF breaks off before its end')
  }
}

/** Opens a PDF in this thread; the caller closes it. Throws a `PdfError` for a file that cannot be read. */
export async function openDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenDocument> {
  const { main, connect } = await loadLibrary()
  const drawing = options.wanted === 'drawing'
  const holdBack = letThrough(options.wanted)
  const port = new DirectPort()
  connect(port)
  const worker = new main.PDFWorker({ port, verbosity: 0 })
  const task = main.getDocument({
    // A view: pdf.js refuses Node's buffers. It only reads, as nothing goes from thread to thread here.
    data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    worker,
    verbosity: 0,
    ...libraryPaths,
    ...(drawing ? {} : { BinaryDataFactory: Companions }),
    ...(options.password === undefined ? {} : { password: options.password }),
    disableFontFace: drawing,
    fontExtraProperties: !drawing,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: options.limits.imagePixels,
  })
  const close = async () => {
    await task.destroy().catch(() => {})
    worker.destroy()
    port.terminate()
    holdBack()
  }
  try {
    const document = await within(options.limits.openMilliseconds, waitFor(task, options), 'opening it takes too long')
    if (!(document.numPages > 0)) throw new PdfError('damaged', 'the PDF has no pages')
    if (document.numPages > options.limits.pages) {
      throw new PdfError('limit-exceeded', `the PDF has more than ${options.limits.pages} pages`)
    }
    if (!drawing) document._transport.fontLoader.bind = installNothing
    return { document, watch: (watch) => port.watch(watch), close }
  } catch (error) {
    await close()
    throw toPdfError(error)
  }
}

/** Reading needs no fonts installed for drawing, and installing them fails outside a browser. */
async function installNothing(): Promise<void> {}

async function waitFor(task: PdfJsTask, options: OpenOptions): Promise<PdfJsDocument> {
  const refused = new Promise<never>((_, reject) => {
    const refuse = (_update: unknown, reason: number) => {
      const asked = reason === NEED_PASSWORD && options.password === undefined
      reject(
        asked
          ? new PdfError('encrypted', 'the PDF is encrypted and needs a password')
          : new PdfError('wrong-password', 'the password does not open the PDF'),
      )
    }
    task.onPassword = refuse
  })
  refused.catch(() => {})
  task.promise.catch(() => {})
  return await Promise.race([task.promise, refused])
}

/** Whatever pdf.js throws, as an error that says what to tell a person. */
export function toPdfError(error: unknown): PdfError {
  if (error instanceof PdfError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new PdfError('damaged', `the PDF is damaged: ${reason.split('\n', 1)[0]}`)
}

/** Waits for a promise, but not longer than so many milliseconds; what it does later is ignored. */
export async function within<T>(milliseconds: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PdfError('limit-exceeded', what)), milliseconds)
  })
  promise.catch(() => {})
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The operators of a page, refused as soon as they are too many. */
export async function readOperators(
  open: OpenDocument,
  page: PdfJsPage,
  codes: Record<string, number>,
  limits: PdfLimits,
) {
  let refuse: (error: PdfError) => void = () => {}
  const refused = new Promise<never>((_, reject) => {
    refuse = reject
  })
  refused.catch(() => {})
  let operators = 0
  let glyphs = 0
  open.watch((functions, args) => {
    operators += functions.length
    if (operators > limits.operators) refuse(tooMuch(`more than ${limits.operators} operators`))
    for (let index = 0; index < functions.length; index += 1) {
      if (functions[index] !== codes.showText) continue
      const items = args[index]?.[0]
      if (Array.isArray(items)) glyphs += items.length
    }
    if (glyphs > limits.glyphs) refuse(tooMuch(`more than ${limits.glyphs} characters`))
  })
  const list = page.getOperatorList({ intent: 'display' })
  const overflows = countOverflows()
  const read = await within(limits.pageMilliseconds, Promise.race([list, refused]), 'a page takes too long to read')
  if (countOverflows() > overflows) throw tooMuch('a stream that grows without end')
  return read
}

/** Fills in what the caller did not limit. */
export function completeLimits(limits: Partial<PdfLimits> | undefined): PdfLimits {
  return { ...PDF_LIMITS, ...limits }
}
