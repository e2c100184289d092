/** A level or upright stroke of a rule in pixels: `at` is the middle of its thickness. */
interface Extent {
  at: number
  from: number
  to: number
}

/** Upright rules that end together are at least so many: two are a frame's sides. Reasoned, not measured. */
const FEWEST_ENDS = 3
/** Their ends are this near to each other (inches): those of a cut row at 250 dpi lay within a pixel. */
const TOGETHER_INCHES = 0.05
/** A level rule this near (inches) closes them already; a row of print is higher. */
const CLOSED_INCHES = 0.1

/**
 * A page end cuts a row without a rule: the upright rules run on and end together. In: upright rules that may end so at
 * `end`, level rules, the resolution. Out: the level rules that close those rows, which the print leaves out.
 */
export function closeOpenEnds(
  upright: readonly Extent[],
  end: 'from' | 'to',
  level: readonly Extent[],
  dpi: number,
): Extent[] {
  return groupByEnd(upright, end, TOGETHER_INCHES * dpi).flatMap((group) => {
    if (group.length < FEWEST_ENDS) return []
    const places = group.map((rule) => rule.at)
    const [from, to] = [Math.min(...places), Math.max(...places)]
    const at = group[group.length >> 1]?.[end] ?? 0
    const isClosed = level.some(
      (rule) => Math.abs(rule.at - at) <= CLOSED_INCHES * dpi && rule.from < to && rule.to > from,
    )
    const isCrossed = upright.some(
      (rule) => rule.at > from && rule.at < to && rule.from < at && rule.to > at && !group.includes(rule),
    )
    return isClosed || isCrossed ? [] : [{ at, from, to }]
  })
}

function groupByEnd(rules: readonly Extent[], end: 'from' | 'to', reach: number): Extent[][] {
  const groups: Extent[][] = []
  for (const rule of [...rules].sort((a, b) => a[end] - b[end])) {
    const group = groups.at(-1)
    if (group && rule[end] - (group[0]?.[end] ?? 0) <= reach) group.push(rule)
    else groups.push([rule])
  }
  return groups
}
