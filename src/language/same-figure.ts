/** When two figures are the same although one is printed rounded. */

/** Significant digits from which on a rounded figure counts as the same: 98.76 and 98.8, not 2.4 and 2. */
const ROUNDED_DIGITS = 3

/** Is one the other, rounded to fewer decimals? */
export function isSameFigure(a: number, b: number): boolean {
  if (a === b) return true
  const decimals = (value: number): number => String(value).split('.')[1]?.length ?? 0
  const [coarse, fine] = decimals(a) < decimals(b) ? [a, b] : [b, a]
  const digits = String(Math.abs(coarse)).replace(/\D/g, '').replace(/^0+/, '').length
  return digits >= ROUNDED_DIGITS && Number(fine.toFixed(decimals(coarse))) === coarse
}

/** Budgets in thousands are printed rounded: 1,403,529 thousand is 1,403,529,321. */
const THOUSAND = 1000

/** Is one the other, rounded or cut off to thousands of as many digits as `isSameFigure` wants? */
export function isSameAmount(a: number, b: number): boolean {
  if (a === b) return true
  const [coarse, fine] = a % THOUSAND === 0 ? [a, b] : [b, a]
  const thousands = coarse / THOUSAND
  const digits = String(Math.abs(thousands)).length
  const isRounded = thousands === Math.round(fine / THOUSAND) || thousands === Math.trunc(fine / THOUSAND)
  return coarse % THOUSAND === 0 && digits >= ROUNDED_DIGITS && isRounded
}
