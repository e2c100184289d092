/** Tables in HTML, with merged cells, as extractors write them into Markdown where its own tables cannot say what is merged. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import type { TextTable } from '../../model/page.ts'
import { takeMathOff } from './marks.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** The longest that the HTML standard lets a cell reach (section 4.9.12, "Forming a table"). */
const LONGEST_SPAN = { columns: 1000, rows: 65_534 }
/** A table with more fields is none; the largest of the files at hand has 2,000. */
const MOST_FIELDS = 500_000

/** A piece of a text: one table, or what stands between two. `line` is its first line in the file, from 1. */
export type TextPiece = { kind: 'text'; line: number; text: string } | { kind: 'table'; table: TextTable }

/** Cuts a text where tables begin and end. A table without an end stays text. */
export function cutAtTables(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let from = { at: 0, line: 1 }
  let here = from
  const goOn = (to: number) => {
    here = { at: to, line: here.line + countLines(text.slice(here.at, to)) }
    return here
  }
  const takeText = (to: number): void => {
    pieces.push({ kind: 'text', line: from.line, text: text.slice(from.at, to) })
  }
  for (const [start, end] of findTables(text)) {
    const { line } = goOn(start)
    const root = parseFragment(text.slice(start, end))
    const table = readTable(root, line)
    if (table === null) continue
    takeText(start)
    const caption = readCaption(root)
    if (caption !== '') pieces.push({ kind: 'text', line, text: caption })
    pieces.push({ kind: 'table', table })
    from = goOn(end)
  }
  takeText(text.length)
  return pieces
}

const countLines = (text: string): number => text.match(/\r\n|\n|\r|\f/g)?.length ?? 0

/** Where the outermost tables begin and end. */
function findTables(text: string): [start: number, end: number][] {
  const tables: [number, number][] = []
  let depth = 0
  let start = 0
  for (const match of text.matchAll(/<(\/?)table\b[^<>]*>/giu)) {
    if (match[1] === '') {
      if (depth === 0) start = match.index
      depth++
    } else if (depth > 0) {
      depth--
      if (depth === 0) tables.push([start, match.index + match[0].length])
    }
  }
  return tables
}

/** Lays the cells of one table into its rows, as the HTML standard does; null where it has none, or far too many. */
function readTable(root: Node, line: number): TextTable | null {
  const rows = rowsOf(root)
  const taken = rows.map(() => new Set<number>())
  const cells: TextTable['cells'] = []
  let fields = 0
  for (const [row, element] of rows.entries()) {
    let column = 0
    for (const cell of element.childNodes.filter(isCell)) {
      while (taken[row]?.has(column)) column++
      const rowSpan = Math.min(readSpan(cell, 'rowspan', LONGEST_SPAN.rows), rows.length - row)
      const wanted = readSpan(cell, 'colspan', LONGEST_SPAN.columns)
      let columnSpan = 1
      while (columnSpan < wanted && !taken[row]?.has(column + columnSpan)) columnSpan++
      fields += rowSpan * columnSpan
      if (fields > MOST_FIELDS) return null
      for (const below of taken.slice(row, row + rowSpan))
        for (let at = column; at < column + columnSpan; at++) below.add(at)
      cells.push({ row, column, rowSpan, columnSpan, text: textOf(cell) })
      column += columnSpan
    }
  }
  if (cells.length === 0) return null
  const columns = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0)
  if (rows.length * columns > MOST_FIELDS) return null
  const headerRows = Math.max(
    0,
    rows.findIndex((row) => !isHeader(row)),
  )
  return { line, rows: rows.length, columns, headerRows, cells }
}

/** What a table holds outside of its cells: a caption, such as `單位：千元`, and text that went astray. */
const readCaption = (root: Node): string =>
  walk(root, (node) => !isCell(node))
    .flatMap((node) => (node.nodeName === '#text' && 'value' in node ? [node.value.trim()] : []))
    .filter((text) => text !== '')
    .join('\n')

const isElement = (node: Node): node is Element => 'tagName' in node
const isCell = (node: Node): node is Element => isElement(node) && ['td', 'th'].includes(node.tagName)

/** A row of the head, or of nothing but heading cells; a single one of these may head a row of figures. */
function isHeader(row: Element): boolean {
  if (row.parentNode && isElement(row.parentNode) && row.parentNode.tagName === 'thead') return true
  const cells = row.childNodes.filter(isCell)
  return cells.length > 1 && cells.every((cell) => cell.tagName === 'th')
}

function readSpan(cell: Element, name: 'colspan' | 'rowspan', longest: number): number {
  const span = Number.parseInt(cell.attrs.find((attribute) => attribute.name === name)?.value ?? '', 10)
  return span >= 1 ? Math.min(span, longest) : 1
}

/** The rows of the outermost table. */
const rowsOf = (root: Node): Element[] =>
  walk(root, (node) => isElement(node) && node.tagName !== 'tr').filter(
    (node): node is Element => isElement(node) && node.tagName === 'tr',
  )

/** Elements that stand apart from the text beside them. */
const APART = ['br', 'p', 'div', 'li', 'tr', 'td', 'th']

/** The text of a cell; what stands on a line of its own is set off with a space. */
function textOf(cell: Element): string {
  const text = walk(cell, isElement)
    .map((node) => {
      if (node.nodeName === '#text' && 'value' in node) return node.value
      return APART.includes(node.nodeName) ? ' ' : ''
    })
    .join('')
  return takeMathOff(text.replace(/\s+/gu, ' ').trim())
}

/** The nodes below `root` in the order of the file, those below a node only where `opens` says so. */
function walk(root: Node, opens: (node: Node) => boolean): Node[] {
  const nodes: Node[] = []
  const waiting = 'childNodes' in root ? root.childNodes.toReversed() : []
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node)
    if ('childNodes' in node && opens(node)) for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  return nodes
}
