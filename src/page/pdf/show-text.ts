import type { Box, Glyph, TextRun } from '../../model/page.ts'
import type { FontFace } from './font.ts'
import type { Ink } from './ink.ts'
import type { PdfGlyph } from './library.ts'
import { contains, type Matrix, multiply, transformBox, unite } from './matrix.ts'
import type { GraphicsState } from './state.ts'

/** Where the next glyph goes: the text matrix and the pen within it. */
export interface Pen {
  matrix: ArrayLike<number>
  x: number
  y: number
}

/** Text that only marks an area for clipping, or is not painted at all. */
const INVISIBLE_MODES = new Set([3, 7])
const STROKED_MODES = new Set([1, 5])

/** Paints the glyphs of one operator into `ink` and moves the pen behind them. */
export function showText(items: readonly (PdfGlyph | number)[], state: GraphicsState, pen: Pen, ink: Ink): void {
  const font = state.font
  if (!state.fontSize) return
  const matrix = multiply(state.matrix, pen.matrix)
  if (!font) {
    markUnread(matrix, state, pen, ink)
    return
  }
  ink.countGlyphs(items.length)
  const painter = new RunPainter(font, state, matrix, ink)
  if (font.vertical) showDown(items, state, pen, painter, font)
  else showAcross(items, state, pen, painter, font)
  painter.finish()
}

/** Of text in a font that pdf.js could not load, nothing is known but where it begins. */
function markUnread(matrix: Matrix, state: GraphicsState, pen: Pen, ink: Ink): void {
  const box = transformBox(matrix, pen.x, pen.y, pen.x, pen.y)
  const isSeen = contains(state.clip ?? ink.page, box[0], box[1]) && contains(ink.page, box[0], box[1])
  if (isSeen && !INVISIBLE_MODES.has(state.renderMode)) ink.unread.push(box)
}

function showAcross(
  items: readonly (PdfGlyph | number)[],
  state: GraphicsState,
  pen: Pen,
  painter: RunPainter,
  font: FontFace,
): void {
  const { fontSize, charSpacing, wordSpacing, horizontalScale } = state
  const widthScale = fontSize * font.widthScale * horizontalScale
  const bottom = pen.y + state.rise + font.descent * fontSize
  const top = pen.y + state.rise + font.ascent * fontSize
  let x = pen.x
  for (const item of items) {
    if (typeof item === 'number') {
      x -= (item / 1000) * fontSize * horizontalScale
      continue
    }
    const width = item.width * widthScale
    painter.paint(item, x, bottom, x + width, top)
    x += width + (item.isSpace ? charSpacing + wordSpacing : charSpacing) * horizontalScale
  }
  pen.x = x
}

/** Vertical writing: the pen goes down, the glyphs stand upright and centred on it. */
function showDown(
  items: readonly (PdfGlyph | number)[],
  state: GraphicsState,
  pen: Pen,
  painter: RunPainter,
  font: FontFace,
): void {
  const { fontSize, charSpacing, wordSpacing, horizontalScale } = state
  const em = fontSize * font.widthScale
  let y = pen.y
  for (const item of items) {
    if (typeof item === 'number') {
      y -= (item / 1000) * fontSize
      continue
    }
    const metric = item.vmetric ?? font.defaultVerticalMetric
    const height = metric[0] * em
    const left = pen.x - (item.vmetric ? metric[1] : item.width / 2) * em * horizontalScale
    painter.paint(item, left, y + state.rise, left + item.width * em * horizontalScale, y + state.rise + height)
    y += height + (item.isSpace ? charSpacing + wordSpacing : charSpacing)
  }
  pen.y = y
}

/** Collects the glyphs of one operator into runs, cut where a clip begins or ends to hide them. */
class RunPainter {
  readonly #font: FontFace
  readonly #state: GraphicsState
  readonly #matrix: Matrix
  readonly #ink: Ink
  readonly #area: Box
  readonly #size: number
  readonly #angle: number
  readonly #shown: boolean
  #glyphs: Glyph[] = []
  #text = ''
  #visible = true
  #gap = false

  constructor(font: FontFace, state: GraphicsState, matrix: Matrix, ink: Ink) {
    this.#font = font
    this.#state = state
    this.#matrix = matrix
    this.#ink = ink
    this.#area = state.clip ?? ink.page
    this.#size = Math.abs(state.fontSize) * font.em * Math.hypot(matrix[2], matrix[3])
    this.#angle = directionOf(matrix, state.fontSize * state.horizontalScale, font.vertical)
    const stroked = STROKED_MODES.has(state.renderMode)
    const alpha = stroked ? state.strokeAlpha : state.fillAlpha
    const colour = stroked ? state.stroke : state.fill
    this.#shown = !INVISIBLE_MODES.has(state.renderMode) && alpha > 0 && colour !== 'transparent'
  }

  paint(glyph: PdfGlyph, x0: number, y0: number, x1: number, y1: number): void {
    const character = this.#font.character(glyph)
    if (character.kind === 'space') {
      this.#gap = true
      return
    }
    const box = transformBox(this.#matrix, x0, y0, x1, y1)
    if (!Number.isFinite(box[0] + box[1] + box[2] + box[3])) return
    const last = this.#glyphs.at(-1)
    if (character.kind === 'mark' && last && !this.#gap) {
      last.text = (last.text + character.text).normalize('NFC')
      this.#text = (this.#text + character.text).normalize('NFC')
      return
    }
    const x = (box[0] + box[2]) / 2
    const y = (box[1] + box[3]) / 2
    const visible = this.#shown && contains(this.#area, x, y) && contains(this.#ink.page, x, y)
    if (visible !== this.#visible) this.finish()
    this.#visible = visible
    const painted: Glyph = { text: character.text, box, size: this.#size }
    if (character.kind === 'unknown' && visible) this.#ink.addUnmapped(this.#font, glyph.originalCharCode, painted)
    if (this.#gap && this.#glyphs.length > 0) this.#text += ' '
    this.#gap = false
    this.#text += character.text
    this.#glyphs.push(painted)
    if (character.kind === 'mark' && this.#glyphs.length === 1) this.finish(true)
  }

  finish(mark = false): void {
    if (this.#glyphs.length === 0) return
    const stroked = STROKED_MODES.has(this.#state.renderMode)
    this.#ink.runs.push({
      run: makeRun(this.#glyphs, this.#text, this.#font, this.#size, this.#angle),
      order: this.#ink.next(),
      colour: stroked ? this.#state.stroke : this.#state.fill,
      visible: this.#visible,
      mark,
    })
    this.#glyphs = []
    this.#text = ''
    this.#gap = false
  }
}

function makeRun(glyphs: Glyph[], text: string, font: FontFace, size: number, angle: number): TextRun {
  const run: TextRun = {
    text,
    box: boxOf(glyphs),
    glyphs,
    font: font.name,
    size,
    angle,
    source: 'text',
    confidence: 1,
    readings: [],
  }
  if (font.vertical) run.vertical = true
  return run
}

/** The box around some glyphs (at least one). */
export function boxOf(glyphs: readonly Glyph[]): Box {
  return glyphs.reduce<Box>((box, glyph) => unite(box, glyph.box), glyphs[0]?.box ?? [0, 0, 0, 0])
}

/** Degrees clockwise as displayed, from 0 up to 360, whole degrees where they nearly are. */
function directionOf(matrix: Matrix, sign: number, vertical: boolean): number {
  const x = vertical ? -matrix[2] : matrix[0] * Math.sign(sign)
  const y = vertical ? -matrix[3] : matrix[1] * Math.sign(sign)
  const degrees = (Math.atan2(y, x) * 180) / Math.PI
  const rounded = Math.round(degrees * 10) / 10
  return (rounded + 360) % 360
}
