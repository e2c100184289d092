/** From loose characters to printed lines: which stand on one line, in which order, and where the print has a space. */

import { unite } from '../geometry/box.ts'
import { median, quantile } from '../geometry/cluster.ts'
import type { TextRun } from '../model/page.ts'
import type { Line } from '../model/table.ts'
import type { Ink } from './ink.ts'

/** A printed line with its characters in reading order. */
export interface PrintedLine {
  ink: Ink[]
  /** Extent along the reading direction, in points (x for level text). */
  from: number
  to: number
  /** Middle across the reading direction, in points (y for level text). */
  level: number
  /** Largest em size in the line. */
  size: number
}

/** Characters whose middles lie within this share of an em stand on one line (superscripts reach 0.35). */
const SAME_LINE_EMS = 0.45
/** A gap this much wider (in ems) than the gaps around it is a space: narrow set Latin reaches down to 0.16. */
const LATIN_SPACE_EMS = 0.15
const WIDE_SPACE_EMS = 0.2
/** Latin text set wider than this is not letter-spaced: its gaps are spaces. */
const LETTER_SPACING_EMS = 0.25

/** Footnote marks are set at most this large beside the figures that they follow (browsers: 0.83, word processors: 0.58). */
const MARK_SHARE = 0.86
const LONGEST_MARK = 2
const FIGURE = /^[-–−△▲(]?\d[\d,.]*\)?[%‰]?$/u
const RAISED: Record<string, string> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [String(digit), raised]),
)

/** Text that is in normal form C as it stands. */
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]*$/u

/** Is the character one em wide by nature (Chinese, Japanese, Korean, full-width forms)? */
export const isWide = (text: string): boolean => (text.codePointAt(0) ?? 0) >= 0x2e80

/** Orders characters into lines, top to bottom in their reading direction; level text comes first. */
export function composeLines(ink: readonly Ink[]): PrintedLine[] {
  if (ink.every((glyph) => glyph.turn === 0)) return groupByLevel(ink)
  const byTurn = new Map<Ink['turn'] | TextRun, Ink[]>()
  for (const glyph of ink) {
    // slanted text keeps its run as a line: its boxes do not say what stands on one line
    const key = glyph.turn ?? glyph.run
    const group = byTurn.get(key)
    if (group) group.push(glyph)
    else byTurn.set(key, [glyph])
  }
  return [...byTurn]
    .sort(([a], [b]) => Number(b === 0) - Number(a === 0))
    .flatMap(([key, group]) => (typeof key === 'number' ? groupByLevel(group) : [measure(group)]))
}

// Most text is painted in the order in which it is read: looking costs less than sorting.

function isTopDown(ink: readonly Ink[]): boolean {
  for (let i = 1; i < ink.length; i++) if ((ink[i] as Ink).level < (ink[i - 1] as Ink).level) return false
  return true
}

function isForward(line: readonly Ink[]): boolean {
  for (let i = 1; i < line.length; i++) if ((line[i] as Ink).from < (line[i - 1] as Ink).from) return false
  return true
}

function groupByLevel(ink: readonly Ink[]): PrintedLine[] {
  const sorted = isTopDown(ink) ? ink : ink.toSorted((a, b) => a.level - b.level)
  const lines: PrintedLine[] = []
  let current: Ink[] = []
  let mean = 0
  let size = 0
  const finish = () => {
    if (current.length === 0) return
    lines.push(measure(isForward(current) ? current : current.sort((a, b) => a.from - b.from)))
  }
  for (const glyph of sorted) {
    if (current.length > 0 && glyph.level - mean > SAME_LINE_EMS * Math.max(size, glyph.size)) {
      finish()
      current = []
      size = 0
    }
    // large characters set the level of the line, small raised ones do not
    const leads = current.length === 0 || glyph.size > size * 1.2
    mean = leads ? glyph.level : mean + (glyph.level - mean) / (current.length + 1)
    size = Math.max(size, glyph.size)
    current.push(glyph)
  }
  finish()
  return lines
}

/** A line of characters that are in reading order. */
export function measure(ink: Ink[]): PrintedLine {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  let size = 0
  let sum = 0
  let count = 0
  for (const glyph of ink) {
    if (glyph.from < from) from = glyph.from
    if (glyph.to > to) to = glyph.to
    // raised and small characters do not shift the line
    if (glyph.size > size * 1.05) {
      size = glyph.size
      sum = 0
      count = 0
    }
    if (glyph.size >= size * 0.95) {
      sum += glyph.level
      count++
    }
  }
  return { ink, from, to, level: sum / count, size }
}

/** Width in points of the gap after each character of a line but the last. */
export function gapsOf(line: PrintedLine): number[] {
  const gaps: number[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const [i, glyph] of line.ink.entries()) {
    if (i > 0) gaps.push(glyph.from - end)
    if (glyph.to > end) end = glyph.to
  }
  return gaps
}

/** Cuts a line where a gap is wider than `emsBetween` its two characters (the right one is the i-th); every part is a line. */
export function splitAtGaps(
  line: PrintedLine,
  emsBetween: (left: Ink, right: Ink, ink: readonly Ink[], i: number) => number,
): PrintedLine[] {
  const { ink } = line
  const cuts: number[] = []
  let end = Number.NEGATIVE_INFINITY
  let before: Ink | null = null
  for (const [i, glyph] of ink.entries()) {
    const gap = glyph.from - end
    if (before && gap > 0 && gap > emsBetween(before, glyph, ink, i) * Math.max(glyph.size, before.size)) cuts.push(i)
    if (glyph.to > end) end = glyph.to
    before = glyph
  }
  return cuts.length === 0 ? [line] : [0, ...cuts].map((from, part) => measure(ink.slice(from, cuts[part])))
}

/**
 * The line's text, with one space where the print has a gap of a space or more.
 * Justified and spread text has its ordinary gap taken off first, so that `客 家 文 化` printed wide is `客家文化`.
 */
export function textOf(line: PrintedLine): string {
  const marks = footnoteOf(line)
  if (marks > 0) return textOf(measure(line.ink.slice(0, -marks))) + line.ink.slice(-marks).map(raise).join('')
  const text = joinClose(line.ink) ?? joinSpaced(line, gapsOf(line))
  return PLAIN.test(text) ? text : text.normalize('NFC')
}

/** How many small digits end a line that is a figure without them: the mark of a footnote is no digit of the figure. */
function footnoteOf({ ink, size }: PrintedLine): number {
  let marks = 0
  while (marks < ink.length && isMark(ink[ink.length - 1 - marks], size)) marks++
  const rest = ink.slice(0, ink.length - marks).map(({ text }) => text)
  return marks <= LONGEST_MARK && FIGURE.test(rest.join('')) ? marks : 0
}

const isMark = (glyph: Ink | undefined, size: number): boolean =>
  glyph !== undefined && glyph.size < MARK_SHARE * size && glyph.text in RAISED

const raise = ({ text }: Ink): string => RAISED[text] ?? text

/** The characters as they follow each other; null where a gap may be a space. */
function joinClose(ink: readonly Ink[]): string | null {
  const least = Math.min(LATIN_SPACE_EMS, WIDE_SPACE_EMS)
  let text = ''
  let end = Number.POSITIVE_INFINITY
  let size = 0
  for (const glyph of ink) {
    if (glyph.from - end > least * Math.min(size, glyph.size)) return null
    text += glyph.text
    end = end === Number.POSITIVE_INFINITY ? glyph.to : Math.max(end, glyph.to)
    size = glyph.size
  }
  return text
}

function joinSpaced(line: PrintedLine, gaps: readonly number[]): string {
  const wide = line.ink.map((glyph) => isWide(glyph.text))
  const besideWide = (i: number) => wide[i] || wide[i + 1]
  const wideBase = ordinaryWideGap(
    gaps.filter((_, i) => besideWide(i)),
    gaps.filter((_, i) => wide[i] && wide[i + 1]),
  )
  const latin = quantile(
    gaps.filter((_, i) => !besideWide(i)),
    0.25,
  )
  let text = ''
  for (const [i, glyph] of line.ink.entries()) {
    if (i > 0) {
      const size = Math.min(glyph.size, line.ink[i - 1]?.size ?? glyph.size)
      const latinBase = latin > 0 && latin < LETTER_SPACING_EMS * size ? latin : 0
      const least = besideWide(i - 1)
        ? Math.min(wideBase, size * 4) + WIDE_SPACE_EMS * size
        : latinBase + LATIN_SPACE_EMS * size
      if ((gaps[i - 1] ?? 0) > least) text += ' '
    }
    text += glyph.text
  }
  return text
}

/**
 * The gap in points that spread Chinese text has everywhere, 0 where fewer than two gaps could show it.
 * The gaps round Latin words (in `beside`, not in `between`) make nothing spread that is not: `捷運 A10 站`.
 */
function ordinaryWideGap(beside: readonly number[], between: readonly number[]): number {
  if (beside.length < 2) return 0
  return Math.max(0, Math.min(...[beside, between].filter((gaps) => gaps.length > 0).map(middleGap)))
}

const middleGap = (gaps: readonly number[]): number => (gaps.length === 2 ? Math.min(...gaps) : median(gaps))

/** The line as the model has it. `full` stays unknown here. */
export function toLine(line: PrintedLine, page: number): Line {
  const first = line.ink[0]?.run
  const one = line.ink.every((glyph) => glyph.run === first)
  let confidence = 1
  for (const glyph of line.ink) confidence = Math.min(confidence, glyph.run.confidence)
  const text = textOf(line)
  return {
    text,
    page,
    box: unite(line.ink.map((glyph) => glyph.box)),
    full: null,
    confidence,
    readings: one && first && isWhole(line, first) ? first.readings : readingsOf(line, text, confidence),
  }
}

/** A line made of parts of what was read says so. */
function readingsOf({ ink }: PrintedLine, text: string, confidence: number): Line['readings'] {
  const reading = ink.flatMap(({ run }) => run.readings[0] ?? [])[0]
  return reading === undefined ? [] : [{ reader: reading.reader, text, confidence }]
}

const isWhole = (line: PrintedLine, run: TextRun): boolean =>
  run.glyphs.filter((glyph) => glyph.text.trim() !== '').length === line.ink.length

/** Width in points of what a line break would have had to take along: a Latin word, or one Chinese character or digit. */
export function firstNeed(line: PrintedLine): number {
  const start = line.from
  let end = start
  for (const [i, glyph] of line.ink.entries()) {
    const gap = i > 0 ? glyph.from - end : 0
    if (i > 0 && (gap > LATIN_SPACE_EMS * glyph.size || !/[\p{L}\p{N}.]/u.test(glyph.text) || isWide(glyph.text))) break
    end = Math.max(end, glyph.to)
    if (isWide(glyph.text) || (i === 0 && /\p{N}/u.test(glyph.text))) break
  }
  return end - start
}
