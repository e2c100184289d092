import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'
import { resizeGrey } from '../resize.ts'
import { type LineImage, type LineReader, type LineReading, nothingRead, type ReadCharacter } from './reader.ts'

/** Characters of this many pixels are read best; they are never enlarged by more than `LARGEST_SCALE`. */
const EM_PIXELS = 34
const LARGEST_SCALE = 1.7
const LARGE_EM_PIXELS = 46
/** White around a line, in pixels of the scaled image. */
const PADDING = 10
const DIGITS = '0123456789,.-%'
/** A reader that does not come up in this time never will (a busy machine needs 5 s). */
const START_LIMIT_MS = 60_000
/** A line takes 20 ms; a thread that is silent for so long has died. */
const LINE_LIMIT_MS = 60_000

/** Folder of the language data: the package's `4.0.0_best_int`; its own `langPath` names the weaker variant. */
export function findLanguageData(folder?: string): string {
  const own = folder && existsSync(join(folder, 'chi_tra.traineddata.gz')) ? folder : null
  const require = createRequire(import.meta.url)
  return own ?? join(dirname(require.resolve('@tesseract.js-data/chi_tra/package.json')), '4.0.0_best_int')
}

/** A portable grey map: the plainest image that the recogniser opens. */
function encodeImage(image: LineImage, em: number): { bytes: Buffer; scale: number } {
  const scale = Math.min((LARGEST_SCALE * em) / EM_PIXELS, em / image.em)
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const pixels = resizeGrey(image, width, height)
  const fullWidth = width + PADDING * 2
  const fullHeight = height + PADDING * 2
  const header = Buffer.from(`P5\n${fullWidth} ${fullHeight}\n255\n`, 'latin1')
  const bytes = Buffer.alloc(header.length + fullWidth * fullHeight, 255)
  header.copy(bytes)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      bytes[header.length + (y + PADDING) * fullWidth + x + PADDING] = Math.round(pixels[y * width + x] ?? 255)
    }
  }
  return { bytes, scale }
}

interface ReadingWay {
  /** Size of the characters given to the recogniser, pixels. */
  em: number
  parameters: Record<string, string>
}

interface Symbol {
  text: string
  confidence: number
  bbox: { x0: number; x1: number }
}

interface Blocks {
  blocks?: { paragraphs: { lines: { words: { symbols: Symbol[] }[] }[] }[] }[] | null
}

function toReading(data: Blocks, scale: number): LineReading {
  const characters: ReadCharacter[] = []
  for (const block of data.blocks ?? [])
    for (const paragraph of block.paragraphs)
      for (const line of paragraph.lines)
        for (const word of line.words)
          for (const symbol of word.symbols)
            characters.push({
              text: symbol.text,
              confidence: symbol.confidence / 100,
              x0: (symbol.bbox.x0 - PADDING) / scale,
              x1: (symbol.bbox.x1 - PADDING) / scale,
            })
  if (characters.length === 0) return nothingRead
  return {
    text: characters.map((character) => character.text).join(''),
    confidence: Math.min(...characters.map((character) => character.confidence)),
    characters,
  }
}

async function startWorker(data: string, signal: Promise<never>): Promise<Worker> {
  const starting = createWorker('chi_tra', 1, {
    langPath: data,
    cacheMethod: 'none',
    gzip: true,
    // Without a handler a failure in the thread ends the process.
    errorHandler: () => {},
  })
  const worker = await Promise.race([starting, signal])
  await worker.setParameters({ debug_file: '/dev/null', user_defined_dpi: '300' } as Record<string, string>)
  return worker
}

/** Warm recogniser threads shared by the text reader and the digit reader. */
export interface TesseractPool {
  text: LineReader
  /** Digits, points, commas, `-` and `%` only. */
  digits: LineReader
  /** The text reader on larger characters: a second opinion where there is no other recogniser. */
  large: LineReader
  close(): Promise<void>
}

/** Starts `workers` threads of Tesseract with Traditional Chinese; nothing is fetched or written. */
export async function createTesseractPool(workers: number, folder?: string): Promise<TesseractPool> {
  const data = findLanguageData(folder)
  if (!existsSync(join(data, 'chi_tra.traineddata.gz'))) throw new Error(`no language data in ${data}`)
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the text recogniser did not start')), START_LIMIT_MS)
  })
  limit.catch(() => {})
  const pool = await Promise.all(Array.from({ length: workers }, () => startWorker(data, limit))).finally(() =>
    clearTimeout(timer),
  )
  const underWay = new Set<(reason: Error) => void>()

  /** A line's reading; nothing when the thread does not answer, an error when the readers are closed meanwhile. */
  function readLine(worker: Worker, image: LineImage, way: ReadingWay): Promise<LineReading> {
    const { bytes, scale } = encodeImage(image, way.em)
    const parameters = { tessedit_pageseg_mode: '7', ...way.parameters }
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => settle(nothingRead), LINE_LIMIT_MS)
      const settle = (reading: LineReading) => {
        clearTimeout(limit)
        underWay.delete(fail)
        resolve(reading)
      }
      const fail = (reason: Error) => {
        clearTimeout(limit)
        reject(reason)
      }
      underWay.add(fail)
      worker.recognize(bytes, parameters as object, { blocks: true, text: false }).then(
        ({ data: found }) => settle(toReading(found as Blocks, scale)),
        () => settle(nothingRead),
      )
    })
  }

  const waiting: { image: LineImage; way: ReadingWay; done: (reading: Promise<LineReading>) => void }[] = []
  // Two lines in flight for each thread: it never waits for this one to hand over the next.
  const idle = pool.flatMap((worker) => [worker, worker])

  function dispatch(): void {
    while (idle.length > 0 && waiting.length > 0) {
      const next = waiting.shift()
      const worker = idle.pop()
      if (!next || !worker) return
      const reading = readLine(worker, next.image, next.way)
      next.done(reading)
      const release = () => {
        idle.unshift(worker)
        dispatch()
      }
      reading.then(release, release)
    }
  }

  function readAll(lines: LineImage[], way: ReadingWay): Promise<LineReading[]> {
    return Promise.all(
      lines.map(
        (image) =>
          new Promise<LineReading>((done) => {
            waiting.push({ image, way, done })
            dispatch()
          }),
      ),
    )
  }

  return {
    text: { id: 'tesseract', read: (lines) => readAll(lines, { em: EM_PIXELS, parameters: {} }) },
    large: { id: 'tesseract-large', read: (lines) => readAll(lines, { em: LARGE_EM_PIXELS, parameters: {} }) },
    digits: {
      id: 'tesseract-digits',
      read: (lines) => readAll(lines, { em: EM_PIXELS, parameters: { tessedit_char_whitelist: DIGITS } }),
    },
    async close() {
      const reason = new Error('the readers were closed')
      idle.length = 0
      for (const { done } of waiting.splice(0)) done(Promise.reject(reason))
      for (const fail of [...underWay]) fail(reason)
      await Promise.all(pool.map((worker) => worker.terminate().catch(() => {})))
    },
  }
}
