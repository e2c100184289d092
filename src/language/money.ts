/** Units of money: `元`, and what multiplies it, `千元`, `佰萬元`, `十億元`: one of 十百千, one of 萬億, or both. */

const MULTIPLIERS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1e3,
  仟: 1e3,
  萬: 1e4,
  億: 1e8,
}
const SCALE = '[十拾百佰千仟]?[萬億]?'
/** A bare 元 ends its text, `多元行動` is none; so many characters before it tell what it is. */
const UNIT = /(?<words>\p{Script=Han}{0,8})(?<![多單])[元圓](?:(?!\p{Script=Han})|(?<=[十拾百佰千仟萬億][元圓]))/u
/** A heading cut off by its cell ends within the unit: `112年預算(萬`. */
const CUT_UNIT = new RegExp(`[(（](?<scale>${SCALE})$`, 'u')
/** What may stand before a unit: `預算元`, `新臺幣千元`, `以萬元計`. Anything else may be a misread scale or a currency. */
const SCALE_BEHIND_WORDS = new RegExp(`(?:^|[算費額數款幣位為以計約列助年度案求出門模])(?<scale>${SCALE})$`, 'u')
const FOREIGN = /人民幣|[外日港]幣|美金|[美歐日港澳英韓][元圓鎊]|USD|EUR|JPY|CNY|RMB|HKD/iu

/**
 * What a unit in the text multiplies by: `(千元)` → 1000, `新臺幣元` → 1; null where the text names no unit of money.
 * `unknown`: it names one that is not known, `(美元)`, `(干元)`: nobody can tell what its figures are in TWD.
 */
export function readMoneyScale(text: string): number | 'unknown' | null {
  if (FOREIGN.test(text)) return 'unknown'
  const words = UNIT.exec(text)?.groups?.words
  if (words !== undefined) {
    const scale = SCALE_BEHIND_WORDS.exec(words)?.groups?.scale
    return scale === undefined ? 'unknown' : multiply(scale)
  }
  const cut = CUT_UNIT.exec(text)?.groups?.scale ?? ''
  return cut === '' ? null : multiply(cut)
}

const multiply = (scale: string): number =>
  [...scale].reduce((product, multiplier) => product * (MULTIPLIERS[multiplier] ?? 1), 1)

const NAMES = ['', '千', '萬', '十萬', '百萬', '千萬', '億', '十億', '百億', '千億', '十', '百'].map(
  (scale) => [multiply(scale), `${scale}元`] as const,
)
const NAME_OF_SCALE: ReadonlyMap<number, string> = new Map(NAMES)

/** 1000 → `千元`: what a budget column of that scale may print behind its figures. */
export const nameMoneyUnit = (scale: number): string => NAME_OF_SCALE.get(scale) ?? '元'

/** A printed figure in the scale of its column. Only what is no whole number is rounded: large amounts would lose digits. */
export function scaleFigure(figure: number, scale = 1): number {
  const scaled = figure * scale
  return Number.isInteger(scaled) ? scaled : Math.round(scaled * 1e6) / 1e6
}
