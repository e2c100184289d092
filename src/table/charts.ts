/** Bar charts: filled bars that begin on one line and end where their values are. */
import { heightOf, type Rectangle, sharedArea, unite, widthOf } from '../geometry/box.ts'
import { cluster } from '../geometry/cluster.ts'
import type { Box, Fill } from '../model/page.ts'

/** So many bars make a chart, and of their ends so many and this share differ; cells of one column end alike. */
const BARS = 4
const ENDS = 3
const ENDS_SHARE = 0.5
/** Ends, beginnings and thicknesses of bars nearer than this (points) are alike. */
const ALIKE = 1.2
/** A table that shares more of its area with bars is the chart. */
const CHART_SHARE = 0.3
/** Filled cells, merged ones of several heights among them, leave only white rules free; the tests' bars fill 0.6. */
const TILED_SHARE = 0.85
/** More fills than this on a page are a picture. */
const MOST = 4000

/** The boxes around the bars of each chart. */
export function findBarCharts(fills: readonly Fill[]): Box[] {
  if (fills.length < BARS || fills.length > MOST) return []
  const boxes = fills.map((fill) => fill.box)
  const level = boxes.map((box) => ({ box, start: box[0], end: box[2], thickness: heightOf(box), place: box[1] }))
  const upright = boxes.map((box) => ({ box, start: box[3], end: box[1], thickness: widthOf(box), place: box[0] }))
  return [...findBars(level), ...findBars(upright)].filter((chart) => !isTiled(chart, boxes))
}

/** Do fills lie side by side all over the box? One behind all of it is none of them. */
function isTiled(chart: Box, fills: readonly Box[]): boolean {
  const area = widthOf(chart) * heightOf(chart)
  const shared = new Map<string, number>()
  for (const fill of fills) {
    const part = sharedArea(fill, chart)
    if (part > 0 && part < TILED_SHARE * area) shared.set(fill.map(Math.round).join(' '), part)
  }
  return [...shared.values()].reduce((sum, part) => sum + part, 0) >= TILED_SHARE * area
}

interface Bar {
  box: Box
  start: number
  end: number
  thickness: number
  /** Where it lies across its length. */
  place: number
}

function findBars(bars: readonly Bar[]): Box[] {
  return cluster(bars, (bar) => bar.start, ALIKE).flatMap((together) =>
    cluster(together, (bar) => bar.thickness, ALIKE).flatMap((alike) => {
      // bars are longer than thick somewhere, and each stands at a place of its own
      if (alike.length < BARS || !alike.some((bar) => Math.abs(bar.end - bar.start) > bar.thickness)) return []
      const ends = cluster(alike, (bar) => bar.end, ALIKE)
      if (ends.length < ENDS || ends.length < ENDS_SHARE * alike.length) return []
      const box = unite(bars.filter((bar) => alike.some((first) => isStackedOn(bar, first))).map((bar) => bar.box))
      return box ? [box] : []
    }),
  )
}

/** The charts and the frames drawn around them, which hold their axes and legends too. */
export const withFrames = (charts: readonly Box[], frames: readonly Box[]): Box[] => [
  ...charts,
  ...frames.filter((frame) => isBarChart(frame, charts)),
]

/** Is it the bar itself, or a part of it that begins where another part ends? */
const isStackedOn = (bar: Bar, first: Bar): boolean =>
  Math.abs(bar.place - first.place) <= ALIKE && Math.abs(bar.thickness - first.thickness) <= ALIKE

/** Is so much of the box covered by bars that it is their chart? */
export const isBarChart = (box: Rectangle | null, charts: readonly Box[]): boolean =>
  box !== null && charts.some((chart) => sharedArea(chart, box) > CHART_SHARE * widthOf(box) * heightOf(box))
