/** How far the heaps of this process may grow before V8 collects what is dead. */
import { setFlagsFromString } from 'node:v8'

/** A document of more pages is long: memory matters more than time. */
const LONG_PAGES = 100
/** Of what lives, at most so much more. Left alone, V8 lets a heap of 2 GB grow to four times what lives in it. */
const GROWTH_PERCENT = 80

/**
 * Young objects of a worker, in MB, before V8 collects them; a document makes 60 in the mean, so that most of it is dead by
 * then. With 16, which V8 takes by itself and comes to slowly, 400 documents took 7 % longer with 2 jobs, 3 % with one.
 */
const SEMI_SPACE_MEGABYTES = 64
/** V8 counts three such spaces as the young generation. */
export const YOUNG_MEGABYTES = 3 * SEMI_SPACE_MEGABYTES

/** To be called before workers are started: from their start on they have all the room for young objects. */
export function giveRoomToWorkers(): void {
  setFlagsFromString(`--min-semi-space-size=${SEMI_SPACE_MEGABYTES}`)
}

/** Node 26 ends the whole process where a thread is to start in 1 or 2 MB. No document gets by with so little. */
const LEAST_MEGABYTES = 8

/** The old objects of a thread that is allowed so many MB: one that has more is ended with ERR_WORKER_OUT_OF_MEMORY. */
export const oldGenerationOf = (megabytes: number): number => Math.max(megabytes, LEAST_MEGABYTES)

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
