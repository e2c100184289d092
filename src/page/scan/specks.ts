import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'

/**
 * On clean paper the specks are pieces of print: points of coarse scans, broken strokes. Of such pages (six documents at
 * 150 to 300 dpi, grey, JPEG, black and white) at most 0.05 of the specks lay outside the lines of text, of the same
 * pages with one pixel in 5,000 salted at least 0.23.
 */
const PAPER_NOISE = 0.1
/** Around a line (em): its first and last point stand just outside the larger pieces. */
const REACH_ACROSS = 0.3
const REACH_DOWN = 0.1

/** The line with the specks that lie on it; a new one where there are any. */
export function addSpecks(line: TextLine, specks: readonly Component[]): TextLine {
  const own = specks.filter((speck) => liesOn(speck, line))
  if (own.length === 0) return line
  return {
    ...line,
    x0: Math.min(line.x0, ...own.map((speck) => speck.x0)),
    y0: Math.min(line.y0, ...own.map((speck) => speck.y0)),
    x1: Math.max(line.x1, ...own.map((speck) => speck.x1)),
    y1: Math.max(line.y1, ...own.map((speck) => speck.y1)),
    components: [...line.components, ...own],
  }
}

function liesOn(speck: Component, { x0, y0, x1, y1, em }: TextLine): boolean {
  const across = em * REACH_ACROSS
  const down = em * REACH_DOWN
  return speck.x0 >= x0 - across && speck.x1 <= x1 + across && speck.y0 >= y0 - down && speck.y1 <= y1 + down
}

/**
 * Are the pieces of ink that are too small to make lines print, not noise? In: the lines, those specks, and how many
 * larger pieces the page has.
 */
export function isCleanPaper(lines: readonly TextLine[], specks: readonly Component[], pieces: number): boolean {
  if (specks.length > pieces) return false
  const outside = specks.filter((speck) => !lines.some((line) => liesOn(speck, line)))
  return outside.length <= specks.length * PAPER_NOISE
}
