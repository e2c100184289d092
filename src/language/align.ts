/** Alignment of two readings of one line by edit distance (Levenshtein 1966; Wagner and Fischer 1974). */

/** For each character of `text`, the character of `other` that stands for it; '' where `other` has none there. */
export function alignTexts(text: string, other: string): string[] {
  const [rows, columns] = [[...text], [...other].filter((character) => !/\s/u.test(character))]
  const width = columns.length + 1
  const costs = new Int32Array((rows.length + 1) * width)
  for (let row = 0; row <= rows.length; row++) costs[row * width] = row
  for (let column = 0; column <= columns.length; column++) costs[column] = column
  for (let row = 1; row <= rows.length; row++) {
    for (let column = 1; column <= columns.length; column++) {
      const same = rows[row - 1] === columns[column - 1] ? 0 : 1
      costs[row * width + column] = Math.min(
        at(costs, (row - 1) * width + column - 1) + same,
        at(costs, (row - 1) * width + column) + 1,
        at(costs, row * width + column - 1) + 1,
      )
    }
  }
  const aligned = rows.map(() => '')
  let [row, column] = [rows.length, columns.length]
  while (row > 0 && column > 0) {
    const here = at(costs, row * width + column)
    const same = rows[row - 1] === columns[column - 1] ? 0 : 1
    if (here === at(costs, (row - 1) * width + column - 1) + same) {
      aligned[row - 1] = columns[column - 1] ?? ''
      row--
      column--
    } else if (here === at(costs, (row - 1) * width + column) + 1) row--
    else column--
  }
  return aligned
}

const at = (costs: Int32Array, index: number): number => costs[index] ?? 0
