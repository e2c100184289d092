/** Text inputs (`.txt`, `.tsv`, `.md`): rows of cells that another extractor has pulled out of a PDF, as one page. */
import { asPrinted } from '../../language/characters.ts'
import { foldRadicals } from '../../language/radicals.ts'
import type { Page, TextRow, TextTable } from '../../model/page.ts'
import { findDrawnTable, readDrawnTable } from './drawn-table.ts'
import { cutAtTables } from './html-table.ts'
import { takeMarksOff } from './marks.ts'
import { takeQuotesOff } from './quotes.ts'

/** Reads bytes of UTF-8, UTF-16 with a byte order mark, or Big5 (the encoding of older Taiwanese files). */
export function readTextPage(bytes: Uint8Array): Page {
  const rows = cutAtTables(foldRadicals(asPrinted(takeQuotesOff(decode(bytes))))).flatMap(
    (piece): (TextRow | TextTable)[] => (piece.kind === 'table' ? [piece.table] : cutRows(piece.text, piece.line)),
  )
  const visible = rows.flatMap(textsOf).reduce((sum, text) => sum + [...text.replace(/\s/gu, '')].length, 0)
  return {
    number: 1,
    width: 0,
    height: 0,
    reader: 'rows',
    runs: [],
    rulings: [],
    fills: [],
    images: [],
    rows,
    problems: [],
    glyphs: { visible, hidden: 0 },
  }
}

const textsOf = (row: TextRow | TextTable): string[] =>
  row.cells.map((cell) => (typeof cell === 'string' ? cell : cell.text))

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('big5').decode(bytes)
  }
}

const PIPED = /^\s*\||\|.*\|/

function cutRows(text: string, line: number): TextRow[] {
  const lines = text.split(/\r\n|\n|\r|\f/)
  const rows: TextRow[] = []
  for (let at = 0; at < lines.length; ) {
    const drawn = findDrawnTable(lines, at)
    const cells = drawn.length > 0 ? readDrawnTable(drawn, cutCells) : [cutCells(lines[at] ?? '')]
    for (const [nth, row] of cells.entries()) rows.push({ line: line + at + nth, cells: row })
    at += Math.max(1, drawn.length)
  }
  return rows
}

function cutCells(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map(takeMarksOff)
  if (!PIPED.test(line)) return [takeMarksOff(line)]
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell, at) => (isFiller(cell, at) ? '' : takeMarksOff(cell)))
}

/** `Col5` as the fifth cell: what PyMuPDF writes into a Markdown header where the print has nothing. */
const isFiller = (cell: string, at: number): boolean => cell.trim() === `Col${at + 1}`
