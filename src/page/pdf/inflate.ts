import { inflateRawSync, inflateSync } from 'node:zlib'
import { withoutOutlines } from './outlines.ts'

/** An A3 scan of 600 dots an inch in colour inflates to 210 million bytes; what grows beyond this is a trap. */
const MOST_BYTES = 256 * 1024 * 1024

/** Node's own. */
const Native = globalThis.DecompressionStream

/** RFC 1950: two bytes before the data, and a checksum of four (Adler-32) behind it. */
const ZLIB_HEADER = 2
const CHECKSUM = 4
/** RFC 1951: what a writer ends with that flushes its stream but never closes it. */
const FLUSHED = [0x00, 0x00, 0xff, 0xff]

let overflows = 0
let damages = 0

/** How many open documents are asked for more than their text. */
const needs = { pictures: 0, outlines: 0 }

/** How often a stream was cut off so far because it grew too large. */
export function countOverflows(): number {
  return overflows
}

/** How many streams so far held other data than was written. */
export function countDamages(): number {
  return damages
}

/** Lets the pictures, or also the outlines of fonts, of a document through until the returned function is called. */
export function letThrough(wanted: 'text' | 'pictures' | 'drawing'): () => void {
  const pictures = wanted === 'text' ? 0 : 1
  const outlines = wanted === 'drawing' ? 1 : 0
  const add = (sign: 1 | -1) => {
    needs.pictures += sign * pictures
    needs.outlines += sign * outlines
  }
  add(1)
  return () => add(-1)
}

/**
 * pdf.js inflates through the web's streams, which in Node cost a quarter of the time of a page and swallow any amount
 * of memory. While a document is open it gets this instead: at once, and up to a limit. All other callers get the
 * real thing.
 */
export function installInflater(): void {
  // assigned, not defined: V8 drops compiled code that looked up a name whose definition changes
  Object.assign(globalThis, { DecompressionStream: Inflater })
}

export function removeInflater(): void {
  globalThis.DecompressionStream = Native
}

function Inflater(format: CompressionFormat): unknown {
  const callers = format === 'deflate' ? (new Error().stack ?? '') : ''
  if (!callers.includes('pdfjs-dist')) return new Native(format)
  return needs.pictures === 0 && isPicture(callers) ? new Withholder() : new QuickInflater()
}

/**
 * Pictures are decoded beside the reading of a page, which does not wait for them, but for small ones within its text
 * (`buildPaintImageXObject`).
 */
function isPicture(callers: string): boolean {
  return callers.includes('getImageBytes') && !callers.includes('buildPaintImageXObject')
}

/** As much of a `DecompressionStream` as pdf.js uses: one write, one read. */
class QuickInflater {
  #bytes: Uint8Array = new Uint8Array()

  readonly writable = {
    getWriter: () => ({
      ready: Promise.resolve(),
      write: async (bytes: Uint8Array) => {
        this.#bytes = bytes
      },
      close: async () => {},
    }),
  }

  readonly readable = this.#read()

  async *#read(): AsyncGenerator<Uint8Array> {
    const bytes = inflate(this.#bytes)
    yield needs.outlines === 0 ? withoutOutlines(bytes) : bytes
  }
}

/** Never has anything to read: a picture that nobody looks at is not decoded, which would take longer than its page. */
class Withholder {
  readonly writable = { getWriter: () => ({ ready: new Promise<void>(() => {}) }) }
  readonly readable = []
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    // pdf.js reads what it can of damaged streams by itself, but it would also go on where this stops.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      overflows += 1
      return new Uint8Array()
    }
    if (isDamaged(bytes)) damages += 1
    throw error
  }
}

/** Of a stream that does not inflate: is it more than that its writer left out the checksum or the end? */
function isDamaged(bytes: Uint8Array): boolean {
  try {
    // The types leave out what `info` adds.
    const inflated: unknown = inflateRawSync(bytes.subarray(ZLIB_HEADER), { maxOutputLength: MOST_BYTES, info: true })
    const { engine } = inflated as { engine: { bytesWritten: number } }
    return bytes.length - ZLIB_HEADER - engine.bytesWritten >= CHECKSUM
  } catch {
    return !FLUSHED.every((byte, index) => bytes.at(index - FLUSHED.length) === byte)
  }
}
