import type { Ink } from './bitmap.ts'

/** Share of a rule's length that may be missing in all. */
const MOST_MISSING = 0.15

/** Ink from `from` to before `to` in one row of pixels. */
export interface Run {
  y: number
  from: number
  to: number
  group: number
}

/** Long horizontal runs of ink, tolerant of specks and of a slope of one pixel; one list a row, left to right. */
export function findRuns(ink: Ink, shortest: number, gap: number): Run[][] {
  const { width, height, data } = ink
  const rows: Run[][] = []
  for (let y = 0; y < height; y++) {
    const found: Run[] = []
    const above = Math.max(0, y - 1) * width
    const here = y * width
    const below = Math.min(height - 1, y + 1) * width
    let from = -1
    let last = -1
    let missing = 0
    for (let x = 0; x <= width; x++) {
      const dark = x < width && (data[here + x] === 1 || data[above + x] === 1 || data[below + x] === 1)
      if (dark) {
        if (from < 0) {
          from = x
          missing = 0
        } else missing += x - last - 1
        last = x
      } else if (from >= 0 && (x === width || x - last > gap)) {
        const length = last + 1 - from
        if (length >= shortest && missing <= length * MOST_MISSING) found.push({ y, from, to: last + 1, group: -1 })
        from = -1
      }
    }
    rows.push(found)
  }
  return rows
}

/** Runs of neighbouring rows that overlap are one stroke. */
export function groupRuns(rows: Run[][]): Run[][] {
  const parents: number[] = []
  const rootOf = (id: number): number => {
    let root = id
    while (parents[root] !== root) root = parents[root] ?? root
    parents[id] = root
    return root
  }
  let previous: Run[] = []
  for (const row of rows) {
    for (const run of row) {
      run.group = parents.length
      parents.push(run.group)
      for (const other of previous) {
        if (run.y - other.y === 1 && other.from < run.to && other.to > run.from)
          parents[rootOf(other.group)] = rootOf(run.group)
      }
    }
    previous = row
  }
  const groups = new Map<number, Run[]>()
  for (const row of rows) {
    for (const run of row) {
      const root = rootOf(run.group)
      const group = groups.get(root)
      if (group) group.push(run)
      else groups.set(root, [run])
    }
  }
  return [...groups.values()]
}

/** Beside its longest run a rule has others of this share; what hangs on it (a punched hole, a stamp) is shorter. */
const CORE_SHARE = 0.5

/**
 * The runs of a rule, without those of a blot that touches it: runs too high for a rule are parted at the longest. What is
 * left may hold another rule that the blot touches.
 */
export function partRuns(runs: Run[], thickest: number, shortest: number): { core: Run[]; rest: Run[][] } {
  const lengthOf = (run: Run) => run.to - run.from
  const longest = runs.reduce((most, run) => (lengthOf(run) > lengthOf(most) ? run : most))
  const isFlat = runs.every((run) => Math.abs(run.y - longest.y) <= thickest)
  if (isFlat || lengthOf(longest) < shortest) return { core: runs, rest: [] }
  const isCore = (run: Run) =>
    Math.abs(run.y - longest.y) <= thickest && lengthOf(run) >= lengthOf(longest) * CORE_SHARE
  const rows = new Map<number, Run[]>()
  for (const run of runs) {
    if (isCore(run)) continue
    const row = rows.get(run.y)
    if (row) row.push(run)
    else rows.set(run.y, [run])
  }
  return { core: runs.filter(isCore), rest: groupRuns([...rows].sort(([a], [b]) => a - b).map(([, row]) => row)) }
}
