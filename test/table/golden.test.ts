/**
 * Pages of real government tables, compared with grids that were typed by hand from pictures of the pages: test/golden/README.md.
 * `^` goes on the cell above, `<` the cell to the left.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Layout, Line } from '../../src/model/table.ts'
import { withPdf } from '../../src/page/pdf/index.ts'
import { layOut } from '../../src/table/index.ts'

const textOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join('')

function describeLayout(layout: Layout): string {
  const lines = layout.blocks.flatMap((block) => {
    if (block.kind === 'note') return [`${block.note.role}: ${block.note.lines.map((line) => line.text).join(' / ')}`]
    const { table } = block
    const grid = Array.from({ length: table.rows }, () => new Array<string>(table.columns).fill('?'))
    for (const cell of table.cells) {
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
        for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
          const line = grid[row]
          if (line) line[column] = row > cell.row ? '^' : column > cell.column ? '<' : textOf(cell.lines)
        }
      }
    }
    return [`table: ${table.headerRows} header`, ...grid.map((row) => row.join(' | '))]
  })
  return `${lines.join('\n')}\n`
}

test.each([
  ['social-housing-10812', 2, 'underlined words in a merged cell, rows told apart by colour only'],
  ['social-housing-10812', 5, 'labels merged over rows, a total merged over columns'],
  ['social-housing-10812', 4, 'labels cut by both page breaks, a total merged over rows told apart by colour'],
  ['social-housing-11109', 1, 'a shaded header with a cell too small for its text'],
  ['social-housing-11109', 7, 'names and numbers wrapped over up to five lines'],
])('%s page %i: %s', async (name, number) => {
  const bytes = new Uint8Array(readFileSync(`test/data/tables/${name}.pdf`))
  const page = await withPdf(bytes, {}, (pdf) => pdf.page(number))
  const file = `test/golden/${name}-page-${number}.txt`
  const found = describeLayout(layOut([page]))
  expect(found.split('\n')).toEqual(readFileSync(file, 'utf8').split('\n'))
})

test('social-housing-10812: labels and totals merged over its five pages, as counted on the pictures', async () => {
  const bytes = new Uint8Array(readFileSync('test/data/tables/social-housing-10812.pdf'))
  const pages = await withPdf(bytes, {}, (pdf) => Promise.all([1, 2, 3, 4, 5].map((number) => pdf.page(number))))
  const [table, ...others] = layOut(pages).blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
  const groups = table?.cells.flatMap((cell) => {
    if (cell.column !== 0) return []
    const total = table.cells.find((other) => other.column === 8 && other.row === cell.row)
    return [[textOf(cell.lines), cell.rowSpan, total?.rowSpan, total && textOf(total.lines)]]
  })
  expect(others).toEqual([])
  expect(groups).toEqual([
    ['縣市別', 1, 1, '合計'],
    ['臺北市', 42, 42, '14,079'],
    ['新北市', 24, 24, '9,296(含內政部2,907)'],
    ['桃園市', 34, 34, '11,032'],
    ['臺中市', 17, 17, '5,008'],
    ['臺南市', 4, 4, '560'],
    ['高雄市', 5, 5, '479'],
    ['臺東縣', 1, 1, '43'],
    ['金門縣', 1, 1, '72'],
    ['連江縣', 1, 1, '20'],
    ['總計', 1, 1, '40,589'],
  ])
  // no other cell is merged: every row has its own name and years
  expect(table?.cells.filter((cell) => cell.rowSpan > 1).every((cell) => [0, 8].includes(cell.column))).toBe(true)
})
