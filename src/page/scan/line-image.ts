import type { Grey, Ink } from './bitmap.ts'
import type { TextLine } from './lines.ts'
import type { LineImage } from './readers/reader.ts'
import { RULE_PIXEL } from './remove-rules.ts'

/** The page is copied this far around a line's pieces of ink (em): their grey fringes and hair strokes. */
const FRINGE = 0.08
/** White around a line (em). */
const MARGIN = 0.12
/** Paper noise: lighter pixels become white. */
const PAPER_LEVEL = 232

/**
 * Cuts a line out of the page: the boxes of its own ink on white, nothing of rules, specks or neighbours.
 * Whole boxes, because the hair strokes inside a character (目 in a Ming font at 200 dpi) are too light to be ink.
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
  const own = new Uint8Array(width * height)
  for (const { runs } of line.components) {
    for (let k = 0; k < runs.length; k += 3) {
      const row = ((runs[k] ?? 0) - top) * width - left
      own.fill(1, row + (runs[k + 1] ?? 0), row + (runs[k + 2] ?? 0))
    }
  }
  const grey = new Uint8Array(width * height).fill(255)
  for (const { x0, y0, x1, y1 } of line.components) {
    const xEnd = Math.min(page.width, right, x1 + fringe)
    const yEnd = Math.min(page.height, bottom, y1 + fringe)
    for (let y = Math.max(0, top, y0 - fringe); y < yEnd; y++) {
      for (let x = Math.max(0, left, x0 - fringe); x < xEnd; x++) {
        const kind = mask.data[y * page.width + x]
        const at = (y - top) * width + x - left
        if (kind === RULE_PIXEL || (kind === 1 && own[at] === 0)) continue
        const level = page.data[y * page.width + x] ?? 255
        if (level < PAPER_LEVEL) grey[at] = level
      }
    }
  }
  return { width, height, grey, em: line.em, left, top }
}
