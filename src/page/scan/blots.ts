import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import type { RegionMap } from './regions.ts'

/** Solid ink of this size (inches) is no character: strokes of a 30 pt title are 0.05 wide, a punched hole 0.2. */
const SMALLEST_INCHES = 0.15
/** This share of its box a disc or block fills (a disc 0.79); the densest characters fill half of theirs. */
const SOLID = 0.65
/** The scanner's shadow begins this near to the page's edge (inches), where a straightened page is white by up to 0.2. */
const EDGE_INCHES = 0.25
/** It is longer than a character (inches), or fills a corner by this share of its box: a triangle 0.5. */
const LONG_INCHES = 1
const CORNER = 0.4

/**
 * Ink that is no print: a punched hole, a block, the shadow along the edge of a page that the scanner's lid left, the
 * black corner of a turned one. In: a piece of ink, the page's size in pixels, its resolution.
 */
export function isBlot(piece: Component, page: { width: number; height: number }, dpi: number): boolean {
  const [wide, high] = [piece.x1 - piece.x0, piece.y1 - piece.y0]
  const gap = Math.min(piece.x0, piece.y0, page.width - piece.x1, page.height - piece.y1)
  if (gap <= EDGE_INCHES * dpi && Math.max(wide, high) >= LONG_INCHES * dpi) return true
  const share = gap <= 1 ? CORNER : SOLID
  return Math.min(wide, high) >= SMALLEST_INCHES * dpi && piece.area >= wide * high * share
}

/** A blot covers characters of the line that begin or end this near to it (em). */
const NEAR = 0.5

/** Has a hole or block taken characters of the line? */
export const isSoiled = ({ x0, y0, x1, y1, em }: TextLine, blots: readonly Component[]): boolean =>
  blots.some((blot) => {
    const reach = em * NEAR
    return blot.x0 < x1 + reach && blot.x1 > x0 - reach && blot.y0 < y1 && blot.y1 > y0
  })

/** The cells whose only ink is a hole or block, as lines that nobody can read. */
export function findCovered(blots: readonly Component[], map: RegionMap, em: number): TextLine[] {
  return blots.flatMap((blot) => {
    const { x0, y0, x1, y1 } = blot
    const region = map.regionAt((x0 + x1) / 2, (y0 + y1) / 2)
    return region.outside || region.components.length > 0 ? [] : [{ region, x0, y0, x1, y1, components: [blot], em }]
  })
}

/** Those that are as small as a hole: a shadow along the page has print inside its box. */
export const findHoles = (blots: readonly Component[], dpi: number): Component[] =>
  blots.filter((blot) => Math.max(blot.x1 - blot.x0, blot.y1 - blot.y0) < LONG_INCHES * dpi)
