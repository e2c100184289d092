/** What aligns in columns and is no table: prose, lists, contents. */
import { median } from '../geometry/cluster.ts'
import type { Interval } from '../geometry/interval.ts'
import { columnsOf } from './chunk-columns.ts'
import { hasSeveral, type TextLine } from './chunks.ts'
import { inferRows } from './infer-rows.ts'
import { countWords, LEADER } from './prose.ts'

/** This share of the lines of a table of contents ends with a page number; the others are wrapped titles. */
const CONTENTS_SHARE = 0.6
/** Columns are prose when so many lines have at least so many words in each of them. */
const PROSE_LINES = 6
const PROSE_WORDS = 4
/** In an unruled table this share of the cells outside the first column are figures. */
const FIGURES_SHARE = 0.5
/** Without figures: at least so many columns, filled to this share, with chunks no longer than so many characters. */
const WORD_COLUMNS = 3
const WORD_FILLED_SHARE = 0.75
const WORD_LENGTH = 28

/** Do the lines, whose columns are known, make a table: figures, or words in several short columns? Prose, lists and contents do not. */
export function looksLikeTable(lines: readonly TextLine[], columns: readonly Interval[]): boolean {
  const chunks = lines.flatMap((line) => line.chunks)
  if (isContents(lines, columns.length) || areColumnsOfProse(lines, columns)) return false
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

/** Are all columns running text: as many words a line in each, and hardly a figure? */
export function areColumnsOfProse(lines: readonly TextLine[], columns: readonly Interval[]): boolean {
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
