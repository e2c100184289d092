import type { Box } from '../../model/page.ts'

/** `[a, b, c, d, e, f]`: x' = a x + c y + e, y' = b x + d y + f, as PDF writes it. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** The matrix that applies `inner` first and `outer` to the result. */
export function multiply(outer: Matrix, inner: ArrayLike<number>): Matrix {
  // by index: taking an array apart makes an object for each number
  const a = outer[0]
  const b = outer[1]
  const c = outer[2]
  const d = outer[3]
  const e = outer[4]
  const f = outer[5]
  const ia = inner[0] ?? 1
  const ib = inner[1] ?? 0
  const ic = inner[2] ?? 0
  const id = inner[3] ?? 1
  const ie = inner[4] ?? 0
  const jf = inner[5] ?? 0
  return [a * ia + c * ib, b * ia + d * ib, a * ic + c * id, b * ic + d * id, a * ie + c * jf + e, b * ie + d * jf + f]
}

/** The box around a transformed rectangle, its corners in any order. */
export function transformBox(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const ax = m[0] * x0
  const bx = m[0] * x1
  const cx = m[2] * y0
  const dx = m[2] * y1
  const ay = m[1] * x0
  const by = m[1] * x1
  const cy = m[3] * y0
  const dy = m[3] * y1
  return [
    Math.min(ax, bx) + Math.min(cx, dx) + m[4],
    Math.min(ay, by) + Math.min(cy, dy) + m[5],
    Math.max(ax, bx) + Math.max(cx, dx) + m[4],
    Math.max(ay, by) + Math.max(cy, dy) + m[5],
  ]
}

/** The common part of two boxes; `null` is no limit. May come out empty (x1 < x0). */
export function intersect(one: Box | null, other: Box): Box {
  if (!one) return other
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ]
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
}

export function unite(one: Box, other: Box): Box {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ]
}

/** The place of a picture: the unit square of user space. */
export function unitBox(matrix: Matrix): Box {
  return transformBox(matrix, 0, 0, 1, 1)
}
