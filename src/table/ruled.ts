/** Tables whose cells are drawn by lines. */
import { heightOf, holds, widthOf } from '../geometry/box.ts'
import { coveredLength, uniteIntervals } from '../geometry/interval.ts'
import type { Box, Page, Ruling } from '../model/page.ts'
import { buildTable, dropHollow } from './build.ts'
import { cutGrid, findLineWork, type Grid, type LineWork } from './grid.ts'
import type { Ink } from './ink.ts'
import type { PageTable } from './page-table.ts'
import { refineGrid } from './refine.ts'

/** A drawing is a table when at least this share of its fields has text; charts and frames have less. */
const FILLED_SHARE = 0.2

/** A side counts as drawn when this share of it is, within so many points. */
const SIDE_DRAWN = 0.6
const SIDE_REACH = 3

export interface RuledResult {
  tables: PageTable[]
  /** Grids of all line work, whether it turned out a table or not. */
  candidates: Grid[]
  left: Ink[]
  /** Lines that drew no table. */
  rulings: Ruling[]
}

/** Finds the ruled tables of a page, the inner ones first, so that a table within a cell keeps its text. */
export function findRuledTables(rulings: readonly Ruling[], ink: readonly Ink[], page: Page, em: number): RuledResult {
  const works = findLineWork(rulings, em).sort((a, b) => areaOf(a) - areaOf(b))
  const tables: PageTable[] = []
  const candidates: Grid[] = []
  const used = new Set<Ruling>()
  let left = [...ink]
  for (const work of works) {
    const drawn = dropHollow(cutGrid(work, em), left, em)
    const grid = refineGrid(drawn, inkWithin(left, work.box), em)
    candidates.push(grid)
    if (grid.fields.length < 2 || grid.xs.length < 3) continue
    const built = buildTable(grid, left, page)
    if (!isTable(built.table) || !isClosed(work)) continue
    tables.push(built.table)
    left = built.left
    for (const line of [...work.horizontal, ...work.vertical]) used.add(line)
  }
  return { tables, candidates, left, rulings: rulings.filter((line) => !used.has(line)) }
}

const areaOf = (work: LineWork): number => widthOf(work.box) * heightOf(work.box)

const inkWithin = (ink: readonly Ink[], box: Box): Ink[] => ink.filter((glyph) => holds(box, glyph.x, glyph.y))

/** Are two opposite sides drawn? A chart of boxes and arrows has ragged sides. */
function isClosed(work: LineWork): boolean {
  const [x0, y0, x1, y1] = work.box
  const share = (lines: readonly Ruling[], at: number, from: number, to: number) => {
    const near = lines.filter((line) => Math.abs(line.at - at) <= SIDE_REACH)
    return coveredLength(uniteIntervals(near), from, to) / Math.max(1, to - from)
  }
  const level = [y0, y1].every((y) => share(work.horizontal, y, x0, x1) >= SIDE_DRAWN)
  const upright = [x0, x1].every((x) => share(work.vertical, x, y0, y1) >= SIDE_DRAWN)
  return level || upright
}

function isTable(table: PageTable): boolean {
  const filled = table.cells.filter((cell) => cell.glyphs > 0).length
  return filled >= 2 && filled >= FILLED_SHARE * table.cells.length
}
