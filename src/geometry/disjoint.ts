/** Sets of numbers 0..size-1 that can be joined (union-find with path halving). */
export class DisjointSets {
  readonly #parent: Int32Array

  constructor(size: number) {
    this.#parent = new Int32Array(size).map((_, i) => i)
  }

  /** The number that stands for the set of `member`. */
  rootOf(member: number): number {
    let at = member
    for (;;) {
      const parent = this.#parent[at] ?? at
      if (parent === at) return at
      const grandparent = this.#parent[parent] ?? parent
      this.#parent[at] = grandparent
      at = grandparent
    }
  }

  /** Joins the sets of both; the smaller root stands for the joined set. */
  join(a: number, b: number): void {
    const rootA = this.rootOf(a)
    const rootB = this.rootOf(b)
    if (rootA === rootB) return
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB)
  }

  /** The members of every set, sets in order of their smallest member. */
  groups(): number[][] {
    const byRoot = new Map<number, number[]>()
    for (let i = 0; i < this.#parent.length; i++) {
      const root = this.rootOf(i)
      const group = byRoot.get(root)
      if (group) group.push(i)
      else byRoot.set(root, [i])
    }
    return [...byRoot.values()]
  }
}
