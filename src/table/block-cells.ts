/** What tells that blocks are cells, how their rows are found, and what to think of cells without text. */
import { cluster } from '../geometry/cluster.ts'
import { type BlockRows, findRowsByMiddles, middleOf, SAME_EMS, type Stretch } from './block-rows.ts'
import { findRowsByTops } from './block-tops.ts'
import { type Block, isFigureBlock } from './blocks.ts'

/** Rows of fewer columns than these are told by their lines. */
export const FEWEST_COLUMNS = 4
/** Texts are so many ems off their places at most, on average: up to 0.13 in prints without rules, 0.22 in columns taken for others. */
export const OFF_EMS = 0.2
/** So many cells of words have several lines, and this share of them; of the figures at most that one. */
const SEVERAL = 3
const SEVERAL_SHARE = 0.3
const FIGURES_SHARE = 0.25

/** No page has more rows of cells with several lines; the search for rows takes the cube of their number. */
const MOST_IN_COLUMN = 100

/** Do enough cells have several lines? */
export function areCells(blocks: readonly Block[]): boolean {
  const hasSeveral = (block: Block) => block.chunks.length > 1
  const words = blocks.filter((block) => !isFigureBlock(block))
  const figures = blocks.filter(isFigureBlock)
  const several = words.filter(hasSeveral).length
  const isTall = (own: readonly Block[]) => own.length > MOST_IN_COLUMN
  const columns = 1 + Math.max(0, ...blocks.map((block) => block.from))
  if (sortByColumn(blocks, columns).some(isTall)) return false
  return (
    several >= Math.max(SEVERAL, SEVERAL_SHARE * words.length) &&
    figures.filter(hasSeveral).length <= FIGURES_SHARE * figures.length
  )
}

export type FindRows = (byColumn: readonly Block[][], stretch: Stretch, em: number) => BlockRows

/** How the rows of these blocks are found: have more texts their first line on one level with others than their middle? */
export function chooseFinder(blocks: readonly Block[], em: number): FindRows {
  const places = (placeIn: (block: Block) => number) => cluster(blocks, placeIn, SAME_EMS * em).length
  return places((block) => block.first) < places(middleOf) ? findRowsByTops : findRowsByMiddles
}

export const sortByColumn = (blocks: readonly Block[], columns: number): Block[][] =>
  Array.from({ length: columns }, (_, column) => blocks.filter((block) => block.from === column))

/** A cell of one column. */
export interface ColumnCell {
  column: number
  row: number
  rowSpan: number
}

/** The cells without text at the top of columns with merged cells: one each, as what goes on from the page before is. */
export function leadingBlanks(cells: readonly ColumnCell[], rows: number, columns: number): ColumnCell[] {
  return Array.from({ length: columns }, (_, column) => column).flatMap((column) => {
    const own = cells.filter((cell) => cell.column === column)
    const rowSpan = Math.min(rows, ...own.map((cell) => cell.row))
    const isMerged = own.length === 0 || own.some((cell) => cell.rowSpan > 1)
    return rowSpan > 1 && isMerged ? [{ column, row: 0, rowSpan }] : []
  })
}
