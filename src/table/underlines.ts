/** Lines under words are no borders. */
import { lastAtMost } from '../geometry/interval.ts'
import type { Ruling } from '../model/page.ts'
import type { Ink } from './ink.ts'

/** An underline ends where its text ends, to this share of an em; cell borders reach at least a padding further. */
const END_EMS = 0.12
/** It lies between these shares of an em below the middle of its text. */
const NEAREST_EMS = 0.3
const FARTHEST_EMS = 0.85
/** Its text covers at least this share of it. */
const COVERED_SHARE = 0.75
/** A line that ends within so many points of an upright one is a border of its cell. */
const MEETS = 0.6
/** Longer lines (in ems) are not looked at: whole underlined lines of prose are no border of a table either way. */
const LONGEST_EMS = 60

/** The rulings without those that underline text. */
export function dropUnderlines(rulings: readonly Ruling[], ink: readonly Ink[], em: number): Ruling[] {
  const sorted = ink.filter((glyph) => glyph.turn === 0).sort((a, b) => a.y - b.y)
  const levels = sorted.map((glyph) => glyph.y)
  const upright = rulings.filter((ruling) => ruling.orientation === 'vertical')
  const kept: Ruling[] = []
  for (const ruling of rulings) {
    const underlines = ruling.orientation === 'horizontal' && fitsText(ruling, sorted, levels, em)
    if (!underlines || meets(upright, ruling.from, ruling.at) || meets(upright, ruling.to, ruling.at)) kept.push(ruling)
  }
  return kept
}

/** Is there text on the line that ends where it ends? `levels` are the heights of the characters, in order. */
function fitsText(ruling: Ruling, sorted: readonly Ink[], levels: readonly number[], em: number): boolean {
  if (ruling.to - ruling.from > LONGEST_EMS * em) return false
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  let covered = 0
  for (let i = lastAtMost(levels, ruling.at - FARTHEST_EMS * em) + 1; i < sorted.length; i++) {
    const glyph = sorted[i]
    if (!glyph || glyph.y > ruling.at - NEAREST_EMS * em) break
    if (glyph.x < ruling.from || glyph.x > ruling.to) continue
    from = Math.min(from, glyph.box[0])
    to = Math.max(to, glyph.box[2])
    covered += glyph.box[2] - glyph.box[0]
  }
  const ends = Math.max(Math.abs(from - ruling.from), Math.abs(to - ruling.to))
  return ends <= END_EMS * em && covered >= COVERED_SHARE * (ruling.to - ruling.from)
}

/** Does one of the upright lines go through the point? */
function meets(upright: readonly Ruling[], x: number, y: number): boolean {
  for (const line of upright) {
    if (Math.abs(line.at - x) <= MEETS && line.from <= y + MEETS && line.to >= y - MEETS) return true
  }
  return false
}
