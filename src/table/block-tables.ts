/** Tables whose cells nothing parts, with texts of several lines in merged cells: where they begin and end on a page. */
import { overlap, unite } from '../geometry/box.ts'
import { type Interval, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Ruling } from '../model/page.ts'
import { inferBlockGrid } from './block-grid.ts'
import { LOOSEST_EMS } from './blocks.ts'
import { assignAsTheyLie } from './chunk-columns.ts'
import { type Chunk, hasSeveral, type TextLine } from './chunks.ts'
import { bordersOf, CORRIDOR_EMS, cutAtBorders, inferColumns } from './infer-columns.ts'
import type { InferredGrid } from './infer-grid.ts'
import { ACROSS_SHARE } from './spread-headings.ts'

/** Lines further apart than this (in ems) are of two tables: empty lines stand between them. */
const RUN_STEP_EMS = 3.2
/** So many lines of so many texts each make such a table, or one of so many. */
const LINES = 4
const TEXTS = 4
const MANY_TEXTS = 8
/** A table may begin below so much white, in ems, and below one of so many of them at the top. */
const WHITE_EMS = 0.35
const STARTS = 12

export interface BlockTable {
  box: Box
  inferred: InferredGrid
  /** Do headings stand above nearly all columns? */
  isHeaded: boolean
}

/** The tables of a page, from top to bottom. `em` in points. */
export function findBlockTables(lines: readonly TextLine[], rulings: readonly Ruling[], em: number): BlockTable[] {
  const level = rulings.filter((rule) => rule.orientation === 'horizontal')
  return cutRuns(lines).flatMap((run) => {
    const counts = run.map((line) => line.chunks.length)
    const isWide = Math.max(...counts) >= MANY_TEXTS || counts.filter((count) => count >= TEXTS).length >= LINES
    if (!isWide || hasShortRule(run, level)) return []
    let whole: BlockTable | null = null
    for (const start of startsOf(run)) {
      const table = toTable(run.slice(start), level, em)
      if (table?.isHeaded) return table
      if (start === 0) whole = table
    }
    // without a heading it goes on from the page before, from the top of this one
    return whole ?? []
  })
}

/** Does a rule part some of the columns? It tells more of the rows than the texts do. */
function hasShortRule(run: readonly TextLine[], level: readonly Ruling[]): boolean {
  const box = unite(run.map((line) => line.box))
  if (!box) return false
  const width = box[2] - box[0]
  return rulesAmong(run, level).some(({ from, to }) => overlap(from, to, box[0], box[2]) < ACROSS_SHARE * width)
}

/** The rules between the lines. */
function rulesAmong(lines: readonly TextLine[], level: readonly Ruling[]): Ruling[] {
  const box = unite(lines.map((line) => line.box))
  if (!box) return []
  return level.filter(({ at, from, to }) => at > box[1] && at < box[3] && overlap(from, to, box[0], box[2]) > 0)
}

function cutRuns(lines: readonly TextLine[]): TextLine[][] {
  const runs: TextLine[][] = []
  for (const line of lines) {
    const last = runs.at(-1)
    const above = last?.at(-1)
    if (last && above && line.level - above.level <= RUN_STEP_EMS * Math.max(line.size, above.size)) last.push(line)
    else runs.push([line])
  }
  return runs
}

/** Where in a run its table may begin. */
function startsOf(run: readonly TextLine[]): number[] {
  const starts = run.flatMap((line, i) => {
    const above = run[i - 1]
    const white = above ? line.level - above.level - (line.size + above.size) / 2 : Number.POSITIVE_INFINITY
    return white >= WHITE_EMS * line.size ? [i] : []
  })
  return starts.slice(0, STARTS)
}

function toTable(run: readonly TextLine[], level: readonly Ruling[], em: number): BlockTable | null {
  const lines = withoutEnd(run)
  const usual = inferColumns(lines, em)
  const clear = clearColumns(lines, em)
  const table = toTableOf(usual, lines, level, em)
  // of few rows only those columns are sure that the headings keep, too
  const finer = clear.length > usual.length ? toTableOf(clear, lines, level, em) : null
  return finer?.isHeaded ? finer : table
}

function toTableOf(
  columns: readonly Interval[],
  lines: readonly TextLine[],
  level: readonly Ruling[],
  em: number,
): BlockTable | null {
  const box = unite(lines.map((line) => line.box))
  if (!box || columns.length < TEXTS) return null
  const rules = rulesAmong(lines, level)
  const xs = bordersOf(columns, box[0], box[2])
  const cut = lines.map((line) => cutAtBorders(line, xs.slice(1, -1), em))
  const levels = [...new Set(rules.map((rule) => rule.at))]
  const inferred = inferBlockGrid(cut, assignAsTheyLie(cut, columns), xs, [box[1], box[3]], levels, em)
  return inferred ? { box, inferred: inferred.table, isHeaded: inferred.isHeaded } : null
}

/** The extents between stretches of white from top to bottom; a text above two or more of another line crosses them. */
function clearColumns(lines: readonly TextLine[], em: number): Interval[] {
  const isOver = (chunk: Chunk) =>
    lines.some(
      (line) => line.chunks.filter(({ box }) => overlap(box[0], box[2], chunk.box[0], chunk.box[2]) > 0).length > 1,
    )
  const extents = lines.flatMap((line) =>
    line.chunks.flatMap((chunk) => (isOver(chunk) ? [] : [{ from: chunk.box[0], to: chunk.box[2] }])),
  )
  const columns: Interval[] = []
  for (const { from, to } of uniteIntervals(extents)) {
    const last = columns.at(-1)
    if (last && from - last.to < CORRIDOR_EMS * em) last.to = to
    else columns.push({ from, to })
  }
  return columns
}

/** Without the notes below the last line of several texts and those that go on close to it. */
function withoutEnd(run: readonly TextLine[]): readonly TextLine[] {
  const last = run.findLastIndex(hasSeveral)
  const end = run.findIndex((line, i) => {
    const above = run[i - 1]
    return i > last && above !== undefined && line.level - above.level > LOOSEST_EMS * line.size
  })
  return end < 0 ? run : run.slice(0, end)
}
