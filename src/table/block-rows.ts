/**
 * Rows where nothing parts them and cells are merged: the text of every cell stands in the middle of its rows. The
 * blocks of the finest cells tell the rows; a larger cell spans those in whose middle its text stands.
 */
import type { Block } from './blocks.ts'

/** A block with the rows that its cell spans. */
export interface SetBlock {
  block: Block
  row: number
  rowSpan: number
}

export interface BlockRows {
  /** Borders of the rows, one more than there are rows, in points. */
  ys: number[]
  cells: SetBlock[]
  /** How far all texts together are from where their cells would have them, in ems. */
  off: number
}

/** Where the rows are, in points; null at an end whose border nothing tells but the texts. */
export interface Stretch {
  top: number | null
  bottom: number | null
  /** May the last cells go on behind it, on the next page? */
  isOpen: boolean
}

/** Places that differ by so many ems are one. */
export const SAME_EMS = 0.25
/** A run of cells without text costs as much as a text so many ems off its place (0.7 lost 22 rows of 22 cards without rules). */
const EMPTY_EMS = 0.3
/** A text so many ems off the middle of any rows may stand in a row of its own. */
const OFF_EMS = 0.45
/** One row more must bring the texts so many ems nearer to their places (0.5 made rows of cells that the page cuts). */
const ROW_EMS = 1.5
/** The last text of a page counts so much: its cell may go on, and the text stand in the middle of the whole or be cut. */
const CUT_SHARE = 0.25

/** Middle between the first and the last line, in points. */
export const middleOf = (block: Block): number => (block.first + block.last) / 2

interface Attempt extends BlockRows {
  middles: readonly number[]
  cost: number
}

/** The rows of the blocks; `byColumn` has those of each column from top to bottom. `em` in points. */
export function findRowsByMiddles(byColumn: readonly Block[][], stretch: Stretch, em: number): BlockRows {
  const most = byColumn.reduce((best, own) => (own.length > best.length ? own : best), [])
  let best = attempt(most.map(middleOf), byColumn, stretch, em)
  for (let round = 0; round < byColumn.length; round++) {
    const next = strayRows(byColumn, best, em)
      .map((middles) => attempt(middles, byColumn, stretch, em))
      .reduce((least: Attempt | null, tried) => (least && least.cost <= tried.cost ? least : tried), null)
    if (!next || next.cost >= best.cost) break
    best = next
  }
  return best
}

/** Other rows to try: where texts of one column stand in the middle of none, they may be the finest cells there. */
function strayRows(byColumn: readonly Block[][], { middles, cells, ys }: Attempt, em: number): number[][] {
  const cellOf = new Map(cells.map((cell) => [cell.block, cell]))
  const isStray = (block: Block | undefined) => {
    const cell = block && cellOf.get(block)
    return !cell || Math.abs(middleOf(cell.block) - middleBetween(ys, cell.row, cell.row + cell.rowSpan)) > OFF_EMS * em
  }
  const apart = 2 * SAME_EMS * em
  const tries = new Map<string, number[]>()
  for (const own of byColumn) {
    for (let first = 0; first < own.length; first++) {
      let last = first
      while (last < own.length && isStray(own[last])) last++
      if (last === first) continue
      const strays = own.slice(first, last).map(middleOf)
      const [from, to] = [strays[0] ?? 0, strays.at(-1) ?? 0]
      const beside = middles.filter((middle) => strays.every((stray) => Math.abs(stray - middle) > apart))
      const outside = beside.filter((middle) => middle < from || middle > to)
      for (const others of [beside, outside]) {
        const rows = [...others, ...strays].sort((a, b) => a - b)
        tries.set(rows.join(' '), rows)
      }
      first = last
    }
  }
  return [...tries.values()]
}

function attempt(middles: readonly number[], byColumn: readonly Block[][], stretch: Stretch, em: number): Attempt {
  const ys = bordersBetween(byColumn.flat(), middles, stretch, em)
  const spans = byColumn.map((own) => spanColumn(own, ys, stretch.isOpen, em))
  const cost = spans.reduce((sum, one) => sum + one.cost, 0) + middles.length * ROW_EMS * em
  const cells = spans.flatMap((one) => one.cells)
  const off = cells.reduce(
    (sum, { block, row, rowSpan }) => sum + Math.abs(middleOf(block) - middleBetween(ys, row, row + rowSpan)),
    0,
  )
  return { middles, ys, cells, cost, off: off / em }
}

const middleBetween = (ys: readonly number[], from: number, to: number): number => ((ys[from] ?? 0) + (ys[to] ?? 0)) / 2

/** A border stands half-way between the texts of the two rows; the outer ones as far from the texts as those inside. */
function bordersBetween(
  blocks: readonly Block[],
  middles: readonly number[],
  { top, bottom }: Omit<Stretch, 'isOpen'>,
  em: number,
): number[] {
  const extents = middles.map((middle) => {
    const own = blocks.filter((block) => Math.abs(middleOf(block) - middle) <= SAME_EMS * em)
    return {
      top: Math.min(middle, ...own.map((block) => block.top)),
      bottom: Math.max(middle, ...own.map((block) => block.bottom)),
    }
  })
  const inner = extents.slice(1).map((extent, i) => ((extents[i]?.bottom ?? extent.top) + extent.top) / 2)
  const [firstMiddle, lastMiddle] = [middles[0] ?? 0, middles.at(-1) ?? 0]
  const least = Math.min(...blocks.map((block) => block.top))
  const most = Math.max(...blocks.map((block) => block.bottom))
  const first = Math.min(least, 2 * firstMiddle - (inner[0] ?? bottom ?? firstMiddle))
  const last = Math.max(most, 2 * lastMiddle - (inner.at(-1) ?? top ?? lastMiddle))
  return [top ?? first, ...inner, bottom ?? last]
}

interface Step {
  cost: number
  /** First row of the text, and the row behind its last one. */
  row: number
  end: number
}

/**
 * The spans of one column's texts that leave them least off the middle. With `isOpen`
 * the last cell may go on behind the last row.
 */
function spanColumn(
  blocks: readonly Block[],
  ys: readonly number[],
  isOpen: boolean,
  em: number,
): { cells: SetBlock[]; cost: number } {
  const rows = ys.length - 1
  // best[i][row]: least cost of the first i texts in the first `row` rows, and where the last of them stands
  const best: Step[][] = []
  const costOf = (i: number, row: number): number =>
    i < 0 ? (row === 0 ? 0 : EMPTY_EMS * em) : (best[i]?.[row]?.cost ?? Number.POSITIVE_INFINITY)
  blocks.forEach((block, i) => {
    const own: Step[] = []
    best.push(own)
    for (let end = 1; end <= rows; end++) {
      let step: Step = { cost: Number.POSITIVE_INFINITY, row: 0, end }
      for (let row = 0; row < end; row++) {
        const off = middleOf(block) - middleBetween(ys, row, end)
        const cost = costOf(i - 1, row) + Math.abs(off) * (isOpen && end === rows ? CUT_SHARE : 1)
        if (cost < step.cost) step = { cost, row, end }
      }
      const before = own[end - 1]
      const left = (before?.cost ?? Number.POSITIVE_INFINITY) + (before?.end === end - 1 ? EMPTY_EMS * em : 0)
      own[end] = before && left < step.cost ? { ...before, cost: left } : step
    }
  })
  const cells: SetBlock[] = []
  let end = rows
  for (let i = blocks.length - 1; i >= 0; i--) {
    const [step, block] = [best[i]?.[end], blocks[i]]
    if (!step || !block) break
    cells.unshift({ block, row: step.row, rowSpan: step.end - step.row })
    end = step.row
  }
  return { cells, cost: costOf(blocks.length - 1, rows) }
}
