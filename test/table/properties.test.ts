import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import type { Layout, Table } from '../../src/model/table.ts'
import { withPdf } from '../../src/page/pdf/index.ts'
import { layOut } from '../../src/table/index.ts'
import { type Borders, type Entry, emptyPage, printTable, printText } from './make-page.ts'

const tablesOf = (layout: Layout): Table[] =>
  layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))

/** Every field of the grid belongs to exactly one cell. */
function coverage(table: Table): Set<number> {
  const counts = new Array<number>(table.rows * table.columns).fill(0)
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        counts[row * table.columns + column] = (counts[row * table.columns + column] ?? Number.NaN) + 1
      }
    }
  }
  return new Set(counts)
}

const charactersOf = (layout: Layout): string =>
  layout.blocks
    .flatMap((block) => (block.kind === 'note' ? block.note.lines : block.table.cells.flatMap((cell) => cell.lines)))
    .map((line) => line.text)
    .join('')
    .replace(/\s+/gu, '')
const inkOf = (pages: readonly Page[]): string =>
  pages
    .flatMap((page) => page.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.text)))
    .join('')
    .replace(/\s+/gu, '')
const sorted = (text: string) => [...text.normalize('NFC')].sort().join('')

const word = fc.constantFrom('CC1.2', '客家文化', '1,204', '－', '文教推廣組 研究發展組', '', 'total', '109年', '5.3%')
const spec = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 1, max: 6 }),
    borders: fc.constantFrom<Borders>('strokes', 'dashes', 'doubled', 'open sides', 'horizontal only', 'zebra', 'none'),
    texts: fc.array(word, { minLength: 30, maxLength: 30 }),
    merge: fc.boolean(),
    x: fc.integer({ min: 20, max: 200 }),
  })
  .map(({ columns, rows, borders, texts, merge, x }) => {
    const entries: Entry[] = []
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (merge && rows > 2 && column === 0 && row === 2) continue
        const rowSpan = merge && rows > 2 && column === 0 && row === 1 ? 2 : 1
        entries.push({ text: texts[row * columns + column] ?? '', row, column, rowSpan })
      }
    }
    return { x, y: 80, widths: Array.from({ length: columns }, (_, i) => 60 + 12 * i), entries, borders }
  })

describe('whatever is printed', () => {
  test('cells cover their grid without overlap, and no character is lost or doubled', () => {
    fc.assert(
      fc.property(spec, fc.boolean(), (table, title) => {
        const page = emptyPage()
        if (title) printText(page, '平衡計分卡 (111年)', 300, 40, 14)
        printTable(page, table)
        const layout = layOut([page, { ...page, number: 2 }])
        for (const found of tablesOf(layout)) expect(coverage(found)).toEqual(new Set([1]))
        expect(layout.glyphs).toMatchObject({ visible: 2 * inkOf([page]).length, lost: 0 })
      }),
      { numRuns: 150 },
    )
  })

  test('characters strewn at random all end in a cell or note', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 560 }), word)
    const line = fc.tuple(
      fc.boolean(),
      fc.integer({ min: 0, max: 560 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 400 }),
    )
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), fc.array(line, { maxLength: 30 }), (texts, lines) => {
        const page = emptyPage()
        for (const [x, y, text] of texts) printText(page, text, x, y)
        for (const [level, at, from, length] of lines) {
          const orientation = level ? ('horizontal' as const) : ('vertical' as const)
          page.rulings.push({ orientation, at, from, to: from + length, thickness: 0.5, drawn: 'stroke' })
        }
        const layout = layOut([page])
        for (const found of tablesOf(layout)) expect(coverage(found)).toEqual(new Set([1]))
        expect(layout.glyphs.lost).toBe(0)
        expect(sorted(charactersOf(layout))).toBe(sorted(inkOf([page])))
      }),
      { numRuns: 100 },
    )
  })
})

const pdfsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => join(folder, name))

describe('conservation: every visible character of a file is in one cell or note', () => {
  test.each([...pdfsIn('samples'), ...pdfsIn('test/data')])('%s', async (file) => {
    const pages: Page[] = []
    await withPdf(new Uint8Array(readFileSync(file)), {}, async (pdf) => {
      for (let number = 1; number <= Math.min(pdf.pageCount, 10); number++) pages.push(await pdf.page(number))
    })
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) {
      // page by page no header is dropped as repeated
      const layout = layOut([page])
      expect(layout.glyphs.lost).toBe(0)
      expect(sorted(charactersOf(layout))).toBe(sorted(inkOf([page])))
    }
    expect(layOut(pages).glyphs.lost).toBe(0)
  })
})
