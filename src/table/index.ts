/** The table layout engine: pages in, tables and notes in reading order out. */
import type { Page } from '../model/page.ts'
import type { Layout } from '../model/table.ts'
import { layOutPage } from './page-layout.ts'
import { stitch } from './stitch.ts'

export { type Explanation, explainPage, layOutPage } from './page-layout.ts'
export type { PageBlock, PageCell, PageLayout, PageNote, PageTable } from './page-table.ts'
export { stitch } from './stitch.ts'

/** Finds every table on the pages, stitches those that go on over pages, and keeps all other text as notes, in reading order. */
export function layOut(pages: Iterable<Page>): Layout {
  const layouts = []
  for (const page of pages) layouts.push(layOutPage(page))
  return stitch(layouts)
}
