/** Units of money: `元`, `千元`, `萬元`, `百萬元`, `千萬元`, `億元`. */

const SCALES: readonly [RegExp, number][] = [
  // A heading cut off by its cell ends within the unit: `112年預算(萬`.
  [/億元|[(（]億$/u, 1e8],
  [/千萬元|[(（]千萬$/u, 1e7],
  [/百萬元|[(（]百萬$/u, 1e6],
  [/萬元|[(（]萬$/u, 1e4],
  [/[千仟]元|[(（][千仟]$/u, 1e3],
  [/元/u, 1],
]

/** What a unit in the text multiplies by: `(千元)` → 1000, `新臺幣元` → 1; null where the text names no unit of money. */
export const readMoneyScale = (text: string): number | null =>
  SCALES.find(([pattern]) => pattern.test(text))?.[1] ?? null

const UNITS = new Map([
  [1e3, '千元'],
  [1e4, '萬元'],
  [1e6, '百萬元'],
  [1e7, '千萬元'],
  [1e8, '億元'],
])

/** What a column of a scale may print behind its figures. */
export const moneyUnit = (scale: number): string => UNITS.get(scale) ?? '元'

/** A printed figure in the scale of its column. Only what is no whole number is rounded: large amounts would lose digits. */
export function scaleFigure(figure: number, scale = 1): number {
  const scaled = figure * scale
  return Number.isInteger(scaled) ? scaled : Math.round(scaled * 1e6) / 1e6
}
