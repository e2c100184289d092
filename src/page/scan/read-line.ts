/** One printed line as its recognisers read it. */
import { UNKNOWN } from '../../language/characters.ts'
import { type Combined, type Named, UNSURE } from './choice.ts'
import { combineNumber, looksNumeric, type NumberInk } from './combine-number.ts'
import { combineText, needsThird } from './combine-text.ts'
import { findDash } from './dash.ts'
import { countFigures } from './figure-count.ts'
import type { LineSpace } from './line-marks.ts'
import type { TextLine } from './lines.ts'
import { findLoneMarks } from './lone-marks.ts'
import { findMarkShapes } from './mark-shapes.ts'
import { settlePerMille } from './per-mille.ts'
import { findPluses } from './plus-shapes.ts'
import type { PreparedPage } from './prepare.ts'
import type { Readers } from './readers/open.ts'
import type { LineImage, LineReading } from './readers/reader.ts'
import { hasStackedMarks } from './stacked-marks.ts'

/** Without a second recogniser nothing is surer than this: agreed numbers were wrong in 2 of 1,000, text in 20. */
const SINGLE_READER_NUMBER = 0.95
const SINGLE_READER_TEXT = 0.9
/** Smaller characters cannot be read surely: at 150 dpi 4 to 14 of 100 were wrong, at 200 dpi 1 to 4. */
export const SMALLEST_EM = 20

/** A line, and the picture that is cut out for it. */
export interface Line {
  line: TextLine
  image: LineImage & { left: number; top: number }
}

/**
 * Ink in a cell is print from this size on (em): a `1` is 0.2 wide and 0.7 high. Of 1,279 lines of five scans (150 to 300 dpi)
 * none was left unread by both recognisers.
 */
const NARROWEST_PRINT = 0.15
const LOWEST_PRINT = 0.5

/** Print of a cell that nobody can read is not left out. */
export function orUnreadable({ line, image }: Line, combined: Combined): Combined {
  const isPrint = line.x1 - line.x0 >= line.em * NARROWEST_PRINT && line.y1 - line.y0 >= line.em * LOWEST_PRINT
  return combined.text !== '' || line.region.outside || !isPrint
    ? combined
    : { ...unreadable({ line, image }), readings: combined.readings }
}

export function unreadable({ line, image }: Line): Combined {
  const character = { text: UNKNOWN, confidence: 0, x0: line.x0 - image.left, x1: line.x1 - image.left }
  return { text: UNKNOWN, confidence: 0, characters: [character], readings: [] }
}

export async function readLine(line: Line, page: PreparedPage, readers: Readers): Promise<Combined> {
  return settlePerMille(await readPrint(line, page, readers))
}

async function readPrint({ line, image }: Line, page: PreparedPage, readers: Readers): Promise<Combined> {
  const dash = findDash(line, page.lines)
  if (dash) return dash
  const space: LineSpace = {
    em: line.em,
    x0: line.x0 - image.left,
    x1: line.x1 - image.left,
    pluses: findPluses(line).map((x) => x - image.left),
    marks: findLoneMarks(line).map((mark) => ({ ...mark, x: mark.x - image.left })),
    stacked: hasStackedMarks(line),
  }
  const ink: NumberInk = {
    shapes: page.clean && line.em >= SMALLEST_EM ? findMarkShapes(line) : [],
    figures: countFigures(line),
  }
  const { tesseract, ppocr } = readers
  if (!ppocr) return readWithOne(image, readers, space, ink)
  const second = { reader: ppocr.id, reading: await readOne(ppocr, image) }
  const numeric = looksNumeric(second.reading.text)
  if (numeric) {
    const digits = { reader: tesseract.digits.id, reading: await readOne(tesseract.digits, image) }
    if (digits.reading.text !== '') return combineNumber(digits, second, ink)
  }
  const first = { reader: tesseract.text.id, reading: await readOne(tesseract.text, image) }
  // Told to read digits, the first reader may have read none because the print is no number: 日, not 8.
  const isNumber = first.reading.text === '' ? numeric : looksNumeric(first.reading.text)
  if (numeric && isNumber) return combineNumber(first, second, ink)
  if (isNumber && second.reading.text === '') {
    const digits = { reader: tesseract.digits.id, reading: await readOne(tesseract.digits, image) }
    return combineNumber(digits, first, ink)
  }
  const third = needsThird(first.reading, second.reading, ppocr.knows)
    ? { reader: tesseract.large.id, reading: await readOne(tesseract.large, image) }
    : undefined
  // Told to read digits, the first reader read none: what it reads as text weighs more than the digits of the second.
  const combined = combineText(first, numeric ? doubted(second) : second, ppocr.knows, space, third)
  const isUnsure = numeric || (second.reading.text === '' && combined.text !== '')
  return isUnsure ? { ...combined, confidence: Math.min(combined.confidence, UNSURE) } : combined
}

const doubted = ({ reader, reading }: Named): Named => ({
  reader,
  reading: { ...reading, characters: reading.characters.map((one) => ({ ...one, confidence: 0 })) },
})

async function readWithOne(
  image: LineImage,
  { tesseract }: Readers,
  space: LineSpace,
  ink: NumberInk,
): Promise<Combined> {
  const first = await readOne(tesseract.text, image)
  const numeric = looksNumeric(first.text)
  const other = numeric ? tesseract.digits : tesseract.large
  const second = await readOne(other, image)
  const named = [
    { reader: tesseract.text.id, reading: first },
    { reader: other.id, reading: second },
  ] as const
  const combined = numeric ? combineNumber(named[1], named[0], ink) : combineText(named[0], named[1], () => true, space)
  const most = numeric ? SINGLE_READER_NUMBER : SINGLE_READER_TEXT
  return { ...combined, confidence: Math.min(combined.confidence, most) }
}

async function readOne(
  reader: { read(lines: LineImage[]): Promise<LineReading[]> },
  image: LineImage,
): Promise<LineReading> {
  const [reading] = await reader.read([image])
  return reading ? withoutStrokes(reading) : { text: '', confidence: 0, characters: [] }
}

/** The stroke 丶, which is in no text, for the mark 、. */
function withoutStrokes(reading: LineReading): LineReading {
  if (!reading.text.includes('丶')) return reading
  const replace = (text: string) => text.replaceAll('丶', '、')
  const characters = reading.characters.map((character) => ({ ...character, text: replace(character.text) }))
  return { ...reading, text: replace(reading.text), characters }
}
