/** Headings over several columns, told by the pieces of a rule below them. */
import { heightOf } from '../geometry/box.ts'
import { uniteIntervals } from '../geometry/interval.ts'
import type { Ruling } from '../model/page.ts'
import { CENTRED_EMS } from './chunk-columns.ts'
import type { Chunk } from './chunks.ts'

/** A rule over more of the table's width than this goes from end to end. In 69 prints the tables are the same from 0.75 to 0.97. */
export const ACROSS_SHARE = 0.9

/** A text and the columns that it lies in. */
export interface Spot {
  chunk: Chunk
  from: number
  to: number
}

/**
 * Headings over several columns, in a header row whose lower rule is in pieces: the columns over each piece are shared
 * out so that every heading stands in the middle of its own. Where figures follow right below (`isLast`; years are figures
 * too), what stands elsewhere is no heading, but the rest of a cell that the page before began.
 */
export function spreadOverPieces(
  row: readonly Spot[],
  pieces: readonly Ruling[],
  xs: readonly number[],
  isLast: boolean,
): Spot[] {
  const spread = new Map<Spot, Spot>()
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0]
  for (const piece of pieces) {
    if (piece.to - piece.from > ACROSS_SHARE * (right - left)) continue
    const inside = xs.slice(0, -1).flatMap((x, column) => {
      const middle = (x + (xs[column + 1] ?? x)) / 2
      return middle > piece.from && middle < piece.to ? [column] : []
    })
    const over = row.filter((spot) => inside.includes(spot.from))
    // lines above each other are of one heading
    const headings = uniteIntervals(over.map(({ chunk: { box } }) => ({ from: box[0], to: box[2] })))
    if (headings.length === 0 || headings.length >= inside.length) continue
    const middles = headings.map(({ from, to }) => (from + to) / 2)
    const starts = shareOut(inside[0] ?? 0, inside.length, middles, xs)
    const em = Math.max(...over.map(({ chunk }) => heightOf(chunk.box)))
    const shares = headings.map((_, i) => {
      const first = starts[i] ?? 0
      const last = (starts[i + 1] ?? (inside.at(-1) ?? first) + 1) - 1
      const start = i === 0 ? piece.from : (xs[first] ?? 0)
      const end = i === headings.length - 1 ? piece.to : (xs[last + 1] ?? 0)
      // only the ends of the piece are drawn: between figures a border is known to half a column
      const vague = headings.length > 1 ? (end - start) / (last - first + 1) / 2 : 0
      const isCentred = Math.abs((start + end) / 2 - (middles[i] ?? 0)) <= CENTRED_EMS * em + vague
      return { first, last, isCentred }
    })
    if (isLast && !shares.every(({ isCentred }) => isCentred)) continue
    for (const spot of over) {
      const share = shares[headings.findIndex((heading) => spot.chunk.box[0] <= heading.to)]
      if (share) spread.set(spot, { ...spot, from: share.first, to: share.last })
    }
  }
  return row.map((spot) => spread.get(spot) ?? spot)
}

/** First column of each heading, so that the middles of headings and of their columns differ least in all. */
function shareOut(first: number, columns: number, middles: readonly number[], xs: readonly number[]): number[] {
  let best: { cost: number; starts: number[] }[] = [{ cost: 0, starts: [] }]
  // best[k]: the cheapest way to put the headings so far on the first k columns
  for (const middle of middles) {
    const next: typeof best = []
    for (let end = 1; end <= columns; end++) {
      for (let start = 0; start < end; start++) {
        const before = best[start]
        if (!before) continue
        const off = ((xs[first + start] ?? 0) + (xs[first + end] ?? 0)) / 2 - middle
        const cost = before.cost + off * off
        if (cost < (next[end]?.cost ?? Number.POSITIVE_INFINITY))
          next[end] = { cost, starts: [...before.starts, first + start] }
      }
    }
    best = next
  }
  return best[columns]?.starts ?? []
}
