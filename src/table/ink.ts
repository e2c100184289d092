/** The visible characters of a page, one by one, as the layout engine moves them into cells and notes. */
import type { Box, Page, TextRun } from '../model/page.ts'

export interface Ink {
  text: string
  box: Box
  /** Em size in points. */
  size: number
  /** Middle of the box, in points. */
  x: number
  y: number
  /** Reading direction in degrees clockwise, a multiple of 90; null for slanted text. */
  turn: 0 | 90 | 180 | 270 | null
  run: TextRun
}

/** Slant in degrees up to which text still counts as level. */
const LEVEL = 3

function turnOf(angle: number): Ink['turn'] {
  const turned = ((angle % 360) + 360) % 360
  for (const turn of [0, 90, 180, 270] as const) {
    const off = Math.abs(turned - turn)
    if (Math.min(off, 360 - off) <= LEVEL) return turn
  }
  return null
}

/** All glyphs of a page that are more than white space, in the order in which they were painted. */
export function gatherInk(page: Page): Ink[] {
  const ink: Ink[] = []
  for (const run of page.runs) {
    const turn = turnOf(run.angle)
    for (const glyph of run.glyphs) {
      if (glyph.text.trim() === '') continue
      const { box, text, size } = glyph
      ink.push({ text, box, size, x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2, turn, run })
    }
  }
  return ink
}

/** Em size in points of the page's ordinary text (the median); 10 on a page without text. */
export function ordinarySize(ink: readonly Ink[]): number {
  const counts = new Map<number, number>()
  for (const glyph of ink) counts.set(glyph.size, (counts.get(glyph.size) ?? 0) + 1)
  let passed = 0
  for (const [size, count] of [...counts].sort((a, b) => a[0] - b[0])) {
    passed += count
    if (passed * 2 >= ink.length) return size
  }
  return 10
}
