import type { Ink } from './bitmap.ts'

/** A connected piece of ink, in pixels; x1 and y1 are one past the last. */
export interface Component {
  x0: number
  y0: number
  x1: number
  y1: number
  area: number
  /** Its horizontal runs: y, first x, one past the last x, and so on. */
  runs: number[]
}

/** Connected pieces of the pixels that are exactly 1; corners connect. */
export function findComponents(ink: Ink): Component[] {
  const { width, height, data } = ink
  const parents: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  const ys: number[] = []
  const rootOf = (id: number): number => {
    let root = id
    while (parents[root] !== root) root = parents[root] ?? root
    let at = id
    while (parents[at] !== root) {
      const next = parents[at] ?? root
      parents[at] = root
      at = next
    }
    return root
  }
  let previous = 0
  let current = 0
  for (let y = 0; y < height; y++) {
    const above = previous
    const aboveEnd = current
    previous = current
    let touching = above
    const row = y * width
    let x = 0
    while (x < width) {
      x = data.indexOf(1, row + x) - row
      if (x < 0 || x >= width) break
      const from = x
      while (x < width && data[row + x] === 1) x++
      const id = parents.length
      parents.push(id)
      starts.push(from)
      ends.push(x)
      ys.push(y)
      while (touching < aboveEnd && (ends[touching] ?? 0) < from) touching++
      for (let k = touching; k < aboveEnd && (starts[k] ?? 0) <= x; k++) {
        const root = rootOf(k)
        parents[root] = rootOf(id)
      }
    }
    current = parents.length
  }
  const components = new Map<number, Component>()
  for (let id = 0; id < parents.length; id++) {
    const root = rootOf(id)
    const from = starts[id] ?? 0
    const to = ends[id] ?? 0
    const y = ys[id] ?? 0
    const component = components.get(root)
    if (!component) {
      components.set(root, { x0: from, y0: y, x1: to, y1: y + 1, area: to - from, runs: [y, from, to] })
      continue
    }
    component.x0 = Math.min(component.x0, from)
    component.x1 = Math.max(component.x1, to)
    component.y1 = Math.max(component.y1, y + 1)
    component.area += to - from
    component.runs.push(y, from, to)
  }
  return [...components.values()]
}
