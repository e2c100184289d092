/** Blocks: the lines of one column that follow each other as closely as those of one cell. */
import { median, quantile } from '../geometry/cluster.ts'
import type { Chunk } from './chunks.ts'
import { startsWithPartCode } from './header.ts'

export interface Block {
  /** First and last column. */
  from: number
  to: number
  chunks: Chunk[]
  /** Levels of the first and the last line, in points. */
  first: number
  last: number
  /** Extent of the text, in points. */
  top: number
  bottom: number
}

/** A chunk and the columns that it stands in. */
export interface Placed {
  chunk: Chunk
  from: number
  to: number
}

/** Lines this much further apart than the closest ones of the page (a browser rounds them to whole pixels) are those of one cell. */
const PITCH_JITTER = 1.15
/** The closest lines: this share of all is nearer still. */
const CLOSE_SHARE = 0.1
/** The lines of no cell are nearer than this, nor further apart, in ems. */
const TIGHTEST_EMS = 0.8
export const LOOSEST_EMS = 1.75
/** A rule may stand so many ems inside of the line above it, which is as high as its largest characters. */
const RULE_EMS = 0.25

/** How far apart the lines of one cell are, in ems; null where no column has two lines near each other. */
export function findPitch(placed: readonly Placed[]): number | null {
  const steps = columnsIn(placed).flatMap((column) =>
    column.slice(1).flatMap(({ chunk }, i) => {
      const step = stepBetween(column[i]?.chunk ?? chunk, chunk)
      return step > TIGHTEST_EMS && step < LOOSEST_EMS ? [step] : []
    }),
  )
  if (steps.length === 0) return null
  const closest = quantile(steps, CLOSE_SHARE)
  return median(steps.filter((step) => step <= closest * PITCH_JITTER))
}

/** The blocks of each column, top to bottom. `pitch` as `findPitch` gives it. */
export function cutBlocks(placed: readonly Placed[], pitch: number): Block[] {
  return columnsIn(placed).flatMap((column) => {
    const blocks: Block[] = []
    for (const { chunk, from, to } of column) {
      const block = blocks.at(-1)
      const above = block?.chunks.at(-1)
      const { level, size } = chunk.line
      if (block && above && goesOn(above, chunk, pitch)) {
        block.chunks.push(chunk)
        block.to = Math.max(block.to, to)
        block.last = level
        block.bottom = Math.max(block.bottom, bottomOf(chunk))
      } else {
        blocks.push({
          from,
          to,
          chunks: [chunk],
          first: level,
          last: level,
          top: topOf(chunk),
          bottom: level + size / 2,
        })
      }
    }
    return blocks
  })
}

const goesOn = (above: Chunk, chunk: Chunk, pitch: number): boolean =>
  stepBetween(above, chunk) <= pitch * PITCH_JITTER && !startsWithPartCode(chunk.text.trim())

/** Distance of two lines in ems. */
const stepBetween = (above: Chunk, below: Chunk): number =>
  (below.line.level - above.line.level) / Math.max(above.line.size, below.line.size)

/** Ends of the line that a chunk stands on, in points. */
const topOf = ({ line }: Chunk): number => line.level - line.size / 2
const bottomOf = ({ line }: Chunk): number => line.level + line.size / 2

/** Are all lines of the block figures? */
export const isFigureBlock = (block: Block): boolean => block.chunks.every((chunk) => chunk.figure)

/** What stands in each column, top to bottom. */
function columnsIn(placed: readonly Placed[]): Placed[][] {
  const columns: Placed[][] = []
  for (const one of placed.toSorted((a, b) => a.chunk.line.level - b.chunk.line.level)) {
    const column = columns[one.from]
    if (column) column.push(one)
    else columns[one.from] = [one]
  }
  return columns.filter((column) => column !== undefined)
}

/** Texts that nothing beside them bridges to those above or below. */
export interface Part {
  placed: Placed[]
  /** Level of the rule above it, in points; null without. */
  rule: number | null
}

/** Parts the texts where white from end to end is wider than between the lines of a cell, or a rule is; top to bottom. */
export function cutParts(placed: readonly Placed[], rules: readonly number[], pitch: number): Part[] {
  const parts: Part[] = []
  let bottom = Number.NEGATIVE_INFINITY
  for (const one of placed.toSorted((a, b) => topOf(a.chunk) - topOf(b.chunk))) {
    const part = parts.at(-1)
    const { level, size } = one.chunk.line
    const rule = rules.find((at) => at < level && at > bottom - RULE_EMS * size) ?? null
    const isNear = topOf(one.chunk) - bottom <= (pitch * PITCH_JITTER - 1) * size
    if (part && isNear && rule === null) part.placed.push(one)
    else parts.push({ placed: [one], rule })
    bottom = Math.max(bottom, bottomOf(one.chunk))
  }
  return parts
}

/** Level half-way between texts and those below them, in points. */
export const borderBetween = (above: readonly Placed[], below: readonly Placed[]): number =>
  (Math.max(...above.map(({ chunk }) => bottomOf(chunk))) + Math.min(...below.map(({ chunk }) => topOf(chunk)))) / 2
