/** Prints tables and text onto a hand-made Page, as a typesetter would: wraps, padding, borders of many kinds. */
import type { Box, Fill, Glyph, Page, Ruling, TextRun } from '../../src/model/page.ts'

export interface Entry {
  text: string
  row: number
  column: number
  rowSpan?: number
  columnSpan?: number
  align?: 'left' | 'center' | 'right'
}

export type Borders =
  | 'strokes'
  | 'cell by cell'
  | 'dashes'
  | 'doubled'
  | 'small gaps'
  | 'open sides'
  | 'horizontal only'
  | 'uprights in a frame'
  | 'top, header and bottom'
  | 'fills with white between'
  | 'zebra'
  | 'none'

export interface TableSpec {
  x: number
  y: number
  /** Column widths in points. */
  widths: number[]
  entries: Entry[]
  borders?: Borders
  size?: number
  padding?: number
  /** Where in their cells texts stand; in the middle without. */
  valign?: 'middle' | 'top'
}

export const emptyPage = (number = 1, width = 842, height = 595): Page => ({
  number,
  width,
  height,
  reader: 'pdf',
  runs: [],
  rulings: [],
  fills: [],
  images: [],
  rows: [],
  problems: [],
  glyphs: { visible: 0, hidden: 0 },
})

const advance = (text: string, size: number) => ((text.codePointAt(0) ?? 0) >= 0x2e80 ? size : size / 2)

/** Prints one line of text; white space is a gap, not a glyph. */
export function printText(page: Page, text: string, x: number, y: number, size = 10, angle = 0): number {
  const glyphs: Glyph[] = []
  let at = 0
  for (const character of text) {
    const width = advance(character, size)
    if (character.trim() !== '') glyphs.push({ text: character, box: boxAt(x, y, at, width, size, angle), size })
    at += width
  }
  if (glyphs.length === 0) return at
  const box: Box = [
    Math.min(...glyphs.map((glyph) => glyph.box[0])),
    Math.min(...glyphs.map((glyph) => glyph.box[1])),
    Math.max(...glyphs.map((glyph) => glyph.box[2])),
    Math.max(...glyphs.map((glyph) => glyph.box[3])),
  ]
  const run: TextRun = { text, box, glyphs, font: 'F', size, angle, source: 'text', confidence: 1, readings: [] }
  page.runs.push(run)
  page.glyphs.visible += glyphs.length
  return at
}

function boxAt(x: number, y: number, at: number, width: number, size: number, angle: number): Box {
  if (angle === 90) return [x - size, y + at, x, y + at + width]
  if (angle === 270) return [x, y - at - width, x + size, y - at]
  return [x + at, y, x + at + width, y + size]
}

/** Breaks text into lines of at most `width` points; Chinese anywhere, Latin words and numbers at spaces if they fit a line. */
export function wrap(text: string, width: number, size: number): string[] {
  const pieces = text.match(/[⺀-￯]|\n|[^⺀-￯\s]+|[^\S\n]+/gu) ?? []
  const lines: string[] = []
  let line = ''
  const widthOf = (value: string) => [...value].reduce((sum, character) => sum + advance(character, size), 0)
  const push = () => {
    lines.push(line.trim())
    line = ''
  }
  for (const piece of pieces) {
    if (piece === '\n') {
      push()
      continue
    }
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) push()
    if (line === '' && piece.trim() === '') continue
    line += piece
    while (widthOf(line) > width && [...line].length > 1) {
      const characters = [...line]
      let fitting = characters.length
      while (fitting > 1 && widthOf(characters.slice(0, fitting).join('')) > width) fitting--
      lines.push(characters.slice(0, fitting).join(''))
      line = characters.slice(fitting).join('')
    }
  }
  if (line.trim() !== '') push()
  return lines
}

/** Prints a table; returns the borders of its rows in points. */
export function printTable(page: Page, spec: TableSpec): { xs: number[]; ys: number[] } {
  const size = spec.size ?? 10
  const padding = spec.padding ?? 3
  const leading = size * 1.25
  const xs = addUp(spec.x, spec.widths)
  const rows = Math.max(...spec.entries.map((entry) => entry.row + (entry.rowSpan ?? 1)))
  const linesOf = new Map(
    spec.entries.map((entry) => {
      const right = xs[entry.column + (entry.columnSpan ?? 1)] ?? 0
      return [entry, wrap(entry.text, right - (xs[entry.column] ?? 0) - 2 * padding + 1e-6, size)] as const
    }),
  )
  const heights = new Array<number>(rows).fill(leading + 2 * padding)
  for (const entry of [...spec.entries].sort((a, b) => (a.rowSpan ?? 1) - (b.rowSpan ?? 1))) {
    const span = entry.rowSpan ?? 1
    const need = (linesOf.get(entry)?.length ?? 1) * leading + 2 * padding
    const have = heights.slice(entry.row, entry.row + span).reduce((a, b) => a + b, 0)
    const last = entry.row + span - 1
    if (need > have) heights[last] = (heights[last] ?? 0) + need - have
  }
  const ys = addUp(spec.y, heights)
  for (const entry of spec.entries) {
    const box = boxOf(entry, xs, ys)
    const lines = linesOf.get(entry) ?? []
    const free = spec.valign === 'top' ? padding : (box[3] - box[1] - lines.length * leading) / 2
    const top = box[1] + free + (leading - size) / 2
    lines.forEach((line, i) => {
      const width = [...line].reduce((sum, character) => sum + advance(character, size), 0)
      const free = box[2] - box[0] - 2 * padding - width
      const shift = entry.align === 'right' ? free : entry.align === 'center' ? free / 2 : 0
      printText(page, line, box[0] + padding + shift, top + i * leading, size)
    })
  }
  drawBorders(page, spec, xs, ys)
  return { xs, ys }
}

function addUp(start: number, steps: readonly number[]): number[] {
  const edges = [start]
  for (const step of steps) edges.push((edges.at(-1) ?? 0) + step)
  return edges
}

const boxOf = (entry: Entry, xs: readonly number[], ys: readonly number[]): Box => [
  xs[entry.column] ?? 0,
  ys[entry.row] ?? 0,
  xs[entry.column + (entry.columnSpan ?? 1)] ?? 0,
  ys[entry.row + (entry.rowSpan ?? 1)] ?? 0,
]

function drawBorders(page: Page, spec: TableSpec, xs: readonly number[], ys: readonly number[]): void {
  const borders = spec.borders ?? 'strokes'
  const [left, top, right, bottom] = [xs[0] ?? 0, ys[0] ?? 0, xs.at(-1) ?? 0, ys.at(-1) ?? 0]
  const headings = Math.max(1, ...spec.entries.flatMap((entry) => (entry.row === 0 ? [entry.rowSpan ?? 1] : [])))
  const level = (at: number, from: number, to: number): Ruling => ({
    orientation: 'horizontal',
    at,
    from,
    to,
    thickness: 0.5,
    drawn: 'stroke',
  })
  const upright = (at: number, from: number, to: number): Ruling => ({
    ...level(at, from, to),
    orientation: 'vertical',
  })
  const sides = spec.entries.flatMap((entry) => {
    const [x0, y0, x1, y1] = boxOf(entry, xs, ys)
    return [level(y0, x0, x1), level(y1, x0, x1), upright(x0, y0, y1), upright(x1, y0, y1)]
  })
  const pieces = (step: number, length: number) =>
    sides.flatMap((side) => {
      const parts: Ruling[] = []
      for (let at = side.from; at < side.to; at += step)
        parts.push({ ...side, from: at, to: Math.min(side.to, at + length) })
      return parts
    })
  if (borders === 'strokes' || borders === 'cell by cell') page.rulings.push(...sides)
  if (borders === 'dashes') page.rulings.push(...pieces(5, 3))
  if (borders === 'small gaps') page.rulings.push(...pieces(41.5, 40))
  if (borders === 'doubled') {
    page.rulings.push(
      ...sides.flatMap((side) => [
        { ...side, at: side.at - 0.8 },
        { ...side, at: side.at + 0.8 },
      ]),
    )
  }
  if (borders === 'open sides') {
    page.rulings.push(
      ...sides.filter((side) => side.orientation === 'horizontal' || (side.at > left && side.at < right)),
    )
  }
  if (borders === 'horizontal only') page.rulings.push(...sides.filter((side) => side.orientation === 'horizontal'))
  if (borders === 'uprights in a frame') {
    page.rulings.push(...sides.filter((side) => side.orientation === 'vertical'))
  }
  if (borders === 'top, header and bottom' || borders === 'uprights in a frame') {
    page.rulings.push(...[top, ys[headings] ?? top, bottom].map((at) => level(at, left, right)))
  }
  const fill = (box: Box, colour: string): Fill => ({ box, colour })
  if (borders === 'fills with white between') {
    for (const entry of spec.entries) {
      const [x0, y0, x1, y1] = boxOf(entry, xs, ys)
      page.fills.push(fill([x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5], entry.row === 0 ? '#f0a030' : '#e8e8e8'))
    }
  }
  if (borders === 'zebra') {
    ys.slice(0, -1).forEach((y, i) => {
      if (i % 2 === 0) page.fills.push(fill([left, y, right, ys[i + 1] ?? y], i === 0 ? '#4060a0' : '#eeeeee'))
    })
  }
}

/** A table without spans from rows of texts; figures stand right, the rest left. */
export function entriesOf(rows: string[][]): Entry[] {
  return rows.flatMap((cells, row) =>
    cells.map((text, column) => ({
      text,
      row,
      column,
      align: /^[\d,.%-]+$/u.test(text) ? ('right' as const) : ('left' as const),
    })),
  )
}
