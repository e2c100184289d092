/** The table layout engine: pages in, tables and notes in reading order out. */
import type { Page } from '../model/page.ts'
import type { Layout } from '../model/table.ts'
import { layOutPage } from './page-layout.ts'
import { stitch } from './stitch.ts'

export { type Explanation, explainPage, layOutPage } from './page-layout.ts'
export { PageStore } from './page-store.ts'
export type { PageBlock, PageCell, PageLayout, PageNote, PageTable } from './page-table.ts'
export { stitch, stitchBlocks } from './stitch.ts'

/** Finds every table on the pages, stitches those that go on over pages, and keeps all other text as notes, in reading order. */
export function layOut(pages: readonly Page[]): Layout {
  return stitch(pages.map(layOutPage))
}
