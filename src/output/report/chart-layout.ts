/** Where the marks of a small chart of yearly figures stand; drawn as SVG by the report and by the review page. */

export type FigureKind = 'actual' | 'target' | 'approved' | 'estimated'

export interface ChartPoint {
  rocYear: number
  kind: FigureKind
  value: number
  /** The value in question. */
  doubtful?: boolean
  /** Another reading of the value in question, which was not taken. */
  alternative?: boolean
  /** As another card tells it. */
  other?: boolean
}

export interface ChartMark extends ChartPoint {
  x: number
  y: number
}

export interface ChartLayout {
  width: number
  height: number
  years: { rocYear: number; x: number }[]
  /** SVG path through the figures of each kind, where it has two or more. */
  lines: { kind: FigureKind; path: string }[]
  marks: ChartMark[]
  /** The least and the greatest figure, with the heights they stand at. */
  scale: { value: number; y: number }[]
  baseline: number
}

const SIDE = 10
const TOP = 16
const BOTTOM = 18
/** Room for the figures of the scale, a digit each 6 units. */
const SCALE_WIDTH = 66

const round = (coordinate: number): number => Math.round(coordinate * 10) / 10

/** null where there are fewer than two figures: one figure alone shows nothing. */
export function layOutChart(points: readonly ChartPoint[], width: number, height: number): ChartLayout | null {
  const taken = points.filter((point) => !point.alternative && !point.other)
  if (taken.length < 2) return null
  const years = [...new Set(points.map((point) => point.rocYear))].sort((a, b) => a - b)
  const values = points.map((point) => point.value)
  const greatest = Math.max(...values, 0)
  const least = Math.min(...values, 0)
  const span = greatest - least || 1
  const left = SIDE + SCALE_WIDTH
  const step = years.length > 1 ? (width - left - SIDE) / (years.length - 1) : 0
  const xOf = (rocYear: number): number => round(left + step * years.indexOf(rocYear))
  const yOf = (value: number): number => round(TOP + ((greatest - value) / span) * (height - TOP - BOTTOM))
  const marks = points.map((point) => ({ ...point, x: xOf(point.rocYear), y: yOf(point.value) }))
  const kinds = [...new Set(taken.map((point) => point.kind))]
  const lines = kinds.flatMap((kind) => {
    const ofKind = marks
      .filter((mark) => mark.kind === kind && !mark.alternative && !mark.other)
      .sort((a, b) => a.rocYear - b.rocYear)
    if (ofKind.length < 2) return []
    return [{ kind, path: ofKind.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('') }]
  })
  return {
    width,
    height,
    years: years.map((rocYear) => ({ rocYear, x: xOf(rocYear) })),
    lines,
    marks,
    scale: [...new Set([greatest, least])].map((value) => ({ value, y: yOf(value) })),
    baseline: yOf(0),
  }
}
