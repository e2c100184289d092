/** Results in the order of their items, however long each takes; only so many items are under way. */
export async function* mapInOrder<Item, Result>(
  items: readonly Item[],
  most: number,
  map: (item: Item) => Promise<Result>,
): AsyncIterable<[Item, Result]> {
  const underWay: { item: Item; result: Promise<Result> }[] = []
  let next = 0
  try {
    while (next < items.length || underWay.length > 0) {
      while (next < items.length && underWay.length < most) {
        const item = items[next] as Item
        const result = map(item)
        // A failure is told when its turn comes, not before.
        result.catch(() => {})
        underWay.push({ item, result })
        next += 1
      }
      const first = underWay.shift()
      if (first) yield [first.item, await first.result]
    }
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result))
  }
}
