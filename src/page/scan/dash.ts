import type { Combined } from './combine.ts'
import type { TextLine } from './lines.ts'

/** Shape of a printed dash, in em; 一 is wider and stands among other characters. */
const LOWEST_RATIO = 1.8
const THICKEST = 0.22
const SHORTEST = 0.12
const LONGEST = 1.1

/**
 * A line that is nothing but a dash (`-`, `—`, `－`: no value), told by its shape: recognisers read it as 1, 一 or
 * nothing. Only for a cell that holds nothing else.
 */
export function findDash(line: TextLine): Combined | null {
  const width = line.x1 - line.x0
  const height = line.y1 - line.y0
  const alone = line.components.length === line.region.components.length && !line.region.outside
  if (!alone || line.components.length > 2) return null
  if (height > line.em * THICKEST || width < height * LOWEST_RATIO) return null
  if (width < line.em * SHORTEST || width > line.em * LONGEST) return null
  const confidence = 0.99
  return {
    text: '-',
    confidence,
    characters: [{ text: '-', confidence, x0: 0, x1: width }],
    readings: [{ reader: 'shape', text: '-', confidence }],
  }
}
