import type { Ink } from './bitmap.ts'
import type { Component } from './components.ts'
import { RULE_PIXEL } from './remove-rules.ts'

/**
 * A scanned rule steps and swells by so many pixels at most, on average of what is left there: by 2.2 in fourteen documents
 * at 200 to 300 dpi.
 */
const THICKEST = 3
/** It is so many times as long as thick; the ring of a `%` that a rule cuts is hardly longer. */
const SLENDER = 3
/**
 * Beside this share of its length a remnant has the rule it is of: in those documents 127 slivers had it beside all of it, and
 * strokes that touch a rule beside 0.4 at most.
 */
const BESIDE_RULE = 0.8

/**
 * Where a stencil of a scanner steps (ITU-T T.44), a rule leaves crumbs shorter than slivers, up to 0.07 em thick in 8 pages of
 * two documents.
 */
const THICKEST_CRUMB = 0.09

/**
 * What is left along a rule where it steps or swells: a sliver that has the removed rule at its side from end to end,
 * which readers take for `一`, `-` or `|`. In: a piece of ink and the mask of the page without rules.
 */
export function isRuleRemnant(piece: Component, mask: Ink): boolean {
  const wide = piece.x1 - piece.x0
  const high = piece.y1 - piece.y0
  const length = Math.max(wide, high)
  if (piece.area > length * THICKEST || length < Math.min(wide, high) * SLENDER) return false
  return (high > wide ? countBesideUpright(piece, mask) : countBesideLevel(piece, mask)) >= length * BESIDE_RULE
}

/** A crumb at the side of an upright rule. `em` in pixels. */
export function isUprightCrumb(piece: Component, mask: Ink, em: number): boolean {
  return piece.x1 - piece.x0 <= em * THICKEST_CRUMB && countBesideUpright(piece, mask) === piece.y1 - piece.y0
}

/**
 * Nothing but crumbs along a level rule? Alone they are told from points that touch the rule: these have digits beside
 * them.
 */
export function areLevelCrumbs(pieces: readonly Component[], mask: Ink, em: number): boolean {
  return pieces.every(
    (piece) => piece.y1 - piece.y0 <= em * THICKEST_CRUMB && countBesideLevel(piece, mask) === piece.x1 - piece.x0,
  )
}

/** Rows of the piece that end at a removed rule. */
function countBesideUpright({ runs }: Component, { data, width }: Ink): number {
  const beside = new Set<number>()
  for (let k = 0; k < runs.length; k += 3) {
    const [y = 0, from = 0, to = 0] = runs.slice(k, k + 3)
    if (data[y * width + from - 1] === RULE_PIXEL || data[y * width + to] === RULE_PIXEL) beside.add(y)
  }
  return beside.size
}

/** Columns of the piece with a removed rule above or below. */
function countBesideLevel({ runs }: Component, { data, width }: Ink): number {
  const beside = new Set<number>()
  for (let k = 0; k < runs.length; k += 3) {
    const [y = 0, from = 0, to = 0] = runs.slice(k, k + 3)
    for (let x = from; x < to; x++) {
      if (data[(y - 1) * width + x] === RULE_PIXEL || data[(y + 1) * width + x] === RULE_PIXEL) beside.add(x)
    }
  }
  return beside.size
}
