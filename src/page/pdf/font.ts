import { UNKNOWN } from '../../language/characters.ts'
import type { PdfFont, PdfGlyph } from './library.ts'
import { type Doubts, doubtMap, isGlyphNumber, isGlyphWrong } from './suspect.ts'
import { type Character, readCharacter } from './unicode.ts'
import { hasMisreadUnicodeCodes, textOfCode } from './unicode-codes.ts'

/** Tallest and deepest reach of a glyph's box in em. Fonts state line heights up to 1.5 em, which overlap the next line. */
const ASCENT = { least: 0.5, usual: 0.88, most: 0.9 }
const DESCENT = { least: 0, usual: 0.12, most: 0.25 }
/** What ascent and descent make together, in em, in a font that states them rightly. */
const SHORTEST_LINE = 0.7
const TALLEST_LINE = 1.6
/** TrueType keeps .notdef, .null, return and space in its first four glyphs; writers leave them out of ToUnicode. */
const LAST_BLANK_GLYPH = 3

const UNREADABLE: Character = { text: UNKNOWN, kind: 'unknown' }
const BLANK: Character = { text: '', kind: 'space' }

/** A font of the page with all that showing text needs, worked out once. */
export class FontFace {
  readonly name: string
  readonly vertical: boolean
  readonly type3: boolean
  readonly embedded: boolean
  /** In em, upwards from the base line (the descent is negative). */
  readonly ascent: number
  readonly descent: number
  /** Em in font sizes: 1, but in a Type 3 font, which may draw in any scale, the height of its glyphs. */
  readonly em: number
  /** Turns a glyph's width into em. */
  readonly widthScale: number
  readonly defaultVerticalMetric: readonly [height: number, x: number, y: number]
  readonly #font: PdfFont
  readonly #characters = new Map<number, Character>()
  readonly #doubts: Doubts
  readonly #codesAreText: boolean

  constructor(font: PdfFont) {
    this.#font = font
    this.name = (font.name || font.loadedName || 'unknown').replace(/^[A-Z]{6}\+/, '')
    this.vertical = font.vertical === true
    this.type3 = font.isType3Font === true
    this.embedded = font.missingFile !== true
    this.widthScale = Math.abs(font.fontMatrix?.[0] || 0.001)
    this.defaultVerticalMetric = font.defaultVMetrics ?? [-1000, 500, 880]
    this.#doubts = doubtMap(font)
    this.#codesAreText = hasMisreadUnicodeCodes(font)
    const reach = this.type3 ? reachOfType3(font) : reachOf(font.ascent, font.descent)
    this.ascent = reach.ascent
    this.descent = reach.descent
    this.em = this.type3 && !isLineHeight(reach) ? reach.ascent - reach.descent : 1
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
    const { toUnicode, composite, missingFile, differences } = this.#font
    const code = glyph.originalCharCode
    if (this.#codesAreText) return readCharacter(textOfCode(code), this.name)
    if (this.#doubts.all) return glyph.isSpace ? BLANK : UNREADABLE
    const raw = glyph.unicode === String.fromCharCode(code & 0xffff)
    if (toUnicode && raw) {
      const mapped = toUnicode.has(code)
      // Without a map pdf.js hands back the code itself: in an embedded subset that is the number of a glyph.
      const invented = composite ? toUnicode.firstChar !== undefined || !mapped : !mapped && !missingFile
      if (invented) return code <= LAST_BLANK_GLYPH || (!composite && code === 32) ? BLANK : UNREADABLE
    }
    if (isGlyphNumber(differences?.[code], glyph.unicode)) return UNREADABLE
    if (isGlyphWrong(glyph.unicode, glyph.width * this.widthScale, this.#doubts)) return UNREADABLE
    return readCharacter(glyph.unicode, this.name)
  }
}

interface Reach {
  ascent: number
  descent: number
}

function reachOf(ascent: number, descent: number): Reach {
  const height = ascent + Math.abs(descent)
  // Qt states the metrics of some fonts in half their units.
  const scale = height > 0 && height < SHORTEST_LINE ? 1 / height : 1
  return { ascent: clamp(ascent * scale, ASCENT), descent: -clamp(Math.abs(descent) * scale, DESCENT) }
}

/** The box around all glyphs, in a matrix that may turn them upside down; without it, as in other fonts. */
function reachOfType3(font: PdfFont): Reach {
  const scale = font.fontMatrix?.[3] || 0.001
  const ends = [(font.bbox?.[1] ?? 0) * scale, (font.bbox?.[3] ?? 0) * scale]
  const reach = { ascent: Math.max(...ends), descent: Math.min(...ends) }
  return reach.ascent > reach.descent ? reach : reachOf(Number.NaN, Number.NaN)
}

function isLineHeight({ ascent, descent }: Reach): boolean {
  return ascent - descent >= SHORTEST_LINE && ascent - descent <= TALLEST_LINE
}

function clamp(value: number, range: { least: number; usual: number; most: number }): number {
  if (!Number.isFinite(value) || value === 0) return range.usual
  return Math.min(range.most, Math.max(range.least, value))
}
