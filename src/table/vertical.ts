/** Text set in vertical columns, right to left, as in the heads and side labels of Chinese tables. */
import { cluster } from '../geometry/cluster.ts'
import type { Ink } from './ink.ts'
import { isWide, measure, type PrintedLine } from './lines.ts'

/** From one character to the next one below it: so many ems aside at most, and so many down. */
const ASIDE_EMS = 0.3
const DOWN_EMS = [0.7, 3] as const
/** Vertical text goes on downwards from this share of its characters, and sideways from no more than this one. */
const DOWN_SHARE = 0.55
const ACROSS_SHARE = 0.15
/** Columns are further apart than this, in ems, and nearer than that; the latter is reasoned. */
const APART_EMS = 0.6
const LEFT_EMS = 3
/** Fewer columns of one character are no order; reasoned: two may be a label that was painted from its end, `合計`. */
const FEWEST_LEFTWARDS = 3

/**
 * The columns of a cell's text where it is set in two or more, from right to left; null for any other text.
 * `ink` in the order in which it was painted.
 */
export function composeColumns(ink: readonly Ink[]): PrintedLine[] | null {
  if (isPaintedLeftwards(ink)) return ink.map((glyph) => measure([upright(glyph)]))
  if (ink.length < 3 || !ink.every((glyph) => glyph.turn === 0 || glyph.turn === 90)) return null
  if (!ink.some((glyph) => glyph.turn === 0 && isWide(glyph.text))) return null
  let down = 0
  let across = 0
  for (let i = 1; i < ink.length; i++) {
    const [before, glyph] = [ink[i - 1] as Ink, ink[i] as Ink]
    const [aside, below] = [Math.abs(glyph.x - before.x) / glyph.size, (glyph.y - before.y) / glyph.size]
    const turned = before.turn === 90 && glyph.turn === 90
    if (aside <= ASIDE_EMS && below <= DOWN_EMS[1] && below >= (turned ? 0 : DOWN_EMS[0])) down++
    else if (Math.abs(below) < ASIDE_EMS) across++
  }
  if (down < DOWN_SHARE * (ink.length - 1) || across > ACROSS_SHARE * (ink.length - 1)) return null
  const size = Math.max(...ink.map((glyph) => glyph.size))
  const columns = cluster(ink, (glyph) => glyph.x, APART_EMS * size)
  if (columns.length < 2) return null
  return columns.toReversed().map((column) => measure(column.map(upright).sort((a, b) => a.from - b.from)))
}

/** Columns of one character each, as where a cell is no higher than that: painted one by one, each left of the one before it. */
function isPaintedLeftwards(ink: readonly Ink[]): boolean {
  if (ink.length < FEWEST_LEFTWARDS || !ink.every(({ turn, text }) => turn === 0 && isWide(text))) return false
  return ink.slice(1).every((glyph, at) => {
    const before = ink[at] ?? glyph
    const [left, below] = [(before.x - glyph.x) / glyph.size, Math.abs(before.y - glyph.y) / glyph.size]
    return left >= APART_EMS && left <= LEFT_EMS && below < ASIDE_EMS
  })
}

/** The character as one of a line that runs downwards. */
const upright = (glyph: Ink): Ink => ({ ...glyph, turn: 90, from: glyph.box[1], to: glyph.box[3], level: -glyph.x })
