/** Text inputs: rows of cells that another extractor cut, as tables and notes. */
import type { Page, TextRow, TextTable } from '../model/page.ts'
import type { Line } from '../model/table.ts'
import { guessHeader, isFigure, startsWithCode } from './header.ts'
import { indexCells, type PageBlock, type PageCell, type PageLayout, type PageTable, squeeze } from './page-table.ts'

const SEPARATOR = /^[\s|]*:?(?:-{2,}|={2,}):?[\s|]*$/u

/** In so many columns the same words are one cell. */
const REPEATED_LEAST = 3
/** Rows that need more empty fields than this to be as wide as the widest are no table; the sample needs 42. */
const MOST_EMPTY_FIELDS = 500_000

const isSeparator = (row: TextRow): boolean =>
  row.cells.some((cell) => cell.trim() !== '') && row.cells.every((cell) => cell.trim() === '' || SEPARATOR.test(cell))

const isBlank = (row: TextRow): boolean => row.cells.every((cell) => cell.trim() === '')

const squeezeRow = (row: TextRow): string =>
  row.cells
    .map((cell) => cell.replace(/\s+/gu, ''))
    .join('\t')
    .trimEnd()

/** Rows of one table, with the number of header rows that a separator line gave (0: none did). */
interface RowGroup {
  rows: TextRow[]
  header: number
  /** Cells of the widest row. */
  widest: number
}

/** Lays out a page of text rows. */
export function layOutRows(page: Page): PageLayout {
  const blocks = runsOf(page.rows).flatMap((run): PageBlock[] =>
    isTable(run)
      ? [{ kind: 'table', table: toTableWithSpans(run, page.number) }]
      : groupRows(run).flatMap((group): PageBlock[] =>
          'rows' in group && countEmptyFields(group) <= MOST_EMPTY_FIELDS
            ? [{ kind: 'table', table: toTable(group, page.number) }]
            : ('rows' in group ? group.rows : [group]).map((row) => ({ kind: 'note', note: toNote(row, page.number) })),
        ),
  )
  const visible = page.rows
    .flatMap((row) => (isTable(row) ? row.cells.map(({ text }) => text) : isSeparator(row) ? [] : row.cells))
    .reduce((sum, text) => sum + countGlyphs(text), 0)
  return { page: page.number, width: page.width, height: page.height, reader: 'rows', blocks, visible }
}

const isTable = (row: TextRow | TextTable | TextRow[]): row is TextTable => 'columns' in row

/** Tables of known shape, and the rows between them. */
function runsOf(rows: readonly (TextRow | TextTable)[]): (TextTable | TextRow[])[] {
  const runs: (TextTable | TextRow[])[] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (isTable(row)) runs.push(row)
    else if (run === undefined || isTable(run)) runs.push([row])
    else run.push(row)
  }
  return runs
}

const countGlyphs = (text: string): number => [...text.replace(/\s+/gu, '')].length

/** Divides rows into tables (runs of rows of several cells) and single lines. */
function groupRows(rows: readonly TextRow[]): (RowGroup | TextRow)[] {
  const groups: (RowGroup | TextRow)[] = []
  const goingOn = findGoingOn(rows)
  let table: RowGroup | null = null
  let lastLine = Number.NEGATIVE_INFINITY
  rows.forEach((row, i) => {
    if (isSeparator(row)) {
      if (table && table.header === 0) table.header = table.rows.length
      lastLine = row.line
      return
    }
    if (isBlank(row)) {
      // an empty row of a table is a row; an empty line ends the table
      if (table && row.cells.length > 1) addRow(table, row)
      else table = headerAlone(table)
      lastLine = row.line
      return
    }
    const adjoins = row.line <= lastLine + 1
    lastLine = row.line
    if (row.cells.length === 1) {
      if (table && adjoins && fits(goingOn[i], table)) addRow(table, row)
      else {
        table = null
        groups.push(row)
      }
      return
    }
    const first: TextRow | undefined = table?.rows[0]
    const repeats = first !== undefined && (table?.rows.length ?? 0) > 1 && squeezeRow(first) === squeezeRow(row)
    if (!table || repeats || (!adjoins && headerAlone(table) === null)) {
      table = { rows: [], header: 0, widest: 0 }
      groups.push(table)
    }
    addRow(table, row)
  })
  return groups
}

function addRow(table: RowGroup, row: TextRow): void {
  table.rows.push(row)
  table.widest = Math.max(table.widest, row.cells.length)
}

/** A header with nothing below it but its separator line is waiting for its body, over blank lines too. */
const headerAlone = (table: RowGroup | null): RowGroup | null =>
  table && table.header > 0 && table.rows.length === table.header ? table : null

/** For each row the next one of several cells, where nothing but separators and one-cell rows stands between them. */
function findGoingOn(rows: readonly TextRow[]): (TextRow | undefined)[] {
  const found = new Array<TextRow | undefined>(rows.length)
  for (let i = rows.length - 2; i >= 0; i--) {
    const [row, next] = [rows[i], rows[i + 1]]
    if (!row || !next || next.line > row.line + 1) continue
    if (isSeparator(next)) found[i] = found[i + 1]
    else if (next.cells.length > 1) found[i] = next
    else if (!isBlank(next)) found[i] = found[i + 1]
  }
  return found
}

/** Is the next row of several cells as wide as those of the table before it? */
const fits = (next: TextRow | undefined, { rows, widest }: RowGroup): boolean =>
  next !== undefined && (next.cells.length === widest || (next.cells.length > widest && spans(rows, next.cells.length)))

/** Empty fields that make all rows of several cells as wide as the widest, and those that a row of one cell spans. */
const countEmptyFields = ({ rows, widest }: RowGroup): number =>
  rows.reduce((sum, row) => sum + widest - row.cells.length, 0)

/** Are the rows headings on two levels whose merged cells were dropped, over so many columns? */
function spans(rows: readonly TextRow[], columns: number): boolean {
  const [upper, lower, ...others] = rows.map((row) => row.cells)
  if (upper === undefined || lower === undefined || others.length > 0) return false
  return upper.length + lower.length > columns && ![...upper, ...lower].some((cell) => startsWithCode(cell.trim()))
}

const toLineOf = (text: string, page: number): Line => ({
  text: text.trim(),
  page,
  box: null,
  full: null,
  confidence: 1,
  readings: [],
})

function toNote(row: TextRow, page: number) {
  const text = row.cells.join(' ')
  return { page, box: null, lines: [toLineOf(text, page)], role: 'text' as const, glyphs: countGlyphs(text) }
}

/** One cell over the whole row, printed again in every column: words, for figures and signs may well be alike. */
const isRepeated = (row: TextRow): boolean =>
  row.cells.length >= REPEATED_LEAST &&
  /\p{L}{3}/u.test(row.cells[0] ?? '') &&
  row.cells.every((cell) => cell === row.cells[0])

/** What no cell of a text has. */
const UNKNOWN = { box: null, ink: false, room: null, need: null, cut: false }

function toTableWithSpans({ rows, columns, headerRows, cells }: TextTable, page: number): PageTable {
  const table: PageTable = {
    page,
    box: null,
    xs: null,
    rows,
    columns,
    header: { rows: headerRows, sure: true },
    cells: cells.map(({ text, ...field }) => ({
      ...field,
      ...UNKNOWN,
      lines: text === '' ? [] : [toLineOf(text, page)],
      glyphs: countGlyphs(text),
    })),
  }
  return headerRows > 0 ? table : { ...table, header: guessTextHeader(table) }
}

function toTable(group: RowGroup, page: number): PageTable {
  const columns = group.widest
  const cells = group.rows.flatMap((row, r): PageCell[] => {
    const alone = row.cells.length === 1 || isRepeated(row)
    const texts = alone
      ? row.cells.slice(0, 1)
      : [...row.cells, ...new Array<string>(columns - row.cells.length).fill('')]
    return texts.map((text, column) => ({
      row: r,
      column,
      rowSpan: 1,
      columnSpan: alone ? columns : 1,
      ...UNKNOWN,
      lines: text.trim() === '' ? [] : [toLineOf(text, page)],
      glyphs: alone ? row.cells.reduce((sum, cell) => sum + countGlyphs(cell), 0) : countGlyphs(text),
    }))
  })
  const table: PageTable = {
    page,
    box: null,
    xs: null,
    rows: group.rows.length,
    columns,
    header: { rows: 0, sure: false },
    cells,
  }
  table.header =
    group.header > 0 && group.header < table.rows ? { rows: group.header, sure: true } : guessTextHeader(table)
  return table
}

/** Text has no spans: a second header row is one that fills holes of the first and has neither figures nor codes. */
function guessTextHeader(table: PageTable): PageTable['header'] {
  const guess = guessHeader(table, [])
  if (guess.rows !== 1 || table.rows < 3) return guess
  const index = indexCells(table.cells, table.rows, table.columns)
  const [first, second] = [index[0] ?? [], index[1] ?? []]
  const filled = second.filter((cell) => squeeze(cell) !== '')
  const fillsHoles = filled.some((cell) => cell && squeeze(first[cell.column]) === '')
  const plain = filled.every(
    (cell) => !isFigure(squeeze(cell)) && !startsWithCode(squeeze(cell)) && squeeze(cell) !== '-',
  )
  const covered = first.every((cell, column) => squeeze(cell) !== '' || squeeze(second[column]) !== '')
  const sparse = filled.length < table.columns
  const single = second[0]?.columnSpan === table.columns
  return fillsHoles && plain && covered && sparse && !single ? { rows: 2, sure: guess.sure } : guess
}
