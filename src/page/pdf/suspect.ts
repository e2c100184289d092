import type { PdfFont } from './library.ts'

/** So many characters must speak against a map, and half of those that could, before it is believed wrong. */
const FEWEST_WITNESSES = 8
const HALF = 0.5
/** Width of an ideograph, and the most that a narrow character takes, in thousandths of an em. */
const FULL_WIDTH = 1000
const NARROW = 700

/**
 * A map from codes to characters that the widths of the glyphs contradict: Latin letters all exactly as wide as
 * ideographs, ideographs as narrow as letters, or one character for most of the glyphs.
 */
export function isMapWrong(font: PdfFont): boolean {
  const { toUnicode, widths } = font
  if (!toUnicode || toUnicode.firstChar !== undefined) return false
  const wide = { latin: 0, all: 0 }
  const narrow = { ideographs: 0, all: 0 }
  const counts = new Map<number, number>()
  let mapped = 0
  const pairs: [code: number, point: number][] = []
  toUnicode.forEach((code, point) => {
    pairs.push([Number(code), point])
  })
  for (const [code, point] of pairs) {
    // A simple font's encoding names all its 256 codes; the glyphs it has are those with a width of their own.
    const width = widths?.[code] ?? (font.composite ? font.defaultWidth : undefined) ?? 0
    if (isSpacing(point) || width <= 0) continue
    mapped += 1
    counts.set(point, (counts.get(point) ?? 0) + 1)
    if (width === FULL_WIDTH) {
      wide.all += 1
      if (isLatin(point)) wide.latin += 1
    } else if (width < NARROW) {
      narrow.all += 1
      if (isIdeograph(point)) narrow.ideographs += 1
    }
  }
  let most = 0
  for (const count of counts.values()) most = Math.max(most, count)
  return areMany(wide.latin, wide.all) || areMany(narrow.ideographs, narrow.all) || areMany(most, mapped)
}

/** Letters with accents; ligatures are as wide as ideographs in some fonts. */
const ACCENTED = /^(?![ÆŒæœ])[\u00c0-\u024f]$/u

/** One glyph whose width contradicts its character: no letter with an accent is exactly as wide as an ideograph. */
export function isGlyphWrong(unicode: string, em: number): boolean {
  return Math.round(em * FULL_WIDTH) === FULL_WIDTH && ACCENTED.test(unicode) && /\p{L}/u.test(unicode)
}

function areMany(witnesses: number, all: number): boolean {
  return witnesses >= FEWEST_WITNESSES && witnesses > all * HALF
}

function isSpacing(point: number): boolean {
  return point <= 0x20 || point === 0xa0 || point === 0x3000
}

function isLatin(point: number): boolean {
  return (point >= 0x30 && point <= 0x7a) || (point >= 0xa1 && point <= 0x24f)
}

function isIdeograph(point: number): boolean {
  return point >= 0x3400 && point <= 0x9fff
}
