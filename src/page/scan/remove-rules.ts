import type { Ink } from './bitmap.ts'
import { median, type PixelRule } from './rulings.ts'

function spans(rule: PixelRule, at: number, reach: number): boolean {
  return rule.from <= at + reach && rule.to >= at - reach
}

/** Marks in a mask of the page: removed rule, so that nothing is copied from there. */
export const RULE_PIXEL = 2

/** Ink that reaches this far beyond a rule's edge is a stroke of a character that touches it (pixels). */
const TOUCHING = 2
/** A rule's middle is taken anew for every stretch of this length: it wanders by a pixel over a page. */
const STRETCH = 64

/** First and last pixel of the ink across a rule at one place; null where the rule has a gap. */
type Section = [first: number, last: number] | null

/**
 * Takes the rules out of the ink (set to RULE_PIXEL) but keeps strokes of characters that cross or touch them.
 * In: the ink and its rules. Out: a new mask of the same size with 0, 1 and RULE_PIXEL.
 */
export function removeRules(ink: Ink, rules: PixelRule[]): Ink {
  const { width, height } = ink
  const data = ink.data.slice()
  for (const rule of rules) {
    const lengthwise = rule.orientation === 'horizontal' ? 1 : width
    const crosswise = rule.orientation === 'horizontal' ? width : 1
    const limit = rule.orientation === 'horizontal' ? height : width
    const end = rule.orientation === 'horizontal' ? width : height
    const half = Math.floor(rule.thickness / 2)
    const reach = half + TOUCHING + 1
    const dark = (along: number, across: number): boolean =>
      across >= 0 && across < limit && ink.data[along * lengthwise + across * crosswise] === 1
    const sectionAt = (along: number, middle: number): Section => {
      let seed = -1
      for (let distance = 0; distance <= half + 1 && seed < 0; distance++) {
        if (dark(along, middle - distance)) seed = middle - distance
        else if (dark(along, middle + distance)) seed = middle + distance
      }
      if (seed < 0) return null
      let first = seed
      let last = seed
      while (first > middle - reach && dark(along, first - 1)) first--
      while (last < middle + reach && dark(along, last + 1)) last++
      return [first, last]
    }
    const crossings = rules.filter((other) => other.orientation !== rule.orientation && spans(other, rule.at, reach))
    for (let start = Math.max(0, rule.from - 1); start < Math.min(end, rule.to + 1); start += STRETCH) {
      const stop = Math.min(end, rule.to + 1, start + STRETCH)
      const middle = findMiddle(start, stop, rule, sectionAt)
      for (let along = start; along < stop; along++) {
        const section = sectionAt(along, middle)
        if (!section) continue
        const above = section[0] <= middle - half - TOUCHING
        const below = section[1] >= middle + half + TOUCHING
        const crossed = crossings.some((other) => Math.abs(along + 0.5 - other.at) <= other.thickness / 2 + 1)
        if (above && below && !crossed) continue
        const first = above ? middle - half : section[0]
        const last = below ? middle + half : section[1]
        for (let across = Math.max(0, first - 1); across <= Math.min(limit - 1, last + 1); across++) {
          const at = along * lengthwise + across * crosswise
          if ((across >= first && across <= last) || data[at] === 0) data[at] = RULE_PIXEL
        }
      }
    }
  }
  return { width, height, data }
}

/** Middle pixel of a stretch of a rule, from the places where nothing touches it. */
function findMiddle(
  start: number,
  stop: number,
  rule: PixelRule,
  sectionAt: (along: number, middle: number) => Section,
): number {
  const whole = Math.round(rule.at - 0.5)
  const middles: number[] = []
  for (let along = start; along < stop; along++) {
    const section = sectionAt(along, whole)
    if (section && section[1] - section[0] + 1 <= rule.thickness + 1) middles.push((section[0] + section[1]) / 2)
  }
  return middles.length > 0 ? Math.round(median(middles)) : whole
}
