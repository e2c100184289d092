import { MEANINGLESS, UNKNOWN } from '../../language/characters.ts'
import { foldRadicals } from '../../language/radicals.ts'

/** The signs that decorate lists in Wingdings and Symbol, whose codes mean nothing outside those fonts. */
const DINGBATS = new Map([
  ['\uf0b7', '•'],
  ['\uf09f', '•'],
  ['\uf06c', '●'],
  ['\uf06e', '■'],
  ['\uf0a7', '▪'],
  ['\uf06f', '□'],
  ['\uf0a8', '□'],
  ['\uf071', '□'],
  ['\uf0d8', '➢'],
  ['\uf0fc', '✓'],
  ['\uf0fd', '☒'],
  ['\uf0fe', '☑'],
])
const DINGBAT_FONT = /wingdings|webdings|symbol/i

const SPACE = /^[\s\u00a0\u3000\u2000-\u200f\u2028-\u202f\u2060-\u2064\ufeff]*$/u
const MARK = /^\p{M}+$/u
export type CharacterKind = 'ink' | 'space' | 'mark' | 'unknown'

export interface Character {
  text: string
  kind: CharacterKind
}

const known = new Map<string, Character>()

/**
 * The plain text of what a font says a glyph means: ligatures spelt out, radicals and compatibility ideographs as the
 * ideographs that a keyboard types. Full-width forms stay: they are what was printed.
 */
export function readCharacter(unicode: string, font: string): Character {
  const cached = known.get(unicode)
  if (cached && cached.kind !== 'unknown') return cached
  const character = decide(unicode, font)
  // A page has a few thousand different characters; a hostile file could bring a million.
  if (known.size > 50_000) known.clear()
  known.set(unicode, character)
  return character
}

function decide(unicode: string, font: string): Character {
  if (SPACE.test(unicode)) return { text: '', kind: 'space' }
  // A soft hyphen that is painted is a hyphen: fonts share the glyph, and the writer took the first code it found.
  if (unicode === '\u00ad') return { text: '-', kind: 'ink' }
  if (MARK.test(unicode)) return { text: unicode, kind: 'mark' }
  if (MEANINGLESS.test(unicode)) {
    const dingbat = DINGBAT_FONT.test(font) ? DINGBATS.get(unicode) : undefined
    return dingbat ? { text: dingbat, kind: 'ink' } : { text: UNKNOWN, kind: 'unknown' }
  }
  return { text: foldRadicals(unicode).normalize('NFC'), kind: 'ink' }
}
