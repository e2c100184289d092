/** Grids that draw only some of their table's columns: the others have nothing but white between them. */
import { cutChunks, hasSeveral } from './chunks.ts'
import { boxOfGrid, type Grid } from './grid.ts'
import { inferColumns } from './infer-columns.ts'
import type { Ink } from './ink.ts'

/**
 * So many drawn columns are those of the figures; a line beside the labels leaves all others to the white, which refine.ts
 * cuts: without this bound three tables of the table competition (eu-026, two drawn columns) became wrong. Four scorecards
 * with lines at the figures alone had none of their values right before this step, 86 to 100 % with it.
 */
const DRAWN = 4
/** So many columns in one field are no list in a cell. */
const COLUMNS = 3
/** They go through so many rows, and this share of all: a list in one cell, or section rows between them, do not count. */
const ROWS = 3
const ROWS_SHARE = 0.6

/** Do the texts of one of many drawn columns stand in several columns, row by row? `ink` is that of the grid; `em` in points. */
export function isPartDrawn(grid: Grid, ink: readonly Ink[], em: number): boolean {
  const [, top, , bottom] = boxOfGrid(grid)
  const rows = grid.ys.length - 1
  if (grid.xs.length - 1 < DRAWN) return false
  return grid.xs.slice(1).some((right, column) => {
    const left = grid.xs[column] ?? 0
    const lines = cutChunks(ink.filter(({ x, y }) => x > left && x < right && y > top && y < bottom)).filter(hasSeveral)
    const filled = new Set(lines.map((line) => grid.ys.findLastIndex((y) => y <= line.level)))
    return filled.size >= ROWS && filled.size >= ROWS_SHARE * rows && inferColumns(lines, em).length >= COLUMNS
  })
}
