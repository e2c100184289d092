/** Pages of a few lines and rules, for tests of tables without a full grid. */
import type { Page } from '../../src/model/page.ts'
import type { Table } from '../../src/model/table.ts'
import { layOut } from '../../src/table/index.ts'
import { printText } from './make-page.ts'

export const tablesOf = (page: Page): Table[] =>
  layOut([page]).blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))

/** Filled cells row by row: `row:text`, a `+` for every further column that the cell spans. */
export const rowsOf = (table: Table | undefined): string[][] => {
  const rows: string[][] = []
  for (const cell of table?.cells ?? []) {
    const text = cell.lines.map((line) => line.text).join(' ')
    const row = rows[cell.row] ?? []
    rows[cell.row] = row
    if (text !== '') row.push(text + '+'.repeat(cell.columnSpan - 1))
  }
  return rows
}

export type Spot = readonly [text: string, x: number, align?: 'right' | 'center']

/** Prints lines of texts at places; `step` is the distance of lines in points. */
export function printLines(page: Page, y: number, step: number, lines: readonly (readonly Spot[])[]): void {
  lines.forEach((line, i) => {
    for (const [text, x, align] of line) {
      const width = text.length * 5
      const from = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x
      printText(page, text, from, y + i * step, 10)
    }
  })
}

export function rule(page: Page, at: number, from: number, to: number): void {
  page.rulings.push({ orientation: 'horizontal', at, from, to, thickness: 0.5, drawn: 'stroke' })
}

export function post(page: Page, at: number, from: number, to: number): void {
  page.rulings.push({ orientation: 'vertical', at, from, to, thickness: 0.5, drawn: 'stroke' })
}

export const verticalAt = (at: number) => ({
  orientation: 'vertical' as const,
  at,
  thickness: 0.5,
  drawn: 'stroke' as const,
})
