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

/** What stands in brackets is about the rest: `111年目標值(112年修正)`. */
const IN_BRACKETS = /[(（[][^()（）[\]]*[)）\]]/gu

/**
 * The ROC year named in a heading: `107年實際值` → 107, `民國111年度` → 111, `一一一年` → 111, `2022年` → 111, `112目標值` →
 * 112. The last one where there are several (`107至110年實際值 108年`), one in brackets only where no other is named and
 * there is no second one. Two or three digits are ROC, four are Gregorian. null without one.
 */
export function findRocYear(text: string): number | null {
  const own = yearsIn(withoutBrackets(text)).at(-1)
  if (own !== undefined) return own
  const [year, other] = new Set(yearsIn(text))
  return other === undefined ? (year ?? null) : null
}

export const withoutBrackets = (text: string): string => text.replace(IN_BRACKETS, ' ')

/** The ROC years that the text names, in printed order. */
export function yearsIn(text: string): number[] {
  const joined = foldHanYears(foldWidth(text)).replace(/(\d)\s+(?=\d+\s*年)/gu, '$1')
  return [...joined.matchAll(NAMED)]
    .map((match) => Number(match[1]))
    .map((one) => (one > FIRST_GREGORIAN ? one - FIRST_GREGORIAN : one))
    .filter((one) => one >= SMALLEST_ROC_YEAR && one <= LARGEST_ROC_YEAR)
}

const DIGITS = '〇一二三四五六七八九'
/** `一一一年`, `一○九年`, `一百一十一年`, `一百零九年`: years of three digits. */
const HAN_YEAR =
  /(?:(?<spelled>一[〇○零一二三四五六七八九]{2})|一百(?:[〇○零](?<ones>[一二三四五六七八九])|(?<tens>[一二三四五六七八九])?十(?<unit>[一二三四五六七八九])?)?)(?=年)/gu

/** `一一一年` → `111年` */
export const foldHanYears = (text: string): string =>
  text.replace(HAN_YEAR, (year: string, spelled: string | undefined, ones = '〇', tens?: string, unit = '〇') => {
    const hasTens = year.includes('十')
    const digits = spelled ?? `一${hasTens ? (tens ?? '一') : '〇'}${hasTens ? unit : ones}`
    return [...digits].map((digit) => Math.max(0, DIGITS.indexOf(digit))).join('')
  })
