import type { Component } from './components.ts'
import type { PixelRule } from './rulings.ts'

/** An area closed in by rules (a cell), or the area outside all of them; with the ink that belongs to it. */
export interface Region {
  x0: number
  y0: number
  x1: number
  y1: number
  /** True for the area around the tables. */
  outside: boolean
  components: Component[]
}

/** Rules nearer than this are one line of the grid (inches). */
const SNAP_INCHES = 0.03
/** Share of a grid edge that must be covered by rules to part the cells on both sides. */
const COVERED = 0.6

function snapPositions(values: number[], distance: number): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const groups: number[][] = []
  for (const value of sorted) {
    const group = groups.at(-1)
    if (group && value - (group.at(-1) ?? value) <= distance) group.push(value)
    else groups.push([value])
  }
  return groups.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

/** A full page of a dense table has 300 rules; a photograph may have any number. */
const MOST_RULES = 1500

function keepLongest(rules: PixelRule[]): PixelRule[] {
  if (rules.length <= MOST_RULES) return rules
  return [...rules].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST_RULES)
}

/** Share of `from`–`to` that the rules of one grid line cover. */
function coverage(rules: PixelRule[], from: number, to: number): number {
  const parts = rules
    .filter((rule) => rule.from < to && rule.to > from)
    .map((rule) => [Math.max(from, rule.from), Math.min(to, rule.to)] as const)
    .sort((a, b) => a[0] - b[0])
  let covered = 0
  let end = from
  for (const [start, stop] of parts) {
    covered += Math.max(0, stop - Math.max(end, start))
    end = Math.max(end, stop)
  }
  return covered / Math.max(1, to - from)
}

/** For each line of the grid the rules that lie on it. */
function groupByLine(rules: PixelRule[], lines: number[], distance: number): PixelRule[][] {
  return lines.map((at) => rules.filter((rule) => Math.abs(rule.at - at) <= distance))
}

/** The page cut along its rules. `regionAt` gives the region that a pixel lies in. */
export interface RegionMap {
  regions: Region[]
  regionAt(x: number, y: number): Region
}

/** Cuts the page along its rules into closed regions; the largest one that touches the page's border is the outside. */
export function findRegions(found: PixelRule[], width: number, height: number, dpi: number): RegionMap {
  const rules = keepLongest(found)
  const distance = SNAP_INCHES * dpi
  const across = rules.filter((rule) => rule.orientation === 'horizontal')
  const down = rules.filter((rule) => rule.orientation === 'vertical')
  // The ends of rules are lines of the grid too: a rule over half the page's columns parts nothing in the other half.
  const places = (along: PixelRule[], ends: PixelRule[]) =>
    snapPositions([...along.map((rule) => rule.at), ...ends.flatMap((rule) => [rule.from, rule.to])], distance)
  const xs = [0, ...places(down, across), width]
  const ys = [0, ...places(across, down), height]
  const rulesAcross = groupByLine(across, ys, distance)
  const rulesDown = groupByLine(down, xs, distance)
  const columns = xs.length - 1
  const rows = ys.length - 1
  const parents = Array.from({ length: columns * rows }, (_, i) => i)
  const rootOf = (id: number): number => {
    let root = id
    while (parents[root] !== root) root = parents[root] ?? root
    parents[id] = root
    return root
  }
  const x = (i: number) => xs[i] ?? 0
  const y = (i: number) => ys[i] ?? 0
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const id = row * columns + column
      if (column + 1 < columns && coverage(rulesDown[column + 1] ?? [], y(row), y(row + 1)) < COVERED)
        parents[rootOf(id)] = rootOf(id + 1)
      if (row + 1 < rows && coverage(rulesAcross[row + 1] ?? [], x(column), x(column + 1)) < COVERED)
        parents[rootOf(id)] = rootOf(id + columns)
    }
  }
  const byRoot = new Map<number, Region>()
  const cells: Region[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const root = rootOf(row * columns + column)
      const border = row === 0 || column === 0 || row === rows - 1 || column === columns - 1
      let region = byRoot.get(root)
      if (!region) {
        region = { x0: x(column), y0: y(row), x1: x(column + 1), y1: y(row + 1), outside: false, components: [] }
        byRoot.set(root, region)
      }
      region.x0 = Math.min(region.x0, x(column))
      region.x1 = Math.max(region.x1, x(column + 1))
      region.y1 = Math.max(region.y1, y(row + 1))
      region.outside ||= border
      cells.push(region)
    }
  }
  const indexOf = (positions: number[], value: number): number => {
    let low = 0
    let high = positions.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((positions[middle] ?? 0) <= value) low = middle
      else high = middle - 1
    }
    return low
  }
  const fallback: Region = { x0: 0, y0: 0, x1: width, y1: height, outside: true, components: [] }
  return {
    regions: [...byRoot.values()],
    regionAt: (px, py) => cells[indexOf(ys, py) * columns + indexOf(xs, px)] ?? fallback,
  }
}

/** Pieces of one character are this near to each other, in heights of the piece. */
const WORD_GAP = 0.6
/** Halves of a stroke that a rule cut are this near to it (inches). */
const CUT_INCHES = 0.012
/** A part of a cut character is this near to its other parts (inches); the cell's own text is further. */
const PART_INCHES = 0.02

/** Two cells hold fewer pieces of ink; a picture beside a rule may hold any number. */
const MOST_PIECES = 5000

function gapAcross(a: Component, b: Component): number {
  return Math.max(0, b.x0 - a.x1, a.x0 - b.x1)
}

const besideEachOther = (a: Component, b: Component): boolean => a.y1 > b.y0 && a.y0 < b.y1

function nearestGap(component: Component, others: Component[], but: Set<Component>): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const other of others) {
    if (but.has(other) || !besideEachOther(component, other)) continue
    nearest = Math.min(nearest, gapAcross(component, other))
  }
  return nearest
}

const middleOf = (component: Component) => (component.y0 + component.y1) / 2

/**
 * Gives every piece of ink to the region its middle lies in. A character on a vertical rule (text that runs over the
 * edge of its cell) goes as a whole to the side where it has the nearer neighbour: `100%` with the `%` on the rule.
 */
export function assignComponents(map: RegionMap, components: Component[], dpi: number): void {
  const reach = CUT_INCHES * dpi
  const homes = new Map<Component, Region>()
  const edges: { component: Component; left: Region; right: Region }[] = []
  for (const component of components) {
    const y = middleOf(component)
    const home = map.regionAt((component.x0 + component.x1) / 2, y)
    homes.set(component, home)
    home.components.push(component)
    const left = map.regionAt(component.x0 - reach, y)
    const right = map.regionAt(component.x1 + reach, y)
    if (left !== home || right !== home) edges.push({ component, left, right })
  }
  for (const { component, left, right } of edges) {
    const crosses =
      map.regionAt(component.x0 + 1, middleOf(component)) !== map.regionAt(component.x1 - 1, middleOf(component))
    const halves = edges.filter(
      (other) =>
        homes.get(other.component) !== homes.get(component) &&
        besideEachOther(other.component, component) &&
        gapAcross(other.component, component) <= reach * 2,
    )
    if (left === right || (!crosses && halves.length === 0)) continue
    if (left.components.length + right.components.length > MOST_PIECES) continue
    const parts = new Set([component, ...halves.map((half) => half.component)])
    settle(parts, [left, right], homes, dpi)
  }
}

/** Moves the parts of one character to the side with the nearer neighbour, and the loose parts beside them too. */
function settle(parts: Set<Component>, sides: Region[], homes: Map<Component, Region>, dpi: number): void {
  for (const other of sides.flatMap((side) => side.components)) {
    const near = [...parts].some((part) => besideEachOther(part, other) && gapAcross(part, other) <= PART_INCHES * dpi)
    const height = other.y1 - other.y0
    const own = homes.get(other)?.components ?? []
    if (near && nearestGap(other, own, new Set([...parts, other])) > height) parts.add(other)
  }
  const height = Math.max(...[...parts].map((part) => part.y1)) - Math.min(...[...parts].map((part) => part.y0))
  const gaps = sides.map((side) => Math.min(...[...parts].map((part) => nearestGap(part, side.components, parts))))
  const nearest = Math.min(...gaps)
  const side = sides[gaps.indexOf(nearest)]
  if (!side || nearest > height * WORD_GAP) return
  for (const part of parts) {
    const home = homes.get(part)
    if (!home || home === side) continue
    home.components = home.components.filter((other) => other !== part)
    side.components.push(part)
    homes.set(part, side)
  }
}
