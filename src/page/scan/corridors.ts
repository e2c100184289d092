/** Borders between columns that no rule draws, from the ink alone: a figure may stand near to the text of the next column. */
import type { Component } from './components.ts'

/**
 * White between two columns is at least so wide (em): of a print in Ming 0.46 between a figure and the text behind it,
 * 0.35 between headings. Inside of figures there is up to 0.4, beside a 1 or a comma.
 */
const NARROWEST = 0.25
/** Between two texts, or two figures, it is wider: commas and letters have as much white beside them. */
const NARROWEST_ALIKE = 0.55
/** Beside texts that are so high (em) together, three lines, no mark of a text stays clear of all others; both reasoned. */
const HIGH = 3
const NARROWEST_HIGH = 0.35
/** Ink this near to a gap (em) says what stands beside it: of `111年` a figure, whose digits are half an em wide. */
const BESIDE = 0.35
/** A line of characters is this high (em, they are 0.9); figures, 0.65 to 0.75, are not, but for their commas, which are small. */
const CHARACTERS_HIGH = 0.8
const SMALL = 0.4
/** So many rows leave a border clear (as the table stage has it for prints) … */
const FEWEST_ROWS = 3
/** … and at most this share of them have ink on it; reasoned: a cut that is wrong is joined again when the cells are read. */
const CROSSED_SHARE = 0.25
/** Nothing that is read has so many gaps; a photograph may have any number. */
const MOST_GAPS = 5000

interface Gap {
  from: number
  to: number
}

/** The white between pieces of ink from left to right, all rows of them seen as one. */
function findGaps(components: readonly Component[], narrowest: number): Gap[] {
  const gaps: Gap[] = []
  let right = Number.POSITIVE_INFINITY
  for (const { x0, x1 } of [...components].sort((a, b) => a.x0 - b.x0)) {
    if (x0 - right >= narrowest) gaps.push({ from: right, to: x0 })
    right = right === Number.POSITIVE_INFINITY ? x1 : Math.max(right, x1)
  }
  return gaps
}

/** Ink in lines: pieces that overlap in height. */
function cutLines(components: readonly Component[]): Component[][] {
  const lines: Component[][] = []
  let bottom = Number.NEGATIVE_INFINITY
  for (const component of [...components].sort((a, b) => a.y0 - b.y0)) {
    if (component.y0 >= bottom) lines.push([])
    lines.at(-1)?.push(component)
    bottom = Math.max(bottom, component.y1)
  }
  return lines
}

type Sides = 'figures' | 'texts' | 'unlike'

/** What stands at a gap: figures on both sides in one of its lines, characters on both, or one of each. */
function sidesOf({ from, to }: Gap, components: readonly Component[], em: number): Sides {
  const beside = components.filter(
    ({ x0, x1, y0, y1 }) => y1 - y0 >= SMALL * em && x1 > from - BESIDE * em && x0 < to + BESIDE * em,
  )
  const isText = (ink: readonly Component[]) => ink.length > 0 && highOf(ink) >= CHARACTERS_HIGH * em
  const sides = cutLines(beside).flatMap((line): Sides[] => {
    const [before, behind] = [line.filter(({ x1 }) => x1 <= from), line.filter(({ x0 }) => x0 >= to)]
    if (before.length === 0 || behind.length === 0) return []
    return [isText(before) !== isText(behind) ? 'unlike' : isText(before) ? 'texts' : 'figures']
  })
  return sides.find((side) => side === 'figures') ?? sides.find((side) => side === 'unlike') ?? 'texts'
}

const highOf = (components: readonly Component[]): number =>
  Math.max(...components.map(({ y1 }) => y1)) - Math.min(...components.map(({ y0 }) => y0))

/** Where columns part in these rows of ink, left to right; in pixels. */
export function findBorders(rows: readonly (readonly Component[])[], em: number): number[] {
  const inRows = rows.map((components) => ({
    gaps: findGaps(components, NARROWEST * em),
    components,
    isHigh: highOf(components) >= HIGH * em,
    left: Math.min(...components.map(({ x0 }) => x0)),
    right: Math.max(...components.map(({ x1 }) => x1)),
  }))
  if (inRows.reduce((sum, { gaps }) => sum + gaps.length, 0) > MOST_GAPS) return []
  const sided = inRows.map(({ gaps, components, isHigh, ...ends }) => ({
    ...ends,
    gaps: gaps.map((gap) => {
      const width = (gap.to - gap.from) / em
      const sides = width >= NARROWEST_ALIKE ? null : sidesOf(gap, components, em)
      const parts = sides === null || sides === 'unlike' || (sides === 'texts' && isHigh && width >= NARROWEST_HIGH)
      return { ...gap, isNarrow: sides === 'texts' || sides === 'unlike', parts }
    }),
  }))
  const borders = sided.flatMap(({ gaps }) =>
    gaps.flatMap(({ from, to, isNarrow }) => {
      if (!isNarrow) return []
      const at = (from + to) / 2
      const beside = sided.filter((row) => row.left < at && at < row.right)
      const clear = beside.filter((row) => row.gaps.some((gap) => gap.parts && gap.from < at && at < gap.to)).length
      return clear >= FEWEST_ROWS && beside.length - clear <= CROSSED_SHARE * beside.length ? [{ at, clear }] : []
    }),
  )
  const kept: number[] = []
  for (const { at } of borders.sort((a, b) => b.clear - a.clear || a.at - b.at)) {
    if (kept.every((other) => Math.abs(other - at) > NARROWEST_ALIKE * em)) kept.push(at)
  }
  return kept.sort((a, b) => a - b)
}

/** The ink of one row, cut at the borders that it leaves clear; not inside of a figure. */
export function cutAtBorders(components: Component[], borders: readonly number[], em: number): Component[][] {
  if (borders.length === 0) return [components]
  const gaps = findGaps(components, NARROWEST * em).filter(
    (gap) => gap.to - gap.from >= NARROWEST_ALIKE * em || sidesOf(gap, components, em) !== 'figures',
  )
  const cuts = borders.filter((at) => gaps.some(({ from, to }) => from < at && at < to))
  if (cuts.length === 0) return [components]
  return [Number.NEGATIVE_INFINITY, ...cuts]
    .map((from, i) => {
      const to = cuts[i] ?? Number.POSITIVE_INFINITY
      return components.filter(({ x0 }) => x0 >= from && x0 < to)
    })
    .filter((cell) => cell.length > 0)
}
