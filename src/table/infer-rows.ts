/** Rows from the alignment of text: which lines start a row, which go on with the row beside them. */
import type { ColumnsOf } from './chunk-columns.ts'
import type { Chunk, TextLine } from './chunks.ts'
import { Wraps } from './wraps.ts'

/** A line with figures in this share of the columns that the fullest line fills starts a row. */
const ANCHOR_SHARE = 0.34
/** Lines nearer than this (in ems) stand beside each other: text in the middle of a cell beside two lines. */
const BESIDE_EMS = 0.85
/** Labels of one level begin within this share of an em. */
const LEVEL_EMS = 0.15
/** Lines of one label are nearer to each other by this factor than to the row above. */
const NEARER = 0.92

interface Filled {
  line: TextLine
  /** Columns with text. */
  columns: Set<number>
  figures: number
  spanning: boolean
}

/** Groups the lines between two rules (or of a whole table without rules) into rows, top to bottom. */
export function inferRows(lines: readonly TextLine[], columnsOf: ColumnsOf, isTop: boolean): TextLine[][] {
  const filled = lines.map((line) => describe(line, columnsOf))
  const fullest = Math.max(0, ...filled.map((entry) => entry.columns.size))
  const isAnchor = (entry: Filled) =>
    entry.figures > 0 && entry.columns.size >= Math.max(2, ANCHOR_SHARE * fullest) && !entry.spanning
  const firstAnchor = filled.findIndex(isAnchor)
  const headerEnd = isTop && firstAnchor > 0 ? findHeaderEnd(filled, firstAnchor) : 0
  return [
    ...groupHeader(filled.slice(0, headerEnd)),
    ...groupLines(filled.slice(headerEnd), new Wraps(lines, columnsOf), columnsOf),
  ]
}

function describe(line: TextLine, columnsOf: ColumnsOf): Filled {
  const filled = new Set<number>()
  let spanning = false
  let figures = 0
  for (const chunk of line.chunks) {
    const [first, last] = columnsOf(chunk)
    for (let column = first; column <= last; column++) filled.add(column)
    if (last > first) spanning = true
    if (chunk.figure && first > 0) figures++
  }
  return { line, columns: filled, figures, spanning }
}

/** Lines above the first figures are the header; a last one that fills only the first column is a section. */
function findHeaderEnd(filled: readonly Filled[], firstAnchor: number): number {
  let end = firstAnchor
  while (end > 1) {
    const entry = filled[end - 1]
    if (!entry || entry.columns.size > 1 || !entry.columns.has(0) || entry.spanning) break
    end--
  }
  return end
}

/** The lines of a header: a line with a chunk over several columns is a level of its own, others are wraps. */
function groupHeader(filled: readonly Filled[]): TextLine[][] {
  const rows: TextLine[][] = []
  let open = false
  for (const entry of filled) {
    const last = rows.at(-1)
    if (open && last && !entry.spanning) last.push(entry.line)
    else rows.push([entry.line])
    open = !entry.spanning
  }
  return rows
}

/** Groups lines into rows: a line goes on with the row above where all its columns that the row has already filled do. */
function groupLines(filled: readonly Filled[], wraps: Wraps, columnsOf: ColumnsOf): TextLine[][] {
  const rows: TextLine[][] = []
  let lastOf = new Map<number, Chunk>()
  let last: Filled | null = null
  for (const [i, entry] of filled.entries()) {
    const row = rows.at(-1)
    const isRest =
      row && last && goesOn(last, entry, lastOf, wraps, columnsOf) && !beginsAnew(row, entry, filled[i + 1], wraps)
    if (row && isRest) row.push(entry.line)
    else {
      rows.push([entry.line])
      lastOf = new Map()
    }
    for (const chunk of entry.line.chunks) lastOf.set(columnsOf(chunk)[0], chunk)
    last = entry
  }
  return rows
}

/** Is a line that could go on with the row above the beginning of one, as the line below it tells? */
function beginsAnew(row: readonly TextLine[], { line }: Filled, next: Filled | undefined, wraps: Wraps): boolean {
  const [label, below, above] = [line.chunks[0], next?.line.chunks[0], row.at(-1)?.chunks[0]]
  if (!label || !below || !above || !next || /^\p{Ll}/u.test(label.text)) return false
  const isEntry = next.line.chunks.length > 1
  if (line.chunks.length > 1) {
    // a heading, and as far in as this line the next one of its section
    const isHeading = row.every((other) => other.chunks.length === 1)
    return (
      isHeading &&
      isEntry &&
      Math.abs(label.box[0] - below.box[0]) < LEVEL_EMS * line.size &&
      label.box[0] > above.box[0] + line.size / 2
    )
  }
  // a label that ends on the line of its figures, nearer to that than to the row above
  const isNearer = next.line.level - line.level < NEARER * (line.level - (row.at(-1)?.level ?? 0))
  return isNearer && isEntry && row.some((other) => other.chunks.length > 1) && wraps.joins(label, below, 0, true)
}

function goesOn(
  last: Filled,
  entry: Filled,
  lastOf: ReadonlyMap<number, Chunk>,
  wraps: Wraps,
  columnsOf: ColumnsOf,
): boolean {
  if (entry.spanning || last.spanning) return false
  const size = Math.max(entry.line.size, last.line.size)
  const step = entry.line.level - last.line.level
  const [label, above] = [entry.line.chunks[0], lastOf.get(0)]
  if (label && above && entry.line.chunks.length === 1 && last.figures > 0 && wraps.endsLabel(above, label)) return true
  const known = entry.line.chunks.filter((chunk) => lastOf.has(columnsOf(chunk)[0]))
  for (const chunk of known) {
    const [column] = columnsOf(chunk)
    const above = lastOf.get(column)
    if (!above) continue
    // above and below the middle of one row: a text of two lines beside those of one
    const around = step < BESIDE_EMS * size && above.line.level < last.line.level - size / 4 && !chunk.figure
    if (!around && !wraps.joins(above, chunk, column, known.length === 1)) return false
  }
  return known.length > 0 || step < BESIDE_EMS * size
}
