/** A table as one page shows it, before its pieces on other pages are known. */
import type { Box } from '../model/page.ts'
import type { Line, Note } from '../model/table.ts'
import type { Field } from './grid.ts'

export interface PageCell extends Field {
  lines: Line[]
  box: Box | null
  /** A picture and no text. */
  ink: boolean
  /** Number of visible characters. */
  glyphs: number
  /** Free width in points after the last line; null where unknown. */
  room: number | null
  /** Width in points that the first character (or Latin word) takes; null where unknown. */
  need: number | null
  /** Ends with the page though no rule closes it, beside cells that one closes. */
  cut: boolean
}

export interface PageTable {
  page: number
  box: Box | null
  /** Column borders in points; null for text inputs. */
  xs: number[] | null
  rows: number
  columns: number
  /** Header rows as far as this page alone tells, and whether that is sure. */
  header: HeaderGuess
  cells: PageCell[]
}

export interface HeaderGuess {
  rows: number
  /** true where fills, or numbers below words, say so. */
  sure: boolean
}

/** A note and the number of its visible characters. */
export interface PageNote extends Note {
  glyphs: number
}

export type PageBlock = { kind: 'table'; table: PageTable } | { kind: 'note'; note: PageNote }

/** Everything on one page in reading order. */
export interface PageLayout {
  page: number
  width: number
  height: number
  reader: 'pdf' | 'scan' | 'rows'
  blocks: PageBlock[]
  /** Visible characters that came in. */
  visible: number
}

/** For every elementary field the cell that covers it: `cellAt[row][column]`. */
export function indexCells<T extends Field>(cells: readonly T[], rows: number, columns: number): (T | undefined)[][] {
  const index: (T | undefined)[][] = Array.from({ length: rows }, () => new Array(columns).fill(undefined))
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const line = index[row]
        if (line) line[column] = cell
      }
    }
  }
  return index
}

/** A cell's text without any white space, for comparing. */
export const squeeze = (cell: { lines: readonly Line[] } | undefined): string =>
  (cell?.lines ?? [])
    .map((line) => line.text)
    .join('')
    .normalize('NFKC')
    .replace(/\s+/gu, '')
