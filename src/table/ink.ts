/** The visible characters of a page, one by one, as the layout engine moves them into cells and notes. */
import type { Box, Glyph, Page, TextRun } from '../model/page.ts'

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
  /** Extent along the reading direction and middle across it, in points: x0, x1 and y for level text. */
  from: number
  to: number
  level: number
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

const isBlank = (text: string): boolean => text === ' ' || (text.charCodeAt(0) <= 0x3000 && text.trim() === '')

function toInk({ text, box, size }: Glyph, turn: Ink['turn'], run: TextRun): Ink {
  const [x0, y0, x1, y1] = box
  const x = (x0 + x1) / 2
  const y = (y0 + y1) / 2
  if (turn === 90) return { text, box, size, x, y, turn, run, from: y0, to: y1, level: -x }
  if (turn === 270) return { text, box, size, x, y, turn, run, from: -y1, to: -y0, level: x }
  if (turn === 180) return { text, box, size, x, y, turn, run, from: -x1, to: -x0, level: -y }
  return { text, box, size, x, y, turn, run, from: x0, to: x1, level: y }
}

/** All glyphs of a page that are more than white space, in the order in which they were painted. */
export function gatherInk(page: Page): Ink[] {
  const ink: Ink[] = []
  for (const run of page.runs) {
    const turn = turnOf(run.angle)
    for (const glyph of run.glyphs) {
      if (isBlank(glyph.text)) continue
      ink.push(toInk(glyph, turn, run))
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
