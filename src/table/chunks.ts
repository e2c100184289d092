/** Text lines cut into chunks: what stands close together, as a reader of a table without rules would see it. */
import { unite } from '../geometry/box.ts'
import type { Box } from '../model/page.ts'
import { isFigure, startsWithPartCode } from './header.ts'
import type { Ink } from './ink.ts'
import { composeLines, gapsOf, isWide, type PrintedLine, splitAtGaps, textOf } from './lines.ts'

/** What stands close together on one line. */
export class Chunk {
  readonly line: PrintedLine
  readonly box: Box
  #text: string | null = null
  #figure: boolean | null = null

  constructor(line: PrintedLine) {
    this.line = line
    this.box = unite(line.ink.map((glyph) => glyph.box)) ?? [0, 0, 0, 0]
  }

  get text(): string {
    this.#text ??= textOf(this.line)
    return this.#text
  }

  /** A number, or a sign that stands for one (`-`, `n.a.`). */
  get figure(): boolean {
    this.#figure ??= isFigureOrSign(this.text.replace(/\s+/gu, ''))
    return this.#figure
  }
}

const isFigureOrSign = (text: string): boolean => isFigure(text) || NO_FIGURE.test(text)

/** Chunks on one level, from left to right. */
export interface TextLine {
  chunks: Chunk[]
  level: number
  box: Box
  size: number
}

/** A gap wider than this (in ems) divides chunks; justified Latin prose stays below, column gaps are seldom narrower. */
const LATIN_GAP_EMS = 0.95
/** Spaces in Chinese text, and between two figures, are narrower than this; cells full of text leave little more. */
const WIDE_GAP_EMS = 0.55
const LEADER_GAP_EMS = 0.1
/**
 * A figure set flush right and the text that begins the next column may be as near as their cells are padded: 0.50 to 0.53
 * in prints of browsers, where a code and its name (`AC1.1 …`) are as far apart. `108 年` is one text all the same.
 */
const FIGURE_TEXT_GAP_EMS = 0.45
/** A space as wide as this parts two figures that cannot be one number. */
const FIGURES_GAP_EMS = 0.3
/** A currency sign may stand so far before its figure, a percent sign so far behind, in ems. */
const SIGN_BEFORE_EMS = 20
const SIGN_BEHIND_EMS = 6

/** A chunk with more characters than this is prose, if it also takes this share of the width. */
export const PROSE_CHARACTERS = 55
const PROSE_WIDTH = 0.6
/** No code is longer. */
const CODE_LENGTH = 12
/** A label is longer than the mark or number of a list. */
const MARK_LENGTH = 4

/** A currency sign on its own. */
export const CURRENCY = /^(?:NT|US)?[$€£¥]$/u

const NO_FIGURE = /^(?:[-–—―.…]+|\(?(?:n\.?\/?a\.?|N\.?\/?A\.?)\)?|\([A-Z]\)|\*+|[xX●•■✓✔√○◎×]|:|無)$/u

/** Level text as lines of chunks, top to bottom; turned text is left out. */
export function cutChunks(ink: readonly Ink[]): TextLine[] {
  const lines: TextLine[] = []
  for (const line of composeLines(ink.filter((glyph) => glyph.turn === 0))) {
    lines.push(toTextLine(joinSigns(splitAtGaps(line, gapBetween))))
  }
  return lines.sort((a, b) => a.level - b.level)
}

/** How wide a gap between two characters must be (in ems) to divide chunks. */
function gapBetween(left: Ink, right: Ink, ink: readonly Ink[], i: number): number {
  // dot leaders end where the figure begins
  if (left.text === '.' && right.text !== '.' && ink[i - 2]?.text === '.' && ink[i - 3]?.text === '.')
    return LEADER_GAP_EMS
  const figures = /[\d%)]$/u.test(left.text) && /^[\d(+\-–−△▲$€£¥]/u.test(right.text)
  if (figures && (!/^\d/u.test(right.text) || isEnded(ink, i - 1))) return FIGURES_GAP_EMS
  const words = /(?![年月日])\p{Script=Han}/u.test(right.text) || startsCode(ink, i)
  if (words && endsFigure(ink, i - 1)) return FIGURE_TEXT_GAP_EMS
  return figures || isWide(left.text) || isWide(right.text) ? WIDE_GAP_EMS : LATIN_GAP_EMS
}

/** Begins a code of several parts here: `AC1.1.1`? */
const startsCode = (ink: readonly Ink[], first: number): boolean =>
  /^[A-Z]$/u.test(ink[first]?.text ?? '') &&
  startsWithPartCode(
    ink
      .slice(first, first + CODE_LENGTH)
      .map(({ text }) => text)
      .join(''),
  )

/** Ends a figure of several characters here that is no part of a code or formula: `35.6`, `34,202,000`, not `100% 單位`? */
function endsFigure(ink: readonly Ink[], last: number): boolean {
  let first = last
  while (/^[\d.,]$/u.test(ink[first - 1]?.text ?? '')) first--
  const [before, start] = [ink[first - 1], ink[first]]
  if (start === undefined || first === last || !/^\d$/u.test(ink[last]?.text ?? '')) return false
  return before === undefined || start.from - before.to > FIGURE_TEXT_GAP_EMS * start.size
}

/** Has the number that ends here decimals, groups with commas, or a sign behind it? `12 345` may be one number, `1,234 567` is not. */
function isEnded(ink: readonly Ink[], last: number): boolean {
  let i = last
  while (/^\d$/u.test(ink[i]?.text ?? '')) i--
  return i === last || /^[.,]$/u.test(ink[i]?.text ?? '')
}

/** A currency sign set at the edge of its column belongs to the figure after it, a percent sign to the one before. */
function joinSigns(parts: readonly PrintedLine[]): PrintedLine[] {
  const joined: PrintedLine[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const text = part.ink.map((glyph) => glyph.text).join('')
    const sign = before?.ink.map((glyph) => glyph.text).join('') ?? ''
    // the sign is set at the left edge of its column, however wide that is
    const isBefore = CURRENCY.test(sign) && /^[\d(.,–—-]/u.test(text)
    const isBehind = /^[%‰)]+$/u.test(text) && /\d$/u.test(sign)
    const gap = before ? part.from - before.to : 0
    if (before && ((isBefore && gap < SIGN_BEFORE_EMS * part.size) || (isBehind && gap < SIGN_BEHIND_EMS * part.size)))
      joined[joined.length - 1] = joinLines(before, part)
    else joined.push(part)
  }
  return joined
}

const joinLines = (left: PrintedLine, right: PrintedLine): PrintedLine => ({
  ink: [...left.ink, ...right.ink],
  from: left.from,
  to: right.to,
  level: right.level,
  size: Math.max(left.size, right.size),
})

function toTextLine(parts: readonly PrintedLine[]): TextLine {
  const chunks = parts.map((part) => new Chunk(part))
  return {
    chunks,
    level: parts.reduce((sum, part) => sum + part.level, 0) / parts.length,
    box: unite(chunks.map((chunk) => chunk.box)) ?? [0, 0, 0, 0],
    size: parts.reduce((most, part) => Math.max(most, part.size), 0),
  }
}

/** Cuts a chunk at the widest gap that lies within `from..to` and is at least `ems` wide; null if there is none. */
export function cutChunkAt(chunk: Chunk, from: number, to: number, ems: number): [Chunk, Chunk] | null {
  const gaps = gapsOf(chunk.line)
  let best = -1
  gaps.forEach((gap, i) => {
    const left = chunk.line.ink[i]
    const right = chunk.line.ink[i + 1]
    if (!left || !right || gap < ems * Math.min(left.size, right.size)) return
    if (right.box[0] < from || left.box[2] > to) return
    if (best < 0 || gap > (gaps[best] ?? 0)) best = i
  })
  if (best < 0) return null
  const part = (ink: Ink[]): Chunk => {
    const line = { ...chunk.line, ink, from: ink[0]?.box[0] ?? 0, to: ink.at(-1)?.box[2] ?? 0 }
    return new Chunk(line)
  }
  return [part(chunk.line.ink.slice(0, best + 1)), part(chunk.line.ink.slice(best + 1))]
}

/** Has the line texts apart from each other? */
export const hasSeveral = (line: TextLine): boolean => line.chunks.length > 1

/** Stands a figure beside the line's first text? */
export const hasFigure = (line: TextLine): boolean => line.chunks.some((chunk, i) => i > 0 && chunk.figure)

/** `Table 3`, `表 2-1`, `Figure 4`: what follows is another table or none. */
export const isCaption = (line: TextLine): boolean =>
  /^(?:table|tab\.|figure|fig\.|附?[表圖])\s*[\dIVX一二三四五六七八九十]+(?:[-–.:：．、\s]|$)/iu.test(
    line.chunks[0]?.text ?? '',
  )

/** A line that is long text and hardly anything else: no label before it, no figure behind it. */
export function isProse(line: TextLine, box: Box): boolean {
  const long = line.chunks.find(
    (chunk) => chunk.text.length > PROSE_CHARACTERS && chunk.box[2] - chunk.box[0] > PROSE_WIDTH * (box[2] - box[0]),
  )
  return long !== undefined && !isLabelled(line, long)
}

/** Is a long text one cell among others: a label before figures, or a description behind a label? */
function isLabelled(line: TextLine, long: Chunk): boolean {
  const at = line.chunks.indexOf(long)
  const figures = line.chunks.slice(at + 1).some((chunk) => chunk.figure)
  return at === 0 ? figures : line.chunks.length > 2 || (line.chunks[0]?.text.length ?? 0) > MARK_LENGTH
}
