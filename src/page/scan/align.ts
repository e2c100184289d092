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
/** Of one shape, or a third reading has at the place of the one what the other says: 大 beside `擴太` where it reads `擴大`. */
const LIKE_COST = 0.5
/** Plus signs and what readers make of them. */
export const CROSS = /[+＋十]/u
/** Two readings of different kind (a Han character, a mark, a digit) are rarely of one printed character. */
const OTHER_KIND_COST = 1.3
/** But z and 2, l and 1 are. */
const ALPHANUMERIC: ReadonlySet<string> = new Set(['digit', 'letter'])

export function kindOf(character: string): 'han' | 'digit' | 'letter' | 'mark' {
  if (/\p{Script=Han}/u.test(character)) return 'han'
  if (/\d/.test(character)) return 'digit'
  if (/\p{L}/u.test(character)) return 'letter'
  return 'mark'
}

/** The two readings of a line side by side, by the fewest differences. `voteOf`: what a third says at the place of a character of the first. */
export function alignReadings(
  first: ReadCharacter[],
  second: ReadCharacter[],
  voteOf?: (character: ReadCharacter) => ReadCharacter | null | undefined,
): Pair[] {
  const rows = first.length + 1
  const columns = second.length + 1
  const costs = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) costs[i * columns] = i * GAP_COST
  for (let j = 0; j < columns; j++) costs[j] = j * GAP_COST
  const pairCost = (i: number, j: number): number => {
    const one = first[i]
    const a = one?.text ?? ''
    const b = second[j]?.text ?? ''
    if (isSameCharacter(a, b)) return 0
    const vote = one && voteOf?.(one)
    if ((vote && isSameCharacter(vote.text, b)) || (CROSS.test(a) && CROSS.test(b))) return LIKE_COST
    const [kind, other] = [kindOf(a), kindOf(b)]
    return kind === other || (ALPHANUMERIC.has(kind) && ALPHANUMERIC.has(other)) ? OTHER_COST : OTHER_KIND_COST
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
