/** Columns from the alignment of text: the white corridors between chunks. */
import { overlap } from '../geometry/box.ts'
import { median } from '../geometry/cluster.ts'
import { coveredLength, type Interval, uniteIntervals } from '../geometry/interval.ts'
import { columnsOf } from './chunk-columns.ts'
import { type Chunk, CURRENCY, cutChunkAt, hasFigure, type TextLine } from './chunks.ts'
import { isBareCode, isCodedName, startsWithPartCode } from './header.ts'
import type { Ink } from './ink.ts'
import { gapsOf, isWide } from './lines.ts'

/** A corridor may be crossed by this share of the lines: long labels, spanning headers. */
const CROSSED_SHARE = 0.12
/** Corridors are at least so wide, in ems. */
export const CORRIDOR_EMS = 0.35
/** So many chunks that leave one narrow corridor clear have it between two columns. */
const TIGHT_LINES = 3
/** A chunk spans columns when it lies over two or more chunks in this share of the other lines. */
const SPANNING_SHARE = 0.5
/** With so many lines, a column that only one of them fills is none. */
const STRAY_LINES = 4
/** So many lines with figures tell the columns without the header. */
const BODY_LINES = 3
/** Where columns are known, a gap this wide (in ems) at their border divides a chunk. */
const TIGHT_GAP_EMS = 0.22
/** Latin words stand closer than this (in ems); so wide a gap at a known border divides headings. */
const WORD_GAP_EMS = 0.62
/** It is wider than the other spaces by this factor: typewriter text has wide ones everywhere. */
const WIDER = 1.4
/** Spaces that differ by this factor at most are alike. */
const LIKE = 1.15
/** No font has spaces as wide as this, in ems. */
const CLEAR_GAP_EMS = 0.85
/** How far (in ems) from a border a gap may lie: a tight one, and one between headings. */
const NEAR_EMS = 0.8
const FAR_EMS = 2.5

/** The extents of the columns that the lines show, left to right. Lines of one text do not count. */
export function inferColumns(lines: readonly TextLine[], em: number): Interval[] {
  const loose = lines.filter(({ chunks }) => chunks.length > 1 || chunks.flatMap(tightGaps).some(({ code }) => code))
  if (loose.length === 0) return []
  const several = cutTight(loose, em)
  const body = bodyOf(several)
  const chosen = body.length >= BODY_LINES ? body : several
  const voting = chosen.flatMap((line) => line.chunks.filter((chunk) => !spansColumns(chunk, line, chosen)))
  if (chosen !== several) voting.push(...standingAlone(several, voting))
  const headings = lowestHeadings(several.slice(0, several.length - chosen.length))
  const corridors = findCorridors(voting, several.length, em).map((corridor) => besideHeadings(corridor, headings, em))
  const columns: Interval[] = []
  let from = Math.min(...voting.map((chunk) => chunk.box[0]))
  const end = Math.max(...voting.map((chunk) => chunk.box[2]))
  for (const corridor of corridors) {
    columns.push({ from, to: corridor.from })
    from = corridor.to
  }
  columns.push({ from, to: end })
  return mergeCodes(mergeStrays(columns, several), bodyOf(lines))
}

/** Cuts chunks where many of them leave one corridor clear, though it is narrower than what divides chunks by itself. */
function cutTight(lines: readonly TextLine[], em: number): readonly TextLine[] {
  const body = bodyOf(lines)
  const gaps = body.flatMap((line) => line.chunks.flatMap(tightGaps))
  if (gaps.length < TIGHT_LINES && !gaps.some((gap) => gap.code)) return lines
  const covered = uniteIntervals(body.flatMap((line) => line.chunks.flatMap(solidParts)))
  const borders = covered.slice(1).flatMap((part, i): number[] => {
    const from = covered[i]?.to ?? 0
    const middle = (from + part.from) / 2
    const crossing = gaps.filter((gap) => gap.from < middle && middle < gap.to)
    const enough = crossing.length >= TIGHT_LINES || crossing.some((gap) => gap.code)
    return part.from - from >= CORRIDOR_EMS * em && enough ? [middle] : []
  })
  return borders.length === 0 ? lines : lines.map((line) => cutAtBorders(line, borders, em))
}

interface TightGap extends Interval {
  /** Does a code stand behind it? It begins a cell: no second line is needed to tell the border. */
  code: boolean
}

/** The gaps inside of a chunk beside a Chinese character: those are set without any. */
function tightGaps({ line: { ink }, line }: Chunk): TightGap[] {
  return gapsOf(line).flatMap((gap, i): TightGap[] => {
    const [left, right] = [ink[i], ink[i + 1]]
    if (!left || !right || gap < CORRIDOR_EMS * Math.min(left.size, right.size)) return []
    if (!isWide(left.text) && !isWide(right.text)) return []
    const textOf = (part: readonly Ink[]) => part.map(({ text }) => text).join('')
    const [before, behind] = [textOf(ink.slice(0, i + 1)), textOf(ink.slice(i + 1))]
    const code = startsWithPartCode(behind) || (isCodedName(before) && isCodedName(behind))
    return [{ from: left.to, to: right.from, code }]
  })
}

/** The extents of a chunk between its tight gaps. */
function solidParts(chunk: Chunk): Interval[] {
  const gaps = tightGaps(chunk)
  return [...gaps, null].map((gap, i) => ({ from: gaps[i - 1]?.to ?? chunk.box[0], to: gap?.from ?? chunk.box[2] }))
}

/**
 * The lines from the first row on that has a figure beside its label: a heading over two columns closes their corridor.
 * Texts of two lines begin above the figure in the middle of their row.
 */
function bodyOf(lines: readonly TextLine[]): readonly TextLine[] {
  let first = lines.findIndex(hasFigure)
  while (first > 0 && (lines[first - 1]?.box[3] ?? 0) > (lines[first]?.box[1] ?? 0)) first--
  return first > 0 ? lines.slice(first) : lines
}

/** Headings of columns that have nothing below them. */
function standingAlone(lines: readonly TextLine[], voting: readonly Chunk[]): Chunk[] {
  const covered = uniteIntervals(voting.map((chunk) => ({ from: chunk.box[0], to: chunk.box[2] })))
  return lines.flatMap((line) =>
    line.chunks.filter((chunk) => coveredLength(covered, chunk.box[0], chunk.box[2]) === 0 && !voting.includes(chunk)),
  )
}

/** A column that one single line fills (a heading beside its figures) belongs to the one beside it that this line leaves empty. */
function mergeStrays(columns: Interval[], lines: readonly TextLine[]): Interval[] {
  if (lines.length < STRAY_LINES || columns.length < 3) return columns
  const rows = columns.map(() => new Set<number>())
  lines.forEach((line, i) => {
    for (const chunk of line.chunks) rows[columnsOf(chunk, columns)[0]]?.add(i)
  })
  for (const stray of columns.keys()) {
    if ((rows[stray]?.size ?? 0) > 1) continue
    const into = [stray - 1, stray + 1]
      .filter((i) => columns[i] && [...(rows[stray] ?? [])].every((row) => !rows[i]?.has(row)))
      .sort((i, k) => gapOf(columns[stray], columns[i]) - gapOf(columns[stray], columns[k]))[0]
    if (into === undefined) continue
    const [left, right] = [columns[Math.min(stray, into)], columns[Math.max(stray, into)]]
    if (!left || !right) continue
    const merged = [...columns]
    merged.splice(Math.min(stray, into), 2, { from: left.from, to: right.to })
    return mergeStrays(merged, lines)
  }
  return columns
}

/** So many lines with a code before a text tell a space from a border: one could be a heading. */
const CODE_LINES = 2

/** Two columns are one where the second only goes on after the codes in the first, whose other lines are wraps. */
function mergeCodes(columns: Interval[], body: readonly TextLine[]): Interval[] {
  const at = columns.findIndex((_, column) => {
    const textsIn = (line: TextLine, of: number) => line.chunks.filter((chunk) => columnsOf(chunk, columns)[0] === of)
    const beside = body.filter((line) => textsIn(line, column + 1).length > 0)
    const alone = body.filter((line) => !beside.includes(line)).flatMap((line) => textsIn(line, column))
    return (
      beside.length >= CODE_LINES &&
      beside.every((line) => textsIn(line, column).some((chunk) => isBareCode(chunk.text))) &&
      alone.some((chunk) => !isBareCode(chunk.text))
    )
  })
  const [left, right] = [columns[at], columns[at + 1]]
  if (!left || !right) return columns
  const merged = [...columns]
  merged.splice(at, 2, { from: left.from, to: right.to })
  return mergeCodes(merged, body)
}

const gapOf = (a: Interval | undefined, b: Interval | undefined): number =>
  a && b ? Math.max(a.from - b.to, b.from - a.to) : Number.POSITIVE_INFINITY

function spansColumns(chunk: Chunk, own: TextLine, lines: readonly TextLine[]): boolean {
  if (chunk.figure) return false
  let over = 0
  for (const line of lines) {
    if (line === own) continue
    let count = 0
    for (const other of line.chunks) {
      const shared = overlap(chunk.box[0], chunk.box[2], other.box[0], other.box[2])
      if (shared > 0.3 * (other.box[2] - other.box[0])) count++
    }
    if (count > 1) over++
  }
  return over >= Math.max(1, SPANNING_SHARE * (lines.length - 1))
}

/** Stretches that hardly any chunk covers, with chunks on both sides; of each the part that the fewest cover. */
function findCorridors(chunks: readonly Chunk[], lines: number, em: number): Interval[] {
  const allowed = lines < 5 ? 0 : Math.floor(CROSSED_SHARE * lines)
  const narrowest = CORRIDOR_EMS * em
  const ends = chunks.flatMap((chunk) => [
    { x: chunk.box[0], step: 1 },
    { x: chunk.box[2], step: -1 },
  ])
  ends.sort((a, b) => a.x - b.x || a.step - b.step)
  const corridors: Interval[] = []
  let cover = 0
  let passed = 0
  let stretches: Stretch[] = []
  ends.forEach(({ x, step }, i) => {
    cover += step
    if (step > 0) passed++
    const next = ends[i + 1]?.x
    if (cover <= allowed && next !== undefined) {
      if (passed > 0) stretches.push({ from: x, to: next, cover })
      return
    }
    const [first, last] = [stretches[0], stretches.at(-1)]
    if (cover > allowed && first && last && last.to - first.from >= narrowest) {
      corridors.push(clearest(stretches, narrowest) ?? { from: first.from, to: last.to })
    }
    stretches = []
  })
  return corridors
}

interface Stretch extends Interval {
  cover: number
}

/** The part of a corridor that the fewest chunks cover, the widest of several; null where none is wide enough. */
function clearest(stretches: readonly Stretch[], narrowest: number): Interval | null {
  const wide = stretches.filter(({ from, to }) => to - from >= narrowest)
  return wide.sort((a, b) => a.cover - b.cover || b.to - b.from - (a.to - a.from))[0] ?? null
}

/** The part of a corridor beside the headings that reach its middle: they may be wider than the figures below them. */
function besideHeadings(corridor: Interval, headings: readonly Interval[], em: number): Interval {
  const { from, to } = corridor
  const middle = (from + to) / 2
  const reaching = headings.filter(
    (heading) => heading.from < middle && heading.to > middle && (heading.from > from || heading.to < to),
  )
  if (reaching.length === 0) return corridor
  const left = { from, to: Math.min(...reaching.map((heading) => heading.from)) }
  const right = { from: Math.max(...reaching.map((heading) => heading.to)), to }
  const clear = left.to - left.from >= right.to - right.from ? left : right
  return clear.to - clear.from >= CORRIDOR_EMS * em ? clear : corridor
}

/** The extents of headings with no other below them, which could be over several columns. */
function lowestHeadings(lines: readonly TextLine[]): Interval[] {
  return lines.flatMap((line, i) => {
    const below = lines.slice(i + 1).flatMap((other) => other.chunks)
    return line.chunks
      .filter(({ box }) => !below.some((other) => overlap(box[0], box[2], other.box[0], other.box[2]) > 0))
      .map(({ box }) => ({ from: box[0], to: box[2] }))
  })
}

/** The middle of each white corridor, between the outer borders. */
export function bordersOf(columns: readonly Interval[], from: number, to: number): number[] {
  const inner = columns.slice(1).map((column, i) => ((columns[i]?.to ?? 0) + column.from) / 2)
  return [Math.min(from, columns[0]?.from ?? from), ...inner, Math.max(to, columns.at(-1)?.to ?? to)]
}

/** Cuts chunks at borders where their line has a gap, though a narrow one. */
export function cutAtBorders(line: TextLine, borders: readonly number[], em: number): TextLine {
  const chunks = line.chunks.flatMap((chunk) => cutChunk(chunk, borders, em))
  return chunks.length === line.chunks.length ? line : { ...line, chunks }
}

function cutChunk(chunk: Chunk, borders: readonly number[], em: number): Chunk[] {
  for (const [i, border] of borders.entries()) {
    if (border <= chunk.box[0] || border >= chunk.box[2]) continue
    const parts = cutNear(chunk, border, em) ?? cutNeighbours(chunk, borders, i, em)
    if (parts) return [...cutChunk(parts[0], borders, em), ...cutChunk(parts[1], borders, em)]
  }
  return [chunk]
}

/** Two Chinese headings that fill two columns, and lean over the border that the cells below them tell. */
function cutNeighbours(chunk: Chunk, borders: readonly number[], at: number, em: number): [Chunk, Chunk] | null {
  const far = em * FAR_EMS
  const [before, border, behind] = [borders[at - 1], borders[at] ?? 0, borders[at + 1]]
  const isWithin =
    chunk.box[0] > (before ?? Number.NEGATIVE_INFINITY) - far &&
    chunk.box[2] < (behind ?? Number.POSITIVE_INFINITY) + far
  const parts = isWithin ? cutChunkAt(chunk, border - far, border + far, CORRIDOR_EMS) : null
  const sides = [parts?.[0].line.ink.at(-1), parts?.[1].line.ink[0]]
  return sides.every((ink) => ink && isWide(ink.text)) ? parts : null
}

function cutNear(chunk: Chunk, border: number, em: number): [Chunk, Chunk] | null {
  const parts = cutChunkAt(chunk, border - em * NEAR_EMS, border + em * NEAR_EMS, TIGHT_GAP_EMS)
  if (parts && CURRENCY.test(parts[0].text)) return null
  // Latin words of a heading have spaces at a border too, and headings may stick out of their columns
  const gaps = gapsOf(chunk.line).filter((gap) => gap > TIGHT_GAP_EMS * em)
  const usual = gaps.length > 1 ? median(gaps) : 0
  if (parts?.some((part) => part.figure || [...part.text].some(isWide))) {
    // `Year ended December 31`: the figure ends the words where its space is like theirs
    const isText = gaps.length > 2 && parts.some((part) => !part.figure) && ![...chunk.text].some(isWide)
    if (!isText || parts[1].box[0] - parts[0].box[2] > LIKE * usual) return parts
  }
  return cutChunkAt(
    chunk,
    border - em * FAR_EMS,
    border + em * FAR_EMS,
    Math.max(WORD_GAP_EMS, Math.min(CLEAR_GAP_EMS, (WIDER * usual) / em)),
  )
}
