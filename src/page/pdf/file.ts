import type { Canvas } from '@napi-rs/canvas'
import type { Box, Page } from '../../model/page.ts'
import { failedPage } from '../failed-page.ts'
import type { PdfLimits } from '../limits.ts'
import { PdfError } from './error.ts'
import type { FontFace } from './font.ts'
import { standGuard } from './guard.ts'
import { countDamages } from './inflate.ts'
import { installCanvas, loadLibrary, type OperatorList, type OptionalContent, type PdfJsPage } from './library.ts'
import {
  checkBytes,
  completeLimits,
  type OpenDocument,
  type OpenOptions,
  openDocument,
  readOperators,
  toPdfError,
} from './open.ts'
import { type Bitmap, drawPage, findPageImage, findResolution, type PageImage, readBitmap } from './render.ts'
import { readPage } from './visible.ts'
import { Walk } from './walk.ts'

/**
 * pdf.js keeps fonts and cross references of all pages; after so many it is told to let them go. Fonts prepared for
 * drawing hold every outline: 2 MB a page of a joined document.
 */
const PAGES_BETWEEN_CLEANUPS = { reading: 50, drawing: 10 }

export interface PdfOptions {
  password?: string
  limits?: Partial<PdfLimits>
}

/** An open PDF. Pages count from 1. */
export interface PdfFile {
  readonly pageCount: number
  /** Every page in order, each released before the next. A page that fails is empty and says why in its problems. */
  pages(): AsyncGenerator<Page>
  page(number: number): Promise<Page>
  /** The page, or the part of it in `box` (points), as a picture of so many dots an inch; throws a `PdfError`. */
  render(number: number, dpi: number, box?: Box): Promise<Bitmap>
  /** The same for what needs no pixels of its own: `use` has the canvas for as long as it runs. */
  draw<T>(number: number, dpi: number, box: Box | undefined, use: (canvas: Canvas) => T | Promise<T>): Promise<T>
  /** The picture that is the whole page, with its own pixels, where the page paints no other; otherwise null. */
  pageImage(number: number): Promise<PageImage | null>
  /** Dots an inch of the finest pictures that are a good part of those in the box (points); null where none tells its pixels. */
  resolution(number: number, box: Box): Promise<number | null>
  /** Was a stream met, since this was asked last, that holds other data than its writer's checksum says? */
  takeDamage(): boolean
}

/** Opens a PDF for as long as `use` runs and lets go of everything afterwards. Throws a `PdfError` for an unreadable file. */
export async function withPdf<T>(
  bytes: Uint8Array,
  options: PdfOptions,
  use: (pdf: PdfFile) => Promise<T>,
): Promise<T> {
  const limits = completeLimits(options.limits)
  checkBytes(bytes, limits)
  const file = new PdfReader(bytes, options.password, limits)
  const dismissGuard = standGuard(bytes)
  try {
    await file.open()
    return await use(file)
  } finally {
    await file.close()
    await dismissGuard()
  }
}

interface LoadedPage {
  number: number
  page: PdfJsPage
  list: OperatorList
}

class PdfReader implements PdfFile {
  pageCount = 0
  readonly #bytes: Uint8Array
  readonly #password: string | undefined
  readonly #limits: PdfLimits
  readonly #fonts = new Map<string, FontFace>()
  #reading: OpenDocument | null = null
  #wanted: 'text' | 'pictures' = 'text'
  #drawing: OpenDocument | null = null
  #layers: OptionalContent | null = null
  #codes: Record<string, number> = {}
  #pagesRead = 0
  #pagesDrawn = 0
  #last: LoadedPage | null = null
  #damagesTaken = countDamages()

  constructor(bytes: Uint8Array, password: string | undefined, limits: PdfLimits) {
    this.#bytes = bytes
    this.#password = password
    this.#limits = limits
  }

  async open(): Promise<void> {
    this.#codes = (await loadLibrary()).main.OPS
    const open = await this.#openForReading()
    this.pageCount = open.document.numPages
  }

  async *pages(): AsyncGenerator<Page> {
    for (let number = 1; number <= this.pageCount; number += 1) yield await this.page(number)
  }

  async page(number: number): Promise<Page> {
    this.#check(number)
    try {
      return await this.#read(number)
    } catch (error) {
      // The parsing half may still be at work on this page: only closing the document stops it.
      await this.#closeReading()
      const code = error instanceof PdfError && error.code === 'limit-exceeded' ? error.code : 'damaged'
      return failedPage(number, 'pdf', code, error instanceof Error ? error.message : String(error))
    }
  }

  render(number: number, dpi: number, box?: Box): Promise<Bitmap> {
    return this.draw(number, dpi, box, readBitmap)
  }

  async draw<T>(
    number: number,
    dpi: number,
    box: Box | undefined,
    use: (canvas: Canvas) => T | Promise<T>,
  ): Promise<T> {
    this.#check(number)
    const { document } = await this.#openForDrawing()
    try {
      const page = await document.getPage(number)
      try {
        return await drawPage(page, dpi, box, this.#limits, use)
      } finally {
        page.cleanup()
        this.#pagesDrawn += 1
        if (this.#pagesDrawn % PAGES_BETWEEN_CLEANUPS.drawing === 0) await document.cleanup().catch(() => {})
      }
    } catch (error) {
      throw toPdfError(error)
    }
  }

  async pageImage(number: number): Promise<PageImage | null> {
    this.#check(number)
    try {
      await this.#wantPictures()
      const { page, list } = await this.#load(number)
      return await findPageImage(page, list, this.#codes)
    } catch {
      return null
    }
  }

  async resolution(number: number, box: Box): Promise<number | null> {
    this.#check(number)
    try {
      await this.#wantPictures()
      const { page, list } = await this.#load(number)
      return await findResolution(page, list, this.#codes, box)
    } catch {
      return null
    }
  }

  takeDamage(): boolean {
    const damages = countDamages()
    const isNew = damages > this.#damagesTaken
    this.#damagesTaken = damages
    return isNew
  }

  async close(): Promise<void> {
    await this.#closeReading()
    await this.#drawing?.close()
    this.#drawing = null
  }

  async #read(number: number): Promise<Page> {
    const { page, list } = await this.#load(number)
    const walk = new Walk(page, this.#codes, this.#layers, this.#fonts, this.#limits)
    return readPage(number, walk.run(list))
  }

  /** The operators of a page. The last page stays at hand: a scan is asked for its picture after it was read. */
  async #load(number: number): Promise<LoadedPage> {
    if (this.#last?.number === number) return this.#last
    const open = await this.#openForReading()
    await this.#release(open)
    const page = await open.document.getPage(number)
    const list = await readOperators(open, page, this.#codes, this.#limits)
    this.#last = { number, page, list }
    return this.#last
  }

  async #release(open: OpenDocument): Promise<void> {
    if (!this.#last) return
    this.#last.page.cleanup()
    this.#last = null
    this.#pagesRead += 1
    if (this.#pagesRead % PAGES_BETWEEN_CLEANUPS.reading === 0) {
      this.#fonts.clear()
      await open.document.cleanup().catch(() => {})
    }
  }

  /** From the first picture on, which opens the document anew, pages are read with theirs: most are scans like it. */
  async #wantPictures(): Promise<void> {
    if (this.#wanted === 'pictures') return
    this.#wanted = 'pictures'
    await this.#closeReading()
  }

  #check(number: number): void {
    if (!Number.isInteger(number) || number < 1 || number > this.pageCount) {
      throw new RangeError(`there is no page ${number}: the PDF has ${this.pageCount}`)
    }
  }

  async #openForReading(): Promise<OpenDocument> {
    if (!this.#reading) {
      const open = await openDocument(this.#bytes, this.#openOptions(this.#wanted))
      this.#reading = open
      this.#layers = await open.document.getOptionalContentConfig().catch(() => null)
    }
    return this.#reading
  }

  async #closeReading(): Promise<void> {
    const open = this.#reading
    this.#reading = null
    this.#last = null
    this.#fonts.clear()
    await open?.close()
  }

  async #openForDrawing(): Promise<OpenDocument> {
    installCanvas()
    this.#drawing ??= await openDocument(this.#bytes, this.#openOptions('drawing'))
    return this.#drawing
  }

  #openOptions(wanted: OpenOptions['wanted']): OpenOptions {
    return {
      limits: this.#limits,
      wanted,
      ...(this.#password === undefined ? {} : { password: this.#password }),
    }
  }
}
