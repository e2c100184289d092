/** One page: which tables it has, and what text stands outside of them. */
import { holds } from '../geometry/box.ts'
import type { Box, Page, Ruling } from '../model/page.ts'
import { findBarCharts, withFrames } from './charts.ts'
import { findFillEdges } from './fill-edges.ts'
import { boxOfGrid, type Grid } from './grid.ts'
import { gatherInk, type Ink, ordinarySize } from './ink.ts'
import { composeNotes, sortBlocks } from './notes.ts'
import { findOpenTables } from './open-tables.ts'
import type { PageLayout, PageTable } from './page-table.ts'
import { layOutRows } from './rows.ts'
import { findRuledTables } from './ruled.ts'
import { mergeRulings, snapRulings } from './rulings.ts'
import { findReadingTurn, turnBack, turnPage } from './turn.ts'
import { findTypedRules } from './typed-rules.ts'
import { dropUnderlines } from './underlines.ts'

/** What each step made of a page, for drawing. */
export interface Explanation {
  /** Direction of most text in degrees clockwise; the steps saw the page turned back by it. */
  turn: 0 | 90 | 180 | 270
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

/** Lays out one page; pure. Boxes are those of the page as displayed, also where a table is printed sideways. */
export function layOutPage(page: Page): PageLayout {
  const { layout, turn } = explainPage(page)
  return turn === 0 ? layout : turnBack(layout, turn, page)
}

/** Lays out one page and keeps what every step saw; all boxes are those of the page turned by `turn`. */
export function explainPage(page: Page): Explanation {
  if (page.reader === 'rows') {
    return { turn: 0, em: 0, snapped: [], merged: [], candidates: [], regions: [], layout: layOutRows(page) }
  }
  const ink = gatherInk(page)
  const turn = findReadingTurn(ink)
  return turn === 0 ? explainLevelPage(page, ink) : { ...explainLevelPage(turnPage(page, turn)), turn }
}

function explainLevelPage(page: Page, ink: readonly Ink[] = gatherInk(page)): Explanation {
  const em = ordinarySize(ink)
  const level = ink.filter((glyph) => glyph.turn !== null)
  const slanted = ink.filter((glyph) => glyph.turn === null)
  const { rulings: typed, strokes, others } = findTypedRules(level)
  const snapped = snapRulings([...dropUnderlines(page.rulings, others, em), ...typed], em)
  const merged = mergeRulings(snapped, em)
  const charts = findBarCharts(page.fills)
  const drawn = findRuledTables(merged, others, page, charts, em)
  // what no drawn line explains may be bordered by colour
  const edges = withoutTables(findFillEdges(page, charts, em), drawn.tables)
  const coloured =
    edges.length === 0
      ? null
      : findRuledTables(cleanRulings([...drawn.rulings, ...edges], em), drawn.left, page, charts, em, true)
  const ruled = coloured ? [...drawn.tables, ...coloured.tables] : drawn.tables
  const framed = withFrames(charts, drawn.candidates.map(boxOfGrid))
  const open = findOpenTables((coloured ?? drawn).rulings, (coloured ?? drawn).left, page, framed, em)
  const notes = [...composeNotes([...open.left, ...strokes], page.number), ...composeNotes(slanted, page.number)]
  const blocks = sortBlocks([
    ...[...ruled, ...open.tables].map((table) => ({ kind: 'table' as const, table })),
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
  const candidates = [...drawn.candidates, ...(coloured?.candidates ?? [])]
  return { turn: 0, em, snapped, merged, candidates, regions: open.regions, layout }
}

const cleanRulings = (rulings: readonly Ruling[], em: number): Ruling[] => mergeRulings(snapRulings(rulings, em), em)

/** Rulings that lie in none of the tables. */
function withoutTables(rulings: readonly Ruling[], tables: readonly PageTable[]): Ruling[] {
  return rulings.filter((ruling) => {
    const middle = (ruling.from + ruling.to) / 2
    const [x, y] = ruling.orientation === 'horizontal' ? [middle, ruling.at] : [ruling.at, middle]
    return !tables.some((table) => table.box && holds(table.box, x, y, 1))
  })
}
