/** A grid that grows from top to bottom, with the place of every character. */
import { cutRectangles, type Field, type Grid } from './grid.ts'
import type { InferredGrid } from './infer-grid.ts'
import type { Ink } from './ink.ts'

export interface SheetCell extends Field {
  ink: readonly Ink[]
}

export class BlockSheet {
  readonly #xs: readonly number[]
  readonly #ys: number[]
  readonly #cells: SheetCell[] = []

  /** `xs` and `top` in points. */
  constructor(xs: readonly number[], top: number) {
    this.#xs = xs
    this.#ys = [top]
  }

  /** Lower border of the last row, in points. */
  get end(): number {
    return this.#ys.at(-1) ?? 0
  }

  get rows(): number {
    return this.#ys.length - 1
  }

  /** Adds rows with these lower borders (in points) and their cells, whose rows count from the first of them. */
  add(ends: readonly number[], cells: readonly SheetCell[]): void {
    const first = this.#ys.length - 1
    this.#cells.push(...cells.map((cell) => ({ ...cell, row: first + cell.row })))
    this.#ys.push(...ends)
  }

  toGrid(): InferredGrid {
    const [rows, columns] = [this.rows, this.#xs.length - 1]
    const owners = new Map<number, number>()
    for (const [i, field] of this.#cells.entries()) {
      for (let row = field.row; row < field.row + field.rowSpan; row++) {
        for (let column = field.column; column < field.column + field.columnSpan; column++) {
          const at = row * columns + column
          if (!owners.has(at)) owners.set(at, i)
        }
      }
    }
    // what no cell owns is a field without text
    const ownerOf = (row: number, column: number) =>
      owners.get(row * columns + column) ?? this.#cells.length + row * columns + column
    const grid: Grid = { xs: [...this.#xs], ys: this.#ys, fields: cutRectangles(rows, columns, ownerOf) }
    const indexOf = new Map(grid.fields.map((field, i) => [field.row * columns + field.column, i]))
    const placeOf = new Map<Ink, number>()
    for (const { row, column, ink } of this.#cells) {
      const index = indexOf.get(row * columns + column)
      if (index !== undefined) for (const glyph of ink) placeOf.set(glyph, index)
    }
    return { grid, placeOf, hasFigures: true }
  }
}
