/** Puts characters into the cells of a grid: by the middle of each glyph, but a word that runs over its border stays whole. */
import { lastAtMost } from '../geometry/interval.ts'
import { type Grid, indexFields } from './grid.ts'
import type { Ink } from './ink.ts'

/** Characters of one run closer than this (in ems) hang together; cells of a row printed as one run are further apart. */
const TOGETHER_EMS = 0.15

/** Fewer words over borders than this are accidents. */
const OVERFLOWING_LEAST = 4

/** For each glyph the index of its field; -1 outside the grid. */
export function placeInk(ink: readonly Ink[], grid: Grid): Int32Array {
  const places = placeGlyphs(ink, grid)
  eachWord(ink, (start, end) => settle(places, ink, start, end))
  pullStraddlers(places, ink)
  return places
}

/**
 * Producers that paint each character alone leave no words: a character that lies over a border and hangs together with
 * the one before it, but not with the one behind, is the end of the text before it.
 */
function pullStraddlers(places: Int32Array, ink: readonly Ink[]): void {
  for (let i = 1; i < ink.length; i++) {
    const [before, glyph, after] = [ink[i - 1] as Ink, ink[i] as Ink, ink[i + 1]]
    const place = places[i - 1] ?? -1
    if (place < 0 || place === places[i] || before.run === glyph.run || !hangTogether(before, glyph)) continue
    if (after && hangTogether(glyph, after)) continue
    places[i] = place
  }
}

/** The share of words that run over a border of the grid: labels of a chart do, cells of a table seldom. */
export function shareOfOverflow(ink: readonly Ink[], grid: Grid): number {
  const places = placeGlyphs(ink, grid)
  let words = 0
  let over = 0
  eachWord(ink, (start, end) => {
    const first = places[start] ?? -1
    let isOver = false
    for (let i = start; i < end; i++) {
      const place = places[i] ?? -1
      if (place < 0) return
      if (place !== first) isOver = true
    }
    words++
    if (isOver) over++
  })
  return over < OVERFLOWING_LEAST ? 0 : over / words
}

function placeGlyphs(ink: readonly Ink[], grid: Grid): Int32Array {
  const index = indexFields(grid)
  const columns = grid.xs.length - 1
  const rows = grid.ys.length - 1
  const places = new Int32Array(ink.length).fill(-1)
  for (let i = 0; i < ink.length; i++) {
    const { x, y } = ink[i] as Ink
    const column = lastAtMost(grid.xs, x)
    const row = lastAtMost(grid.ys, y)
    if (column >= 0 && column < columns && row >= 0 && row < rows) places[i] = index[row * columns + column] ?? -1
  }
  return places
}

/** Calls `use` with the first and the end index of every word: characters of one run that hang together. */
function eachWord(ink: readonly Ink[], use: (start: number, end: number) => void): void {
  let start = 0
  for (let i = 1; i <= ink.length; i++) {
    const before = ink[i - 1] as Ink
    const glyph = ink[i]
    if (glyph && glyph.run === before.run && hangTogether(before, glyph)) continue
    use(start, i)
    start = i
  }
}

function hangTogether(before: Ink, glyph: Ink): boolean {
  if (glyph.turn === 90 || glyph.turn === 270) return Math.abs(glyph.x - before.x) < 0.5 * glyph.size
  return (
    Math.abs(glyph.y - before.y) < 0.5 * glyph.size &&
    Math.abs(glyph.box[0] - before.box[2]) < TOGETHER_EMS * glyph.size
  )
}

/** A word over a cell border overflows its cell: it goes where most of it stands. */
function settle(places: Int32Array, ink: readonly Ink[], start: number, end: number): void {
  const first = places[start]
  let mixed = false
  for (let i = start; i < end; i++) if (places[i] !== first) mixed = true
  if (!mixed) return
  const widths = new Map<number, number>()
  for (let i = start; i < end; i++) {
    const place = places[i] ?? -1
    const box = (ink[i] as Ink).box
    widths.set(place, (widths.get(place) ?? 0) + box[2] - box[0])
  }
  const [winner] = [...widths].sort((a, b) => b[1] - a[1])
  if (winner) places.fill(winner[0], start, end)
}
