/** Where tables without a full grid stand: between rules of like extent, and where lines align in columns. */
import { middleX, overlap, unite, widthOf } from '../geometry/box.ts'
import { median } from '../geometry/cluster.ts'
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Ruling } from '../model/page.ts'
import { columnsOf } from './chunk-columns.ts'
import { isCaption, isProse, PROSE_CHARACTERS, type TextLine } from './chunks.ts'
import { followRows, LINE_STEP_EMS, WRAPPED_LINES } from './follow-rows.ts'
import { bordersOf, inferColumns } from './infer-columns.ts'
import type { Region } from './infer-grid.ts'
import { inferRows } from './infer-rows.ts'
import { countWords, LEADER, withoutProse } from './prose.ts'

/** Rules shorter than this (in ems) do not frame a table. */
const RULE_EMS = 6
/** Two rules frame one table when they share this much of the shorter one. */
const SAME_EXTENT = 0.6
/** This share of the lines between two rules must have several chunks. */
const SEVERAL_SHARE = 0.5
/** This share of the lines of a table of contents ends with a page number; the others are wrapped titles. */
const CONTENTS_SHARE = 0.6
/** Columns are prose when so many lines have at least so many words in each of them. */
const PROSE_LINES = 6
const PROSE_WORDS = 4
/** A line that holds a label alone takes at most this share of the width. */
const SHORT_SHARE = 0.7
/** Of more than two such lines each takes at most this share. */
const NARROW_SHARE = 0.45
/** Headings over several columns: so many lines at most, so many ems above the next line. */
const HEADINGS = 2
const HEADING_STEP_EMS = 1.7
/** Headings of sections are so much larger than the text, with so many ems from the level above to their own. */
const HEADING_SIZE = 1.15
const HEADING_SPACE = 1.8
/** In an unruled table this share of the cells outside the first column are figures. */
const FIGURES_SHARE = 0.5
/** Without figures: at least so many columns, filled to this share, with chunks no longer than so many characters. */
const WORD_COLUMNS = 3
const WORD_FILLED_SHARE = 0.75
const WORD_LENGTH = 28

/** Finds regions framed by rules, from top to bottom; each takes its lines. */
export function findRuledRegions(lines: readonly TextLine[], rulings: readonly Ruling[], em: number): Region[] {
  const rules = rulings
    .filter((rule) => rule.orientation === 'horizontal' && rule.to - rule.from >= RULE_EMS * em)
    .sort((a, b) => a.at - b.at)
  const groups: { rules: Ruling[]; from: number; to: number }[] = []
  for (const rule of rules) {
    const group = groups.findLast((candidate) => goesWith(candidate, rule, lines, em))
    if (!group) groups.push({ rules: [rule], from: rule.from, to: rule.to })
    else {
      group.rules.push(rule)
      group.from = Math.min(group.from, rule.from)
      group.to = Math.max(group.to, rule.to)
    }
  }
  return groups.flatMap((group) => {
    const [first, last] = [group.rules[0], group.rules.at(-1)]
    if (!first || !last || last.at - first.at < em) return []
    const box: Box = [group.from, first.at, group.to, last.at]
    const inside = linesWithin(lines, box, em)
    if (inside.filter(hasSeveral).length < 2 || isColumnsOfProse(inside, em)) return []
    return [withOuterRows({ box, lines: inside, rules: group.rules }, lines, em)]
  })
}

/** The region with the rows that stand outside of its rules: a heading above the first one, rows below the last. */
function withOuterRows(region: Region, lines: readonly TextLine[], em: number): Region {
  const { box } = region
  const columns = inferColumns(region.lines, em)
  if (columns.length < 2) return region
  const xs = bordersOf(columns, box[0], box[2])
  const within = linesWithin(lines, [box[0], 0, box[2], Number.POSITIVE_INFINITY], em)
  const above = hasHeading(region)
    ? []
    : followRows(within.filter((line) => line.level < box[1]).toReversed(), xs, box[1], em).toReversed()
  const below = followRows(
    within.filter((line) => line.level > box[3]),
    xs,
    box[3],
    em,
  )
  if (above.length + below.length === 0) return region
  const all = [...above, ...region.lines, ...below]
  return { ...region, lines: all, box: unite([box, ...all.map((line) => line.box)]) ?? box }
}

/** Does the first rule, which is no short one below a heading, stand above words though there are figures further down? */
function hasHeading({ box, lines, rules }: Region): boolean {
  const hasFigures = (own: readonly TextLine[]) =>
    own.some((line) => line.chunks.some((chunk, i) => i > 0 && chunk.figure))
  const [first] = rules
  const second = rules.find((rule) => first && rule.at > first.at + 1)
  if (!first || !second) return false
  if (coveredLength(uniteIntervals(rules.filter((rule) => rule.at === first.at)), box[0], box[2]) < 0.9 * widthOf(box))
    return false
  return hasFigures(lines) && !hasFigures(lines.filter((line) => line.level < second.at))
}

function goesWith(
  group: { rules: Ruling[]; from: number; to: number },
  rule: Ruling,
  lines: readonly TextLine[],
  em: number,
) {
  const last = group.rules.at(-1)
  if (!last) return false
  const shorter = Math.min(group.to - group.from, rule.to - rule.from)
  if (overlap(group.from, group.to, rule.from, rule.to) < SAME_EXTENT * shorter) return false
  // a rule that sticks out on both sides begins a wider table
  if (rule.from < group.from - 2 * em && rule.to > group.to + 2 * em) return false
  const box: Box = [Math.min(group.from, rule.from), last.at, Math.max(group.to, rule.to), rule.at]
  const between = linesWithin(lines, box, em)
  if (between.length === 0) return rule.at - last.at < 3 * em
  if (between.some((line) => isCaption(line) || isProse(line, box))) return false
  if (between.some((line, i) => isHeading(line, between[i - 1]?.level ?? last.at, em))) return false
  const several = between.filter(hasSeveral).length
  if (several >= SEVERAL_SHARE * between.length) return true
  return between.length <= 2 && (group.rules.length > 1 || isUnderHeadings(rule, group, between))
}

/** Is the line set larger than the text, and apart from what stands above it? */
const isHeading = (line: TextLine, above: number, em: number): boolean =>
  line.size > HEADING_SIZE * em && line.level - above > HEADING_SPACE * line.size

/** Is it a short rule in the table's width, below the headings that it ties columns to? */
function isUnderHeadings(rule: Ruling, group: { from: number; to: number }, between: readonly TextLine[]): boolean {
  const { from, to } = rule
  if (from < group.from - 1 || to > group.to + 1 || to - from > 0.9 * (group.to - group.from)) return false
  return between.every((line) => line.chunks.some((chunk) => chunk.box[0] > from - 1 && chunk.box[2] < to + 1))
}

const hasSeveral = (line: TextLine): boolean => line.chunks.length > 1

/** The parts of lines that stand in a box; chunks may stick out sideways by two ems. */
function linesWithin(lines: readonly TextLine[], box: Box, em: number): TextLine[] {
  return lines.flatMap((line) => {
    if (line.level < box[1] || line.level > box[3]) return []
    const chunks = line.chunks.filter((chunk) => {
      const middle = (chunk.box[0] + chunk.box[2]) / 2
      return middle > box[0] - 2 * em && middle < box[2] + 2 * em
    })
    if (chunks.length === 0) return []
    return [{ ...line, chunks, box: unite(chunks.map((chunk) => chunk.box)) ?? line.box }]
  })
}

/** Finds runs of lines that align in columns, without rules to help; `all` are the lines without those of other regions. */
export function findAlignedRegions(all: readonly TextLine[], em: number): Region[] {
  const lines = withoutProse(all)
  const regions: Region[] = []
  let run: TextLine[] = []
  let start = 0
  const finish = () => {
    const region = toRegion(run, lines.slice(Math.max(0, start - HEADINGS), start), em)
    if (region) regions.push(region)
    run = []
  }
  lines.forEach((line, i) => {
    const last = run.at(-1)
    const step = last ? line.level - last.level : 0
    const size = Math.max(line.size, last?.size ?? 0)
    const caption = isCaption(line)
    if (last && (step > LINE_STEP_EMS * size || caption)) finish()
    if (caption) return
    if (run.length === 0) start = i
    if (hasSeveral(line) && !hasLongText(line)) run.push(line)
    else if (run.length > 0 && goesOnAfter(lines, i, run, size)) run.push(line)
    else finish()
  })
  finish()
  return regions
}

/** Has the line a chunk as long as a line of prose, other than a label before figures? */
function hasLongText(line: TextLine): boolean {
  const long = line.chunks.filter((chunk) => chunk.text.length > PROSE_CHARACTERS)
  return long.length > 1 || long.some((chunk) => chunk !== line.chunks[0] || !line.chunks[1]?.figure)
}

/** Is the line a short text in the run's first columns, with a line of several chunks soon below it? */
function goesOnAfter(lines: readonly TextLine[], i: number, run: readonly TextLine[], size: number): boolean {
  const line = lines[i]
  for (let k = i + 1; line && k <= i + WRAPPED_LINES; k++) {
    const [next, before] = [lines[k], lines[k - 1]]
    if (!next || !before || next.level - before.level > LINE_STEP_EMS * size) return false
    if (!hasSeveral(next)) continue
    const box = unite([...run, next].map((other) => other.box))
    const share = k - i > 2 ? NARROW_SHARE : SHORT_SHARE
    if (!box) return false
    const beside = line.box[2] < box[0]
    const width = beside ? box[2] - line.box[0] : widthOf(box)
    return widthOf(line.box) < share * width && (beside || line.box[0] >= box[0] - line.size)
  }
  return false
}

function toRegion(run: readonly TextLine[], before: readonly TextLine[], em: number): Region | null {
  const last = run.findLastIndex(hasSeveral)
  const lines = run.slice(0, last + 1)
  const several = lines.filter(hasSeveral)
  if (several.length < 2) return null
  const columns = inferColumns(lines, em)
  if (columns.length < 2) return null
  if (several.length < 3 && columns.length < 3) return null
  const box = unite(lines.map((line) => line.box))
  if (!box || !looksLikeTable(lines, columns)) return null
  const whole = [...headingsAbove(before, lines, columns[1]?.from ?? box[2], box, em), ...lines]
  return { box: unite(whole.map((line) => line.box)) ?? box, lines: whole, rules: [] }
}

/** The lines right above a table that head some of its columns: beyond the first one, and not in the middle of all like a title. */
function headingsAbove(
  before: readonly TextLine[],
  lines: readonly TextLine[],
  second: number,
  box: Box,
  em: number,
): TextLine[] {
  const headings: TextLine[] = []
  for (const line of before.toReversed()) {
    const below = headings[0] ?? lines[0]
    const title = Math.abs(middleX(line.box) - middleX(box)) < em
    const within = line.box[0] >= second - em && line.box[2] <= box[2] + em
    if (!below || title || !within || isCaption(line) || below.level - line.level > HEADING_STEP_EMS * below.size) break
    headings.unshift(line)
  }
  return headings
}

function looksLikeTable(lines: readonly TextLine[], columns: readonly { from: number; to: number }[]): boolean {
  const chunks = lines.flatMap((line) => line.chunks)
  if (isContents(lines, columns.length) || isProseBy(lines, columns)) return false
  const outside = chunks.filter((chunk) => columnsOf(chunk, columns)[0] > 0)
  const figures = outside.filter((chunk) => chunk.figure).length
  const rows = inferRows(lines, (chunk) => columnsOf(chunk, columns), true)
  const cells = rows.map(
    (row) => new Set(row.flatMap((line) => line.chunks.map((chunk) => columnsOf(chunk, columns)[0]))),
  )
  const filled = cells.reduce((sum, row) => sum + row.size, 0) / (rows.length * columns.length)
  if (figures >= FIGURES_SHARE * outside.length && outside.length > 0) return filled >= 0.5 && !isList(lines)
  const length = median(outside.map((chunk) => chunk.text.length))
  return columns.length >= WORD_COLUMNS && filled >= WORD_FILLED_SHARE && length <= WORD_LENGTH && lines.length >= 3
}

const isColumnsOfProse = (lines: readonly TextLine[], em: number): boolean => isProseBy(lines, inferColumns(lines, em))

/** Are all columns running text: as many words a line in each, and hardly a figure? */
function isProseBy(lines: readonly TextLine[], columns: readonly { from: number; to: number }[]): boolean {
  const several = lines.filter(hasSeveral)
  if (several.length < PROSE_LINES) return false
  const words = columns.map((): number[] => [])
  let figures = 0
  let chunks = 0
  for (const chunk of several.flatMap((line) => line.chunks)) {
    words[columnsOf(chunk, columns)[0]]?.push(countWords(chunk.text))
    chunks++
    if (chunk.figure) figures++
  }
  return figures <= 0.1 * chunks && words.every((counts) => median(counts) >= PROSE_WORDS)
}

/** Titles before page numbers that only rise, with leaders or far apart: a table of contents, or numbered formulas. */
function isContents(lines: readonly TextLine[], columns: number): boolean {
  const numbers = lines.map((line) => pageNumber(line))
  const found = numbers.flatMap((number) => number ?? [])
  const falls = found.filter((number, i) => number < (found[i - 1] ?? 0)).length
  if (found.length < CONTENTS_SHARE * lines.length || falls > 0.2 * found.length) return false
  const led = lines.filter((line) => line.chunks.some((chunk) => LEADER.test(chunk.text))).length
  if (led >= 0.4 * lines.length) return columns <= 3
  // without leaders: every line is a title and its number, the first one too, and no other figure stands between
  return columns <= 3 && numbers[0] !== null
}

/** The page number that a line of contents ends with; null where it is no such line. */
function pageNumber(line: TextLine): number | null {
  const chunks = line.chunks.filter((chunk) => !/^[.\s…]+$/u.test(chunk.text))
  const last = chunks.at(-1)
  const middle = chunks.slice(1, -1)
  if (!last || chunks.length < 2 || chunks.length > 3 || middle.some((chunk) => chunk.figure)) return null
  if (chunks.length === 2 && chunks[0]?.figure && !LEADER.test(chunks[0].text)) return null
  const [digits] = last.text.match(/^\(?\d{1,4}\)?$/u) ?? []
  return digits === undefined ? null : Number(digits.replace(/[()]/gu, ''))
}

/** Bullets or numbers before text: a list, not a table. */
function isList(lines: readonly TextLine[]): boolean {
  const marks = lines.filter((line) => (line.chunks[0]?.text.length ?? 0) <= 3).length
  return marks > 0.8 * lines.length && lines.every((line) => line.chunks.length === 2)
}
