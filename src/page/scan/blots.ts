import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import type { RegionMap } from './regions.ts'

/**
 * A piece of ink of this size (inches) is no character where it fills this share of its box: of 430 such pieces of print
 * (fourteen documents at 200 to 300 dpi, grey, black and white) none filled more than 0.57, a disc fills 0.79.
 */
const SMALLEST_INCHES = 0.15
const SOLID = 0.65
/** The scanner's shadow begins this near to the page's edge (inches), where a straightened page is white by up to 0.2. */
const EDGE_INCHES = 0.25
/**
 * It is longer than any print (inches): in those documents the longest piece of print was 0.3, the shortest shadow 5.5. Or it
 * fills a corner by this share of its box: a triangle 0.5.
 */
const LONG_INCHES = 1.5
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

/** A blot may cover characters of lines that begin or end this near to it (em): half a character. */
const NEAR = 0.5

/** Has a hole or block taken characters of the line? */
export const isSoiled = ({ x0, y0, x1, y1, em }: TextLine, blots: readonly Component[]): boolean =>
  blots.some((blot) => {
    const reach = em * NEAR
    return blot.x0 < x1 + reach && blot.x1 > x0 - reach && blot.y0 < y1 && blot.y1 > y0
  })

/** The cells whose only ink is a hole or block, or a part of one, as lines that nobody can read. */
export function findCovered(blots: readonly Component[], map: RegionMap, em: number): TextLine[] {
  return blots.flatMap((blot) => {
    const { x0, y0, x1, y1 } = blot
    const places = [x0, (x0 + x1) / 2, x1 - 1].flatMap((x) =>
      [y0, (y0 + y1) / 2, y1 - 1].map((y) => map.regionAt(x, y)),
    )
    return [...new Set(places)]
      .filter((region) => !region.outside && region.components.length === 0)
      .map((region) => ({ region, x0, y0, x1, y1, components: [blot], em }))
  })
}

/** Those that are as small as a hole: a shadow along the page has print inside its box. */
export const findHoles = (blots: readonly Component[], dpi: number): Component[] =>
  blots.filter((blot) => Math.max(blot.x1 - blot.x0, blot.y1 - blot.y0) < LONG_INCHES * dpi)
