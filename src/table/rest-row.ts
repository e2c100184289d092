/** A row alone at the top of a page: what a page break left of the row above it, whose other cells are blank. */
import { heightOf } from '../geometry/box.ts'
import type { LineWork } from './grid.ts'
import type { PageTable } from './page-table.ts'

/** A row of so many cells between rules, begun in so much of the page from its top; both are reasoned: margins and a running head take a tenth. */
const FEWEST_CELLS = 5
const TOP_SHARE = 0.15
/** Its uprights run through to this share. */
const THROUGH_SHARE = 0.9

export function isRestOfRow(table: PageTable, { vertical, box }: LineWork, pageHeight: number): boolean {
  const isRow = table.rows === 1 && table.columns >= FEWEST_CELLS && table.cells.some(({ glyphs }) => glyphs > 0)
  const isThrough = vertical.every(({ from, to }) => to - from >= THROUGH_SHARE * heightOf(box))
  return isRow && isThrough && box[1] <= TOP_SHARE * pageHeight
}
