/** Layouts of all pages of a document, from their reading to their stitching. */
import { deserialize, serialize } from 'node:v8'
import type { PageLayout } from './page-table.ts'

/**
 * Pages beyond so many are kept packed: a page of a scorecard takes 35 KB then, outside of the heap, and 120 KB as
 * objects; packing and unpacking it twice takes 1 ms.
 */
const MOST_UNPACKED = 100

/** Can be gone through as often as needed, in page order. */
export class PageStore implements Iterable<PageLayout> {
  readonly #pages: (PageLayout | Uint8Array)[] = []

  add(layout: PageLayout): void {
    this.#pages.push(this.#pages.length < MOST_UNPACKED ? layout : serialize(layout))
  }

  *[Symbol.iterator](): Generator<PageLayout> {
    for (const page of this.#pages) yield page instanceof Uint8Array ? deserialize(page) : page
  }
}
