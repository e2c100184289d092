/** How alike two names are. */

function countPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  const characters = [...text]
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at]}${characters[at + 1]}`
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** Share of character pairs that two folded names have in common (Dice): 0 to 1. */
export function nameSimilarity(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const pairsOfA = countPairs(a)
  const pairsOfB = countPairs(b)
  let common = 0
  for (const [pair, count] of pairsOfA) common += Math.min(count, pairsOfB.get(pair) ?? 0)
  const total = Math.max([...a].length - 1, 0) + Math.max([...b].length - 1, 0)
  return total === 0 ? 0 : (2 * common) / total
}
