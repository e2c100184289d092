/** Years of the Republic of China calendar (民國): ROC year 1 is 1912. */
import { foldWidth } from './width.ts'

const FIRST_GREGORIAN = 1911

/** `111` → `2022` */
export const toGregorian = (rocYear: number): number => rocYear + FIRST_GREGORIAN

const NAMED = /(?<!\d)(\d{2,4})\s*(?:學?年|(?=實際|實績|達成|執行|目標|預算|概算|經費))/gu
/** The balanced scorecard is of 1992 (Kaplan and Norton, Harvard Business Review 70/1): a smaller year was misread. */
const SMALLEST_ROC_YEAR = 81
const LARGEST_ROC_YEAR = 200
/** `107-110年`, `107至110年`: no year of its own. */
export const YEAR_RANGE = /(?<!\d)(?:(?:中華)?民國)?\d{2,4}\s?年?度?\s?[-－~～–—至到]\s?(?:民國)?\d{2,4}\s?年度?/gu

/**
 * The ROC year named in a heading: `107年實際值` → 107, `民國111年度` → 111, `2022年` → 111, `112目標值` → 112. The last
 * one where there are several (`107至110年實際值 108年`). Two or three digits are ROC, four are Gregorian. null without one.
 */
export function findRocYear(text: string): number | null {
  const joined = foldWidth(text).replace(/(\d)\s+(?=\d+\s*年)/gu, '$1')
  const years = [...joined.matchAll(NAMED)].map((match) => Number(match[1]))
  const year = years
    .map((one) => (one > FIRST_GREGORIAN ? one - FIRST_GREGORIAN : one))
    .findLast((one) => one >= SMALLEST_ROC_YEAR && one <= LARGEST_ROC_YEAR)
  return year ?? null
}
