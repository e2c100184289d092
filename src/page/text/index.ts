/** Text inputs (`.txt`, `.tsv`, `.md`): rows of cells that another extractor has pulled out of a PDF, as one page. */
import { asPrinted } from '../../language/characters.ts'
import { foldRadicals } from '../../language/radicals.ts'
import type { Page, TextRow } from '../../model/page.ts'
import { takeQuotesOff } from './quotes.ts'

/** Reads bytes of UTF-8, UTF-16 with a byte order mark, or Big5 (the encoding of older Taiwanese files). */
export function readTextPage(bytes: Uint8Array): Page {
  const rows = foldRadicals(asPrinted(takeQuotesOff(decode(bytes))))
    .split(/\r\n|\n|\r|\f/)
    .map((text, at): TextRow => ({ line: at + 1, cells: cutCells(text) }))
  const visible = rows.reduce(
    (sum, row) => sum + row.cells.reduce((count, cell) => count + [...cell.replace(/\s/gu, '')].length, 0),
    0,
  )
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

function cutCells(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map(clean)
  if (!PIPED.test(line)) return [clean(line)]
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell, at) => (isFiller(cell, at) ? '' : clean(cell.replaceAll('\\|', '|'))))
}

/** `Col5` as the fifth cell: what PyMuPDF writes into a Markdown header where the print has nothing. */
const isFiller = (cell: string, at: number): boolean => cell.trim() === `Col${at + 1}`

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }

/** A cell without the marks of HTML and Markdown: `<u>學習成長</u>` → `學習成長`, `<br>` a space. */
function clean(cell: string): string {
  return cell
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(/<\/?(?:u|b|i|em|strong|span|sup|sub|p|font)\b[^<>]*>/giu, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\*\*(.+?)\*\*/gu, '$1')
    .replace(/^#{1,6}\s+/u, '')
    .trim()
}
