import type { Box, Fill, Glyph, Ruling, TextRun } from '../../model/page.ts'
import type { PdfLimits } from '../limits.ts'
import type { Dot } from './dots.ts'
import { PdfError } from './error.ts'
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

/** Glyphs of one font that have no known character. */
export interface UnknownGlyphs {
  font: string
  count: number
  box: Box
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
  readonly unknown = new Map<string, UnknownGlyphs>()
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

  addUnknown(font: string, glyph: Glyph): void {
    const seen = this.unknown.get(font)
    const [x0, y0, x1, y1] = seen?.box ?? glyph.box
    const [gx0, gy0, gx1, gy1] = glyph.box
    this.unknown.set(font, {
      font,
      count: (seen?.count ?? 0) + 1,
      box: [Math.min(x0, gx0), Math.min(y0, gy0), Math.max(x1, gx1), Math.max(y1, gy1)],
    })
  }
}

export function tooMuch(detail: string): PdfError {
  return new PdfError('limit-exceeded', `a page has ${detail}`)
}
