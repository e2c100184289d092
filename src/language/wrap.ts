/** Joining what a narrow cell or another extractor broke: line ends and the spaces that stand for them. */
import { isCjk, isHan } from './script.ts'

export interface WrappedLine {
  text: string
  /** Did the line end because nothing more fitted (true), or with room left (false)? null: unknown. */
  full: boolean | null
}

/**
 * The text of a cell without its wraps: `客家文化`⏎`節` → `客家文化節`. Beside a Han character nothing is put at a
 * wrap; between two Latin letters, or a Latin word and a number, a space is, unless the line was full to its last character
 * (a word broken inside). `PM`⏎`2.5` and `CC`⏎`1.2` are no words.
 */
export function joinLines(lines: readonly WrappedLine[]): string {
  let joined = ''
  let full: boolean | null = null
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '') continue
    if (joined !== '' && wantsSpace(joined, text, full)) joined += ' '
    joined += text
    full = line.full
  }
  return joined.normalize('NFC')
}

/** Three Latin letters and more, not all of them capitals: `YouBike`, no code, no unit. */
const ENDS_WITH_WORD = /(?<![A-Za-z])(?![A-Z]+$)[A-Za-z]{3,}$/
const BEGINS_WITH_WORD = /^(?![A-Z]+(?![A-Za-z]))[A-Za-z]{3,}/

function wantsSpace(before: string, after: string, full: boolean | null): boolean {
  const last = before.at(-1) ?? ''
  const first = after.at(0) ?? ''
  if (isCjk(last) || isCjk(first)) return false
  const words =
    (/[A-Za-z]/.test(last) && /[A-Za-z]/.test(first)) ||
    (ENDS_WITH_WORD.test(before) && /\d/.test(first)) ||
    (/\d/.test(last) && BEGINS_WITH_WORD.test(after))
  return words && full !== true
}

/**
 * Takes out the spaces that another extractor left where lines were wrapped: a space between two Han characters, or
 * beside Chinese punctuation. Chinese has no spaces inside a sentence, so a space there is a wrap. Spaces beside
 * Latin letters and digits are kept: there the print may have one.
 */
export function removeWrapSpaces(text: string): string {
  return text.replace(/[ \t\u3000]+/gu, (space, at: number) => {
    const before = text[at - 1] ?? ''
    const after = text[at + space.length] ?? ''
    if (before === '' || after === '') return ''
    if (isHan(before) && isHan(after)) return ''
    if (isCjk(before) && isCjk(after)) return ''
    return ' '
  })
}
