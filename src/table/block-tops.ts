/** Rows where nothing parts them and every text begins at the top of its cell: a cell ends where the next of its column begins. */
import { cluster } from '../geometry/cluster.ts'
import { type BlockRows, SAME_EMS, type SetBlock, type Stretch } from './block-rows.ts'
import { type Block, isFigureBlock } from './blocks.ts'

/** A column holds figures when this share of its texts are figures. */
const FIGURES_SHARE = 0.6

/** The rows of the blocks; `byColumn` has those of each column from top to bottom. `em` in points. */
export function findRowsByTops(byColumn: readonly Block[][], stretch: Stretch, em: number): BlockRows {
  const blocks = byColumn.flat()
  const rows = cluster(blocks, (block) => block.first, SAME_EMS * em)
  const rowOf = new Map(rows.flatMap((row, i) => row.map((block) => [block, i] as const)))
  const startsOf = (own: readonly Block[]) => own.map((block) => rowOf.get(block) ?? 0)
  const starts = byColumn.map(startsOf)
  const cells = byColumn.flatMap((own, column) => {
    // a figure ends where another one begins beside it: what is empty below it is no part of its cell
    const ends = isFigureColumn(own) ? figuresBeside(byColumn, column).flatMap(startsOf) : (starts[column] ?? [])
    return own.map((block): SetBlock => {
      const row = rowOf.get(block) ?? 0
      const end = Math.min(rows.length, ...ends.filter((start) => start > row))
      return { block, row, rowSpan: end - row }
    })
  })
  const inner = rows.slice(1).map((row) => Math.min(...row.map((block) => block.top)))
  const ends = [
    Math.min(...blocks.map((block) => block.top)),
    Math.max(...blocks.map((block) => block.bottom)),
  ] as const
  return { ys: [stretch.top ?? ends[0], ...inner, stretch.bottom ?? ends[1]], cells, off: 0 }
}

const isFigureColumn = (own: readonly Block[]): boolean =>
  own.filter(isFigureBlock).length >= FIGURES_SHARE * own.length

/** The columns of figures side by side with one of them, itself among them. */
function figuresBeside(byColumn: readonly Block[][], column: number): (readonly Block[])[] {
  const isFigures = (at: number) => isFigureColumn(byColumn[at] ?? []) && at in byColumn
  let [from, to] = [column, column]
  while (isFigures(from - 1)) from--
  while (isFigures(to + 1)) to++
  return byColumn.slice(from, to + 1)
}
