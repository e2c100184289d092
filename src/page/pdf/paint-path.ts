import type { Box, Ruling } from '../../model/page.ts'
import type { Ink } from './ink.ts'
import { intersect, type Matrix, scaleOf, transformBox } from './matrix.ts'
import type { Colour, GraphicsState } from './state.ts'

/** Codes of pdf.js inside the data of a path. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

/**
 * A filled rectangle up to this thick (points) and at least this many times as long is a rule. Borders in the files at
 * hand are 0.24 to 3 points; the lowest zebra row is 5 points high.
 */
const RULE_THICKNESS = 3.2
const RULE_PROPORTION = 2.5
/** A line may lean this much (points over its length, or a part of its length) and still be straight. */
const LEAN = 0.7
const LEAN_PART = 0.01
/** A frame painted as the area between two rectangles is at most this thick. */
const FRAME_THICKNESS = 6
/** Half the thickness of a line lies outside a clip that follows a cell's border. */
const CLIP_SLACK = 1

interface Segment {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A closed part of a path, transformed to the page. */
interface Subpath {
  segments: Segment[]
  box: Box
  /** Four sides, all of them along the axes. */
  rectangle: boolean
}

/** The parts of a path on the page; curves are left out of the segments but not of the box. */
export function readPath(data: ArrayLike<number> | null, matrix: Matrix, ink: Ink): Subpath[] {
  if (!data) return []
  const subpaths: Subpath[] = []
  const reader = new SubpathReader(matrix)
  let index = 0
  const at = (offset: number) => data[index + offset] ?? 0
  while (index < data.length) {
    switch (data[index]) {
      case MOVE: {
        const done = reader.end()
        if (done) subpaths.push(done)
        reader.moveTo(at(1), at(2))
        index += 3
        break
      }
      case LINE:
        reader.lineTo(at(1), at(2))
        index += 3
        break
      case CURVE:
        reader.curveTo(at(1), at(2), at(3), at(4), at(5), at(6))
        index += 7
        break
      case QUADRATIC:
        reader.curveTo(at(1), at(2), at(1), at(2), at(3), at(4))
        index += 5
        break
      case CLOSE:
        reader.close()
        index += 1
        break
      default:
        index = data.length
    }
  }
  const done = reader.end()
  if (done) subpaths.push(done)
  ink.countSegments(data.length / 3)
  return subpaths
}

class SubpathReader {
  readonly #m: Matrix
  #segments: Segment[] = []
  #curved = false
  #x = 0
  #y = 0
  #startX = 0
  #startY = 0
  #started = false
  #box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]

  constructor(matrix: Matrix) {
    this.#m = matrix
  }

  moveTo(x: number, y: number): void {
    this.#x = this.#startX = this.#pageX(x, y)
    this.#y = this.#startY = this.#pageY(x, y)
    this.#reach(this.#x, this.#y)
  }

  lineTo(x: number, y: number): void {
    this.#draw(this.#pageX(x, y), this.#pageY(x, y))
  }

  curveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void {
    this.#reach(this.#pageX(x1, y1), this.#pageY(x1, y1))
    this.#reach(this.#pageX(x2, y2), this.#pageY(x2, y2))
    this.#x = this.#pageX(x, y)
    this.#y = this.#pageY(x, y)
    this.#reach(this.#x, this.#y)
    this.#curved = true
    this.#started = true
  }

  close(): void {
    if (this.#started && (this.#x !== this.#startX || this.#y !== this.#startY)) this.#draw(this.#startX, this.#startY)
  }

  end(): Subpath | null {
    const subpath: Subpath | null =
      this.#started && Number.isFinite(this.#box[0] + this.#box[1] + this.#box[2] + this.#box[3])
        ? { segments: this.#segments, box: this.#box, rectangle: !this.#curved && isRectangle(this.#segments) }
        : null
    this.#segments = []
    this.#curved = false
    this.#started = false
    this.#box = [Infinity, Infinity, -Infinity, -Infinity]
    return subpath
  }

  #draw(x: number, y: number): void {
    this.#segments.push({ x0: this.#x, y0: this.#y, x1: x, y1: y })
    this.#x = x
    this.#y = y
    this.#started = true
    this.#reach(x, y)
  }

  #reach(x: number, y: number): void {
    const box = this.#box
    if (x < box[0]) box[0] = x
    if (y < box[1]) box[1] = y
    if (x > box[2]) box[2] = x
    if (y > box[3]) box[3] = y
  }

  #pageX(x: number, y: number): number {
    return this.#m[0] * x + this.#m[2] * y + this.#m[4]
  }

  #pageY(x: number, y: number): number {
    return this.#m[1] * x + this.#m[3] * y + this.#m[5]
  }
}

/** Sides along the axes that turn three or four times: what is filled is its box. */
function isRectangle(segments: readonly Segment[]): boolean {
  if (segments.length < 3 || segments.length > 5) return false
  return segments.every((s) => Math.abs(s.x1 - s.x0) < 0.01 || Math.abs(s.y1 - s.y0) < 0.01)
}

/** Rulings of a stroked path; `strokes` counts each straight part once. */
export function strokePath(subpaths: readonly Subpath[], state: GraphicsState, ink: Ink): void {
  if (state.strokeAlpha <= 0 || state.stroke === 'transparent') return
  const thickness = state.lineWidth * scaleOf(state.matrix)
  const order = ink.next()
  for (const { segments } of subpaths) {
    for (const { x0, y0, x1, y1 } of segments) {
      const width = Math.abs(x1 - x0)
      const height = Math.abs(y1 - y0)
      if (height <= Math.min(LEAN, width * LEAN_PART)) {
        addRuling(ink, state, order, state.stroke, 'horizontal', (y0 + y1) / 2, x0, x1, thickness, 'stroke')
      } else if (width <= Math.min(LEAN, height * LEAN_PART)) {
        addRuling(ink, state, order, state.stroke, 'vertical', (x0 + x1) / 2, y0, y1, thickness, 'stroke')
      }
    }
  }
}

/** Fills, and rulings where what is filled is thin. */
export function fillPath(subpaths: readonly Subpath[], state: GraphicsState, ink: Ink): void {
  if (state.fillAlpha <= 0 || state.fill === 'transparent') return
  const order = ink.next()
  if (subpaths.length === 2 && fillFrame(subpaths, state, ink, order)) return
  for (const { box, rectangle } of subpaths) fillBox(box, rectangle, state, ink, order, 'fill')
}

/** A filled area: a rule where it is thin, else a fill that may hide what lies beneath. */
export function fillBox(
  box: Box,
  whole: boolean,
  state: GraphicsState,
  ink: Ink,
  order: number,
  drawn: Ruling['drawn'],
): void {
  const width = box[2] - box[0]
  const height = box[3] - box[1]
  if (height <= RULE_THICKNESS && width >= height * RULE_PROPORTION) {
    addRuling(ink, state, order, state.fill, 'horizontal', (box[1] + box[3]) / 2, box[0], box[2], height, drawn)
    return
  }
  if (width <= RULE_THICKNESS && height >= width * RULE_PROPORTION) {
    addRuling(ink, state, order, state.fill, 'vertical', (box[0] + box[2]) / 2, box[1], box[3], width, drawn)
    return
  }
  const seen = intersect(state.clip, intersect(ink.page, box))
  if (seen[2] <= seen[0] || seen[3] <= seen[1] || !whole) return
  ink.fills.push({ fill: { box: seen, colour: state.fill ?? '' }, order })
  if (state.covers && state.fillAlpha === 1 && state.fill !== null) {
    ink.covers.push({ box: seen, order, colour: state.fill })
  }
}

/** A border painted as the area between an outer and an inner rectangle: four rules. */
function fillFrame(subpaths: readonly Subpath[], state: GraphicsState, ink: Ink, order: number): boolean {
  const [one, other] = subpaths
  if (!one?.rectangle || !other?.rectangle) return false
  const [outer, inner] = one.box[0] <= other.box[0] ? [one.box, other.box] : [other.box, one.box]
  const edges = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
  if (edges.some((edge) => edge < 0 || edge > FRAME_THICKNESS)) return false
  const sides: Box[] = [
    [outer[0], outer[1], outer[2], inner[1]],
    [outer[0], inner[3], outer[2], outer[3]],
    [outer[0], outer[1], inner[0], outer[3]],
    [inner[2], outer[1], outer[2], outer[3]],
  ]
  sides.forEach((side, index) => {
    const horizontal = index < 2
    const thickness = horizontal ? side[3] - side[1] : side[2] - side[0]
    if (thickness <= 0) return
    const at = horizontal ? (side[1] + side[3]) / 2 : (side[0] + side[2]) / 2
    const [from, to] = horizontal ? [side[0], side[2]] : [side[1], side[3]]
    addRuling(ink, state, order, state.fill, horizontal ? 'horizontal' : 'vertical', at, from, to, thickness, 'fill')
  })
  return true
}

function addRuling(
  ink: Ink,
  state: GraphicsState,
  order: number,
  colour: Colour,
  orientation: Ruling['orientation'],
  at: number,
  start: number,
  end: number,
  thickness: number,
  drawn: Ruling['drawn'],
): void {
  const area = state.clip ? intersect(state.clip, ink.page) : ink.page
  const horizontal = orientation === 'horizontal'
  const slack = thickness / 2 + CLIP_SLACK
  const [low, high] = horizontal ? [area[1], area[3]] : [area[0], area[2]]
  if (at < low - slack || at > high + slack) return
  const [left, right] = horizontal ? [area[0], area[2]] : [area[1], area[3]]
  const from = Math.max(Math.min(start, end), left)
  const to = Math.min(Math.max(start, end), right)
  if (!(to > from)) return
  ink.rulings.push({ ruling: { orientation, at, from, to, thickness, drawn }, order, colour })
}

/** The box of a clip path; null where the path is empty and hides everything. */
export function clipBox(subpaths: readonly Subpath[]): Box {
  return subpaths.reduce<Box>(
    (box, part) => [
      Math.min(box[0], part.box[0]),
      Math.min(box[1], part.box[1]),
      Math.max(box[2], part.box[2]),
      Math.max(box[3], part.box[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}

/** The place of a picture: the unit square of user space. */
export function unitBox(matrix: Matrix): Box {
  return transformBox(matrix, 0, 0, 1, 1)
}
