/** Grids of cells: where the lines of one drawing cross, which elementary fields lie between, which of them are one cell. */
import { cluster } from '../geometry/cluster.ts'
import { DisjointSets } from '../geometry/disjoint.ts'
import { lastAtMost } from '../geometry/interval.ts'
import type { Box, Ruling } from '../model/page.ts'
import type { Ink } from './ink.ts'
import { restoreLostBorders } from './lost-borders.ts'

/** Lines of one table: they touch each other. */
export interface LineWork {
  horizontal: Ruling[]
  vertical: Ruling[]
  box: Box
}

/** A place in a grid: rows and columns from 0, spans at least 1. */
export interface Field {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
}

export interface Grid {
  /** Column borders, rising, in points; one more than there are columns. */
  xs: number[]
  /** Row borders, rising, in points; one more than there are rows. */
  ys: number[]
  fields: Field[]
}

export const boxOfGrid = ({ xs, ys }: Grid): Box => [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0]

export const boxOfField = (grid: Grid, field: Field): Box => [
  grid.xs[field.column] ?? 0,
  grid.ys[field.row] ?? 0,
  grid.xs[field.column + field.columnSpan] ?? 0,
  grid.ys[field.row + field.rowSpan] ?? 0,
]

/** Two lines meet when their ends miss each other by no more than this share of an em (rounded corners, thick lines). */
const TOUCH_EMS = 0.35
/** A border counts as drawn when this share of it is covered by a line. */
const DRAWN_SHARE = 0.5

const touchReach = (em: number): number => Math.max(1.5, TOUCH_EMS * em)

/** Groups the lines that meet; a group has at least one line of each orientation. */
export function findLineWork(rulings: readonly Ruling[], em: number): LineWork[] {
  const reach = touchReach(em)
  const horizontal = rulings.filter((ruling) => ruling.orientation === 'horizontal').sort((a, b) => a.at - b.at)
  const vertical = rulings.filter((ruling) => ruling.orientation === 'vertical')
  const levels = horizontal.map((line) => line.at)
  const sets = new DisjointSets(horizontal.length + vertical.length)
  for (const [v, line] of vertical.entries()) {
    for (let h = lastAtMost(levels, line.from - reach) + 1; h < horizontal.length; h++) {
      const across = horizontal[h]
      if (!across || across.at > line.to + reach) break
      if (line.at >= across.from - reach && line.at <= across.to + reach) sets.join(h, horizontal.length + v)
    }
  }
  const works: LineWork[] = []
  for (const group of sets.groups()) {
    const own = group.flatMap((i) => horizontal[i] ?? [])
    const upright = group.flatMap((i) => vertical[i - horizontal.length] ?? [])
    if (own.length === 0 || upright.length === 0) continue
    works.push({ horizontal: own, vertical: upright, box: boxOfLines(own, upright) })
  }
  return joinSections(works, em)
}

/** The row of a section heading is so many ems high: one line with the space around it (1.75 as printed; two lines take 2.5). */
const SECTION_ROW_EMS = [1, 2.4] as const

/**
 * Joins line work that only the row of a section heading parts: no upright line is drawn through it, and where the sides
 * of a table are open none beside it. What has sides ends with them.
 */
function joinSections(works: readonly LineWork[], em: number): LineWork[] {
  const joined: LineWork[] = []
  for (const work of [...works].sort((a, b) => a.box[1] - b.box[1])) {
    const above = joined.findIndex((other) => isPartedBySection(other, work, em))
    const upper = joined[above]
    if (!upper) joined.push(work)
    else {
      const horizontal = [...upper.horizontal, ...work.horizontal]
      const vertical = [...upper.vertical, ...work.vertical]
      joined[above] = { horizontal, vertical, box: boxOfLines(horizontal, vertical) }
    }
  }
  return joined
}

function isPartedBySection(upper: LineWork, lower: LineWork, em: number): boolean {
  const reach = touchReach(em)
  const height = lower.box[1] - upper.box[3]
  const isNear = (a: number, b: number) => Math.abs(a - b) <= reach
  if (height < SECTION_ROW_EMS[0] * em || height > SECTION_ROW_EMS[1] * em) return false
  if (!isNear(upper.box[0], lower.box[0]) || !isNear(upper.box[2], lower.box[2])) return false
  const [one, other] = [upper, lower].map(({ vertical }) => vertical.map((line) => line.at))
  if (!one || !other || [...one, ...other].some((x) => isNear(x, upper.box[0]) || isNear(x, upper.box[2]))) return false
  const [fewer, more] = one.length < other.length ? [one, other] : [other, one]
  return fewer.length > 1 && fewer.every((x) => more.some((y) => isNear(x, y)))
}

/** The box around lines. */
export function boxOfLines(horizontal: readonly Ruling[], vertical: readonly Ruling[]): Box {
  const xs = [...horizontal.flatMap((line) => [line.from, line.to]), ...vertical.map((line) => line.at)]
  const ys = [...vertical.flatMap((line) => [line.from, line.to]), ...horizontal.map((line) => line.at)]
  return [least(xs), least(ys), most(xs), most(ys)]
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

/** Levels of lines and the outer ends of those across, merged where nearer than `reach`; an open outer side is closed. */
function findBorders(lines: readonly Ruling[], across: readonly Ruling[], reach: number): number[] {
  const levels = lines.map((line) => line.at)
  const from = least(across.map((line) => line.from))
  const to = most(across.map((line) => line.to))
  if (from < least(levels) - reach) levels.push(from)
  if (to > most(levels) + reach) levels.push(to)
  return cluster(levels, (level) => level, reach * 0.5, reach).map(
    (group) => group.reduce((a, b) => a + b, 0) / group.length,
  )
}

/** For every border i and stretch k between `steps[k]` and `steps[k + 1]`: is a line drawn there? */
function findDrawn(lines: readonly Ruling[], borders: readonly number[], steps: readonly number[], reach: number) {
  const covered = borders.map(() => new Float64Array(Math.max(0, steps.length - 1)))
  for (const line of lines) {
    const below = lastAtMost(borders, line.at)
    const near = [below, below + 1].filter((i) => Math.abs((borders[i] ?? Number.POSITIVE_INFINITY) - line.at) <= reach)
    for (const i of near) {
      const row = covered[i]
      if (!row) continue
      for (let k = Math.max(0, lastAtMost(steps, line.from)); k + 1 < steps.length; k++) {
        const from = steps[k] ?? 0
        if (from >= line.to) break
        row[k] = (row[k] ?? 0) + Math.max(0, Math.min(line.to, steps[k + 1] ?? 0) - Math.max(line.from, from))
      }
    }
  }
  return covered.map((row) =>
    Array.from(row, (length, k) => length >= DRAWN_SHARE * ((steps[k + 1] ?? 0) - (steps[k] ?? 0))),
  )
}

/**
 * Cuts line work into the cells that its lines enclose; a border without a line joins its two neighbours, but where the text,
 * `ink`, shows that it is lost. `em` in points.
 */
export function cutGrid(work: LineWork, ink: readonly Ink[], em: number): Grid {
  const reach = touchReach(em)
  const xs = findBorders(work.vertical, work.horizontal, reach)
  const ys = findBorders(work.horizontal, work.vertical, reach)
  const level = findDrawn(work.horizontal, ys, xs, reach)
  const drawn = { xs, ys, level, upright: findDrawn(work.vertical, xs, ys, reach) }
  const upright = restoreLostBorders(drawn, ink, em)
  return {
    xs,
    ys,
    fields: joinFields(
      ys.length - 1,
      xs.length - 1,
      (row, column) => upright[column]?.[row] ?? true,
      (row, column) => level[row]?.[column] ?? true,
    ),
  }
}

/**
 * Joins elementary fields that no border divides into rectangles.
 * `leftOf(row, column)` and `above(row, column)` say whether the field has a border on that side.
 */
export function joinFields(
  rows: number,
  columns: number,
  leftOf: (row: number, column: number) => boolean,
  above: (row: number, column: number) => boolean,
): Field[] {
  const sets = new DisjointSets(Math.max(0, rows * columns))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      if (column > 0 && !leftOf(row, column)) sets.join(at, at - 1)
      if (row > 0 && !above(row, column)) sets.join(at, at - columns)
    }
  }
  return cutRectangles(rows, columns, (row, column) => sets.rootOf(row * columns + column))
}

/** Covers a grid of labels with rectangles of one label each, greedily from the top left: an L becomes two cells. */
export function cutRectangles(
  rows: number,
  columns: number,
  labelOf: (row: number, column: number) => number,
): Field[] {
  const taken = new Uint8Array(Math.max(0, rows * columns))
  const fields: Field[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row * columns + column]) continue
      const label = labelOf(row, column)
      const free = (r: number, c: number) => !taken[r * columns + c] && labelOf(r, c) === label
      let right = column + 1
      while (right < columns && free(row, right)) right++
      let bottom = row + 1
      while (bottom < rows && everyBetween(column, right, (c) => free(bottom, c))) bottom++
      for (let r = row; r < bottom; r++) taken.fill(1, r * columns + column, r * columns + right)
      fields.push({ row, column, rowSpan: bottom - row, columnSpan: right - column })
    }
  }
  return fields
}

function everyBetween(from: number, to: number, test: (value: number) => boolean): boolean {
  for (let value = from; value < to; value++) if (!test(value)) return false
  return true
}

/** For every elementary field the index of the cell that covers it, row by row. */
export function indexFields(grid: Grid): Int32Array {
  const columns = grid.xs.length - 1
  const index = new Int32Array(Math.max(0, (grid.ys.length - 1) * columns)).fill(-1)
  grid.fields.forEach((field, i) => {
    for (let row = field.row; row < field.row + field.rowSpan; row++) {
      index.fill(i, row * columns + field.column, row * columns + field.column + field.columnSpan)
    }
  })
  return index
}

/** Removes the borders (by index into xs and ys) that divide nothing a person would see; spans shrink with them. */
export function dropBorders(grid: Grid, dropX: ReadonlySet<number>, dropY: ReadonlySet<number>): Grid {
  if (dropX.size === 0 && dropY.size === 0) return grid
  const keep = (borders: readonly number[], drop: ReadonlySet<number>) => {
    const position: number[] = []
    const kept: number[] = []
    borders.forEach((border, i) => {
      if (!drop.has(i)) kept.push(border)
      // what ends at the last but one ends at the outer side where it is dropped
      position.push(drop.has(i) && i === borders.length - 2 ? kept.length : kept.length - 1)
    })
    return { position, kept }
  }
  const x = keep(grid.xs, dropX)
  const y = keep(grid.ys, dropY)
  const columns = x.kept.length - 1
  const rows = y.kept.length - 1
  const labels = new Int32Array(Math.max(0, rows * columns)).fill(-1)
  grid.fields.forEach((field, i) => {
    const [c0, c1] = [x.position[field.column] ?? 0, x.position[field.column + field.columnSpan] ?? 0]
    const [r0, r1] = [y.position[field.row] ?? 0, y.position[field.row + field.rowSpan] ?? 0]
    for (let row = Math.max(0, r0); row < Math.min(rows, Math.max(r1, r0)); row++) {
      for (let column = Math.max(0, c0); column < Math.min(columns, Math.max(c1, c0)); column++) {
        if (labels[row * columns + column] === -1) labels[row * columns + column] = i
      }
    }
  })
  return { xs: x.kept, ys: y.kept, fields: cutRectangles(rows, columns, (r, c) => labels[r * columns + c] ?? -1) }
}

/**
 * Cuts a grid in two where tables only touch: at a line that no cell crosses, with columns above and below that share no
 * border, and at least two rows on either side.
 */
export function splitTouching(grid: Grid): Grid[] {
  const rows = grid.ys.length - 1
  for (let at = 2; at <= rows - 2; at++) {
    if (grid.fields.some((field) => field.row < at && field.row + field.rowSpan > at)) continue
    const above = grid.fields.filter((field) => field.row < at)
    const below = grid.fields.filter((field) => field.row >= at)
    const upper = new Set(above.filter((field) => field.column > 0).map((field) => field.column))
    const lower = new Set(below.filter((field) => field.column > 0).map((field) => field.column))
    if (upper.size === 0 || lower.size === 0 || [...upper].some((column) => lower.has(column))) continue
    const lowered = below.map((field) => ({ ...field, row: field.row - at }))
    return [
      keepUsedColumns({ xs: grid.xs, ys: grid.ys.slice(0, at + 1), fields: above }),
      ...splitTouching(keepUsedColumns({ xs: grid.xs, ys: grid.ys.slice(at), fields: lowered })),
    ]
  }
  return [grid]
}

/** Removes column borders that divide no cells. */
function keepUsedColumns(grid: Grid): Grid {
  const used = new Set(grid.fields.map((field) => field.column))
  const unused = grid.xs.flatMap((_, i) => (i > 0 && i < grid.xs.length - 1 && !used.has(i) ? [i] : []))
  return dropBorders(grid, new Set(unused), new Set())
}
