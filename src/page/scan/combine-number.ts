import { alignReadings, kindOf, type Pair } from './align.ts'
import { AGREED, type Choice, type Combined, decide, finish, type Named, UNSURE, withoutSpaces } from './choice.ts'
import type { MarkShape } from './mark-shapes.ts'
import type { ReadCharacter } from './readers/reader.ts'

const NUMERIC = /^[\d.,%\-—–－+()oO○Q。:;lI|△▲·‧、'’\s]+$/

/** Does this reading look like a number (with the slips that recognisers make in numbers)? */
export function looksNumeric(text: string): boolean {
  const digits = text.match(/\d/g)?.length ?? 0
  const folded = text.normalize('NFKC')
  return NUMERIC.test(folded) && (digits * 2 >= folded.length || /^[oO○Q。]$/.test(folded))
}

const DIGIT_SLIPS: Record<string, string> = {
  o: '0',
  O: '0',
  '○': '0',
  Q: '0',
  '。': '0',
  l: '1',
  I: '1',
  '|': '1',
  '·': '.',
  '‧': '.',
  '、': ',',
}

function asNumberCharacter(character: ReadCharacter): ReadCharacter {
  const folded = character.text.normalize('NFKC')
  return { ...character, text: DIGIT_SLIPS[folded] ?? folded }
}

/** Digit groups of three and at most one point: how numbers are printed when nothing is wrong. */
export function isWellGrouped(text: string): boolean {
  return /^[-△▲(]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?\)?$/.test(text)
}

/** Most places at which the readers of a number may differ for every mixture to be looked at. */
const MOST_DIFFERENCES = 4

/** What the ink of a line tells of a number by itself. */
export interface NumberInk {
  /** Its points and commas, where the page shows them. */
  shapes: readonly MarkShape[]
  /** How many figures it shows; null where it is not known. */
  figures: number | null
}

/**
 * A number from the readings of both readers. Where they differ, the mixture that is well grouped is preferred,
 * then the second reader (PP-OCR misread no digit that it was sure of), but the first where it read a sound number of as many
 * figures as the ink shows and the second did not (831. beside 81.0% is none); no digit is made up that neither read. The shapes
 * of points and commas may speak against both readers.
 */
export function combineNumber(digits: Named, second: Named, ink: NumberInk = { shapes: [], figures: null }): Combined {
  return weighShapes(mixReadings(digits, second, ink.figures), ink.shapes)
}

/**
 * Points and commas as their ink has them: taken where only so the groups are right, or where the readers did not agree;
 * a doubt where the readers agree on another sound number.
 */
function weighShapes(combined: Combined, shapes: readonly MarkShape[]): Combined {
  const marks = combined.characters.flatMap(({ text }, i) => (text === '.' || text === ',' ? [i] : []))
  if (marks.length !== shapes.length) return combined
  const shaped = combined.characters.map((character, i) => ({
    ...character,
    text: shapes[marks.indexOf(i)] ?? character.text,
  }))
  const text = shaped.map((character) => character.text).join('')
  if (text === combined.text || !isWellGrouped(text)) return combined
  const confidence = Math.min(combined.confidence, UNSURE)
  const reading = { reader: 'shape', text, confidence }
  const agreed = combined.readings.every((one) => one.text === combined.text)
  return agreed && isWellGrouped(combined.text)
    ? { ...combined, confidence, readings: [...combined.readings, reading] }
    : { text, confidence, characters: shaped, readings: [reading, ...combined.readings] }
}

/**
 * One reader sees a comma where the other sees a point, and three digits follow: `17,800` and `17.800` are both sound. The
 * second reader often takes commas for points, and of 6,197 figures of the practice documents 26 have three decimals or more;
 * nothing makes it sure.
 */
function couldGroup(pairs: readonly Pair[], at: number): boolean {
  const marks = [pairs[at]?.first?.text, pairs[at]?.second?.text]
  const behind = pairs.slice(at + 1, at + 5).map((pair) => /\d/.test((pair.second ?? pair.first)?.text ?? ''))
  return (
    marks.includes(',') &&
    marks.includes('.') &&
    behind.length > 2 &&
    behind.slice(0, 3).every(Boolean) &&
    behind[3] !== true
  )
}

/** As high as a figure. */
const FIGURE_HIGH = /[\d%()]/

const countHigh = (characters: readonly ReadCharacter[]): number =>
  characters.filter(({ text }) => FIGURE_HIGH.test(text)).length

function mixReadings(digits: Named, second: Named, figures: number | null): Combined {
  const a = withoutSpaces(digits.reading).map(asNumberCharacter)
  const b = withoutSpaces(second.reading).map(asNumberCharacter)
  const named = [second, digits]
  const pairs = alignReadings(a, b)
  const firstIsWhole =
    countHigh(a) === figures && countHigh(b) !== figures && isWellGrouped(a.map(({ text }) => text).join(''))
  const differing = pairs.flatMap((pair, i) => (pair.same ? [] : [i]))
  const preferred = pairs.map((pair, i): Choice => {
    if (pair.same) return { character: pair.second, confidence: AGREED }
    const { first, second: other } = pair
    if (first && other && kindOf(first.text) === 'mark' && kindOf(other.text) === 'mark') {
      if (couldGroup(pairs, i)) return decide(false, first.text === ',' ? first : other)
      return other.confidence >= 0.9 ? decide(true, other) : decide(false, first)
    }
    if (firstIsWhole && !(first && other)) return decide(false, first)
    if (other && (other.confidence >= 0.6 || !first)) return decide(other.confidence >= 0.98, other)
    if (!other && first && b.length > 0) return decide(false, null)
    return decide(false, first ?? other)
  })
  const textOf = (choices: Choice[]) => choices.map((choice) => choice.character?.text ?? '').join('')
  if (differing.length === 0 || differing.length > MOST_DIFFERENCES || isWellGrouped(textOf(preferred)))
    return finish(preferred, pairs, named)
  let best = preferred
  let fewest = Number.POSITIVE_INFINITY
  for (let mixture = 1; mixture < 1 << differing.length; mixture++) {
    const choices = preferred.map((choice, i): Choice => {
      const at = differing.indexOf(i)
      const pair = pairs[i]
      if (at < 0 || !(mixture & (1 << at)) || !pair) return choice
      const other = choice.character === pair.second ? pair.first : pair.second
      return decide(false, other)
    })
    let changes = 0
    for (let k = mixture; k > 0; k >>= 1) changes += k & 1
    if (changes < fewest && isWellGrouped(textOf(choices))) {
      best = choices
      fewest = changes
    }
  }
  return finish(best, pairs, named)
}

/** Groups of three digits behind commas and points, one point at least: `17.800`, `36,248.114`. */
const GROUPED_BY_POINTS = /^-?\d{1,3}(?=[\d.,]*\.)(?:[.,]\d{3})+$/
/** Where readers see so many points of a page differently, its commas have lost their tails. Reasoned, not measured. */
const FEWEST_LOST = 3

/**
 * The lines of a page whose commas may have lost their tails: points before groups of three digits are commas, never surely.
 * On coarse pages all are (45 of 45 such figures at 200 dpi, black and white), on others where a reader saw a comma, and
 * all where that is so of several. What was read stays as a reading.
 */
export function settlePoints(lines: readonly Combined[], isCoarse: boolean): Combined[] {
  const isGrouped = ({ text }: Combined) => GROUPED_BY_POINTS.test(text)
  const isDoubted = (line: Combined) =>
    isGrouped(line) && line.readings.some(({ text }) => countCommas(text) > countCommas(line.text))
  const isLost = isCoarse || lines.filter(isDoubted).length >= FEWEST_LOST
  return lines.map((line) => ((isLost ? isGrouped(line) : isDoubted(line)) ? withCommas(line) : line))
}

const countCommas = (text: string): number => text.split(',').length - 1

function withCommas(line: Combined): Combined {
  const asCommas = (text: string) => text.replaceAll('.', ',')
  const text = asCommas(line.text)
  const confidence = Math.min(line.confidence, UNSURE)
  const characters = line.characters.map((one) => ({ ...one, text: asCommas(one.text) }))
  return { text, confidence, characters, readings: [{ reader: 'grouping', text, confidence }, ...line.readings] }
}
