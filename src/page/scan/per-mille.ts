/** `‰`, which neither reader can write: they read `%0`, `%o`, which no print has. */
import { type Combined, UNSURE } from './choice.ts'

const READ_FOR_IT = /%[0oO〇]{1,2}(?!\d)/gu
const FIGURE = /^[\d.,]+%/u
const RING = /^[0oO〇]$/u
/** A formula that multiplies by 1,000 counts per mille. */
const TIMES_THOUSAND = /[*＊×xX]1,?000%(?!\d)/u

/** The line with per mille signs for what was read of them, never surely: what was read stays as a reading. */
export function settlePerMille(combined: Combined): Combined {
  const confidence = Math.min(combined.confidence, UNSURE)
  const texts = [combined.text, ...combined.readings.map(({ text }) => text)].map((text) => text.replaceAll(/\s/gu, ''))
  const percents = combined.characters.filter(({ text }) => text === '%').length
  const seen = Math.max(...texts.map((text) => [...text.matchAll(READ_FOR_IT)].length))
  if (seen === 0 || percents === 0)
    return texts.some((text) => TIMES_THOUSAND.test(text)) ? { ...combined, confidence } : combined
  // Behind a figure the `%0` of one reader alone is a misread `%`.
  if (FIGURE.test(texts[0] ?? '') && !texts.slice(1).every((text) => text.search(READ_FOR_IT) >= 0))
    return texts[0]?.endsWith('%') ? combined : withSigns(combined, '%')
  // Where the third ring was not seen of each, nobody knows which of the two is printed.
  return seen < percents ? { ...combined, confidence } : withSigns(combined, '‰')
}

/** The line with this sign, and no rings, for each of its percent signs. */
function withSigns(combined: Combined, sign: '%' | '‰'): Combined {
  const confidence = Math.min(combined.confidence, UNSURE)
  const characters = combined.characters.flatMap((one, i) => {
    if (one.text === '%') return [{ ...one, text: sign, confidence: UNSURE }]
    const before = combined.characters.slice(0, i).findLast(({ text }) => !RING.test(text))
    return RING.test(one.text) && before?.text === '%' ? [] : [one]
  })
  const text = characters.map((one) => one.text).join('')
  return { text, confidence, characters, readings: [{ reader: 'combined', text, confidence }, ...combined.readings] }
}
