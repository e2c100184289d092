/** What aligns in columns and is no table: prose, lists, contents. */
import { middleX, type Rectangle, unite, widthOf } from '../geometry/box.ts'
import { cluster, median } from '../geometry/cluster.ts'
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
/** They have so many lines and rows. */
const WORD_LINES = 3
const WORD_ROWS = 3
/** Prose on typewriters covers this share of its width; columns of words leave more white between them. */
const PROSE_COVERS = 0.9
/** This share of the words of a column keep to one edge, to so many ems. */
const EDGE_SHARE = 0.6
const EDGE_EMS = 0.3
/** This share of the lines of an index are several entries with their page numbers. */
const INDEX_SHARE = 0.8
const PAGE_NUMBER = /^\d{1,4}$/u

/** Do the lines, whose columns are known, make a table: figures, or words in several short columns? Prose, lists and contents do not. */
export function looksLikeTable(lines: readonly TextLine[], columns: readonly Interval[]): boolean {
  const chunks = lines.flatMap((line) => line.chunks)
  if (isContents(lines, columns.length) || isIndex(lines) || areColumnsOfProse(lines, columns)) return false
  const outside = chunks.filter((chunk) => columnsOf(chunk, columns)[0] > 0)
  const figures = outside.filter((chunk) => chunk.figure).length
  const rows = inferRows(lines, (chunk) => columnsOf(chunk, columns), true)
  const cells = rows.map(
    (row) => new Set(row.flatMap((line) => line.chunks.map((chunk) => columnsOf(chunk, columns)[0]))),
  )
  const filled = cells.reduce((sum, row) => sum + row.size, 0) / (rows.length * columns.length)
  if (figures >= FIGURES_SHARE * outside.length && outside.length > 0) return filled >= 0.5 && !isList(lines)
  const length = median(outside.map((chunk) => chunk.text.length))
  if (columns.length < WORD_COLUMNS || filled < WORD_FILLED_SHARE || length > WORD_LENGTH) return false
  return (
    lines.length >= WORD_LINES && rows.length >= WORD_ROWS && !areLinesOfProse(lines) && keepToEdges(lines, columns)
  )
}

/** Do the lines of words leave no more white than typewriter text that was spaced out to the right margin? */
function areLinesOfProse(lines: readonly TextLine[]): boolean {
  const box = unite(lines.map((line) => line.box))
  const several = lines.filter(hasSeveral)
  const covered = several.map((line) => line.chunks.reduce((sum, chunk) => sum + widthOf(chunk.box), 0))
  return box !== null && median(covered) >= PROSE_COVERS * widthOf(box)
}

/** Do the words of every column begin, end or have their middle at one place? Those of program code do so by chance. */
function keepToEdges(lines: readonly TextLine[], columns: readonly Interval[]): boolean {
  const inColumn = columns.map((): Rectangle[] => [])
  for (const line of lines) {
    for (const chunk of line.chunks) {
      const [first, last] = columnsOf(chunk, columns)
      if (first === last) inColumn[first]?.push(chunk.box)
    }
  }
  const size = median(lines.map((line) => line.size))
  return inColumn.slice(1).every((boxes) =>
    [(box: Rectangle) => box[0], middleX, (box: Rectangle) => box[2]].some((edge) => {
      const groups = cluster(boxes, edge, EDGE_EMS * size).map((group) => group.length)
      return Math.max(0, ...groups) >= EDGE_SHARE * boxes.length
    }),
  )
}

/** Entries and their pages side by side, again and again on most lines and without a heading: the index of a book. */
function isIndex(lines: readonly TextLine[]): boolean {
  const entries = lines.filter(
    ({ chunks }) =>
      chunks.length >= 4 &&
      chunks.length % 2 === 0 &&
      chunks.every((chunk, i) => PAGE_NUMBER.test(chunk.text) === (i % 2 === 1) && chunk.figure === (i % 2 === 1)),
  )
  return entries[0] === lines[0] && entries.length >= INDEX_SHARE * lines.length
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
