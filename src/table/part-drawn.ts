/** Grids that draw only some of their table's columns: the others have nothing but white between them. */
import { cutChunks, hasSeveral } from './chunks.ts'
import { boxOfGrid, type Grid } from './grid.ts'
import { inferColumns } from './infer-columns.ts'
import type { Ink } from './ink.ts'

/** A line beside the labels leaves all columns to the white; so many drawn columns are those of the figures. */
const DRAWN = 4
/** So many columns in one field are no list in a cell. */
const COLUMNS = 3
/** They go through so many rows, and this share of all. */
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
