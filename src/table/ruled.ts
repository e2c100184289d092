/** Tables whose cells are drawn by lines. */
import { heightOf, widthOf } from '../geometry/box.ts'
import type { Page, Ruling } from '../model/page.ts'
import { buildTable, dropHollow } from './build.ts'
import { cutGrid, findLineWork, type Grid, type LineWork } from './grid.ts'
import type { Ink } from './ink.ts'
import type { PageTable } from './page-table.ts'

/** A drawing is a table when at least this share of its fields has text; charts and frames have less. */
const FILLED_SHARE = 0.2

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
    const grid = dropHollow(cutGrid(work, em), left, em)
    candidates.push(grid)
    if (grid.fields.length < 2 || grid.xs.length < 3) continue
    const built = buildTable(grid, left, page)
    if (!isTable(built.table)) continue
    tables.push(built.table)
    left = built.left
    for (const line of [...work.horizontal, ...work.vertical]) used.add(line)
  }
  return { tables, candidates, left, rulings: rulings.filter((line) => !used.has(line)) }
}

const areaOf = (work: LineWork): number => widthOf(work.box) * heightOf(work.box)

function isTable(table: PageTable): boolean {
  const filled = table.cells.filter((cell) => cell.glyphs > 0).length
  return filled >= 2 && filled >= FILLED_SHARE * table.cells.length
}
