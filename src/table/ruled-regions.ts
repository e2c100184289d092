/** Tables without a full grid that rules show: regions between rules of like extent. */
import { overlap, unite } from '../geometry/box.ts'
import { uniteIntervals } from '../geometry/interval.ts'
import type { Box, Ruling } from '../model/page.ts'
import { hasFigure, hasSeveral, isCaption, isProse, type TextLine } from './chunks.ts'
import { followRows } from './follow-rows.ts'
import { bordersOf, inferColumns } from './infer-columns.ts'
import type { Region } from './infer-grid.ts'
import { areColumnsOfProse } from './looks-like-table.ts'

/** Rules shorter than this (in ems) do not frame a table. */
const RULE_EMS = 6
/** So many rules with a figure at their end, on one level to so many ems, are the lines of a chart. */
const TICKED_RULES = 3
const TICK_EMS = 0.3
/** Two rules frame one table when they share this much of the shorter one. */
const SAME_EXTENT = 0.6
/** This share of the lines between two rules must have several chunks. */
const SEVERAL_SHARE = 0.5
/** A line of so many chunks between two rules of a table is a row of it, whatever stands below it in one cell. */
const ROW_CHUNKS = 4
/**
 * So many rules from end to end, to a point, are those of rows: what stands between two of them is one. Two frame a table
 * and a third ends its heading; with these, 29 wrong values of 21 scorecards ruled so became 15.
 */
const ROW_RULES = 3
const SAME_END = 1
/** Headings of sections are so much larger than the text, with so many ems from the level above to their own. */
const HEADING_SIZE = 1.15
const HEADING_SPACE = 1.8

/** Finds regions framed by rules, from top to bottom; each takes its lines. */
export function findRuledRegions(lines: readonly TextLine[], rulings: readonly Ruling[], em: number): Region[] {
  const level = rulings
    .filter((rule) => rule.orientation === 'horizontal' && rule.to - rule.from >= RULE_EMS * em)
    .sort((a, b) => a.at - b.at)
  const ticked = level.filter((rule) => hasTick(rule, lines, em))
  const rules = ticked.length < TICKED_RULES ? level : level.filter((rule) => !ticked.includes(rule))
  const groups: { rules: Ruling[]; from: number; to: number }[] = []
  for (const rule of rules) {
    const group = groups.findLast(
      (candidate) => goesWith(candidate, rule, rules, lines, em) && !isUnder(rule, candidate, groups),
    )
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
    if (inside.filter(hasSeveral).length < 2 || areColumnsOfProse(inside, inferColumns(inside, em))) return []
    return [withOuterRows({ box, lines: inside, rules: group.rules }, lines, rules, groups, em)]
  })
}

/** Stands a rule of another table above the rule, as long as it or longer, and below all of the group's? */
const isUnder = (rule: Ruling, group: { rules: Ruling[] }, groups: readonly { rules: Ruling[] }[]): boolean =>
  groups.some(
    (other) =>
      other !== group &&
      other.rules.some(
        ({ at, from, to }) =>
          at > (group.rules.at(-1)?.at ?? 0) && from <= rule.from + SAME_END && to >= rule.to - SAME_END,
      ),
  )

/** Stands a figure at the rule's left end, on its level? It is a line of a chart, at the tick of its axis. */
const hasTick = (rule: Ruling, lines: readonly TextLine[], em: number): boolean =>
  lines.some(
    (line) =>
      Math.abs(line.level - rule.at) < TICK_EMS * em &&
      line.chunks.some((chunk) => chunk.figure && chunk.box[2] < rule.from + em && chunk.box[2] > rule.from - 3 * em),
  )

/** The region with the rows that stand outside of its rules: a heading above the first one, rows below the last. */
function withOuterRows(
  region: Region,
  lines: readonly TextLine[],
  rules: readonly Ruling[],
  groups: readonly { rules: Ruling[] }[],
  em: number,
): Region {
  const { box } = region
  const columns = inferColumns(region.lines, em)
  if (columns.length < 2) return region
  const xs = bordersOf(columns, box[0], box[2])
  // a table as wide ends what may belong to this one; one rule alone may be this one's
  const others = groups.flatMap((group) =>
    group.rules === region.rules || group.rules.length < 2
      ? []
      : group.rules.filter((rule) => rule.from < box[0] + em && rule.to > box[2] - em),
  )
  const top = Math.max(0, ...others.filter(({ at }) => at < box[1]).map(({ at }) => at))
  const bottom = Math.min(...others.filter(({ at }) => at > box[3]).map(({ at }) => at))
  const within = linesWithin(lines, [box[0], top, box[2], bottom], em)
  const above = hasHeading(region)
    ? []
    : followRows(within.filter((line) => line.level < box[1]).toReversed(), xs, box[1], em).toReversed()
  const below = followRows(
    within.filter((line) => line.level > box[3]),
    xs,
    box[3],
    em,
    region.lines.some(hasFigure),
  )
  if (above.length + below.length === 0) return region
  const all = [...above, ...region.lines, ...below]
  const outer = unite([box, ...all.map((line) => line.box)]) ?? box
  // the rule below headings over several columns
  const between = rules.filter(
    (rule) => rule.at > outer[1] && rule.at < box[1] && rule.from > box[0] && rule.to < box[2],
  )
  return { box: outer, lines: all, rules: [...between, ...region.rules] }
}

/** Does the first rule, which is no short one below a heading, stand above words though there are figures further down? */
function hasHeading({ box, lines, rules }: Region): boolean {
  const [first] = rules
  const second = rules.find((rule) => first && rule.at > first.at + 1)
  if (!first || !second) return false
  // rules under headings that span columns leave the first one free
  if (rules.every((rule) => rule.at !== first.at || rule.from > box[0] + 2 * first.thickness + 1)) return false
  return lines.some(hasFigure) && !lines.some((line) => line.level < second.at && hasFigure(line))
}

function goesWith(
  group: { rules: Ruling[]; from: number; to: number },
  rule: Ruling,
  rules: readonly Ruling[],
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
  const through = rules.filter((other) => isThrough(other, group)).length
  if (through >= ROW_RULES && isFlush(rule, group.rules) && standApart(between)) return true
  // one tall cell beside others that are short: most lines are its own
  if (group.rules.length > 1 && between.some((line) => line.chunks.length >= ROW_CHUNKS)) return true
  return between.length <= 2 && (group.rules.length > 1 || isUnderHeadings(rule, group, between))
}

/** Do the lines leave a white corridor free, as cells do and a paragraph does not? */
const standApart = (lines: readonly TextLine[]): boolean =>
  uniteIntervals(lines.flatMap(({ chunks }) => chunks.map(({ box }) => ({ from: box[0], to: box[2] })))).length > 1

const isThrough = (rule: Ruling, { from, to }: { from: number; to: number }): boolean =>
  Math.abs(rule.from - from) <= SAME_END && Math.abs(rule.to - to) <= SAME_END

/** Does the rule keep to one end of another at least, as those do that part the rows beside a merged cell? */
const isFlush = (rule: Ruling, rules: readonly Ruling[]): boolean =>
  rules.some(({ from, to }) => Math.abs(rule.from - from) <= SAME_END || Math.abs(rule.to - to) <= SAME_END)

/** Is the line set larger than the text, and apart from what stands above it? */
const isHeading = (line: TextLine, above: number, em: number): boolean =>
  line.size > HEADING_SIZE * em && line.level - above > HEADING_SPACE * line.size

/** Is it a short rule in the table's width, below the headings that it ties columns to? */
function isUnderHeadings(rule: Ruling, group: { from: number; to: number }, between: readonly TextLine[]): boolean {
  const { from, to } = rule
  if (from < group.from - 1 || to > group.to + 1 || to - from > 0.9 * (group.to - group.from)) return false
  return between.every((line) => line.chunks.some((chunk) => chunk.box[0] > from - 1 && chunk.box[2] < to + 1))
}

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
