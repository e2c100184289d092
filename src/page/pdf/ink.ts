import type { Box, Fill, Glyph, Ruling, TextRun, UnmappedShape } from '../../model/page.ts'
import type { PdfLimits } from '../limits.ts'
import type { Dot } from './dots.ts'
import { PdfError } from './error.ts'
import type { FontFace } from './font.ts'
import type { Colour } from './state.ts'

/** A run with what decides whether a person sees it. */
export interface PaintedRun {
  run: TextRun
  /** Place in the painting order. */
  order: number
  colour: Colour
  /** False for render mode 3, zero alpha, clipped away or off the page. */
  visible: boolean
  /** A combining mark that was painted by itself. */
  mark?: boolean
}

/** An area that hides what was painted before it. */
export interface Cover {
  box: Box
  order: number
  /** null: a picture or a pattern. */
  colour: Colour
}

/** Everything that was painted on a page, in painting order, before it is sorted out what is seen. */
export class Ink {
  readonly runs: PaintedRun[] = []
  readonly rulings: { ruling: Ruling; order: number; colour: Colour }[] = []
  readonly fills: { fill: Fill; order: number }[] = []
  readonly images: Box[] = []
  readonly covers: Cover[] = []
  /** Small squares, of which dotted lines are made. */
  readonly dots: Dot[] = []
  /** Closed parts of filled paths that are as large as print and no rectangles: letters drawn as outlines have one or more. */
  contours = 0
  /** What has no known character, by font and code. */
  readonly unmapped = new Map<FontFace, Map<number, UnmappedShape>>()
  /** Where text begins whose font could not be loaded. */
  readonly unread: Box[] = []
  readonly page: Box
  readonly #limits: PdfLimits
  #order = 0
  #glyphs = 0
  #segments = 0

  constructor(page: Box, limits: PdfLimits) {
    this.page = page
    this.#limits = limits
  }

  next(): number {
    this.#order += 1
    return this.#order
  }

  countGlyphs(count: number): void {
    this.#glyphs += count
    if (this.#glyphs > this.#limits.glyphs) throw tooMuch(`more than ${this.#limits.glyphs} characters`)
  }

  countSegments(count: number): void {
    this.#segments += count
    if (this.#segments > this.#limits.segments) throw tooMuch(`more than ${this.#limits.segments} path segments`)
  }

  addUnmapped(font: FontFace, code: number, glyph: Glyph): void {
    const shapes = this.unmapped.get(font) ?? new Map<number, UnmappedShape>()
    this.unmapped.set(font, shapes)
    const shape = shapes.get(code)
    if (shape) shape.glyphs.push(glyph)
    else shapes.set(code, { font, code, embedded: font.embedded, glyphs: [glyph] })
  }
}

export function tooMuch(detail: string): PdfError {
  return new PdfError('limit-exceeded', `a page has ${detail}`)
}
