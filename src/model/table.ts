/** What the layout engine made of the pages: tables as grids and the text between them, in reading order. */
import type { Box, Reading } from './page.ts'

/** One printed line inside a cell or note, left to right. */
export interface Line {
  /** Characters as printed, with a space where the print has a gap of a space or more. */
  text: string
  page: number
  /** null for text inputs */
  box: Box | null
  /**
   * Did the line end because its cell was full (true), or although there was room for the next character (false)?
   * null where that cannot be known: text inputs, last lines.
   */
  full: boolean | null
  confidence: number
  readings: Reading[]
}

/** One cell of a grid; its box is its first piece, later pieces (after a page break) are under `continues`. */
export interface Cell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  lines: Line[]
  page: number
  box: Box | null
  continues: { page: number; box: Box | null }[]
  /** true where the cell shows ink (a picture, a drawing) and no usable text. */
  ink: boolean
}

/** Why two pieces on following pages were taken for one table, or two rows for one row. */
export interface Join {
  kind: 'table' | 'row'
  page: number
  /** First row of the joined piece, counted in the joined table. */
  row: number
  because: string[]
}

export interface Table {
  /** From 1, in reading order over the document. */
  number: number
  firstPage: number
  lastPage: number
  rows: number
  columns: number
  /** The first so many rows are header; repeated headers of later pages are dropped and counted in `repeatedHeaders`. */
  headerRows: number
  repeatedHeaders: number
  cells: Cell[]
  joins: Join[]
}

/** Text outside every table. */
export interface Note {
  page: number
  box: Box | null
  lines: Line[]
  role: 'text' | 'page-header' | 'page-footer' | 'watermark'
}

export type Block = { kind: 'table'; table: Table } | { kind: 'note'; note: Note }

/** The whole document in reading order. Every visible glyph of the pages is in exactly one cell or note. */
export interface Layout {
  blocks: Block[]
  /** Conservation: visible glyphs in, and where they ended. `lost` is 0 unless the engine is at fault. */
  glyphs: { visible: number; inCells: number; inNotes: number; lost: number }
}
