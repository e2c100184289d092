import { alignReadings, kindOf } from './align.ts'
import { AGREED, type Choice, type Combined, decide, finish, type Named, withoutSpaces } from './choice.ts'
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

/**
 * A number from the readings of both readers. Where they differ, the mixture that is well grouped is preferred,
 * then the second reader (PP-OCR misread no digit that it was sure of); nothing is made up that neither read.
 */
export function combineNumber(digits: Named, second: Named): Combined {
  const a = withoutSpaces(digits.reading).map(asNumberCharacter)
  const b = withoutSpaces(second.reading).map(asNumberCharacter)
  const named = [second, digits]
  const pairs = alignReadings(a, b)
  const differing = pairs.flatMap((pair, i) => (pair.same ? [] : [i]))
  const preferred = pairs.map((pair): Choice => {
    if (pair.same) return { character: pair.second, confidence: AGREED }
    const { first, second: other } = pair
    if (first && other && kindOf(first.text) === 'mark' && kindOf(other.text) === 'mark')
      return other.confidence >= 0.9 ? decide(true, other) : decide(false, first)
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
