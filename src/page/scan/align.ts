import type { ReadCharacter } from './readers/reader.ts'
import { isSameCharacter } from './variants.ts'

/** One printed character as two recognisers saw it; null where one saw nothing. */
export interface Pair {
  first: ReadCharacter | null
  second: ReadCharacter | null
  same: boolean
}

const GAP_COST = 0.75
const OTHER_COST = 1
/** Two readings of different kind (a digit, a Han character, a mark) are rarely of one printed character. */
const OTHER_KIND_COST = 1.3

export function kindOf(character: string): 'han' | 'digit' | 'letter' | 'mark' {
  if (/\p{Script=Han}/u.test(character)) return 'han'
  if (/\d/.test(character)) return 'digit'
  if (/\p{L}/u.test(character)) return 'letter'
  return 'mark'
}

/** The two readings of a line side by side, by the fewest differences. */
export function alignReadings(first: ReadCharacter[], second: ReadCharacter[]): Pair[] {
  const rows = first.length + 1
  const columns = second.length + 1
  const costs = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) costs[i * columns] = i * GAP_COST
  for (let j = 0; j < columns; j++) costs[j] = j * GAP_COST
  const pairCost = (i: number, j: number): number => {
    const a = first[i]?.text ?? ''
    const b = second[j]?.text ?? ''
    if (isSameCharacter(a, b)) return 0
    return kindOf(a) === kindOf(b) ? OTHER_COST : OTHER_KIND_COST
  }
  const cost = (i: number, j: number): number => costs[i * columns + j] ?? 0
  for (let i = 1; i < rows; i++) {
    for (let j = 1; j < columns; j++) {
      costs[i * columns + j] = Math.min(
        cost(i - 1, j - 1) + pairCost(i - 1, j - 1),
        cost(i - 1, j) + GAP_COST,
        cost(i, j - 1) + GAP_COST,
      )
    }
  }
  const pairs: Pair[] = []
  let i = first.length
  let j = second.length
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 && Math.abs(cost(i, j) - cost(i - 1, j - 1) - pairCost(i - 1, j - 1)) < 1e-9) {
      i--
      j--
      const a = first[i] ?? null
      const b = second[j] ?? null
      pairs.push({ first: a, second: b, same: pairCost(i, j) === 0 })
    } else if (i > 0 && Math.abs(cost(i, j) - cost(i - 1, j) - GAP_COST) < 1e-9) {
      i--
      pairs.push({ first: first[i] ?? null, second: null, same: false })
    } else {
      j--
      pairs.push({ first: null, second: second[j] ?? null, same: false })
    }
  }
  return pairs.reverse()
}
