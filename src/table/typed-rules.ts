/** Rules that were typed: rows of hyphens, underscores or equals signs above, below and between the rows of typewriter tables. */
import type { Ruling } from '../model/page.ts'
import type { Ink } from './ink.ts'
import { composeLines, measure, type PrintedLine, splitAtGaps } from './lines.ts'

const STROKE = /^[-_=–—─━]$/u
/** So many of them in a row, closer than so many ems, are a rule. */
const STROKES = 6
const APART_EMS = 0.35
/** A blank to fill in follows its label more closely than this, in ems. */
const ALONE_EMS = 0.9
/** Text stands on one level with a rule when it is nearer than this, in ems. */
const LEVEL_EMS = 0.4

export interface TypedRules {
  rulings: Ruling[]
  /** The characters of the rules, and all others. */
  strokes: Ink[]
  others: Ink[]
}

/** Finds the typed rules among level text. */
export function findTypedRules(ink: readonly Ink[]): TypedRules {
  const signs = ink.filter((glyph) => STROKE.test(glyph.text))
  if (signs.length < STROKES) return { rulings: [], strokes: [], others: [...ink] }
  const rows = composeLines(signs)
    .flatMap((line) => splitAtGaps(line, () => APART_EMS).flatMap(splitAtSigns))
    .filter((row) => row.ink.length >= STROKES)
  const typed = rows.filter((row) => standsAlone(row, ink))
  const strokes = new Set(typed.flatMap((row) => row.ink))
  return {
    rulings: typed.map(({ from, to, level, size }) => ({
      orientation: 'horizontal',
      at: level,
      from,
      to,
      thickness: size / 20,
      drawn: 'stroke',
    })),
    strokes: [...strokes],
    others: strokes.size === 0 ? [...ink] : ink.filter((glyph) => !strokes.has(glyph)),
  }
}

/** A row of one sign only: `--==` is two. */
function splitAtSigns(line: PrintedLine): PrintedLine[] {
  const cuts = line.ink.flatMap((glyph, i) => (i > 0 && glyph.text !== line.ink[i - 1]?.text ? [i] : []))
  return cuts.length === 0 ? [line] : [0, ...cuts].map((from, part) => measure(line.ink.slice(from, cuts[part])))
}

function standsAlone(row: PrintedLine, ink: readonly Ink[]): boolean {
  const own = new Set(row.ink)
  const near = ALONE_EMS * row.size
  return !ink.some(
    (glyph) =>
      Math.abs(glyph.level - row.level) < LEVEL_EMS * row.size &&
      glyph.to > row.from - near &&
      glyph.from < row.to + near &&
      !own.has(glyph) &&
      !STROKE.test(glyph.text),
  )
}
