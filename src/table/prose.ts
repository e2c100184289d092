/** Running text among the lines of a page, which may stand beside a table in a column of its own. */
import { overlap, unite, widthOf } from '../geometry/box.ts'
import { median } from '../geometry/cluster.ts'
import type { Chunk, TextLine } from './chunks.ts'
import { isWide } from './lines.ts'

/** Lines of prose are at least so wide, and so many of them follow each other at most so far apart, in ems. */
const WIDTH_EMS = 13
const LINES = 6
const STEP_EMS = 1.9
/** Lines of one text are of one size, but for this share: a label of a table may stand right above a paragraph. */
const SIZES_DIFFER = 0.15
/** This share of them reach the right side, to so many ems. */
const FULL_SHARE = 0.65
const RAGGED_EMS = 2
/** The spaces of a justified line differ by this factor at most. */
const EVEN_GAPS = 1.5
/** Leaders run to the figure of a table or the page number of contents. */
export const LEADER = /\.{5,}|…{2,}|(?:\. ){4,}/u
/** The usual line has so many words. */
const WORDS = 4

/** The lines without the chunks that are prose in columns; a line that is one chunk stays, it parts what is above and below. */
export function withoutProse(lines: readonly TextLine[]): TextLine[] {
  const prose = new Set(findStacks(lines).filter(isProse).flat())
  if (prose.size === 0) return [...lines]
  return lines.map((line) => {
    const chunks = line.chunks.filter((chunk) => !prose.has(chunk))
    if (chunks.length === 0 || chunks.length === line.chunks.length) return line
    return { ...line, chunks, box: unite(chunks.map((chunk) => chunk.box)) ?? line.box }
  })
}

/** Chunks of two lines or more on one level or alone, as they stand above each other. */
function findStacks(lines: readonly TextLine[]): Chunk[][] {
  const stacks: Chunk[][] = []
  let open: Chunk[][] = []
  for (const line of lines) {
    open = open.filter((stack) => line.level - (stack.at(-1)?.line.level ?? 0) <= STEP_EMS * line.size)
    const parts = new Set(open.flatMap((stack) => justifiedParts(line, stack)))
    for (const chunk of line.chunks) {
      if (chunk.figure || parts.has(chunk) || LEADER.test(chunk.text)) continue
      const stack = open.find((candidate) => standsUnder(candidate.at(-1), chunk))
      if (stack) stack.push(chunk)
      else if (widthOf(chunk.box) >= WIDTH_EMS * chunk.line.size) {
        const started = [chunk]
        open.push(started)
        stacks.push(started)
      }
    }
  }
  return stacks
}

/** Words of a line that were driven so far apart that they are chunks, across the width of a stack; they join it. */
function justifiedParts(line: TextLine, stack: Chunk[]): readonly Chunk[] {
  const above = stack.at(-1)
  if (!above) return []
  const [from, , to] = stack[0]?.box ?? above.box
  const parts = line.chunks.filter((chunk) => chunk.box[0] > from - line.size && chunk.box[2] < to + line.size)
  if (parts.length < 3 || parts.some((chunk) => chunk.figure)) return []
  const gaps = parts.slice(1).map((chunk, i) => chunk.box[0] - (parts[i]?.box[2] ?? 0))
  const covered = (parts.at(-1)?.box[2] ?? 0) - (parts[0]?.box[0] ?? 0)
  const even = Math.max(...gaps) <= EVEN_GAPS * Math.min(...gaps)
  if (!even || covered < 0.9 * (to - from)) return []
  stack.push(...parts)
  return parts
}

function standsUnder(above: Chunk | undefined, chunk: Chunk): boolean {
  if (!above || above.line.level >= chunk.line.level) return false
  if (Math.abs(above.line.size - chunk.line.size) > SIZES_DIFFER * chunk.line.size) return false
  const shared = overlap(above.box[0], above.box[2], chunk.box[0], chunk.box[2])
  return shared >= 0.9 * Math.min(widthOf(above.box), widthOf(chunk.box))
}

function isProse(stack: readonly Chunk[]): boolean {
  const whole = stack.filter((chunk) => widthOf(chunk.box) >= WIDTH_EMS * chunk.line.size)
  if (whole.length < LINES) return false
  const right = whole.reduce((most, chunk) => Math.max(most, chunk.box[2]), 0)
  const full = whole.filter((chunk) => right - chunk.box[2] <= RAGGED_EMS * chunk.line.size)
  return full.length >= FULL_SHARE * whole.length && median(whole.map((chunk) => countWords(chunk.text))) >= WORDS
}

/** Latin words, and Chinese characters by twos. */
export const countWords = (text: string): number =>
  text.split(/\s+/u).length + Math.floor([...text].filter((character) => isWide(character)).length / 2)
