/** From what was drawn to the lines that a person sees: snapRulings, then mergeRulings. */
import { cluster } from '../geometry/cluster.ts'
import type { Ruling } from '../model/page.ts'

/** Lines nearer than this share of an em are one line (a doubled rule, the two edges of a thick one). */
const SNAP_EMS = 0.28
/** A hole in a line up to this share of an em is a fault of the drawing, not an end. */
const GAP_EMS = 0.3
/** Pieces up to this long (points) may be the dashes of one line. */
const DASH_LENGTH = 15
/** Dashes may lie apart up to this many points, and up to 2.5 times their own length. */
const DASH_GAP = 7
const DASH_GAP_LENGTHS = 2.5
/** Shorter lines than this share of an em, after merging, are drawings, not rules. */
const SHORTEST_EMS = 0.7

const lengthOf = (ruling: Ruling): number => ruling.to - ruling.from

const levelOf = (ruling: Ruling): number => ruling.at

/** Moves lines that lie almost on one level onto one level (their mean, weighted by length). `em` in points. */
export function snapRulings(rulings: readonly Ruling[], em: number): Ruling[] {
  const reach = Math.max(1, SNAP_EMS * em)
  const snapped: Ruling[] = []
  for (const orientation of ['horizontal', 'vertical'] as const) {
    const lines = rulings.filter((ruling) => ruling.orientation === orientation)
    for (const group of cluster(lines, levelOf, reach, reach * 1.5)) {
      let weight = 0
      let sum = 0
      for (const line of group) {
        weight = weight + lengthOf(line) + 1e-6
        sum += line.at * (lengthOf(line) + 1e-6)
      }
      for (const line of group) snapped.push({ ...line, at: sum / weight })
    }
  }
  return snapped
}

function joins(before: Ruling, lastPiece: number, next: Ruling, em: number): boolean {
  const gap = next.from - before.to
  if (gap <= Math.max(1.5, GAP_EMS * em)) return true
  const piece = Math.max(lastPiece, lengthOf(next))
  const shorter = Math.min(lastPiece, lengthOf(next))
  return piece <= DASH_LENGTH && gap <= Math.min(DASH_GAP, Math.max(2, shorter * DASH_GAP_LENGTHS))
}

/** Joins pieces on one level that touch, overlap, or are dashes of one line; drops specks. Input must be snapped. */
export function mergeRulings(rulings: readonly Ruling[], em: number): Ruling[] {
  const levels = new Map<string, Ruling[]>()
  for (const ruling of rulings) {
    const key = `${ruling.orientation} ${ruling.at}`
    const level = levels.get(key)
    if (level) level.push(ruling)
    else levels.set(key, [ruling])
  }
  const merged: Ruling[] = []
  for (const level of levels.values()) {
    level.sort((a, b) => a.from - b.from)
    let line: Ruling | null = null
    let lastPiece = 0
    for (const piece of level) {
      if (line && joins(line, lastPiece, piece, em)) {
        line.to = Math.max(line.to, piece.to)
        line.thickness = Math.max(line.thickness, piece.thickness)
        if (line.drawn === 'edge') line.drawn = piece.drawn
      } else {
        line = { ...piece }
        merged.push(line)
      }
      lastPiece = lengthOf(piece)
    }
  }
  return merged.filter((line) => lengthOf(line) >= SHORTEST_EMS * em)
}
