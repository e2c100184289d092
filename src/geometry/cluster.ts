/**
 * Groups items whose values follow each other closely: a group ends where the next value is more than `gap` further,
 * or the group would grow wider than `width`. Returns the groups in rising order of value.
 */
export function cluster<T>(items: readonly T[], valueIn: (item: T) => number, gap: number, width = gap * 2): T[][] {
  const sorted = items.map((item) => ({ item, value: valueIn(item) })).sort((a, b) => a.value - b.value)
  const groups: T[][] = []
  let group: T[] = []
  let first = 0
  let last = 0
  for (const { item, value } of sorted) {
    if (group.length > 0 && value - last <= gap && value - first <= width) group.push(item)
    else {
      group = [item]
      groups.push(group)
      first = value
    }
    last = value
  }
  return groups
}

/** The value in the middle of the sorted list (the lower one of two); `otherwise` for an empty list. */
export function median(values: readonly number[], otherwise = 0): number {
  return quantile(values, 0.5, otherwise)
}

/** The value below which the share `q` (0 to 1) of the values lies; `otherwise` for an empty list. */
export function quantile(values: readonly number[], q: number, otherwise = 0): number {
  if (values.length === 0) return otherwise
  return valueAt(Float64Array.from(values).sort(), q) ?? otherwise
}

/** How far apart the values are, a fifth of them at each end left out; 0 for an empty list. */
export function spread(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  return (valueAt(sorted, 0.8) ?? 0) - (valueAt(sorted, 0.2) ?? 0)
}

const valueAt = (sorted: Float64Array, q: number): number | undefined => sorted[Math.floor(q * (sorted.length - 1))]
