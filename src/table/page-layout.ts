/** One page: which tables it has, and what text stands outside of them. */
import type { Box, Page, Ruling } from '../model/page.ts'
import type { Grid } from './grid.ts'
import { gatherInk, ordinarySize } from './ink.ts'
import { composeNotes, sortBlocks } from './notes.ts'
import { findOpenTables } from './open-tables.ts'
import type { PageLayout } from './page-table.ts'
import { layOutRows } from './rows.ts'
import { findRuledTables } from './ruled.ts'
import { mergeRulings, snapRulings } from './rulings.ts'

/** What each step made of a page, for drawing. */
export interface Explanation {
  /** Em size in points that the thresholds are measured in. */
  em: number
  snapped: Ruling[]
  merged: Ruling[]
  /** Grids of all line work, whether it turned out a table or not. */
  candidates: Grid[]
  /** Where text stands in columns without a full grid. */
  regions: Box[]
  layout: PageLayout
}

/** Lays out one page; pure. */
export function layOutPage(page: Page): PageLayout {
  return explainPage(page).layout
}

/** Lays out one page and keeps what every step saw. */
export function explainPage(page: Page): Explanation {
  if (page.reader === 'rows') {
    return { em: 0, snapped: [], merged: [], candidates: [], regions: [], layout: layOutRows(page) }
  }
  const ink = gatherInk(page)
  const em = ordinarySize(ink)
  const snapped = snapRulings(page.rulings, em)
  const merged = mergeRulings(snapped, em)
  const level = ink.filter((glyph) => glyph.turn !== null)
  const slanted = ink.filter((glyph) => glyph.turn === null)
  const ruled = findRuledTables(merged, level, page, em)
  const open = findOpenTables(ruled.rulings, ruled.left, page, em)
  const notes = [...composeNotes(open.left, page.number), ...composeNotes(slanted, page.number)]
  const blocks = sortBlocks([
    ...[...ruled.tables, ...open.tables].map((table) => ({ kind: 'table' as const, table })),
    ...notes.map((note) => ({ kind: 'note' as const, note })),
  ])
  const layout = {
    page: page.number,
    width: page.width,
    height: page.height,
    reader: page.reader,
    blocks,
    visible: ink.length,
  }
  return { em, snapped, merged, candidates: ruled.candidates, regions: open.regions, layout }
}
