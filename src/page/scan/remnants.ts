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
 * What is left along a rule where it steps or swells: a sliver that has the removed rule at its side from end to end,
 * which readers take for `一`, `-` or `|`. In: a piece of ink and the mask of the page without rules.
 */
export function isRuleRemnant({ x0, y0, x1, y1, area, runs }: Component, { data, width }: Ink): boolean {
  const wide = x1 - x0
  const high = y1 - y0
  const length = Math.max(wide, high)
  if (area > length * THICKEST || length < Math.min(wide, high) * SLENDER) return false
  const beside = new Set<number>()
  for (let k = 0; k < runs.length; k += 3) {
    const [y = 0, from = 0, to = 0] = runs.slice(k, k + 3)
    const row = y * width
    if (high > wide) {
      if (data[row + from - 1] === RULE_PIXEL || data[row + to] === RULE_PIXEL) beside.add(y)
      continue
    }
    for (let x = from; x < to; x++) {
      if (data[row - width + x] === RULE_PIXEL || data[row + width + x] === RULE_PIXEL) beside.add(x)
    }
  }
  return beside.size >= length * BESIDE_RULE
}
