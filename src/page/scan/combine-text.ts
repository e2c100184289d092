import { alignReadings, kindOf, type Pair } from './align.ts'
import {
  AGREED,
  type Choice,
  type Combined,
  decide,
  finish,
  LIKELY,
  type Named,
  SURE,
  UNSURE,
  withoutSpaces,
} from './choice.ts'
import {
  COMMA,
  doubtTimes,
  keepPrintedMarks,
  type LineSpace,
  QUOTE,
  SEMICOLON,
  settlePlus,
  settleQuotes,
} from './line-marks.ts'
import type { LineReading, ReadCharacter } from './readers/reader.ts'
import { foldCharacter, isSameCharacter, traditionalOf } from './variants.ts'

/** A character fits where the room left for it is short by no more than this (em). */
const LEAST_ROOM = 0.45
/** The same for a character that two of three readings did not see. */
const PLAIN_ROOM = 0.3
/** A character that the second reader cannot write and the first is this sure of is not doubted for want of room. */
const SURELY_PRINTED = 0.95

/**
 * How sure the second reader (PP-OCR) must be to overrule the first (Tesseract), by the kinds of the two characters.
 * Chosen on 1,900 lines of pages rendered in Kai, Sung and Ming at 200 and 300 dpi with noise, skew and JPEG.
 */
const OVERRULES: Record<string, number> = {
  'digit/digit': 0.7,
  'digit/letter': 0.95,
  'digit/mark': 0.9,
  'digit/han': 0.98,
  'letter/letter': 0.5,
  'letter/digit': 0.6,
  'letter/mark': 0.9,
  'letter/han': 0.9,
  'mark/digit': 0.6,
  'mark/letter': 0.8,
  'mark/han': 0.95,
  'han/digit': 0.8,
  'han/letter': 0.6,
  'han/mark': 0.5,
}

function toTraditional(character: ReadCharacter): ReadCharacter {
  const [first] = traditionalOf(character.text)
  return first ? { ...character, text: first } : character
}

const ASTERISK = /[*＊]/u
const TIMES = /[×xX]/u
const EXCLAMATION = /[!！]/u
const BAR = /[|｜丨]/u

/** What a third reading (the first reader on larger characters) saw at a place; undefined where it was not asked. */
type Vote = ReadCharacter | null | undefined

/**
 * One character of a line of text. `knows` tells which characters the second reader can write at all. Where only some readers
 * see 入 the others see 人: it was right in 14 of 14 places, and no reader saw it in 3,381 places that hold a 人.
 */
function chooseCharacter(pair: Pair, knows: (character: string) => boolean, vote: Vote, stacked: boolean): Choice {
  const { first, second } = pair
  const entering = [first, second, vote].flatMap((character) => (character?.text === '入' ? [character] : []))
  if (entering[0] && [first, second].some((character) => character?.text === '人'))
    return decide(entering.length > 1, entering[0])
  if (pair.same && first) {
    // The first reader has no multiplication sign and writes an x for it.
    return { character: second?.text === '×' ? second : first, confidence: AGREED }
  }
  if (first && !second) return chooseLoneFirst(first, knows, vote)
  if (second && !first) {
    // A bar that one reader alone saw is a stroke of the character beside it (引) or what is left of a rule.
    if (BAR.test(second.text)) return decide(false, null)
    const enough = kindOf(second.text) === 'mark' ? 0.5 : 0.88
    return second.confidence >= enough
      ? decide(second.confidence >= 0.98, toTraditional(second))
      : decide(second.confidence < 0.5, null)
  }
  if (!first || !second) return { character: null, confidence: 0 }
  const a = kindOf(first.text)
  const b = kindOf(second.text)
  if (a === 'han' && b === 'han') return chooseHan(first, second, knows, vote)
  // The first reader has no multiplication sign: it took for `>` or `*` what the second takes for one or an x, in seven of
  // seven places.
  if (TIMES.test(second.text) && /[>*]/u.test(first.text)) return decide(false, { ...second, text: '×' })
  // Scorecards do not exclaim: in the one place at hand it was the L of a group.
  if (EXCLAMATION.test(first.text) && b === 'letter') return decide(false, second)
  if (a === 'mark' && b === 'mark') {
    // What one reader takes for a semicolon is one only where the line shows two marks one over the other.
    if (!stacked && SEMICOLON.test(first.text) !== SEMICOLON.test(second.text)) {
      const other = SEMICOLON.test(first.text) ? second : first
      if (COMMA.test(other.text)) return decide(false, other)
      if (other.text === '。') return decide(false, { ...other, text: '，' })
    }
    // Between phrases the first reader takes commas for full stops: in five of five places.
    if (COMMA.test(second.text) && (first.text === '。' || QUOTE.test(first.text))) return decide(false, second)
    // Where the second reader was not sure of a semicolon (0.43 to 0.50), it was a comma in three of three.
    const isUnsure = QUOTE.test(second.text) || (SEMICOLON.test(second.text) && second.confidence < 0.9)
    if (COMMA.test(first.text) && isUnsure) return decide(false, first)
    // An asterisk stands high, like a quote: the second reader was right in five of five places.
    if (ASTERISK.test(second.text) && QUOTE.test(first.text)) return decide(true, second)
    const overruled = second.confidence >= 0.9 || first.confidence < 0.965
    return overruled ? decide(second.confidence >= 0.95, second) : decide(first.confidence >= 0.98, first)
  }
  const enough = OVERRULES[`${a}/${b}`] ?? 0.9
  return second.confidence >= enough
    ? decide(second.confidence >= 0.98, toTraditional(second))
    : decide(first.confidence >= 0.97 && second.confidence < 0.6, first)
}

/**
 * Two different Han characters. Where the third reading sided with the second it was right in 47 of 47 places; where it
 * sided with the first, in 141 of 152, and the second was right only where it was sure.
 */
function chooseHan(
  first: ReadCharacter,
  second: ReadCharacter,
  knows: (character: string) => boolean,
  vote: Vote,
): Choice {
  if (vote && isSameCharacter(vote.text, second.text)) {
    // What the second cannot write it takes for the next like it (椿 for 樁): its voice is none.
    if (!knows(first.text) && first.confidence > vote.confidence) return { character: first, confidence: UNSURE }
    return { character: toTraditional(second), confidence: LIKELY }
  }
  const sided = vote && isSameCharacter(vote.text, first.text)
  const known = knows(first.text)
  const overruled = sided
    ? second.confidence >= (known ? 0.95 : 0.985) || (!known && first.confidence < 0.965 && second.confidence >= 0.83)
    : second.confidence >= (known ? 0.96 : 0.98) || (first.confidence < 0.945 && second.confidence >= 0.48)
  if (overruled) return decide(second.confidence >= 0.98 && first.confidence < 0.97, toTraditional(second))
  if (sided)
    return { character: first, confidence: first.confidence >= 0.97 && second.confidence < 0.75 ? SURE : UNSURE }
  return { character: first, confidence: first.confidence >= 0.97 && second.confidence < 0.8 ? SURE : UNSURE }
}

/** A character that only the first reader saw: Han characters that the second cannot write are dropped by it. */
function chooseLoneFirst(first: ReadCharacter, knows: (character: string) => boolean, vote: Vote): Choice {
  const kind = kindOf(first.text)
  const again = vote !== null && vote !== undefined && isSameCharacter(vote.text, first.text)
  if (kind === 'han') {
    // The third reading was asked and did not see it, nor did the second, which could have written it.
    if (knows(first.text) && vote === null) return { character: first, confidence: UNSURE, doubtful: true }
    if (!knows(first.text) || again) return { character: first, confidence: first.confidence >= 0.95 ? SURE : UNSURE }
    return first.confidence >= 0.95 ? decide(first.confidence >= 0.98, first) : { character: first, confidence: UNSURE }
  }
  if (kind === 'letter' && first.confidence >= 0.95 && /[A-Z]/.test(first.text)) return decide(false, first)
  if (kind === 'mark' && again && first.confidence >= 0.96 && PUNCTUATION.test(first.text)) return decide(true, first)
  // Marks, digits and small letters seen only here were noise in 33 of 35 cases.
  return decide(true, null)
}

/** Marks of running text; brackets and bars are mostly misread ones and edges of rules. */
const PUNCTUATION = /[，,。、：:；;「」『』（()）]/

/** Does a difference between the readings of a line call for a third one? */
export function needsThird(first: LineReading, second: LineReading, knows: (character: string) => boolean): boolean {
  if (isBlank(first)) return saysMore(second)
  return alignReadings(withoutSpaces(first), withoutSpaces(second)).some((pair) => {
    if (pair.same || !pair.first) return false
    const kind = kindOf(pair.first.text)
    if (!pair.second) return kind === 'mark' || (kind === 'han' && knows(pair.first.text))
    if (kind !== 'han' || kindOf(pair.second.text) !== 'han') return false
    const settled = knows(pair.first.text) ? 0.985 : 0.97
    return pair.first.confidence < settled || pair.second.confidence >= 0.7
  })
}

function advanceOf(character: ReadCharacter | null | undefined, em: number): number {
  if (!character) return 0
  return kindOf(character.text) === 'han' ? em : em / 2
}

/**
 * Han characters that only the first reader saw stay when the second one left room for them between its neighbours:
 * it drops what it cannot write. Where there is no room they were made up, and are dropped.
 */
function dropWithoutRoom(
  choices: Choice[],
  pairs: Pair[],
  space: LineSpace,
  knows: (character: string) => boolean,
): Choice[] {
  const kept = [...choices]
  const doubt = (at: number): number => {
    const first = pairs[at]?.first
    return first ? first.confidence - (knows(first.text) ? 1 : 0) : 0
  }
  for (let start = 0; start < pairs.length; start++) {
    if (pairs[start]?.same) continue
    let end = start
    while (end < pairs.length && !pairs[end]?.same) end++
    const block = Array.from({ length: end - start }, (_, k) => start + k)
    const before = pairs[start - 1]?.second
    const after = pairs[end]?.second
    const from = before ? (before.x0 + before.x1) / 2 + advanceOf(before, space.em) / 2 : space.x0
    const to = after ? (after.x0 + after.x1) / 2 - advanceOf(after, space.em) / 2 : space.x1
    let room = to - from
    for (const at of block) room -= advanceOf(kept[at]?.character, space.em)
    // The whole line must be too long as well: a recogniser's places are off by half a character at times.
    const width = kept.reduce((sum, { character }) => sum + advanceOf(character, space.em), 0)
    const whole = space.x1 - space.x0 - width
    let plain = Math.min(room, whole)
    room = Math.max(room, whole)
    const lone = block
      .filter((at) => kept[at]?.character && !pairs[at]?.second && doubt(at) < SURELY_PRINTED)
      .sort((a, b) => doubt(b) - doubt(a))
    for (const at of block.filter((index) => kept[index]?.doubtful)) {
      if (plain >= -space.em * PLAIN_ROOM) break
      lone.splice(lone.indexOf(at), 1)
      plain += advanceOf(kept[at]?.character, space.em)
      room += advanceOf(kept[at]?.character, space.em)
      kept[at] = { character: null, confidence: LIKELY }
    }
    while (room < -space.em * LEAST_ROOM && lone.length > 0) {
      const at = lone.pop() ?? 0
      room += advanceOf(kept[at]?.character, space.em)
      kept[at] = { character: null, confidence: LIKELY }
    }
    start = end
  }
  return kept
}

const isBlank = (reading: LineReading): boolean => withoutSpaces(reading).length === 0

/** More than marks, which may be noise. */
const saysMore = (reading: LineReading): boolean =>
  withoutSpaces(reading).some((character) => kindOf(character.text) !== 'mark')

/**
 * What the second reader alone saw on a line: the first reads nothing on some lines of one character. It is not dropped
 * there, as it would be between characters that both saw.
 */
const readByOne = ({ second }: Pair): Choice => decide(false, second && toTraditional(second))

/** A line of text from two readings, character by character; where the first is blank, the third takes its place. */
export function combineText(
  first: Named,
  second: Named,
  knows: (character: string) => boolean,
  space: LineSpace,
  third?: Named,
): Combined {
  if (isBlank(first.reading) && saysMore(second.reading)) {
    if (third && !isBlank(third.reading)) return combineText(third, second, knows, space)
    const pairs = alignReadings([], withoutSpaces(second.reading))
    return finish(pairs.map(readByOne), pairs, [second, first])
  }
  const characters = withoutSpaces(first.reading)
  const votes = new Map<ReadCharacter, ReadCharacter | null>()
  if (third) {
    for (const pair of alignReadings(characters, withoutSpaces(third.reading)))
      if (pair.first) votes.set(pair.first, pair.second)
  }
  const pairs = alignReadings(characters, withoutSpaces(second.reading), (character) => votes.get(character))
  const choices = pairs.map((pair) => {
    const choice = chooseCharacter(pair, knows, pair.first ? votes.get(pair.first) : undefined, space.stacked)
    return settlePlus(choice, pair, space)
  })
  const named = third ? [first, second, third] : [first, second]
  const repaired = doubtTimes(settleQuotes(repairCodes(dropWithoutRoom(choices, pairs, space, knows), pairs), pairs))
  return finish(...keepPrintedMarks(repaired, pairs, space), named)
}

/**
 * In a code (`BC1.2`) a letter that looks like a digit, or a comma, gives way to the digit or point that the other
 * reader saw there; what both read stands.
 */
function repairCodes(choices: Choice[], pairs: Pair[]): Choice[] {
  return choices.map((choice, i) => {
    const character = choice.character
    const pair = pairs[i]
    if (!character || !pair?.first || !pair.second || !/[lI|oO,\]]/.test(character.text)) return choice
    const before = choices[i - 1]?.character?.text ?? ''
    const other = foldCharacter(pair.first.text) === foldCharacter(character.text) ? pair.second : pair.first
    const wanted = character.text === ',' ? /^\.$/ : /^[01]$/
    if (!/[CPLF\d.]/.test(before) || !wanted.test(other.text)) return choice
    return { character: { ...character, text: other.text }, confidence: Math.min(choice.confidence, LIKELY) }
  })
}
