/** Rows from the alignment of text: which lines start a row, which go on with the row beside them. */
import type { Interval } from '../geometry/interval.ts'
import type { TextLine } from './chunks.ts'
import { columnsOf } from './infer-columns.ts'

/** A line with figures in this share of the columns that the fullest line fills starts a row. */
const ANCHOR_SHARE = 0.34
/** Lines closer than this share of the usual step between rows belong together. */
const TIGHT_STEP = 0.8

interface Filled {
  line: TextLine
  /** Columns with text. */
  columns: Set<number>
  figures: number
  spanning: boolean
}

/** Groups the lines between two rules (or of a whole table without rules) into rows, top to bottom. */
export function inferRows(lines: readonly TextLine[], columns: readonly Interval[], isTop: boolean): TextLine[][] {
  const filled = lines.map((line) => describe(line, columns))
  const fullest = Math.max(0, ...filled.map((entry) => entry.columns.size))
  const isAnchor = (entry: Filled) =>
    entry.figures > 0 && entry.columns.size >= Math.max(2, ANCHOR_SHARE * fullest) && !entry.spanning
  const firstAnchor = filled.findIndex(isAnchor)
  if (firstAnchor < 0) return groupText(filled)
  const headerEnd = isTop ? findHeaderEnd(filled, firstAnchor) : 0
  const rows = groupHeader(filled.slice(0, headerEnd))
  let row: Filled[] = []
  let waiting: Filled[] = []
  const flush = () => {
    if (row.length > 0) rows.push(row.map((entry) => entry.line))
    row = []
  }
  filled.slice(headerEnd).forEach((entry) => {
    if (isAnchor(entry)) {
      const runsOn = waiting.length > 0 && waiting.every((before) => continuesInto(before, entry))
      if (!runsOn) {
        flush()
        for (const before of waiting) rows.push([before.line])
        waiting = []
      }
      flush()
      row = [...waiting, entry]
      waiting = []
      return
    }
    const previous = row.at(-1)
    if (previous && waiting.length === 0 && belongsBelow(entry, previous, row)) row.push(entry)
    else waiting.push(entry)
  })
  flush()
  for (const entry of waiting) rows.push([entry.line])
  return rows
}

function describe(line: TextLine, columns: readonly Interval[]): Filled {
  const filled = new Set<number>()
  let spanning = false
  let figures = 0
  for (const chunk of line.chunks) {
    const [first, last] = columnsOf(chunk, columns)
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

/** Does a line that only fills the first column run on in the row below it, which begins with a small letter? */
function continuesInto(before: Filled, anchor: Filled): boolean {
  if (before.columns.size > 1 || before.spanning) return false
  const [column] = before.columns
  if (column === undefined) return false
  if (!anchor.columns.has(column)) return true
  if (column !== 0) return false
  const label = before.line.chunks.at(-1)?.text ?? ''
  const below = anchor.line.chunks[0]?.text ?? ''
  return /^[\p{Ll}(&]/u.test(below) && !/^\p{Ll}/u.test(label) && !/[:：]$/u.test(label)
}

/** Is the line the rest of the row above: nothing in the first column, or a lower-case rest of its label? */
function belongsBelow(entry: Filled, previous: Filled, row: readonly Filled[]): boolean {
  const step = entry.line.level - previous.line.level
  if (step > 1.7 * Math.max(entry.line.size, previous.line.size)) return false
  if (entry.figures > 0) return false
  const filledAbove = new Set(row.flatMap((part) => [...part.columns]))
  if (![...entry.columns].every((column) => filledAbove.has(column))) return false
  if (!entry.columns.has(0)) return true
  const first = entry.line.chunks[0]
  return entry.columns.size === 1 && first !== undefined && /^[\p{Ll}(]/u.test(first.text)
}

/** Rows of words: a new one where the first column has text, unless lines stand closer there than rows do. */
function groupText(filled: readonly Filled[]): TextLine[][] {
  const steps = filled.slice(1).map((entry, i) => entry.line.level - (filled[i]?.line.level ?? 0))
  const widest = Math.max(0, ...steps)
  const tight = Math.min(...steps, widest) < TIGHT_STEP * widest
  const rows: TextLine[][] = []
  filled.forEach((entry, i) => {
    const last = rows.at(-1)
    const near = i > 0 && tight && (steps[i - 1] ?? 0) < TIGHT_STEP * widest
    if (last && (near || (!entry.columns.has(0) && !entry.spanning && (steps[i - 1] ?? 0) < 1.7 * entry.line.size))) {
      last.push(entry.line)
    } else rows.push([entry.line])
  })
  return rows
}
