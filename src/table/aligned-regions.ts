/** Tables without any rule: regions where lines align in columns. */
import { middleX, unite, widthOf } from '../geometry/box.ts'
import type { Box } from '../model/page.ts'
import { isAligned } from './chunk-columns.ts'
import { hasSeveral, isCaption, PROSE_CHARACTERS, type TextLine } from './chunks.ts'
import { LINE_STEP_EMS, WRAPPED_LINES } from './follow-rows.ts'
import { inferColumns } from './infer-columns.ts'
import type { Region } from './infer-grid.ts'
import { looksLikeTable } from './looks-like-table.ts'
import { withoutProse } from './prose.ts'

/** A line that holds a label alone takes at most this share of the width. */
const SHORT_SHARE = 0.7
/** Of more than two such lines each takes at most this share. */
const NARROW_SHARE = 0.45
/** The rows of a section stand at most so many ems further in than its heading. */
const OUTDENT_EMS = 2.5
/** Headings over several columns: so many lines at most, so many ems above the next line. */
const HEADINGS = 2
const HEADING_STEP_EMS = 1.7
/** The lines of one heading are so many ems apart. */
const HEADING_LEADING_EMS = 1.5

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
    return widthOf(line.box) < share * width && (beside || line.box[0] >= box[0] - OUTDENT_EMS * line.size)
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
    if (!below || isCaption(line) || isUnits(line) || below.level - line.level > HEADING_STEP_EMS * below.size) break
    const title = Math.abs(middleX(line.box) - middleX(box)) < em
    const within = line.box[0] >= second - em && line.box[2] <= box[2] + em
    if ((title || !within) && !isFirstLineOf(line, below)) break
    headings.unshift(line)
  }
  return headings
}

/** Is the one text of a line set right above a heading of the line below, as the first line of that heading is? */
function isFirstLineOf({ chunks: [own, ...others], level, size }: TextLine, below: TextLine): boolean {
  if (!own || others.length > 0 || below.level - level > HEADING_LEADING_EMS * size) return false
  return below.chunks.slice(1).some((chunk) => isAligned(own, chunk, size))
}

/** `(in millions of dollars)` above a table. */
const isUnits = ({ chunks }: TextLine): boolean => chunks.length === 1 && /^[[(].*[\])]$/u.test(chunks[0]?.text ?? '')
