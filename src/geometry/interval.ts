/** A stretch of a line, in points. */
export interface Interval {
  from: number
  to: number
}

/** Joins intervals that overlap or lie at most `gap` apart; the result is sorted and disjoint. */
export function uniteIntervals(intervals: readonly Interval[], gap = 0): Interval[] {
  const sorted = [...intervals].sort((a, b) => a.from - b.from)
  const united: Interval[] = []
  for (const { from, to } of sorted) {
    const last = united.at(-1)
    if (last && from <= last.to + gap) last.to = Math.max(last.to, to)
    else united.push({ from, to })
  }
  return united
}

/** How many points of `from..to` the intervals cover; they must be disjoint. */
export function coveredLength(intervals: readonly Interval[], from: number, to: number): number {
  let covered = 0
  for (const interval of intervals) {
    covered += Math.max(0, Math.min(interval.to, to) - Math.max(interval.from, from))
  }
  return covered
}

/** Index of the last value that is <= x in a rising list; -1 if all are greater. */
export function lastAtMost(values: readonly number[], x: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= x) low = middle + 1
    else high = middle
  }
  return low - 1
}
