/** Headings of scans that the recogniser misread: `109年日標值` beside `110年目標值`. */
import { comparable } from '../language/script.ts'
import { readHeading } from './heading.ts'

/** The word KPI, read as the code of an objective. */
const KPI_AS_CODE = /^KP[1l|](?![\d.])/u

/** Does a heading of a scan begin with the word KPI, and not with the code that the recogniser read? */
export function isMisreadKpi(heading: string): boolean {
  const rest = comparable(heading).replace(KPI_AS_CODE, '')
  return rest !== comparable(heading) && (rest === '' || isKnown(rest))
}

/** 目標 as recognisers read it in scans of 150 to 200 dpi; none of these is a word. */
const TARGET_MISREAD = /[日曰H]標/gu
export const spellTarget = (text: string): string => text.replace(TARGET_MISREAD, '目標')

/** Between a year and 標 a character was lost: 目, where no reader saw another (指標, 達標). */
const YEAR_AND_TARGET = /^(\d{2,4})年?標(?=值?$)/u
const OTHER_WORD = /[^\d年目日曰H\s]標/u

/** The heading with the word 目標 mended, where that makes it one. */
function spell(heading: string, isTarget: boolean): string {
  const plain = spellTarget(heading)
  const spelled = isTarget ? plain.replace(YEAR_AND_TARGET, '$1年目標') : plain
  return isKnown(spelled) ? spelled : heading
}

/** Headings of two characters and a year (`109年目標`) have as many others that differ by one character. */
const SHORTEST = 4

/**
 * The headings with those settled that tell no role: by another reading of theirs, else by a heading beside them that says
 * the same but for one character. In: the headings as read; the same by every further reading (`[]` for what is no scan).
 */
export function settleHeadings(headings: readonly string[], readings: readonly (readonly string[])[]): string[] {
  if (readings.length === 0) return [...headings]
  return headings.map((heading, at) => {
    if (isMisreadKpi(heading)) return heading.replace(KPI_AS_CODE, 'KPI')
    const digits = digitsOf(heading)
    const read = readings.flatMap((reading) => reading[at] ?? []).filter((other) => digitsOf(other) === digits)
    const isTarget = ![heading, ...read].some((one) => OTHER_WORD.test(one))
    const spelled = spell(heading, isTarget)
    if (spelled !== heading) return spelled
    if (heading === '' || isKnown(heading)) return heading
    const others = read.map((other) => spell(other, isTarget))
    // What all recognisers read is the print: `110年達成率` is no `110年達成值`.
    if (others.every((other) => comparable(other) === comparable(heading))) return heading
    const again = others.filter(isKnown)
    const like = headings.filter(isKnown).flatMap((other) => mendBy(comparable(heading), comparable(other)))
    return theOnly(again) ?? theOnly(like) ?? heading
  })
}

/** A reading with another year says nothing of this one's. */
const digitsOf = (heading: string): string => heading.normalize('NFKC').replaceAll(/\D/gu, '')

const isKnown = (heading: string): boolean => readHeading(heading).role !== 'unknown'

/** The candidate of which all others tell the same role. */
function theOnly(candidates: readonly string[]): string | null {
  const roles = new Set(candidates.map((candidate) => JSON.stringify(readHeading(candidate))))
  return roles.size === 1 ? (candidates[0] ?? null) : null
}

/** The heading with the one character of the other by which they differ; its digits are its own. */
function mendBy(heading: string, other: string): string[] {
  const [own, beside] = [[...heading], [...other]]
  if (own.length !== beside.length || own.length < SHORTEST) return []
  const differing = own.flatMap((character, at) =>
    character === beside[at] || (/\d/.test(character) && /\d/.test(beside[at] ?? '')) ? [] : [at],
  )
  const [at] = differing
  if (at === undefined || differing.length > 1) return []
  return [own.with(at, beside[at] ?? '').join('')]
}
