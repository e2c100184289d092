import type { Reading } from '../../model/page.ts'
import { UNSURE_CONFIDENCE } from '../../model/provenance.ts'
import type { Pair } from './align.ts'
import type { LineReading, ReadCharacter } from './readers/reader.ts'

/** What a line says, all its readings considered. */
export interface Combined {
  text: string
  /** Probability that every character is right. */
  confidence: number
  characters: ReadCharacter[]
  readings: Reading[]
}

/** A reading with the reader that gave it. */
export interface Named {
  reader: string
  reading: LineReading
}

/** Of 6,774 and 4,566 characters (300 and 200 dpi) on which both readers agreed, 5 and 3 were wrong. */
export const AGREED = 0.9994
/** Of 52 characters that the second reader's dictionary lacks and the first was sure of, none was wrong. */
export const SURE = 0.985
/** A disagreement settled by a clear lead. */
export const LIKELY = 0.95
/** A disagreement settled by a weak lead. */
export const UNSURE = UNSURE_CONFIDENCE
/** No more is promised for a line whatever its readers say. */
const MOST_CONFIDENT = 0.999

/** What stands at one place of a line; no character where both readings are better dropped. */
export interface Choice {
  character: ReadCharacter | null
  confidence: number
  /** To be dropped unless there is plainly room for it. */
  doubtful?: boolean
}

/** A choice between two readings, led clearly or weakly. */
export function decide(lead: boolean, character: ReadCharacter | null): Choice {
  return { character, confidence: lead ? LIKELY : UNSURE }
}

function nameReadings(text: string, confidence: number, named: Named[]): Reading[] {
  const readings: Reading[] = named.map(({ reader, reading }) => ({
    reader,
    text: reading.text,
    confidence: reading.confidence,
  }))
  const chosen = readings.findIndex((reading) => reading.text === text)
  if (chosen < 0) return [{ reader: 'combined', text, confidence }, ...readings]
  const [first] = readings.splice(chosen, 1)
  return first ? [first, ...readings] : readings
}

/** The line that the choices make, with every reading of it. */
export function finish(choices: Choice[], pairs: Pair[], named: Named[]): Combined {
  const characters: ReadCharacter[] = []
  let confidence = 1
  choices.forEach((choice, i) => {
    confidence *= choice.confidence
    if (!choice.character) return
    // Only the second reader's places are exact; the others are filled in between.
    const place = pairs[i]?.second ?? { x0: Number.NaN, x1: Number.NaN }
    characters.push({ text: choice.character.text, confidence: choice.confidence, x0: place.x0, x1: place.x1 })
  })
  const text = characters.map((character) => character.text).join('')
  confidence = characters.length === 0 ? 0 : Math.min(MOST_CONFIDENT, confidence)
  return { text, confidence, characters, readings: nameReadings(text, confidence, named) }
}

/** Drops the spaces that a recogniser put between characters; real ones are found by the width of the gap. */
export function withoutSpaces(reading: LineReading): ReadCharacter[] {
  return reading.characters.filter((character) => character.text.trim() !== '')
}
