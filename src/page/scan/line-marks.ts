/** What the ink and the rest of a line tell of its marks, which readers misread and drop more than characters. */
import { CROSS, kindOf, type Pair } from './align.ts'
import { type Choice, decide, LIKELY, UNSURE } from './choice.ts'
import { findUnread, type LoneMark } from './lone-marks.ts'

/** What a line's ink tells by itself; places in pixels of its image. */
export interface LineSpace {
  em: number
  x0: number
  x1: number
  /** The middles of its plus signs. */
  pluses: readonly number[]
  /** Small pieces of ink with nothing over or under them. */
  marks: readonly LoneMark[]
  /** It shows two marks one over the other, as a semicolon is. */
  stacked: boolean
}

export const COMMA = /[,，、]/u
/** Chinese print quotes with 「」: between phrases these were commas in four of four places. */
export const QUOTE = /[‘’“”'"`]/u
export const SEMICOLON = /[;；]/u
const PLUS = /[+＋]/u

/** Marks that are as small as what `findLoneMarks` finds. */
const SMALL_MARK = /[，,。、：:；;]/u

/** What the readers made of 」 where they differed, in three of three places: `:` and `;`, `:` and `,`. */
const READ_FOR_CLOSING = /^[:：;；,，!！」]$/u

/** The second reader places a plus sign this exactly (em): by 0.11 at most in twelve of twelve places. */
const PLACE = 0.35

/** `+` where the ink is that of a plus sign, whatever was read: told unless a reader read it so. */
export function settlePlus(choice: Choice, { first, second }: Pair, { em, pluses }: LineSpace): Choice {
  const read = [first?.text ?? '', second?.text ?? '']
  if (!second || !read.some((text) => CROSS.test(text))) return choice
  const middle = (second.x0 + second.x1) / 2
  if (!pluses.some((x) => Math.abs(x - middle) <= em * PLACE)) return choice
  const seen = read.filter((text) => PLUS.test(text)).length
  if (seen === 2) return choice
  return { character: { ...second, text: '+' }, confidence: seen > 0 ? LIKELY : UNSURE }
}

/**
 * Marks between Chinese characters that the ink shows and no choice has, never surely: what one reader saw there, else what
 * it looks like.
 */
export function keepPrintedMarks(
  choices: Choice[],
  pairs: Pair[],
  { em, marks, stacked }: LineSpace,
): [Choice[], Pair[]] {
  const kept = choices.flatMap(({ character }, i) => (character ? [{ i, character }] : []))
  const characters = kept.map(({ i, character }) => {
    const second = pairs[i]?.second
    // A mark that was read for a character (’ beside 蹤) stands elsewhere.
    const place = second && isMark(second) === isMark(character) ? second : { x0: Number.NaN, x1: Number.NaN }
    return { ...character, x0: place.x0, x1: place.x1 }
  })
  const added = new Map<number, { choice: Choice; pair: Pair }>()
  for (const { before, x, text: shown } of findUnread(characters, marks, em)) {
    const [from, to] = [(kept[before - 1]?.i ?? -1) + 1, kept[before]?.i ?? 0]
    const seen = pairs.slice(Math.max(0, from - 1), to).flatMap(({ first, second }) => [second, first])
    const mark = seen.find((character) => character && SMALL_MARK.test(character.text))?.text ?? shown
    const text = !stacked && SEMICOLON.test(mark) ? '，' : mark
    const character = { text, confidence: UNSURE, x0: x, x1: x }
    added.set(to, { choice: decide(false, character), pair: { first: null, second: character, same: false } })
  }
  const withAdded = <T>(list: readonly T[], of: (one: { choice: Choice; pair: Pair }) => T): T[] =>
    list.flatMap((one, i) => {
      const extra = added.get(i)
      return extra ? [of(extra), one] : [one]
    })
  return [withAdded(choices, ({ choice }) => choice), withAdded(pairs, ({ pair }) => pair)]
}

const isMark = ({ text }: { text: string }): boolean => kindOf(text) === 'mark'

/** Chinese print has no single quote between characters, and what opens with 「 closes with 」: see QUOTE. */
export function settleQuotes(choices: Choice[], pairs: Pair[]): Choice[] {
  const textAt = (i: number) => choices[i]?.character?.text ?? ''
  const isHan = (i: number) => kindOf(textAt(i)) === 'han'
  const quotes = choices.filter((_, i) => QUOTE.test(textAt(i))).length
  return choices.map((choice, i): Choice => {
    const { character } = choice
    if (!character) return choice
    if (quotes === 1 && QUOTE.test(character.text) && isHan(i - 1) && isHan(i + 1))
      return decide(false, { ...character, text: '，' })
    const read = [pairs[i]?.first?.text ?? '', pairs[i]?.second?.text ?? '']
    const isDoubted =
      !pairs[i]?.same && read.every((text) => READ_FOR_CLOSING.test(text)) && !read.every((text) => COMMA.test(text))
    const [opened, closed] = ['「', '」'].map((bracket) => choices.findLastIndex((_, k) => textAt(k) === bracket))
    const isOpen = (opened ?? -1) >= 0 && (opened ?? -1) < i && (closed ?? -1) < (opened ?? -1)
    return isDoubted && isOpen ? decide(false, { ...character, text: '」' }) : choice
  })
}

/** `數x100%`: readers write x for ×, both of them in seven formulas of fifty documents; which is printed nobody knows. */
export function doubtTimes(choices: Choice[]): Choice[] {
  const textAt = (i: number) => choices[i]?.character?.text ?? ''
  return choices.map((choice, i) => {
    const isTimes =
      /^[xX]$/u.test(textAt(i)) && /^$|[\p{Script=Han})）]$/u.test(textAt(i - 1)) && /^\d/u.test(textAt(i + 1))
    return isTimes ? { ...choice, confidence: Math.min(choice.confidence, UNSURE) } : choice
  })
}
