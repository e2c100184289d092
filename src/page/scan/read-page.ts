import { UNKNOWN } from '../../language/characters.ts'
import type { Box, Glyph, Page, PageProblem, Reading, Ruling, TextRun } from '../../model/page.ts'
import { type Grey, turnGrey } from './bitmap.ts'
import { isSoiled } from './blots.ts'
import { type Combined, UNSURE } from './choice.ts'
import { combineNumber, looksNumeric, settlePoints } from './combine-number.ts'
import { combineText, needsThird } from './combine-text.ts'
import type { Component } from './components.ts'
import { findDash } from './dash.ts'
import type { ScanPlace } from './index.ts'
import { cutLine } from './line-image.ts'
import type { TextLine } from './lines.ts'
import { findMarkShapes, type MarkShape } from './mark-shapes.ts'
import { findTurn } from './orientation.ts'
import type { PageImage } from './page-image.ts'
import { findMiddles } from './place.ts'
import { type PreparedPage, preparePage } from './prepare.ts'
import type { Readers } from './readers/open.ts'
import type { LineImage, LineReading, ReadCharacter } from './readers/reader.ts'
import { findSpaces } from './spaces.ts'

/** Smaller characters cannot be read surely: at 150 dpi 4 to 14 of 100 were wrong, at 200 dpi 1 to 4. */
const SMALLEST_EM = 20
/** A page of black and white pixels loses the fringes that readers live on. */
const SMALLEST_EM_ONE_BIT = 30
/** What is asked for. */
const WANTED_EM = 32
/** Nothing on a page that is too coarse is given for sure. */
const COARSE_CONFIDENCE = 0.85
/** Where a text layer says the same, this share of the doubt is left. */
const LAYER_DOUBT = 0.3
/** Without a second recogniser nothing is surer than this: agreed numbers were wrong in 2 of 1,000, text in 20. */
const SINGLE_READER_NUMBER = 0.95
const SINGLE_READER_TEXT = 0.9

interface Line {
  line: TextLine
  image: LineImage & { left: number; top: number }
}

/** Reads one page image; see Scanner.readPage. */
export async function readPageImage(image: PageImage, place: ScanPlace, readers: Readers): Promise<Page> {
  const source: Grey = { width: image.width, height: image.height, data: image.grey }
  const upright = await preparePage(source, image.dpi, place.drawn)
  const turn = place.upright || place.drawn ? 0 : await findTurn(source, upright, image.dpi, readers)
  const prepared = turn === 0 ? upright : await preparePage(turnGrey(source, turn), image.dpi)
  const sideways = turn === 90 || turn === 270
  const width = sideways ? place.height : place.width
  const height = sideways ? place.width : place.height
  const box: Box = (!sideways && place.box) || [0, 0, width, height]
  const scale = (box[2] - box[0]) / prepared.grey.width
  const frame: Frame = { scale, left: box[0], top: box[1] }
  const lines = prepared.lines.map((line) => ({ line, image: cutLine(prepared.grey, prepared.mask, line) }))
  const oneBit = image.oneBit ?? image.grey.every((level) => level === 0 || level === 255)
  const coarse = prepared.em < (oneBit ? SMALLEST_EM_ONE_BIT : SMALLEST_EM)
  const layer = turn === 0 ? (place.layer ?? []) : []
  const read = await Promise.all(lines.map(async (line) => orUnreadable(line, await readLine(line, prepared, readers))))
  const settled = coarse || oneBit || !prepared.clean ? settlePoints(read, coarse) : read
  const context = { frame, coarse, layer, holes: prepared.holes }
  const runs = [
    ...lines.map((line, i) => toRun(line, settled[i] ?? unreadable(line), context)),
    ...prepared.covered.map((line) => {
      const covered = { line, image: cutLine(prepared.grey, prepared.mask, line) }
      return toRun(covered, unreadable(covered), context)
    }),
  ]
  const kept = runs.filter((run): run is TextRun => run !== null)
  return {
    number: place.number,
    width,
    height,
    reader: 'scan',
    runs: kept,
    rulings: toRulings(prepared, frame),
    fills: [],
    images: [],
    rows: [],
    problems: findProblems(prepared, { ...image, oneBit }, kept.length, coarse),
    glyphs: { visible: kept.reduce((sum, run) => sum + run.glyphs.length, 0), hidden: 0 },
    dpi: image.dpi,
  }
}

function findProblems(prepared: PreparedPage, image: PageImage, runs: number, coarse: boolean): PageProblem[] {
  if (runs === 0) return [{ code: 'empty-page', detail: 'no ink that reads as text' }]
  const limited: PageProblem[] = prepared.limited
    ? [{ code: 'limit-exceeded', detail: `more than ${prepared.lines.length} lines on a page` }]
    : []
  if (!coarse) return limited
  const needed = Math.ceil((image.dpi * WANTED_EM) / prepared.em / 50) * 50
  const depth = image.oneBit ? 'black and white, ' : ''
  return [
    ...limited,
    {
      code: 'too-coarse',
      detail: `${depth}${Math.round(image.dpi)} dpi, characters of ${Math.round(prepared.em)} pixels; ${needed} dpi needed`,
    },
  ]
}

/** From pixels of the straightened image to points of the page. */
interface Frame {
  scale: number
  left: number
  top: number
}

function toRulings(prepared: PreparedPage, { scale, left, top }: Frame): Ruling[] {
  return prepared.rules.map((rule) => {
    const level = rule.orientation === 'horizontal'
    const [across, along] = level ? [top, left] : [left, top]
    return {
      orientation: rule.orientation,
      at: rule.at * scale + across,
      from: rule.from * scale + along,
      to: rule.to * scale + along,
      thickness: rule.thickness * scale,
      drawn: 'image',
    }
  })
}

/**
 * Ink in a cell is print from this size on (em): a `1` is 0.2 wide and 0.7 high. Of 1,279 lines of five scans (150 to 300 dpi)
 * none was left unread by both recognisers.
 */
const NARROWEST_PRINT = 0.15
const LOWEST_PRINT = 0.5

/** Print of a cell that nobody can read is not left out. */
function orUnreadable({ line, image }: Line, combined: Combined): Combined {
  const isPrint = line.x1 - line.x0 >= line.em * NARROWEST_PRINT && line.y1 - line.y0 >= line.em * LOWEST_PRINT
  return combined.text !== '' || line.region.outside || !isPrint
    ? combined
    : { ...unreadable({ line, image }), readings: combined.readings }
}

function unreadable({ line, image }: Line): Combined {
  const character = { text: UNKNOWN, confidence: 0, x0: line.x0 - image.left, x1: line.x1 - image.left }
  return { text: UNKNOWN, confidence: 0, characters: [character], readings: [] }
}

async function readLine({ line, image }: Line, page: PreparedPage, readers: Readers): Promise<Combined> {
  const dash = findDash(line, page.lines)
  if (dash) return dash
  const space = {
    em: line.em,
    x0: line.x0 - image.left,
    x1: line.x1 - image.left,
  }
  const shapes = line.em >= SMALLEST_EM ? findMarkShapes(line) : []
  const { tesseract, ppocr } = readers
  if (!ppocr) return readWithOne(image, readers, space, shapes, page.clean)
  const second = { reader: ppocr.id, reading: await readOne(ppocr, image) }
  const numeric = looksNumeric(second.reading.text)
  if (numeric) {
    const digits = { reader: tesseract.digits.id, reading: await readOne(tesseract.digits, image) }
    if (digits.reading.text !== '') return combineNumber(digits, second, shapes, page.clean)
  }
  const first = { reader: tesseract.text.id, reading: await readOne(tesseract.text, image) }
  // Told to read digits, the first reader may have read none because the print is no number: 日, not 8.
  const isNumber = first.reading.text === '' ? numeric : looksNumeric(first.reading.text)
  if (numeric && isNumber) return combineNumber(first, second, shapes, page.clean)
  if (isNumber && second.reading.text === '') {
    const digits = { reader: tesseract.digits.id, reading: await readOne(tesseract.digits, image) }
    return combineNumber(digits, first, shapes, page.clean)
  }
  const third = needsThird(first.reading, second.reading, ppocr.knows)
    ? { reader: tesseract.large.id, reading: await readOne(tesseract.large, image) }
    : undefined
  const combined = combineText(first, second, ppocr.knows, space, third)
  return numeric ? { ...combined, confidence: Math.min(combined.confidence, UNSURE) } : combined
}

async function readWithOne(
  image: LineImage,
  { tesseract }: Readers,
  space: { em: number; x0: number; x1: number },
  shapes: readonly MarkShape[],
  isCleanPaper: boolean,
): Promise<Combined> {
  const first = await readOne(tesseract.text, image)
  const numeric = looksNumeric(first.text)
  const other = numeric ? tesseract.digits : tesseract.large
  const second = await readOne(other, image)
  const named = [
    { reader: tesseract.text.id, reading: first },
    { reader: other.id, reading: second },
  ] as const
  const combined = numeric
    ? combineNumber(named[1], named[0], shapes, isCleanPaper)
    : combineText(named[0], named[1], () => true, space)
  const most = numeric ? SINGLE_READER_NUMBER : SINGLE_READER_TEXT
  return { ...combined, confidence: Math.min(combined.confidence, most) }
}

async function readOne(
  reader: { read(lines: LineImage[]): Promise<LineReading[]> },
  image: LineImage,
): Promise<LineReading> {
  const [reading] = await reader.read([image])
  return reading ?? { text: '', confidence: 0, characters: [] }
}

interface RunContext {
  frame: Frame
  coarse: boolean
  layer: TextRun[]
  holes: readonly Component[]
}

function toRun({ line, image }: Line, combined: Combined, { frame, coarse, layer, holes }: RunContext): TextRun | null {
  if (combined.text === '') return null
  const { region } = line
  const clip = (x: number) => (region.outside ? x : Math.max(region.x0 + 1, Math.min(region.x1 - 1, x)))
  const x0 = clip(line.x0)
  const x1 = Math.max(x0 + 1, clip(line.x1))
  const toX = (x: number) => x * frame.scale + frame.left
  const toY = (y: number) => y * frame.scale + frame.top
  const box: Box = [toX(x0), toY(line.y0), toX(x1), toY(line.y1)]
  const inks = line.components.map((component) => ({
    x0: component.x0 - image.left,
    x1: component.x1 - image.left,
  }))
  const middles = findMiddles(combined.characters, line.x0 - image.left, line.x1 - image.left)
  const characters = combined.characters.map((character, i) => ({
    ...character,
    x0: middles[i] ?? 0,
    x1: middles[i] ?? 0,
  }))
  const spaces = findSpaces(characters, inks, line.em)
  const placed = placeCharacters(characters, spaces, inks)
  const glyphs: Glyph[] = placed.map((character) => {
    const from = Math.max(x0, Math.min(x1, character.x0 + image.left))
    const to = Math.max(from, Math.min(x1, character.x1 + image.left))
    return { text: character.text, box: [toX(from), box[1], toX(to), box[3]], size: line.em * frame.scale }
  })
  const text = placed.map((character, i) => character.text + (spaces.has(i) ? ' ' : '')).join('')
  const { confidence, readings } = weighLayer(text, combined, layer, box)
  return {
    text,
    box,
    glyphs,
    font: '',
    size: line.em * frame.scale,
    angle: 0,
    source: 'ocr',
    confidence: Math.min(confidence, coarse ? COARSE_CONFIDENCE : 1, isSoiled(line, holes) ? UNSURE : 1),
    readings,
  }
}

/** Boxes that touch inside a word and leave the printed white between words, as advance boxes of drawn text do. */
function placeCharacters(
  characters: ReadCharacter[],
  spaces: Set<number>,
  inks: { x0: number; x1: number }[],
): ReadCharacter[] {
  const left = Math.min(...inks.map((ink) => ink.x0))
  const right = Math.max(...inks.map((ink) => ink.x1))
  const middles = characters.map((character) => (character.x0 + character.x1) / 2)
  return characters.map((character, i) => {
    const middle = middles[i] ?? 0
    const before = middles[i - 1]
    const after = middles[i + 1]
    let x0 = before === undefined ? Math.min(left, middle) : (before + middle) / 2
    let x1 = after === undefined ? Math.max(right, middle) : (after + middle) / 2
    if (before !== undefined && spaces.has(i - 1))
      x0 = Math.min(
        ...inks.filter((ink) => ink.x1 > x0 && ink.x0 > before && ink.x0 <= middle + 1).map((ink) => ink.x0),
        middle,
      )
    if (after !== undefined && spaces.has(i))
      x1 = Math.max(
        ...inks.filter((ink) => ink.x0 < x1 && ink.x1 < after && ink.x1 >= middle - 1).map((ink) => ink.x1),
        middle,
      )
    return { ...character, x0, x1 }
  })
}

/** The scan's own invisible text over a line, as one more reading. */
function weighLayer(
  text: string,
  combined: Combined,
  layer: TextRun[],
  box: Box,
): { confidence: number; readings: Reading[] } {
  const readings = combined.readings.map((reading, i) => (i === 0 ? { ...reading, text } : reading))
  const over = layer
    .flatMap((run) => run.glyphs)
    .filter(({ box: [x0, y0, x1, y1] }) => {
      const x = (x0 + x1) / 2
      const y = (y0 + y1) / 2
      return x > box[0] && x < box[2] && y > box[1] && y < box[3]
    })
    .sort((a, b) => a.box[0] - b.box[0])
  if (over.length === 0) return { confidence: combined.confidence, readings }
  const layerText = over.map((glyph) => glyph.text).join('')
  const bare = (value: string) => value.normalize('NFKC').replace(/\s/g, '')
  const same = bare(layerText) === bare(text)
  return {
    confidence: same ? 1 - (1 - combined.confidence) * LAYER_DOUBT : combined.confidence,
    readings: [...readings, { reader: 'layer', text: layerText, confidence: 0.5 }],
  }
}
