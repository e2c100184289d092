/** Headings of one or two levels over columns whose cells nothing parts. */
import { cluster } from '../geometry/cluster.ts'
import { middleOf, SAME_EMS } from './block-rows.ts'
import type { Block, Part } from './blocks.ts'
import type { Field } from './grid.ts'

/** A heading covers this share of the columns. */
const HEADED_SHARE = 0.8

/** How many parts at the top are heading: those above the first figures that head nearly all columns together. */
export function countHeading(parts: readonly Part[], columns: number): number {
  const headed = new Set<number>()
  for (const [i, { placed }] of parts.entries()) {
    if (placed.some(({ chunk, from }) => chunk.figure && from > 0)) return 0
    for (const { from, to } of placed) for (let column = from; column <= to; column++) headed.add(column)
    if (headed.size >= HEADED_SHARE * columns) return i + 1
  }
  return 0
}

export interface Heading {
  /** Lower borders of its rows, in points. */
  ends: number[]
  cells: (Field & { block: Block })[]
}

/**
 * The cells of a heading that ends at `bottom`, in points. What stands over several columns, or above another heading of
 * its column, is of the upper level; what has none above it spans both. Null with more levels.
 */
export function setHeading(
  blocks: readonly Block[],
  xs: readonly number[],
  bottom: number,
  em: number,
): Heading | null {
  const below = (block: Block) =>
    blocks.filter((other) => other.top >= block.bottom && other.from <= block.to && other.to >= block.from)
  const upper = blocks.filter((block) => below(block).length > 0)
  const cell = (block: Block, row: number, rowSpan: number, [from, to] = [block.from, block.to]) => ({
    block,
    row,
    rowSpan,
    column: from,
    columnSpan: to - from + 1,
  })
  if (upper.length === 0) return { ends: [bottom], cells: blocks.map((block) => cell(block, 0, 1)) }
  if (upper.flatMap(below).some((block) => upper.includes(block))) return null
  const levels = cluster(upper.flatMap(below).map(middleOf), (place) => place, SAME_EMS * em)
  const lowest = levels.reduce((most, level) => (level.length > most.length ? level : most), [])
  const lower = blocks.filter(
    (block) => !upper.includes(block) && lowest.some((place) => Math.abs(place - middleOf(block)) <= SAME_EMS * em),
  )
  const border = (Math.max(...upper.map((block) => block.bottom)) + Math.min(...lower.map((block) => block.top))) / 2
  const extents = coverLower(upper, lower, xs)
  const cells = blocks.map((block) => {
    if (upper.includes(block)) return cell(block, 0, 1, extents.get(block))
    return lower.includes(block) ? cell(block, 1, 1) : cell(block, 0, 2)
  })
  return { ends: [border, bottom], cells }
}

/** First and last column of each upper heading: all lower ones have one above them, and each stands in the middle of its own. */
function coverLower(
  upper: readonly Block[],
  lower: readonly Block[],
  xs: readonly number[],
): Map<Block, [number, number]> {
  const extents = new Map<Block, [number, number]>()
  const covered = new Set(lower.flatMap((block) => columnsFrom(block.from, block.to)))
  for (const block of upper) for (const column of columnsFrom(block.from, block.to)) covered.add(column)
  const offOf = (block: Block, from: number, to: number) => {
    const boxes = block.chunks.map((chunk) => chunk.box)
    const [left, right] = [Math.min(...boxes.map((box) => box[0])), Math.max(...boxes.map((box) => box[2]))]
    return Math.abs((xs[from] ?? 0) + (xs[to + 1] ?? 0) - left - right) / 2
  }
  for (let start = 0; start < xs.length - 1; start++) {
    if (!covered.has(start)) continue
    let end = start
    while (covered.has(end + 1)) end++
    const own = upper.filter((block) => block.from >= start && block.to <= end).sort((a, b) => a.from - b.from)
    for (const [block, ...extent] of divide(own, start, end, offOf).extents) extents.set(block, extent)
    start = end
  }
  return extents
}

interface Division {
  extents: [Block, number, number][]
  off: number
}

/** Divides the columns from `start` to `end` among the headings over them so that these are least off their middles. */
function divide(
  own: readonly Block[],
  start: number,
  end: number,
  offOf: (block: Block, from: number, to: number) => number,
): Division {
  const [block, next, ...others] = own
  if (!block) return { extents: [], off: 0 }
  if (!next) return { extents: [[block, start, end]], off: offOf(block, start, end) }
  let best: Division = { extents: [], off: Number.POSITIVE_INFINITY }
  for (let last = block.to; last < next.from; last++) {
    const rest = divide([next, ...others], last + 1, end, offOf)
    const off = offOf(block, start, last) + rest.off
    if (off < best.off) best = { extents: [[block, start, last], ...rest.extents], off }
  }
  return best
}

const columnsFrom = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
