import { createRequire, Module } from 'node:module'
import { dirname, join } from 'node:path'

/** The parts of pdf.js that the reader touches, typed by what was seen to come out of version 5.6.205. */

/** An entry of a `showText` operator: a glyph, or a shift in thousandths of the font size. */
export interface PdfGlyph {
  originalCharCode: number
  unicode: string
  width: number
  vmetric: readonly [height: number, x: number, y: number] | null
  isSpace: boolean
  isInFont: boolean
}

export interface CharacterMap {
  has(code: number): boolean
  /** Calls back with each code and the first code point of its text. */
  forEach(callback: (code: number | string, point: number) => void): void
  firstChar?: number
}

export interface PdfFont {
  name: string
  loadedName: string
  ascent: number
  descent: number
  bbox?: readonly number[]
  fontMatrix?: readonly number[]
  vertical?: boolean
  defaultVMetrics?: readonly [height: number, x: number, y: number]
  isType3Font?: boolean
  missingFile?: boolean
  composite?: boolean
  type?: string
  /** A map of codes; one that only hands the codes back has `firstChar`. */
  toUnicode?: CharacterMap
  /** From codes to the numbers of glyphs; per length of a code in bytes, the first and last code of each range. */
  cMap?: { builtInCMap: boolean; codespaceRanges: readonly (readonly number[])[] }
  /** Widths in thousandths of the font size, by the number of the glyph. */
  widths?: readonly (number | undefined)[]
  defaultWidth?: number
  /** Names of glyphs, by code. */
  differences?: readonly (string | undefined)[]
}

export interface PdfObjects {
  has(id: string): boolean
  get(id: string): unknown
  get(id: string, callback: (value: unknown) => void): void
}

export interface OperatorList {
  fnArray: number[]
  argsArray: (unknown[] | null)[]
}

export interface Viewport {
  width: number
  height: number
  transform: number[]
}

export interface OptionalContent {
  isVisible(group: unknown): boolean
}

export interface PdfJsPage {
  commonObjs: PdfObjects
  objs: PdfObjects
  rotate: number
  getViewport(options: { scale: number; offsetX?: number; offsetY?: number }): Viewport
  getOperatorList(options: { intent: string; annotationMode?: number }): Promise<OperatorList>
  render(options: Record<string, unknown>): { promise: Promise<void>; cancel(): void }
  cleanup(): boolean
}

export interface PdfJsDocument {
  numPages: number
  getPage(number: number): Promise<PdfJsPage>
  getOptionalContentConfig(): Promise<OptionalContent>
  cleanup(keepLoadedFonts?: boolean): Promise<void>
  _transport: { fontLoader: { bind(font: unknown): Promise<void> } }
}

export interface PdfJsTask {
  promise: Promise<PdfJsDocument>
  onPassword: ((update: (password: string) => void, reason: number) => void) | null
  destroy(): Promise<void>
}

export interface PdfJs {
  getDocument(options: Record<string, unknown>): PdfJsTask
  PDFWorker: new (options: { port: unknown; verbosity: number }) => { destroy(): void }
  OPS: Record<string, number>
}

const require = createRequire(import.meta.url)
const root = dirname(require.resolve('pdfjs-dist/package.json'))

/** Folders of pdf.js with its character maps, substitute fonts and decoders; all reading stays on this machine. */
export const libraryPaths = {
  cMapUrl: `${join(root, 'cmaps')}/`,
  cMapPacked: true,
  standardFontDataUrl: `${join(root, 'standard_fonts')}/`,
  wasmUrl: `${join(root, 'wasm')}/`,
  iccUrl: `${join(root, 'iccs')}/`,
}

interface Library {
  main: PdfJs
  connect(port: unknown): void
}

let library: Promise<Library> | undefined

/**
 * Both halves of pdf.js, loaded at first use: they take a fifth of a second. The parsing half is the minified build, which
 * loads in half the time. In that of the other half a function of `getOperatorList` has become one that V8 puts among the
 * old objects, where it keeps every page alive until all of the heap is collected: 2.8 MB a document, not
 * 0.9, on average of 25 PDFs of the practice set.
 */
export function loadLibrary(): Promise<Library> {
  library ??= importLibrary()
  return library
}

async function importLibrary(): Promise<Library> {
  const canvas = keepCanvasOut()
  const letFetchIn = keepFetchOut()
  const restoreBuiltins = rememberBuiltins()
  const main: unknown = await import('pdfjs-dist/legacy/build/pdf.mjs')
  canvas.letIn()
  const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')
  letFetchIn()
  restoreBuiltins()
  return { main: main as PdfJs, connect: (port) => WorkerMessageHandler.initializeFromPort(port) }
}

/**
 * pdf.js replaces some functions for the whole process, because of details on which nothing here depends, by ones that
 * are many times slower: with the JSON functions of Node a batch prints its documents in a quarter of the time.
 */
function rememberBuiltins(): () => void {
  const { push } = Array.prototype
  const { parse, stringify } = JSON
  return () => {
    Object.assign(JSON, { parse, stringify })
    Array.prototype.push = push
  }
}

/**
 * pdf.js looks at the class `Response` as soon as it is imported, by which Node loads all of its `fetch` (30 of 470 ms of
 * CPU time for one short document). It sees one that has what it looks for instead; all others see the real one.
 */
function keepFetchOut(): () => void {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'Response')
  if (!own?.configurable || own.get === undefined) return () => {}
  class Placeholder {
    bytes(): void {}
  }
  Object.defineProperty(globalThis, 'Response', {
    ...own,
    get: () => (new Error().stack?.includes('pdfjs-dist') ? Placeholder : own.get?.call(globalThis)),
  })
  return () => Object.defineProperty(globalThis, 'Response', own)
}

/**
 * pdf.js loads the canvas as soon as it is imported, for three classes that only drawing needs; its native part takes
 * a sixth of the start of a run that draws nothing (60 of 350 ms). Until `installCanvas` the first of them, which is
 * plain JavaScript, stands alone.
 */
function keepCanvasOut(): { letIn(): void } {
  const path = require.resolve('@napi-rs/canvas')
  if (require.cache[path] !== undefined) return { letIn() {} }
  const { DOMMatrix } = require(join(dirname(path), 'geometry.js')) as { DOMMatrix: unknown }
  class Placeholder {}
  const stand = new Module(path)
  stand.exports = { DOMMatrix, ImageData: Placeholder, Path2D: Placeholder }
  stand.loaded = true
  require.cache[path] = stand
  return {
    letIn() {
      if (require.cache[path] === stand) delete require.cache[path]
    },
  }
}

/** Puts the classes that drawing needs in their places. */
export function installCanvas(): void {
  const { ImageData, Path2D } = require('@napi-rs/canvas') as { ImageData: unknown; Path2D: unknown }
  Object.assign(globalThis, { ImageData, Path2D })
}
