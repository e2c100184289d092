/** Page layouts to one document: tables that go on over pages are joined, running heads and page numbers are named. */
import type { Block, Layout, Note } from '../model/table.ts'
import { areLikeBorders, matchBorders, widenFields } from './columns.ts'
import { judgeContinuation } from './continuation.ts'
import { isFootnote } from './footnote.ts'
import { appendPiece, finishTable, type GrowingCell, type GrowingTable, startTable } from './growing-table.ts'
import { DEEPEST } from './header.ts'
import { indexCells, type PageCell, type PageLayout, type PageNote, type PageTable, squeeze } from './page-table.ts'
import { findRunningNotes, nameRunningNotes } from './running.ts'

/** A repeated header may differ in this share of its cells (a wrap, a misread character). */
const HEADER_DIFFERS = 0.2

type Entry = { kind: 'table'; table: GrowingTable } | { kind: 'note'; note: PageNote }

/**
 * Joins the layouts of all pages, in page order, and yields tables and notes in reading order as soon as nothing more
 * can belong to them. Goes through the pages twice. Returns what became of their characters.
 */
export function* stitchBlocks(pages: Iterable<PageLayout>): Generator<Block, Layout['glyphs']> {
  const running = findRunningNotes(pages)
  const finish = new Finisher()
  let entries: Entry[] = []
  let between: PageNote[] = []
  let title: PageNote[] = []
  let open: GrowingTable | null = null
  for (const page of pages) {
    finish.visible += page.visible
    for (const block of nameRunningNotes(page, running)) {
      if (block.kind === 'note') {
        entries.push({ kind: 'note', note: block.note })
        if (block.note.role === 'text') between.push(block.note)
        continue
      }
      const joined = open !== null && joinPiece(open, block.table, between, title)
      if (!joined) {
        yield* entries.map((entry) => finish.block(entry))
        open = startTable(block.table)
        entries = [{ kind: 'table', table: open }]
        title = between
      }
      between = []
    }
  }
  yield* entries.map((entry) => finish.block(entry))
  return finish.glyphs
}

/** All blocks at once. */
export function stitch(pages: Iterable<PageLayout>): Layout {
  const blocks: Block[] = []
  const generator = stitchBlocks(pages)
  let next = generator.next()
  for (; !next.done; next = generator.next()) blocks.push(next.value)
  return { blocks, glyphs: next.value }
}

/** Numbers the tables and counts the characters of what is finished. */
class Finisher {
  visible = 0
  #tables = 0
  #inCells = 0
  #inNotes = 0

  block(entry: Entry): Block {
    if (entry.kind === 'table') {
      this.#inCells += entry.table.cells.reduce((sum, cell) => sum + cell.glyphs, 0) + droppedGlyphs(entry.table)
      this.#tables += 1
      return { kind: 'table', table: finishTable(entry.table, this.#tables) }
    }
    this.#inNotes += entry.note.glyphs
    const { glyphs: _glyphs, ...note } = entry.note
    return { kind: 'note', note: note satisfies Note }
  }

  get glyphs(): Layout['glyphs'] {
    const [visible, inCells, inNotes] = [this.visible, this.#inCells, this.#inNotes]
    return { visible, inCells, inNotes, lost: visible - inCells - inNotes }
  }
}

/** Characters of repeated headers: they are in cells of the print, which the joined table does not show twice. */
const dropped = new WeakMap<GrowingTable, number>()
const droppedGlyphs = (table: GrowingTable): number => dropped.get(table) ?? 0

/** Adds the piece to the table if it is a part of it. */
function joinPiece(
  table: GrowingTable,
  piece: PageTable,
  between: readonly PageNote[],
  title: readonly PageNote[],
): boolean {
  if (piece.page > table.lastPage + 1 || (piece.page === table.lastPage && piece.xs !== null)) return false
  const because: string[] = []
  const others = between.filter((note) => note.page === piece.page || !isFootnote(note, piece))
  if (others.length > 0) {
    if (!others.every((note) => saysContinued(note) || repeats(note, title))) return false
    because.push('the title is repeated or says that the table goes on')
  }
  const fitted = fitColumns(table, piece)
  if (!fitted) return false
  const skip = countRepeatedHeader(table, fitted)
  if (skip > 0) because.push('the header is repeated')
  else if (fitted.header.sure || (table.xs === null && fitted.header.rows > 0)) return false
  if (table.xs !== null) because.push('the columns have the same borders')
  else because.push('the rows have as many cells')
  grow(table, fitted, skip, because)
  return true
}

function grow(table: GrowingTable, piece: PageTable, skip: number, because: string[]): void {
  if (skip > 0) table.repeatedHeaders += 1
  const header = piece.cells.filter((cell) => cell.row + cell.rowSpan <= skip)
  dropped.set(table, droppedGlyphs(table) + header.reduce((sum, cell) => sum + cell.glyphs, 0))
  if (piece.rows <= skip) return
  const { row, labels } = judgeContinuation(table, piece, skip)
  const first = table.rows
  appendPiece(table, piece, skip, row !== null, (cell) => (labels.has(cell) ? 'extends' : 'new'))
  table.joins.push({ kind: 'table', page: piece.page, row: row ? first - 1 : first, because })
  if (row) table.joins.push({ kind: 'row', page: piece.page, row: first - 1, because: row })
}

/** A note that only says that something goes on: `(續)`, `續前頁`, `(continued)`. */
const saysContinued = (note: PageNote): boolean =>
  /[(（【]?\s*(?:續|接)\s*(?:前頁|上頁|前|上|完)?\s*\d*\s*[)）】]?|\(?cont(?:inued|'d|\.)\)?/iu.test(textOf(note)) &&
  (textOf(note).length <= 8 || /[(（【][^()（）]*(?:續|cont)[^()（）]*[)）】]|續\s*\d*$/iu.test(textOf(note)))

const textOf = (note: PageNote): string =>
  note.lines
    .map((line) => line.text)
    .join('')
    .replace(/\s+/gu, '')

const repeats = (note: PageNote, title: readonly PageNote[]): boolean =>
  title.some((other) => textOf(other) === textOf(note)) || title.some((other) => textOf(other).includes(textOf(note)))

/** Brings table and piece onto the same columns; null if they are different tables. Widens the table where it must. */
function fitColumns(table: GrowingTable, piece: PageTable): PageTable | null {
  if (!table.xs || !piece.xs) return table.columns === piece.columns ? piece : null
  // where no border is drawn, they are known only as well as the texts of the page tell
  if (areLikeBorders(piece.xs, table.xs) && countRepeatedHeader(table, piece) > 0) return piece
  if (piece.columns <= table.columns) {
    const pairs = matchBorders(piece.xs, table.xs)
    if (!pairs) return null
    return { ...piece, columns: table.columns, xs: table.xs, cells: widenFields(piece.cells, pairs) }
  }
  const pairs = matchBorders(table.xs, piece.xs)
  if (!pairs) return null
  for (const cell of table.cells) {
    const from = pairs[cell.column] ?? cell.column
    cell.columnSpan = (pairs[cell.column + cell.columnSpan] ?? from + cell.columnSpan) - from
    cell.column = from
  }
  table.columns = piece.columns
  table.xs = piece.xs
  table.cellAt = indexCells<GrowingCell>(table.cells, table.rows, table.columns)
  return piece
}

/** How many rows at the top of the piece repeat the table's header: all its rows, with those below that are repeated too. */
function countRepeatedHeader(table: GrowingTable, piece: PageTable): number {
  const depth = Math.max(1, table.headerRows)
  if (piece.rows < depth) return 0
  const index = indexCells(piece.cells, piece.rows, piece.columns)
  const compared = compareRows(table.cellAt.slice(0, depth), index.slice(0, depth))
  if (compared.same < 2 || compared.different > HEADER_DIFFERS * (compared.same + compared.different)) return 0
  let rows = depth
  while (rows < Math.min(DEEPEST, piece.rows - 1) && repeatsRow(table.cellAt[rows] ?? [], index[rows] ?? [])) rows++
  return rows
}

type Row = readonly (Pick<PageCell, 'lines'> | undefined)[]

/** Fields of both that are alike and that are not; empty in both counts as neither. */
function compareRows(rows: readonly Row[], others: readonly Row[]): { same: number; different: number } {
  let same = 0
  let different = 0
  rows.forEach((row, at) => {
    for (let column = 0; column < row.length; column++) {
      const [own, other] = [squeeze(row[column]), squeeze(others[at]?.[column])]
      if (own === '' && other === '') continue
      if (own === other) same++
      else different++
    }
  })
  return { same, different }
}

/** Alike to the last field, and of several texts: a row of one may be a section that comes again. */
function repeatsRow(row: Row, other: Row): boolean {
  const { different } = compareRows([row], [other])
  return different === 0 && new Set(row.map((cell) => squeeze(cell)).filter((text) => text !== '')).size > 1
}
