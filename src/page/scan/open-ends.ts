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
 * `end`, level rules, the resolution. Out: the level rules that close those rows, which the print leaves out. Where some
 * cells of the row go on and others end, the rule below these leaves the others open.
 */
export function closeOpenEnds(
  upright: readonly Extent[],
  end: 'from' | 'to',
  level: readonly Extent[],
  dpi: number,
): Extent[] {
  const reach = CLOSED_INCHES * dpi
  return groupByEnd(upright, end, TOGETHER_INCHES * dpi).flatMap((group) => {
    if (group.length < FEWEST_ENDS) return []
    const at = group[group.length >> 1]?.[end] ?? 0
    const sides = group.toSorted((a, b) => a.at - b.at)
    const cells = sides.slice(1).map((right, i) => ({ left: sides[i] as Extent, right }))
    const isClosed = ({ left, right }: Cell) =>
      level.some((rule) => Math.abs(rule.at - at) <= reach && runsBelow(rule, (left.at + right.at) / 2))
    const isCrossed = ({ left, right }: Cell) =>
      upright.some((rule) => rule.at > left.at && rule.at < right.at && rule.from < at && rule.to > at)
    const open = cells.filter((cell) => !isClosed(cell))
    // Between two tables that end together there is paper.
    const kept = open.length < cells.length ? open.filter((cell) => hangsOn(cell, level, reach)) : open
    return kept.some(isCrossed) ? [] : joinCells(kept).map(([from, to]) => ({ at, from, to }))
  })
}

/** Two upright rules beside each other. */
interface Cell {
  left: Extent
  right: Extent
}

const runsBelow = (rule: Extent, place: number): boolean => rule.from < place && rule.to > place

/** A level rule runs from side to side, where both sides are. */
const hangsOn = ({ left, right }: Cell, level: readonly Extent[], reach: number): boolean =>
  level.some(
    (rule) =>
      rule.from <= left.at + reach &&
      rule.to >= right.at - reach &&
      rule.at >= Math.max(left.from, right.from) - reach &&
      rule.at <= Math.min(left.to, right.to) + reach,
  )

function joinCells(cells: readonly Cell[]): [from: number, to: number][] {
  const joined: [from: number, to: number][] = []
  for (const { left, right } of cells) {
    const before = joined.at(-1)
    if (before && before[1] === left.at) before[1] = right.at
    else joined.push([left.at, right.at])
  }
  return joined
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
