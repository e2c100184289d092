/** Do two pieces have the same columns? Borders may move a little, and a piece may lack borders that its cells never use. */
import type { Field } from './grid.ts'

/** Borders may differ by this many points, or by this share of the table's width (column widths that change a little). */
const BORDER_POINTS = 4
const BORDER_SHARE = 0.012

/** Pairs each border of the narrower list with one of the wider list; null if one finds no partner or the ends differ. */
export function matchBorders(few: readonly number[], many: readonly number[]): number[] | null {
  const width = (many.at(-1) ?? 0) - (many[0] ?? 0)
  const reach = Math.max(BORDER_POINTS, BORDER_SHARE * width)
  // a piece may stand a little to the left or right on its page
  const move = ((many[0] ?? 0) - (few[0] ?? 0) + ((many.at(-1) ?? 0) - (few.at(-1) ?? 0))) / 2
  if (Math.abs(move) > width * 0.1) return null
  const pairs: number[] = []
  let next = 0
  for (const border of few) {
    while (next < many.length && (many[next] ?? 0) < border + move - reach) next++
    if (next >= many.length || (many[next] ?? 0) > border + move + reach) return null
    let best = next
    while (
      best + 1 < many.length &&
      Math.abs((many[best + 1] ?? 0) - border - move) < Math.abs((many[best] ?? 0) - border - move)
    ) {
      best++
    }
    pairs.push(best)
    next = best + 1
  }
  return pairs[0] === 0 && pairs.at(-1) === many.length - 1 ? pairs : null
}

/** Are there as many borders, each nearer to its partner than half of the columns beside it? So far text of a column may be from its borders. */
export function areLikeBorders(borders: readonly number[], others: readonly number[]): boolean {
  return (
    borders.length === others.length &&
    borders.every((border, i) => {
      const widths = [i - 1, i].map((at) => (borders[at + 1] ?? 0) - (borders[at] ?? 0)).filter((width) => width > 0)
      return Math.abs(border - (others[i] ?? 0)) < Math.min(...widths) / 2
    })
  )
}

/** Moves cells onto a finer set of columns: `pairs[i]` is where border i went. */
export function widenFields<T extends Field>(cells: readonly T[], pairs: readonly number[]): T[] {
  return cells.map((cell) => {
    const from = pairs[cell.column] ?? cell.column
    const to = pairs[cell.column + cell.columnSpan] ?? from + cell.columnSpan
    return { ...cell, column: from, columnSpan: to - from }
  })
}
