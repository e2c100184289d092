import type { Grey, Ink } from './bitmap.ts'
import type { TextLine } from './lines.ts'
import type { LineImage } from './readers/reader.ts'
import { RULE_PIXEL } from './rulings.ts'

/** Grey fringes are copied this far around a line's ink (em). */
const FRINGE = 0.08
/** White around a line (em). */
const MARGIN = 0.12

/**
 * Cuts a line out of the page: its own ink with its grey fringe on white, nothing of rules, specks or neighbours.
 * A line lower than an em (`-`, `一`, `…`) keeps the height of one, so that a reader sees how small its ink is.
 */
export function cutLine(page: Grey, mask: Ink, line: TextLine): LineImage & { left: number; top: number } {
  const margin = Math.max(2, Math.round(line.em * MARGIN))
  const fringe = Math.max(1, Math.round(line.em * FRINGE))
  const spare = Math.max(0, line.em * 0.95 - (line.y1 - line.y0)) / 2
  const left = Math.floor(line.x0 - margin)
  const right = Math.ceil(line.x1 + margin)
  const top = Math.floor(line.y0 - spare - margin)
  const bottom = Math.ceil(line.y1 + spare + margin)
  const width = right - left
  const height = bottom - top
  const grey = new Uint8Array(width * height).fill(255)
  for (const { runs } of line.components) {
    for (let k = 0; k < runs.length; k += 3) {
      const y = runs[k] ?? 0
      const from = Math.max(0, left, (runs[k + 1] ?? 0) - fringe)
      const to = Math.min(page.width, right, (runs[k + 2] ?? 0) + fringe)
      for (let row = Math.max(0, top, y - fringe); row <= Math.min(page.height - 1, bottom - 1, y + fringe); row++) {
        for (let x = from; x < to; x++) {
          const i = row * page.width + x
          if (mask.data[i] !== RULE_PIXEL) grey[(row - top) * width + x - left] = page.data[i] ?? 255
        }
      }
    }
  }
  return { width, height, grey, em: line.em, left, top }
}
