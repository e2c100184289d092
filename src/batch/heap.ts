/** How far the heaps of this process may grow before V8 collects what is dead. */
import { setFlagsFromString } from 'node:v8'

/** A document of more pages is long: memory matters more than time. */
const LONG_PAGES = 100
/** Of what lives, at most so much more. Left alone, V8 lets a heap of 2 GB grow to four times what lives in it. */
const GROWTH_PERCENT = 80

let tight = false

/**
 * Told of each page. From the first long document on the process spares memory: all tables of 1,000 pages took 371 MB so,
 * 502 MB without, and a fifth more CPU time, which batches of short documents keep.
 */
export function watchLength({ pages }: { pages: number }): void {
  if (tight || pages <= LONG_PAGES) return
  tight = true
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
