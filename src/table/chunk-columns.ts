/** Which columns the chunks of a table's lines belong to. */
import { overlap } from '../geometry/box.ts'
import type { Interval } from '../geometry/interval.ts'
import { type Chunk, hasSeveral, type TextLine } from './chunks.ts'

/** A heading over several columns stands in their middle, to this many ems or this share of their width. */
export const CENTRED_EMS = 0.75
const CENTRED_SHARE = 0.12
/** Words alone on a line above rows begin so far (in ems) right of the labels, and are centred to this share of the width. */
const LONE_INDENT_EMS = 2
const LONE_CENTRED_SHARE = 0.06
/** Headings that keep this near (in ems) to the left edge, middle or right edge of one below belong to its column. */
const ALIGNED_EMS = 0.4

/** First and last column of a chunk. */
export type ColumnsOf = (chunk: Chunk) => [number, number]

/** Places the chunks of a table as they lie, no two of a line in one column where they can do otherwise. */
export function assignAsTheyLie(lines: readonly TextLine[], columns: readonly Interval[]): ColumnsOf {
  const places = placeLines(lines, columns)
  return (chunk) => places.get(chunk) ?? columnsOf(chunk, columns)
}

/**
 * Places all chunks of a table, headings over what they head. `rules` are the levels of those from end to end: the first
 * one below a line of headings ends them. All in points.
 */
export function assignColumns(
  lines: readonly TextLine[],
  columns: readonly Interval[],
  rules: readonly number[],
  em: number,
): ColumnsOf {
  const places = placeLines(lines, columns)
  const first = lines.findIndex((line) =>
    line.chunks.some((chunk) => chunk.figure && (places.get(chunk)?.[0] ?? 0) > 0),
  )
  const top = lines.find(hasSeveral)?.level ?? 0
  const end = Math.min(...rules.filter((at) => at > top))
  const header = lines.slice(0, Math.max(0, first)).filter((line) => line.level < end)
  header.forEach((line, i) => {
    const below = header.slice(i + 1).flatMap((other) => other.chunks)
    for (const chunk of line.chunks) {
      const spread = spreadHeading(chunk, line, below, places, columns, em)
      if (spread) places.set(chunk, spread)
    }
  })
  lines.forEach((line, i) => {
    const middle = spreadLoneText(line, i, lines, first, places, columns, em)
    if (middle) places.set(middle.chunk, middle.place)
  })
  return (chunk) => places.get(chunk) ?? columnsOf(chunk, columns)
}

function placeLines(lines: readonly TextLine[], columns: readonly Interval[]): Map<Chunk, [number, number]> {
  const places = new Map<Chunk, [number, number]>()
  for (const line of lines) assignLine(line, columns, places)
  return places
}

/** Words alone on their line, in the middle of a table of figures: `Percent of total` above a part of its rows. */
function spreadLoneText(
  line: TextLine,
  i: number,
  lines: readonly TextLine[],
  firstFigures: number,
  places: ReadonlyMap<Chunk, [number, number]>,
  columns: readonly Interval[],
  em: number,
): { chunk: Chunk; place: [number, number] } | null {
  const [chunk] = line.chunks
  const [label, figures, end] = [columns[0]?.from ?? 0, columns[1]?.from ?? 0, columns.at(-1)?.to ?? 0]
  if (!chunk || line.chunks.length > 1 || columns.length < 3 || firstFigures < 1 || i === 0) return null
  if (chunk.figure || chunk.box[0] < label + LONE_INDENT_EMS * em) return null
  const before = lines.slice(0, Math.min(i, firstFigures)).flatMap((other) => other.chunks)
  const headed = new Set(before.map((other) => places.get(other)?.[0]))
  if (i < firstFigures && columns.some((_, column) => column > 0 && !headed.has(column))) return null
  if (
    i < firstFigures &&
    before.some((other) => places.get(other)?.[0] === places.get(chunk)?.[0] && isAligned(other, chunk, em))
  )
    return null
  const own = places.get(chunk)?.[0]
  const inColumn = lines
    .slice(firstFigures)
    .flatMap((other) => other.chunks.filter((one) => places.get(one)?.[0] === own))
  if (inColumn.filter((one) => one.figure).length < 0.5 * inColumn.length) return null
  const middle = (chunk.box[0] + chunk.box[2]) / 2
  const [offAll, offFigures] = [Math.abs((label + end) / 2 - middle), Math.abs((figures + end) / 2 - middle)]
  if (Math.min(offAll, offFigures) > Math.max(CENTRED_EMS * em, LONE_CENTRED_SHARE * (end - label))) return null
  return { chunk, place: [offAll <= offFigures ? 0 : 1, columns.length - 1] }
}

function assignLine(line: TextLine, columns: readonly Interval[], places: Map<Chunk, [number, number]>): void {
  let before: { chunk: Chunk; place: [number, number] } | null = null
  for (const chunk of line.chunks) {
    const place = columnsOf(chunk, columns)
    while (before && before.place[1] >= place[0]) {
      const narrowBefore = before.place[1] > before.place[0]
      const narrowOwn = place[1] > place[0]
      if (!narrowBefore && !narrowOwn) break
      const column = columns[place[0]]
      const own = column ? overlap(chunk.box[0], chunk.box[2], column.from, column.to) : 0
      const other = column ? overlap(before.chunk.box[0], before.chunk.box[2], column.from, column.to) : 0
      if (narrowOwn && (!narrowBefore || own < other)) place[0]++
      else before.place[1]--
    }
    places.set(chunk, place)
    before = { chunk, place }
  }
}

/** The columns that a heading of one column at most really heads: those of the headings below in whose middle it stands. */
function spreadHeading(
  chunk: Chunk,
  line: TextLine,
  below: readonly Chunk[],
  places: ReadonlyMap<Chunk, [number, number]>,
  columns: readonly Interval[],
  em: number,
): [number, number] | null {
  const own = places.get(chunk)
  if (!own || own[1] > own[0] || chunk.figure) return null
  const extents: (Interval | undefined)[] = columns.map(() => undefined)
  for (const heading of below) {
    const [first, last] = places.get(heading) ?? [0, 0]
    if (last > first || first === 0) continue
    // what is too wide for the column is no line of its heading, though it stands in the middle above
    if (isAligned(chunk, heading, em) && !(first === own[0] && sticksOut(chunk, columns, first))) return null
    const seen = extents[first]
    extents[first] = {
      from: Math.min(seen?.from ?? heading.box[0], heading.box[0]),
      to: Math.max(seen?.to ?? heading.box[2], heading.box[2]),
    }
  }
  const middle = (chunk.box[0] + chunk.box[2]) / 2
  const taken = (column: number) => line.chunks.some((other) => other !== chunk && places.get(other)?.[0] === column)
  let best: [number, number] | null = null
  let least = Number.POSITIVE_INFINITY
  for (let first = Math.max(1, own[0] - 3); first <= own[0]; first++) {
    for (let last = Math.max(own[0], first + 1); last < Math.min(columns.length, first + 4); last++) {
      const [from, to] = [extents[first], extents[last]]
      const range = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      if (!from || !to || range.some((column) => !extents[column] || taken(column))) continue
      const off = Math.min(
        Math.abs((from.from + to.to) / 2 - middle),
        Math.abs(((columns[first]?.from ?? 0) + (columns[last]?.to ?? 0)) / 2 - middle),
      )
      if (off > Math.max(CENTRED_EMS * em, CENTRED_SHARE * (to.to - from.from)) || off >= least) continue
      best = [first, last]
      least = off
    }
  }
  return best
}

/** Does the text reach over the middle of the corridors on both sides of its column? */
function sticksOut(chunk: Chunk, columns: readonly Interval[], own: number): boolean {
  const [left, column, right] = [columns[own - 1], columns[own], columns[own + 1]]
  if (!left || !column || !right) return false
  return chunk.box[0] < (left.to + column.from) / 2 && chunk.box[2] > (column.to + right.from) / 2
}

/** Keeps one text to the left edge, middle or right edge of the other? `em` in points. */
export function isAligned(above: Chunk, below: Chunk, em: number): boolean {
  const offs = [
    above.box[0] - below.box[0],
    above.box[2] - below.box[2],
    (above.box[0] + above.box[2] - below.box[0] - below.box[2]) / 2,
  ]
  return offs.some((off) => Math.abs(off) <= ALIGNED_EMS * em)
}

/** First and last column that a chunk lies in, by how much of it does. */
export function columnsOf(chunk: Chunk, columns: readonly Interval[]): [number, number] {
  let first = -1
  let last = -1
  columns.forEach((column, i) => {
    const shared = overlap(chunk.box[0], chunk.box[2], column.from, column.to)
    const least = Math.min(0.35 * (column.to - column.from), 0.5 * (chunk.box[2] - chunk.box[0]))
    if (shared > Math.max(0, least)) {
      if (first < 0) first = i
      last = i
    }
  })
  if (first >= 0) return [first, last]
  const middle = (chunk.box[0] + chunk.box[2]) / 2
  let best = 0
  columns.forEach((column, i) => {
    const distance = (at: Interval) => Math.max(at.from - middle, middle - at.to, 0)
    if (distance(column) < distance(columns[best] ?? column)) best = i
  })
  return [best, best]
}
