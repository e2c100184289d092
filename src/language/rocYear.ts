/** Years of the Republic of China calendar (民國): ROC year 1 is 1912. */
import { foldWidth } from './width.ts'

const FIRST_GREGORIAN = 1911

/** `111` → `2022` */
export const toGregorian = (rocYear: number): number => rocYear + FIRST_GREGORIAN

/**
 * The ROC year named in a heading: `107年實際值` → 107, `民國111年度` → 111, `2022年` → 111. null without one.
 * Two or three digits before 年 are ROC, four are Gregorian.
 */
export function findRocYear(text: string): number | null {
  const match = /(?<!\d)(\d{2,4})\s*(?:年|學年)/u.exec(foldWidth(text).replace(/(\d)\s+(?=\d+\s*年)/gu, '$1'))
  if (match === null) return null
  const year = Number(match[1])
  return year > FIRST_GREGORIAN ? year - FIRST_GREGORIAN : year > 200 ? null : year
}
