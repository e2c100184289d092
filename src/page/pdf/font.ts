import type { PdfFont, PdfGlyph } from './library.ts'
import { type Character, readCharacter, UNKNOWN } from './unicode.ts'

/** Tallest and deepest reach of a glyph's box in em. Fonts state line heights up to 1.5 em, which overlap the next line. */
const ASCENT = { least: 0.5, usual: 0.88, most: 0.9 }
const DESCENT = { least: 0, usual: 0.12, most: 0.25 }
/** TrueType keeps .notdef, .null, return and space in its first four glyphs; writers leave them out of ToUnicode. */
const LAST_BLANK_GLYPH = 3

const UNREADABLE: Character = { text: UNKNOWN, kind: 'unknown' }
const BLANK: Character = { text: '', kind: 'space' }

/** A font of the page with all that showing text needs, worked out once. */
export class FontFace {
  readonly name: string
  readonly vertical: boolean
  readonly type3: boolean
  /** In em, upwards from the base line (the descent is negative). */
  readonly ascent: number
  readonly descent: number
  /** Turns a glyph's width into em. */
  readonly widthScale: number
  readonly defaultVerticalMetric: readonly [height: number, x: number, y: number]
  readonly #font: PdfFont
  readonly #characters = new Map<number, Character>()

  constructor(font: PdfFont) {
    this.#font = font
    this.name = (font.name || font.loadedName || 'unknown').replace(/^[A-Z]{6}\+/, '')
    this.vertical = font.vertical === true
    this.type3 = font.isType3Font === true
    this.widthScale = Math.abs(font.fontMatrix?.[0] || 0.001)
    this.defaultVerticalMetric = font.defaultVMetrics ?? [-1000, 500, 880]
    const heightScale = this.type3 ? Math.abs(font.fontMatrix?.[3] || 0.001) : 0
    const top = this.type3 ? (font.bbox?.[3] ?? 0) * heightScale : font.ascent
    const bottom = this.type3 ? (font.bbox?.[1] ?? 0) * heightScale : font.descent
    this.ascent = this.type3 && top > 0 ? top : clamp(top, ASCENT)
    this.descent = this.type3 && top > 0 ? Math.min(0, bottom) : -clamp(Math.abs(bottom), DESCENT)
  }

  /** What a glyph of this font means; unknown where the font has no (believable) map from codes to characters. */
  character(glyph: PdfGlyph): Character {
    const code = glyph.originalCharCode
    let character = this.#characters.get(code)
    if (!character) {
      character = this.#read(glyph)
      this.#characters.set(code, character)
    }
    return character
  }

  #read(glyph: PdfGlyph): Character {
    const { toUnicode, composite, missingFile } = this.#font
    const code = glyph.originalCharCode
    const raw = glyph.unicode === String.fromCharCode(code & 0xffff)
    if (toUnicode && raw) {
      const mapped = toUnicode.has(code)
      // Without a map pdf.js hands back the code itself: in an embedded subset that is the number of a glyph.
      const invented = composite ? toUnicode.firstChar !== undefined || !mapped : !mapped && !missingFile
      if (invented) return code <= LAST_BLANK_GLYPH || (!composite && code === 32) ? BLANK : UNREADABLE
    }
    return readCharacter(glyph.unicode, this.name)
  }
}

function clamp(value: number, range: { least: number; usual: number; most: number }): number {
  if (!Number.isFinite(value) || value === 0) return range.usual
  return Math.min(range.most, Math.max(range.least, value))
}
