/** Borders that only colour shows: cells drawn as filled areas with white between them, and zebra rows. */
import { heightOf, holds, middleX, middleY, overlap, widthOf } from '../geometry/box.ts'
import { type Interval, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Fill, Page, Ruling } from '../model/page.ts'

/** Fills over more of the page than this are its background. */
const BACKGROUND_SHARE = 0.5
/** Fills lower or narrower than this share of an em hold no text. */
const SMALLEST_EMS = 0.7
/** Two fills of one colour nearer than this (points) are one area: nobody sees an edge between them. */
const SEAM = 0.35
/** More fills than this on a page are a picture. */
const MOST = 4000

const WHITE = /^#f[c-f]f[c-f]f[c-f]$/u

/** The visible edges of the page's fills but for the bars of `charts`, as rulings. `em` in points. */
export function findFillEdges(page: Page, charts: readonly Box[], em: number): Ruling[] {
  const fills = page.fills.filter(
    ({ box, colour }) =>
      !charts.some((chart) => holds(chart, middleX(box), middleY(box))) &&
      !WHITE.test(colour) &&
      widthOf(box) * heightOf(box) < BACKGROUND_SHARE * page.width * page.height &&
      widthOf(box) >= SMALLEST_EMS * em &&
      heightOf(box) >= SMALLEST_EMS * em,
  )
  if (fills.length < 2 || fills.length > MOST) return []
  const byColour = new Map<string, Fill[]>()
  for (const fill of fills) {
    const group = byColour.get(fill.colour)
    if (group) group.push(fill)
    else byColour.set(fill.colour, [fill])
  }
  return [...byColour.values()].flatMap((group) => {
    const sorted = group.map((fill) => fill.box).sort((a, b) => a[1] - b[1])
    return sorted.flatMap((box, i) => edgesOf(box, i, sorted))
  })
}

function edgesOf(box: Box, own: number, boxes: readonly Box[]): Ruling[] {
  const hidden = { top: [] as Interval[], bottom: [] as Interval[], left: [] as Interval[], right: [] as Interval[] }
  boxes.forEach((other, i) => {
    if (i === own || other[1] > box[3] + SEAM || other[3] < box[1] - SEAM) return
    if (other[0] > box[2] + SEAM || other[2] < box[0] - SEAM) return
    const across = { from: other[0], to: other[2] }
    const down = { from: other[1], to: other[3] }
    if (other[1] < box[1] - SEAM && other[3] >= box[1] - SEAM) hidden.top.push(across)
    if (other[3] > box[3] + SEAM && other[1] <= box[3] + SEAM) hidden.bottom.push(across)
    if (other[0] < box[0] - SEAM && other[2] >= box[0] - SEAM) hidden.left.push(down)
    if (other[2] > box[2] + SEAM && other[0] <= box[2] + SEAM) hidden.right.push(down)
  })
  return [
    ...visible('horizontal', box[1], box[0], box[2], hidden.top),
    ...visible('horizontal', box[3], box[0], box[2], hidden.bottom),
    ...visible('vertical', box[0], box[1], box[3], hidden.left),
    ...visible('vertical', box[2], box[1], box[3], hidden.right),
  ]
}

/** The parts of an edge that no fill of the same colour hides. */
function visible(
  orientation: Ruling['orientation'],
  at: number,
  from: number,
  to: number,
  hidden: readonly Interval[],
): Ruling[] {
  const parts: Ruling[] = []
  let start = from
  const add = (end: number) => {
    if (end - start > SEAM) parts.push({ orientation, at, from: start, to: end, thickness: 0, drawn: 'edge' })
  }
  for (const cover of uniteIntervals(hidden, SEAM)) {
    if (overlap(start, to, cover.from, cover.to) <= 0) continue
    add(cover.from)
    start = Math.max(start, cover.to)
  }
  add(to)
  return parts
}
