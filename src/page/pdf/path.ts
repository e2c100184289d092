import type { Box } from '../../model/page.ts'
import type { Ink } from './ink.ts'
import type { Matrix } from './matrix.ts'

/** Codes of pdf.js inside the data of a path. */
const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const CLOSE = 4

/** A rounded rectangle has at least this part of its outline straight. */
const STRAIGHT_PART = 0.7

export interface Segment {
  x0: number
  y0: number
  x1: number
  y1: number
}

/** A closed part of a path, transformed to the page. */
export interface Subpath {
  segments: Segment[]
  box: Box
  /** Sides along the axes, with square or rounded corners; anything else does not fill its box. */
  shape: 'rectangle' | 'rounded' | 'other'
  /** Runs clockwise as displayed. */
  clockwise: boolean
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
    // The way back over a single line is no second line.
    const retraced = this.#segments.length === 1 && !this.#curved
    const open = this.#x !== this.#startX || this.#y !== this.#startY
    if (this.#started && open && !retraced) this.#draw(this.#startX, this.#startY)
  }

  end(): Subpath | null {
    const subpath: Subpath | null =
      this.#started && Number.isFinite(this.#box[0] + this.#box[1] + this.#box[2] + this.#box[3])
        ? {
            segments: this.#segments,
            box: this.#box,
            shape: shapeOf(this.#segments, this.#box, this.#curved),
            clockwise: isClockwise(this.#segments),
          }
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

function shapeOf(segments: readonly Segment[], box: Box, curved: boolean): Subpath['shape'] {
  if (curved) return isRounded(segments, box) ? 'rounded' : 'other'
  return isRectangle(segments) ? 'rectangle' : 'other'
}

/** Sides along the axes that turn three or four times. */
function isRectangle(segments: readonly Segment[]): boolean {
  return segments.length >= 3 && segments.length <= 5 && segments.every(isStraight)
}

/** Straight sides along the axes, joined by small curves, that make up most of the way around the box. */
function isRounded(segments: readonly Segment[], box: Box): boolean {
  const around = 2 * (box[2] - box[0] + box[3] - box[1])
  const straight = segments.reduce((sum, s) => sum + Math.abs(s.x1 - s.x0) + Math.abs(s.y1 - s.y0), 0)
  return segments.every(isStraight) && straight >= around * STRAIGHT_PART
}

function isStraight(segment: Segment): boolean {
  return Math.abs(segment.x1 - segment.x0) < 0.01 || Math.abs(segment.y1 - segment.y0) < 0.01
}

function isClockwise(segments: readonly Segment[]): boolean {
  return segments.reduce((area, s) => area + s.x0 * s.y1 - s.x1 * s.y0, 0) > 0
}

/** The box around all parts of a path. */
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
