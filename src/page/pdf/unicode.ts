/** CJK radicals (U+2E80 to U+2EF3) and the ideographs they stand for, after Unicode's EquivalentUnifiedIdeograph. */
const RADICALS =
  '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const IDEOGRAPHS =
  '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'

const IDEOGRAPH_OF_RADICAL = new Map(
  [...RADICALS].map((radical, index) => [radical, [...IDEOGRAPHS][index] ?? radical]),
)

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

/** What stands for a glyph whose character is not known. */
export const UNKNOWN = '\ufffd'

const SPACE = /^[\s\u00a0\u3000\u2000-\u200f\u2028-\u202f\u2060-\u2064\ufeff]*$/u
const MARK = /^\p{M}+$/u
/** Private use, surrogate halves, control characters, noncharacters, the replacement character: nothing to read. */
const MEANINGLESS = /[\p{Co}\p{Cs}\p{Cc}\p{Cn}\ufffd]/u
/** Presentation ligatures, Kangxi radicals and compatibility ideographs, which producers emit for the plain characters. */
const COMPATIBLE = /[\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\u{2f800}-\u{2fa1f}]/u
const RADICAL = /[\u2e80-\u2ef3]/gu

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
  const compatible = COMPATIBLE.test(unicode) ? unicode.normalize('NFKC') : unicode
  const text = compatible.replace(RADICAL, (radical) => IDEOGRAPH_OF_RADICAL.get(radical) ?? radical)
  return { text: text.normalize('NFC'), kind: 'ink' }
}
