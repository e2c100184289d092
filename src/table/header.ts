/** How many rows at the top of a table are header: what fills, spans, and numbers below words tell. */
import { type HeaderGuess, indexCells, type PageCell, type PageTable, squeeze } from './page-table.ts'

/** More levels than this are no header that governments print. */
export const DEEPEST = 4
/** A column holds figures when this share of its filled cells are figures. */
const FIGURES_SHARE = 0.6

const FIGURE = /^(?:NT|US)?[-–—－△▲+±<>≤≥~≈$€£¥(（]*\d[\d,.\s]*(?:[%‰])?[)）]?[*†a-z]?$/u
const YEAR = /^(?:1[89]|20)\d\d(?:[/–-]\d{2,4})?$/u

/** Is the text a figure (not a year, which may head a column)? */
export const isFigure = (text: string): boolean => FIGURE.test(text) && !YEAR.test(text)

const isWord = (text: string): boolean => text !== '' && !isFigure(text)

/** An enumerator or code that starts an entry, e.g. `CC1.2`, `3.`, `(一)`. */
const ENUMERATOR =
  /^[(（]?(?:[A-Za-z]{1,3}\d+(?:[.．-]\d+)*|\d+(?:[.．]\d+)*[.．、)）]|[一二三四五六七八九十]+[、.．)）])/u

/** `2061.8` would be the number 2061 of a list, too. */
const DECIMAL = /^\d[\d,]*\.\d+[%‰]?$/u

/** Does the text start with a code or number of its own? */
export const startsWithCode = (text: string): boolean => ENUMERATOR.test(text) && !DECIMAL.test(text)

/** `AC1.1.1`, `BP2.`, read from a picture `AC1. 1`: a code and nothing behind it; it begins the text to its right, however wide the gap is. */
const BARE_CODE = /^[A-Z]{1,3}\d+(?:\.\d+)*[.、:：-]?$/u
export const isBareCode = (text: string): boolean => BARE_CODE.test(text.replaceAll(/\s/gu, ''))

/** `AC1.1.1 …`: a code of several parts begins a row or cell, wherever it stands. */
const PART_CODE = /^[A-Z]{1,3}\d+(?:\.\d+)+(?!\d)/u
export const startsWithPartCode = (text: string): boolean => PART_CODE.test(text)

/** `BC1 落實單一窗口`: a code and the name it belongs to. */
const CODED_NAME = /^[A-Z]{1,3}\d+(?:\.\d+)*\s*\p{Script=Han}/u
export const isCodedName = (text: string): boolean => CODED_NAME.test(text)

/** `shades` is the background colour by row (null where none or mixed). */
export function guessHeader(table: PageTable, shades: readonly (string | null)[]): HeaderGuess {
  if (table.rows < 2 || table.columns < 2) return { rows: 0, sure: false }
  const index = indexCells(table.cells, table.rows, table.columns)
  const shaded = countShaded(table, shades)
  const figures = findFigureColumns(table)
  const aboveFigures = figures.map((column) => squeeze(index[0]?.[column]))
  if (aboveFigures.some(isFigure) && shaded === 0) return { rows: 0, sure: false }
  const depth = Math.max(shaded, findDepth(index, table, figures))
  const contrast = aboveFigures.filter(isWord).length
  const codeOnTop = (index[0] ?? []).map(squeeze).some(startsWithCode)
  return { rows: depth, sure: !codeOnTop && (shaded > 0 || contrast >= Math.max(1, figures.length / 2)) }
}

/** Rows at the top that share a background which the row below them has not. */
function countShaded(table: PageTable, shades: readonly (string | null)[]): number {
  const top = shades[0]
  if (!top || top === '#ffffff') return 0
  let rows = 1
  while (rows < table.rows && shades[rows] === top) rows++
  if (rows >= table.rows || rows > DEEPEST) return 0
  // a shaded row that is one cell over all columns is a section, not a header
  const first = table.cells.find((cell) => cell.row === 0)
  return first?.columnSpan === table.columns ? 0 : rows
}

/** Columns whose cells below the first row are mostly figures. */
function findFigureColumns(table: PageTable): number[] {
  const filled = new Array<number>(table.columns).fill(0)
  const figures = new Array<number>(table.columns).fill(0)
  for (const cell of table.cells) {
    if (cell.row === 0 || cell.columnSpan > 1) continue
    const text = squeeze(cell)
    if (text === '' || text === '-') continue
    filled[cell.column] = (filled[cell.column] ?? 0) + 1
    if (isFigure(text)) figures[cell.column] = (figures[cell.column] ?? 0) + 1
  }
  return filled.flatMap((count, column) =>
    count > 0 && (figures[column] ?? 0) >= FIGURES_SHARE * count ? [column] : [],
  )
}

/** One row, or as many as spans tie together: a cell over several columns needs the row that names each of them. */
function findDepth(index: (PageCell | undefined)[][], table: PageTable, figures: readonly number[]): number {
  const first = index[0] ?? []
  const spansColumns = first.some((cell) => cell && cell.columnSpan > 1 && cell.columnSpan < table.columns)
  let depth = 1
  if (spansColumns) {
    for (let row = 0; row < depth && depth <= DEEPEST; row++) {
      for (const cell of index[row] ?? []) if (cell) depth = Math.max(depth, cell.row + cell.rowSpan)
    }
    if (depth === 1 && namesColumns(index, 1, figures)) depth = 2
  }
  if (depth > DEEPEST || depth >= table.rows) return 1
  for (let row = 1; row < depth; row++) if (!namesColumns(index, row, figures)) return row
  return depth
}

/** A row below a spanning header belongs to it when it has no figures where the rest of the table has them. */
function namesColumns(index: (PageCell | undefined)[][], row: number, figures: readonly number[]): boolean {
  if (figures.length === 0) return row > 0 && (index[row] ?? []).some((cell) => cell && cell.row < row)
  const texts = (index[row] ?? []).filter((cell) => cell?.row === row).map(squeeze)
  return !texts.some((text) => isFigure(text) || startsWithCode(text))
}
