import { describe, expect, test } from 'vitest'
import type { Layout, Table } from '../../src/model/table.ts'
import { layOut } from '../../src/table/index.ts'
import { type Borders, emptyPage, entriesOf, printTable, printText, type TableSpec } from './make-page.ts'

const tablesOf = (layout: Layout): Table[] =>
  layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))

const gridOf = (table: Table): string[][] => {
  const grid = Array.from({ length: table.rows }, () => new Array<string>(table.columns).fill('?'))
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
        const line = grid[row]
        if (line) line[column] = cell.lines.map((each) => each.text).join('')
      }
    }
  }
  return grid
}

const FIGURES = [
  ['縣市', '申請件數', '核准件數', '比率'],
  ['臺北市', '1,204', '1,100', '91.4'],
  ['新北市', '2,310', '2,008', '86.9'],
  ['桃園市', '998', '950', '95.2'],
  ['臺中市', '1,530', '1,311', '85.7'],
]

const print = (spec: Partial<TableSpec> & Pick<TableSpec, 'entries' | 'widths'>) => {
  const page = emptyPage()
  printText(page, '各縣市申請情形統計表', 200, 40, 14)
  printTable(page, { x: 60, y: 80, ...spec })
  return layOut([page])
}

const EVERY: Borders[] = [
  'strokes',
  'dashes',
  'doubled',
  'small gaps',
  'open sides',
  'horizontal only',
  'top, header and bottom',
  'fills with white between',
  'zebra',
  'none',
]

describe('a plain table reads the same whatever its borders are', () => {
  test.each(EVERY)('%s', (borders) => {
    const layout = print({ widths: [100, 90, 90, 70], entries: entriesOf(FIGURES), borders })
    const tables = tablesOf(layout)
    expect(tables).toHaveLength(1)
    expect(gridOf(tables[0] as Table)).toEqual(FIGURES)
    expect(tables[0]?.headerRows).toBe(1)
    expect(layout.glyphs.lost).toBe(0)
    expect(layout.blocks[0]).toMatchObject({ kind: 'note', note: { lines: [{ text: '各縣市申請情形統計表' }] } })
  })
})

describe('spans and wraps read the same where borders show them', () => {
  const entries = [
    { text: '策略目標', row: 0, column: 0, rowSpan: 2 },
    { text: '關鍵績效指標', row: 0, column: 1, rowSpan: 2 },
    { text: '歷年實際值', row: 0, column: 2, columnSpan: 2, align: 'center' as const },
    { text: '目標值', row: 0, column: 4, align: 'center' as const },
    { text: '109年', row: 1, column: 2 },
    { text: '110年', row: 1, column: 3 },
    { text: '111年', row: 1, column: 4 },
    { text: 'AC1提升市民學習客語意願', row: 2, column: 0, rowSpan: 2 },
    { text: 'AC1.1參與客語教學人數', row: 2, column: 1 },
    { text: '9,490', row: 2, column: 2, align: 'right' as const },
    { text: '9,816', row: 2, column: 3, align: 'right' as const },
    { text: '10,040', row: 2, column: 4, align: 'right' as const },
    { text: 'AC1.2參與書院學員人數', row: 3, column: 1 },
    { text: '3,747', row: 3, column: 2, align: 'right' as const },
    { text: '4,096', row: 3, column: 3, align: 'right' as const },
    { text: '4,100', row: 3, column: 4, align: 'right' as const },
    { text: 'BC1提升青年參與度', row: 4, column: 0 },
    { text: 'BC1.1參與青年人數', row: 4, column: 1 },
    { text: '1,350', row: 4, column: 2, align: 'right' as const },
    { text: '2,902', row: 4, column: 3, align: 'right' as const },
    { text: '2,365', row: 4, column: 4, align: 'right' as const },
  ]
  test.each([
    'strokes',
    'dashes',
    'doubled',
    'small gaps',
    'open sides',
    'horizontal only',
    'fills with white between',
  ] as const)('%s', (borders) => {
    const [table] = tablesOf(print({ widths: [76, 86, 60, 60, 60], entries, borders }))
    const spans = table?.cells.map(({ row, column, rowSpan, columnSpan, lines }) => ({
      text: lines.map((line) => line.text).join(''),
      row,
      column,
      rowSpan,
      columnSpan,
    }))
    expect(spans).toEqual(
      entries
        .map(({ text, row, column, rowSpan = 1, columnSpan = 1 }) => ({ text, row, column, rowSpan, columnSpan }))
        .sort((a, b) => a.row - b.row || a.column - b.column),
    )
    expect(table?.headerRows).toBe(2)
  })
})

describe('a wide gap in every line of a cell', () => {
  const cells = (lines: string[]) =>
    tablesOf(
      print({
        widths: [60, 190],
        entries: [
          { text: '構面', row: 0, column: 0 },
          { text: '策略目標', row: 0, column: 1 },
          { text: '顧客', row: 1, column: 0 },
          { text: lines.join('\n'), row: 1, column: 1 },
        ],
      }),
    )[0]?.cells.map(({ column, lines }) => [column, lines.map((line) => line.text).join('|')])

  test('behind a code parts no columns: the code begins the name', () => {
    expect(cells(['AC1      提升客語意願', 'AC2      推廣客家美食', 'BC1.2    鼓勵青年參與'])?.slice(3)).toEqual([
      [1, 'AC1 提升客語意願|AC2 推廣客家美食|BC1.2 鼓勵青年參與'],
    ])
  })

  test('behind words parts two columns', () => {
    expect(cells(['客語      提升客語意願', '美食      推廣客家美食', '青年      鼓勵青年參與'])?.slice(3, 5)).toEqual([
      [1, '客語'],
      [2, '提升客語意願'],
    ])
  })
})

test('a narrow column between doubled rules is none, whatever text stands over it outside of the table or in a wider cell', () => {
  const page = emptyPage()
  const section = { text: '北部各縣市的申請件數與核准件數合計', row: 5, column: 0, columnSpan: 4 }
  printTable(page, { x: 60, y: 80, widths: [100, 90, 90, 70], entries: [...entriesOf(FIGURES), section] })
  printText(page, '一一四年各縣市申請核准情形統計表', 60, 40, 14)
  page.rulings = page.rulings.flatMap((rule) =>
    rule.orientation === 'vertical'
      ? [-2.4, -1.6, 1.6, 2.4].map((aside) => ({ ...rule, at: rule.at + aside }))
      : [rule],
  )
  const [table, ...others] = tablesOf(layOut([page]))
  expect(others).toEqual([])
  expect(table?.columns).toBe(4)
  expect(gridOf(table as Table).slice(0, 5)).toEqual(FIGURES)
})
