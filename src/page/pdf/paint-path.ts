import type { Box, Ruling } from '../../model/page.ts'
import { linkDots } from './dots.ts'
import type { Ink } from './ink.ts'
import { intersect } from './matrix.ts'
import type { Subpath } from './path.ts'
import type { Colour, GraphicsState } from './state.ts'

/**
 * A filled rectangle up to this thick (points) and at least this many times as long is a rule. Borders in the files at
 * hand are 0.24 to 3 points; the lowest zebra row is 5 points high.
 */
const RULE_THICKNESS = 3.2
const RULE_PROPORTION = 2.5
/** A stroke thicker than this paints an area. */
const STROKE_THICKNESS = 6
/** A line may lean this much (points over its length, or a part of its length) and still be straight. */
const LEAN = 0.7
const LEAN_PART = 0.01
/** A frame painted as the area between two rectangles is at most this thick. */
const FRAME_THICKNESS = 6
/** A path of more parts than this (a grid, a letter) is not taken to hide anything. */
const MOST_PARTS = 50
/** Half the thickness of a line lies outside a clip that follows a cell's border. */
const CLIP_SLACK = 1

/** Sizes of a letter or a part of one, in points. */
const SMALLEST_PRINT = 2
const LARGEST_PRINT = 40

/** What paints: its colour, its place in the painting order, and whether it hides what lies beneath. */
export interface Brush {
  colour: Colour
  opaque: boolean
  order: number
  /** Visible area, in page points. */
  area: Box
  drawn: Ruling['drawn']
}

/** The brush of the state for filling or stroking; null where it leaves no trace. */
export function brushOf(state: GraphicsState, kind: 'fill' | 'stroke', ink: Ink): Brush | null {
  const colour = kind === 'fill' ? state.fill : state.stroke
  const alpha = kind === 'fill' ? state.fillAlpha : state.strokeAlpha
  if (alpha <= 0 || colour === 'transparent') return null
  const area = intersect(state.clip, ink.page)
  return { colour, opaque: state.covers && alpha === 1 && colour !== null, order: ink.next(), area, drawn: kind }
}

/** The rulings of a stroked path. */
export function strokePath(subpaths: readonly Subpath[], state: GraphicsState, ink: Ink): void {
  const brush = brushOf(state, 'stroke', ink)
  if (!brush) return
  const [a, b, c, d] = state.matrix
  const down = state.lineWidth * (Math.abs(b) + Math.abs(d))
  const across = state.lineWidth * (Math.abs(a) + Math.abs(c))
  for (const { segments } of subpaths) {
    for (const { x0, y0, x1, y1 } of segments) {
      const width = Math.abs(x1 - x0)
      const height = Math.abs(y1 - y0)
      if (height <= Math.min(LEAN, width * LEAN_PART)) {
        const y = (y0 + y1) / 2
        if (down > STROKE_THICKNESS)
          addFill(ink, brush, [Math.min(x0, x1), y - down / 2, Math.max(x0, x1), y + down / 2])
        else addRuling(ink, brush, 'horizontal', y, x0, x1, down)
      } else if (width <= Math.min(LEAN, height * LEAN_PART)) {
        const x = (x0 + x1) / 2
        if (across > STROKE_THICKNESS) {
          addFill(ink, brush, [x - across / 2, Math.min(y0, y1), x + across / 2, Math.max(y0, y1)])
        } else addRuling(ink, brush, 'vertical', x, y0, y1, across)
      }
    }
  }
}

/** Fills, and rulings where what is filled is thin. */
export function fillPath(subpaths: readonly Subpath[], state: GraphicsState, evenOdd: boolean, ink: Ink): void {
  const brush = brushOf(state, 'fill', ink)
  if (!brush) return
  const [one, other] = subpaths
  if (one && other && subpaths.length === 2) {
    // Two plain rectangles that run the same way paint one area, whatever lies between them.
    const between =
      evenOdd || one.clockwise !== other.clockwise || one.shape !== 'rectangle' || other.shape !== 'rectangle'
    if (between && fillFrame(one.box, other.box, brush, ink)) return
  }
  const holes = findHoles(subpaths, evenOdd)
  for (const part of subpaths) {
    if (isPrintSized(part)) ink.contours += 1
    if (holes.includes(part)) continue
    const inside = subpaths.filter((inner) => inner !== part && encloses(part.box, inner.box))
    const hole = largest(inside.filter((inner) => holes.includes(inner)))
    if (hole && part.shape === 'rectangle' && fillFrame(part.box, hole.box, brush, ink)) continue
    const solid = part.shape === 'rectangle' && inside.length === 0 && subpaths.length <= MOST_PARTS
    fillBox(part.box, part.shape !== 'other', solid ? brush : { ...brush, opaque: false }, ink)
  }
}

/** The rectangles in rectangles whose inside the rule of the path leaves bare: double borders are several frames, one in another. */
function findHoles(subpaths: readonly Subpath[], evenOdd: boolean): Subpath[] {
  if (subpaths.length > MOST_PARTS || subpaths.some(({ shape }) => shape !== 'rectangle')) return []
  return subpaths.filter((part) => {
    const around = subpaths.filter((outer) => outer === part || encloses(outer.box, part.box))
    const winding = around.reduce((sum, { clockwise }) => sum + (evenOdd || clockwise ? 1 : -1), 0)
    return evenOdd ? winding % 2 === 0 : winding === 0
  })
}

const largest = (parts: readonly Subpath[]): Subpath | undefined =>
  parts.reduce<Subpath | undefined>((one, other) => (one && encloses(one.box, other.box) ? one : other), undefined)

function isPrintSized({ box, shape }: Subpath): boolean {
  const [width, height] = [box[2] - box[0], box[3] - box[1]]
  return shape === 'other' && Math.max(width, height) >= SMALLEST_PRINT && Math.max(width, height) <= LARGEST_PRINT
}

function encloses(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/** Thin and long enough to be a rule. */
export function isThin(box: Box): boolean {
  const width = box[2] - box[0]
  const height = box[3] - box[1]
  return (
    Math.min(width, height) <= RULE_THICKNESS && Math.max(width, height) >= Math.min(width, height) * RULE_PROPORTION
  )
}

/** A filled area: a rule where it is thin, else, if it is (nearly) the whole box that is filled, a fill. */
export function fillBox(box: Box, whole: boolean, brush: Brush, ink: Ink): void {
  const width = box[2] - box[0]
  const height = box[3] - box[1]
  const [short, long] = width < height ? [width, height] : [height, width]
  if (whole && long <= RULE_THICKNESS && long < short * RULE_PROPORTION) ink.dots.push({ box, brush })
  else if (isThin(box)) {
    if (width > height) addRuling(ink, brush, 'horizontal', (box[1] + box[3]) / 2, box[0], box[2], height)
    else addRuling(ink, brush, 'vertical', (box[0] + box[2]) / 2, box[1], box[3], width)
  } else if (whole) addFill(ink, brush, box)
}

/** Makes rulings of the dots that stand in line, and small fills of the others. */
export function paintDots(ink: Ink): void {
  const { lines, single } = linkDots(ink.dots)
  for (const { orientation, dots } of lines) {
    const [first, last] = [dots[0], dots.at(-1)]
    if (!first || !last) continue
    const [x0, y0, x1, y1] = first.box
    const horizontal = orientation === 'horizontal'
    const [at, from, thickness] = horizontal ? [(y0 + y1) / 2, x0, y1 - y0] : [(x0 + x1) / 2, y0, x1 - x0]
    addRuling(ink, first.brush, orientation, at, from, horizontal ? last.box[2] : last.box[3], thickness)
  }
  for (const { box, brush } of single) addFill(ink, brush, box)
}

/** A border painted as the area between an outer and an inner rectangle: four rules. */
function fillFrame(one: Box, other: Box, brush: Brush, ink: Ink): boolean {
  const [outer, inner] = one[0] <= other[0] && one[2] >= other[2] ? [one, other] : [other, one]
  const edges = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
  if (edges.some((edge) => edge < 0 || edge > FRAME_THICKNESS)) return false
  const [left = 0, top = 0, right = 0, bottom = 0] = edges
  if (top > 0) addRuling(ink, brush, 'horizontal', outer[1] + top / 2, outer[0], outer[2], top)
  if (bottom > 0) addRuling(ink, brush, 'horizontal', outer[3] - bottom / 2, outer[0], outer[2], bottom)
  if (left > 0) addRuling(ink, brush, 'vertical', outer[0] + left / 2, outer[1], outer[3], left)
  if (right > 0) addRuling(ink, brush, 'vertical', outer[2] - right / 2, outer[1], outer[3], right)
  return true
}

function addFill(ink: Ink, brush: Brush, box: Box): void {
  const seen = intersect(brush.area, box)
  if (!(seen[2] > seen[0] && seen[3] > seen[1])) return
  ink.fills.push({ fill: { box: seen, colour: brush.colour ?? '' }, order: brush.order })
  if (brush.opaque) ink.covers.push({ box: seen, order: brush.order, colour: brush.colour })
}

function addRuling(
  ink: Ink,
  brush: Brush,
  orientation: Ruling['orientation'],
  at: number,
  start: number,
  end: number,
  thickness: number,
): void {
  const [x0, y0, x1, y1] = brush.area
  const [low, high, first, last] = orientation === 'horizontal' ? [y0, y1, x0, x1] : [x0, x1, y0, y1]
  const slack = thickness / 2 + CLIP_SLACK
  if (at < low - slack || at > high + slack) return
  const from = Math.max(Math.min(start, end), first)
  const to = Math.min(Math.max(start, end), last)
  if (!(to > from)) return
  const ruling: Ruling = { orientation, at, from, to, thickness, drawn: brush.drawn }
  ink.rulings.push({ ruling, order: brush.order, colour: brush.colour })
}
