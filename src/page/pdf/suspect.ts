import type { PdfFont } from './library.ts'

/** So many characters must speak against a map, and half of those that could, before it is believed wrong. */
const FEWEST_WITNESSES = 8
const HALF = 0.5
/** Width of an ideograph, and the most that a narrow character takes, in thousandths of an em. */
const FULL_WIDTH = 1000
const NARROW = 700
const THOUSANDTHS = 1000

/** Predefined maps of Chinese name 13,000 characters and more; a map made for a document names those that it shows. */
const LARGEST_SUBSET = 8000

/** What is not to be believed of a font's map from codes to characters. */
export interface Doubts {
  /**
   * None of it: the widths contradict it (Latin letters all exactly as wide as ideographs, ideographs as narrow as
   * letters), or one character stands for most of the glyphs.
   */
  all: boolean
  /**
   * Latin in a font of ideographs and as wide as they: some of it is a control character or another that never is, or
   * most letters and digits are narrow. Where names only count the glyphs, letters and digits so wide are enough:
   * Ghostscript splits a font into Type 3 fonts of a few glyphs, `【` and `】` (as `0` and `1`) alone in one of them.
   */
  wideLatin: boolean
}

export function doubtMap(font: PdfFont): Doubts {
  const { toUnicode, widths } = font
  if (!toUnicode || toUnicode.firstChar !== undefined) return { all: false, wideLatin: false }
  const wide = { latin: 0, all: 0, ideographs: 0, never: 0, ascii: 0 }
  const narrow = { ideographs: 0, all: 0, ascii: 0 }
  const counts = new Map<number, number>()
  let mapped = 0
  const pairs: [code: number, point: number][] = []
  toUnicode.forEach((code, point) => {
    pairs.push([Number(code), point])
  })
  // Type 3 fonts measure in units of their own.
  const scale = THOUSANDTHS * Math.abs(font.fontMatrix?.[0] || 1 / THOUSANDTHS)
  for (const [code, point] of pairs) {
    // A simple font's encoding names all its 256 codes; the glyphs it has are those with a width of their own.
    const width = Math.round(scale * (widths?.[code] ?? (font.composite ? font.defaultWidth : undefined) ?? 0))
    if (width === FULL_WIDTH && isNeverWide(point)) wide.never += 1
    if (isSpacing(point) || width <= 0) continue
    mapped += 1
    counts.set(point, (counts.get(point) ?? 0) + 1)
    if (width === FULL_WIDTH) {
      wide.all += 1
      if (isLatin(point)) wide.latin += 1
      if (isIdeograph(point)) wide.ideographs += 1
      if (isNarrowByNature(point)) wide.ascii += 1
      continue
    }
    if (isNarrowByNature(point)) narrow.ascii += 1
    if (width < NARROW) {
      narrow.all += 1
      if (isIdeograph(point)) narrow.ideographs += 1
    }
  }
  let most = 0
  for (const count of counts.values()) most = Math.max(most, count)
  return {
    all: areMany(wide.latin, wide.all) || areMany(narrow.ideographs, narrow.all) || areMany(most, mapped),
    wideLatin:
      pairs.length <= LARGEST_SUBSET &&
      ((wide.ideographs > 0 && (wide.never > 0 || (wide.ascii > 0 && narrow.ascii > wide.ascii))) ||
        (wide.ascii > 0 && isNumbered(font))),
  }
}

/** Letters with accents; ligatures are as wide as ideographs in some fonts. */
const ACCENTED = /^(?![ÆŒæœ])[\u00c0-\u024f]$/u
/** What one byte can say. Ghostscript 10.00 keeps of a run of ideographs (U+5167, U+5168) one byte (0x51 | 0x67 and so on). */
const ONE_BYTE = /^[\u0021-\u00ff]$/u

/** One glyph whose width contradicts its character: no letter with an accent, no control character is exactly as wide as an ideograph. */
export function isGlyphWrong(unicode: string, em: number, { wideLatin }: Doubts): boolean {
  if (Math.round(em * FULL_WIDTH) !== FULL_WIDTH) return false
  if (isNeverWide(unicode.codePointAt(0) ?? 0)) return true
  return (ACCENTED.test(unicode) && /\p{L}/u.test(unicode)) || (wideLatin && ONE_BYTE.test(unicode))
}

const GLYPH_NUMBER = /^g([\da-f]+)$/iu

function isNumbered({ isType3Font, differences }: PdfFont): boolean {
  return isType3Font === true && (differences ?? []).some((name) => GLYPH_NUMBER.test(name ?? ''))
}

/** Names such as `g8C0A` count the glyphs of the font that a font was made of; pdf.js takes those of four digits for code points. */
export function isGlyphNumber(name: string | undefined, unicode: string): boolean {
  const number = GLYPH_NUMBER.exec(name ?? '')?.[1]
  return number?.length === 4 && Number.parseInt(number, 16) === unicode.codePointAt(0)
}

function areMany(witnesses: number, all: number): boolean {
  return witnesses >= FEWEST_WITNESSES && witnesses > all * HALF
}

function isSpacing(point: number): boolean {
  return point <= 0x20 || point === 0xa0 || point === 0x3000
}

/** Letters and digits but for the widest: `W` of Times Bold is as wide as an ideograph. */
function isNarrowByNature(point: number): boolean {
  if (WIDEST.has(point)) return false
  return (point >= 0x30 && point <= 0x39) || (point >= 0x41 && point <= 0x5a) || (point >= 0x61 && point <= 0x7a)
}

const WIDEST = new Set([...'WMm'].map((letter) => letter.codePointAt(0)))

/** Control characters, the no-break space, `¬` and the soft hyphen: no font of ideographs has them so wide. */
function isNeverWide(point: number): boolean {
  return (point >= 0x7f && point <= 0xa0) || point === 0xac || point === 0xad
}

function isLatin(point: number): boolean {
  return (point >= 0x30 && point <= 0x7a) || (point >= 0xa1 && point <= 0x24f)
}

function isIdeograph(point: number): boolean {
  return point >= 0x3400 && point <= 0x9fff
}
