import { inflateSync } from 'node:zlib'

/** An A3 scan of 600 dots an inch in colour inflates to 210 million bytes; what grows beyond this is a trap. */
const MOST_BYTES = 256 * 1024 * 1024

const Native = globalThis.DecompressionStream

let overflows = 0

/** How often a stream was cut off so far because it grew too large. */
export function countOverflows(): number {
  return overflows
}

/**
 * pdf.js inflates through the web's streams, which in Node cost a quarter of the time of a page and swallow any amount
 * of memory. While a document is open it gets this instead: at once, and up to a limit. All other callers get the
 * real thing.
 */
export function installInflater(): void {
  globalThis.DecompressionStream = Inflater as unknown as typeof DecompressionStream
}

export function removeInflater(): void {
  globalThis.DecompressionStream = Native
}

function Inflater(format: CompressionFormat): unknown {
  const own = format === 'deflate' && new Error().stack?.includes('pdfjs-dist')
  return own ? new QuickInflater() : new Native(format)
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
    yield inflate(this.#bytes)
  }
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    // pdf.js reads what it can of damaged streams by itself, but it would also go on where this stops.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_BUFFER_TOO_LARGE') throw error
    overflows += 1
    return new Uint8Array()
  }
}
