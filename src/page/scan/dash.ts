import type { Combined } from './choice.ts'
import type { TextLine } from './lines.ts'

/** Shape of a printed dash, in em; 一 is wider and stands among other characters. */
const LOWEST_RATIO = 1.8
const THICKEST = 0.22
const SHORTEST = 0.12
const LONGEST = 1.1
/** Print within this many em of a dash belongs to the same text; columns of a table without rules are further apart. */
const NEIGHBOURHOOD = 0.9

/**
 * A line that is nothing but a dash (`-`, `—`, `－`: no value), told by its shape: recognisers read it as 1, 一 or
 * nothing. Only where no other print is near.
 */
export function findDash(line: TextLine, lines: TextLine[]): Combined | null {
  const width = line.x1 - line.x0
  const height = line.y1 - line.y0
  if (line.components.length > 2) return null
  if (height > line.em * THICKEST || width < height * LOWEST_RATIO) return null
  if (width < line.em * SHORTEST || width > line.em * LONGEST) return null
  if (lines.some((other) => other !== line && isNear(line, other))) return null
  const confidence = 0.99
  return {
    text: '-',
    confidence,
    characters: [{ text: '-', confidence, x0: 0, x1: width }],
    readings: [{ reader: 'shape', text: '-', confidence }],
  }
}

function isNear(line: TextLine, other: TextLine): boolean {
  if (other.region !== line.region) return false
  const reach = line.em * NEIGHBOURHOOD
  const beside = other.x0 < line.x1 + reach && other.x1 > line.x0 - reach
  const middle = (line.y0 + line.y1) / 2
  return beside && other.y0 < middle + reach && other.y1 > middle - reach
}
