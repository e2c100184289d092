/** A rectangle `[x0, y0, x1, y1]` in points, origin top left; the same shape as the model's Box. */
export type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number]

export const widthOf = (box: Rectangle): number => box[2] - box[0]
export const heightOf = (box: Rectangle): number => box[3] - box[1]
export const middleX = (box: Rectangle): number => (box[0] + box[2]) / 2
export const middleY = (box: Rectangle): number => (box[1] + box[3]) / 2

/** The smallest box around all given boxes; null for none. */
export function unite(boxes: Iterable<Rectangle>): Rectangle | null {
  let x0 = Number.POSITIVE_INFINITY
  let y0 = Number.POSITIVE_INFINITY
  let x1 = Number.NEGATIVE_INFINITY
  let y1 = Number.NEGATIVE_INFINITY
  for (const box of boxes) {
    if (box[0] < x0) x0 = box[0]
    if (box[1] < y0) y0 = box[1]
    if (box[2] > x1) x1 = box[2]
    if (box[3] > y1) y1 = box[3]
  }
  return x1 < x0 || y1 < y0 ? null : [x0, y0, x1, y1]
}

/** Is the point inside the box, or at most `slack` points outside of it? */
export function holds(box: Rectangle, x: number, y: number, slack = 0): boolean {
  return x >= box[0] - slack && x <= box[2] + slack && y >= box[1] - slack && y <= box[3] + slack
}

/** Length in points that two intervals share; negative is the gap between them. */
export const overlap = (from: number, to: number, otherFrom: number, otherTo: number): number =>
  Math.min(to, otherTo) - Math.max(from, otherFrom)

/** Area in square points that two boxes share. */
export function sharedArea(a: Rectangle, b: Rectangle): number {
  return Math.max(0, overlap(a[0], a[2], b[0], b[2])) * Math.max(0, overlap(a[1], a[3], b[1], b[3]))
}
