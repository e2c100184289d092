import { describe, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import type { Layout, Table } from '../../src/model/table.ts'
import { layOut, layOutPage, PageStore, stitch, stitchBlocks } from '../../src/table/index.ts'
import { type Entry, emptyPage, printTable, printText } from './make-page.ts'

const tablesOf = (layout: Layout): Table[] =>
  layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))

const HEADER = ['策略目標', '關鍵績效指標', '109年實際值', '110年實際值', '行動計畫', '預算(元)']
const WIDTHS = [70, 90, 60, 60, 120, 70]

/** Rows of texts; null goes on the cell above it. */
function entriesOf(rows: (string | null)[][], header = true): Entry[] {
  const all = header ? [HEADER, ...rows] : rows
  const entries: Entry[] = []
  all.forEach((cells, row) => {
    cells.forEach((text, column) => {
      if (text !== null) entries.push({ text, row, column })
      else {
        const above = entries.findLast((entry) => entry.column === column)
        if (above) above.rowSpan = row - above.row + 1
      }
    })
  })
  return entries
}

const page = (number: number, rows: (string | null)[][], header = true, title?: string): Page => {
  const printed = emptyPage(number)
  if (title) printText(printed, title, 300, 30, 14)
  printTable(printed, { x: 40, y: 60, widths: WIDTHS, entries: entriesOf(rows, header), size: 9 })
  printText(printed, String(number), 420, 570, 9)
  return printed
}

const FIRST: (string | null)[][] = [
  ['AC1提升學習意願', 'AC1.1參與學生人數', '9,490', '9,816', 'AC1.1.1推動客語教學', '14,004,000'],
  ['BC1提升青年參與度', 'BC1.1參與青年人數', '1,350', '2,902', 'BC1.1.1辦理推動計畫', '750,000'],
]

const cellAt = (table: Table | undefined, row: number, column: number) =>
  table?.cells.find(
    (cell) =>
      cell.row <= row &&
      row < cell.row + cell.rowSpan &&
      cell.column <= column &&
      column < cell.column + cell.columnSpan,
  )
const textAt = (table: Table | undefined, row: number, column: number) =>
  cellAt(table, row, column)
    ?.lines.map((line) => line.text)
    .join('|')

describe('a table over two pages', () => {
  test('keeps a section that ends a page apart from the row below the break, whose codes it does not have', () => {
    const section = (text: string): string[] => [text, '', '', '', '', '']
    const layout = layOut([
      page(1, [section('顧客構面'), ...FIRST, section('內部流程')]),
      page(2, [['AP1精進教育', 'AP1.1參與人數', '10', '20', 'AP1.1.1辦理活動', '60,000'], section('學習成長')], false),
    ])
    const [table] = tablesOf(layout)
    expect([4, 5, 6].map((row) => textAt(table, row, 0))).toEqual(['內部流程', 'AP1精進教育', '學習成長'])
  })

  test('is one table, its repeated header dropped and counted', () => {
    const layout = layOut([
      page(1, FIRST, true, '客家事務委員會平衡計分卡'),
      page(2, [['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']]),
    ])
    const [table, ...others] = tablesOf(layout)
    expect(others).toEqual([])
    expect(table).toMatchObject({ firstPage: 1, lastPage: 2, rows: 4, headerRows: 1, repeatedHeaders: 1 })
    expect(table?.joins).toMatchObject([{ kind: 'table', page: 2, row: 3 }])
    expect(textAt(table, 3, 0)).toBe('CC1鼓勵參與')
    expect(layout.glyphs.lost).toBe(0)
  })

  test('drops a repeated header of several rows whose first is a title', () => {
    const titled = (number: number, rows: string[][]): Page => {
      const printed = emptyPage(number)
      const title = { text: '客家事務委員會平衡計分卡', row: 0, column: 0, columnSpan: 6, align: 'center' as const }
      const body = entriesOf(rows).map((entry) => ({ ...entry, row: entry.row + 1 }))
      printTable(printed, { x: 40, y: 60, widths: WIDTHS, entries: [title, ...body], size: 9 })
      return printed
    }
    const [table, ...others] = tablesOf(
      layOut([
        titled(1, FIRST as string[][]),
        titled(2, [['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']]),
      ]),
    )
    expect(others).toEqual([])
    expect(table).toMatchObject({ rows: 5, repeatedHeaders: 1 })
    expect(textAt(table, 4, 0)).toBe('CC1鼓勵參與')
  })

  test('a last row alone on a page belongs to it, its merged labels blank', () => {
    const [table, ...others] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1鼓勵市民', 'CC1.1瀏覽網頁', '55,000', '95,000', 'CC1.1.1辦理嘉年華', '12,000,000']]),
        page(2, [['', 'CC1.2活動人數', '16,415', '34,470', 'CC1.2.1辦理節慶', '10,600,000']], false),
      ]),
    )
    expect(others).toEqual([])
    expect(textAt(table, 4, 1)).toBe('CC1.2活動人數')
    expect(cellAt(table, 4, 0)).toMatchObject({ row: 3, rowSpan: 2 })
  })

  test('figures with decimals are no codes: one without is not the rest of the one above', () => {
    const [table] = tablesOf(
      layOut([
        page(1, [
          ['AC1提升學習意願', 'AC1.1參與學生人數', '94.1', '98.2', 'AC1.1.1推動客語教學', '2046.1'],
          ['BC1提升青年參與度', 'BC1.1參與青年人數', '93.5', '92.2', 'BC1.1.1辦理推動計畫', '2061.8'],
        ]),
        page(2, [['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '1970']], false),
      ]),
    )
    expect([textAt(table, 2, 5), textAt(table, 3, 5)]).toEqual(['2061.8', '1970'])
  })

  test('joins without a repeated header when its columns are the same', () => {
    const [table, ...others] = tablesOf(
      layOut([
        page(1, FIRST),
        page(2, [['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']], false),
      ]),
    )
    expect(others).toEqual([])
    expect(table).toMatchObject({ rows: 4, repeatedHeaders: 0 })
  })

  test('a row cut by the break is one row, its cells joined piece by piece', () => {
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1 鼓勵', 'CC1.1瀏覽網頁', '55,000', '95,000', 'CC1.1.1辦理嘉年華', '12,000,00']]),
        page(2, [
          ['市民參與活動', '人次', '', '', '', '0'],
          ['CC2建構中心', 'CC2.1銷售額', '538', '480', 'CC2.1.1辦理交流計畫', '2,150,000'],
        ]),
      ]),
    )
    expect(table?.rows).toBe(5)
    expect(textAt(table, 3, 0)).toBe('CC1 鼓勵|市民參與活動')
    expect(textAt(table, 3, 5)).toBe('12,000,00|0')
    expect(textAt(table, 3, 2)).toBe('55,000')
    expect(cellAt(table, 3, 5)?.continues).toHaveLength(1)
    expect(table?.joins.find((join) => join.kind === 'row')).toMatchObject({ page: 2, row: 3 })
  })

  test('a merged label goes on over the break, with or without the rest of its text', () => {
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1鼓勵市民', 'CC1.1瀏覽網頁', '55,000', '95,000', 'CC1.1.1辦理嘉年華', '12,000,000']]),
        page(2, [
          ['', 'CC1.2活動人數', '16,415', '34,470', 'CC1.2.1辦理節慶', '10,600,000'],
          ['CC2建構中心', 'CC2.1銷售額', '538', '480', 'CC2.1.1辦理交流計畫', '2,150,000'],
        ]),
      ]),
    )
    expect(cellAt(table, 4, 0)).toMatchObject({ row: 3, rowSpan: 2 })
    expect(textAt(table, 4, 1)).toBe('CC1.2活動人數')
    expect(table?.joins.some((join) => join.kind === 'row')).toBe(false)
  })

  test.each(['(續)', 'CC1鼓勵市民(續)', '（續前頁）'])('a label that says %s goes on without the words', (label) => {
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1鼓勵市民', 'CC1.1瀏覽網頁', '55,000', '95,000', 'CC1.1.1辦理嘉年華', '12,000,000']]),
        page(2, [[label, 'CC1.2活動人數', '16,415', '34,470', 'CC1.2.1辦理節慶', '10,600,000']]),
      ]),
    )
    expect(cellAt(table, 4, 0)).toMatchObject({ row: 3, rowSpan: 2 })
    expect(textAt(table, 4, 0)).toBe('CC1鼓勵市民')
  })

  test('a second row of plans under a merged indicator stays a row of its own', () => {
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1鼓勵市民', 'CC1.1瀏覽網頁', '55,000', '95,000', 'CC1.1.1辦理嘉年華', '12,000,000']]),
        page(2, [['', '', '', '', 'CC1.1.2辦理節慶', '10,600,000']]),
      ]),
    )
    expect(table?.rows).toBe(5)
    expect(cellAt(table, 4, 1)).toMatchObject({ row: 3, rowSpan: 2 })
    expect(textAt(table, 4, 4)).toBe('CC1.1.2辦理節慶')
  })

  test.each([
    ['106.03', '109.06', '109.07', '109'],
    ['12.5', '8.25', '13.75', '無'],
    ['106.03.10', '107.12.28', '108.05.06', '-'],
  ])('decimals and dates (%s) are no codes that a value without them could lack', (one, two, last, next) => {
    const row = (value: string, code: string) => [
      `${code}提升意願`,
      `${code}.1人數`,
      value,
      '9',
      `${code}.1.1推動`,
      '1',
    ]
    const [table] = tablesOf(
      layOut([page(1, [row(one, 'AC1'), row(two, 'BC1'), row(last, 'CC1')]), page(2, [row(next, 'DC1')])]),
    )
    expect([3, 4].map((at) => textAt(table, at, 2))).toEqual([last, next])
  })

  test('what stands behind a code of its own is no rest of the cell above, though that is full to its end', () => {
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, ['CC1', 'CC1.3', '正常運轉的站數除以總站數', '55', 'CC1.3.1維護', '12,000,000']]),
        page(2, [
          ['CC2', 'CC2.1', '全年總共查報的件數與人次', '480', 'CC2.1.1巡查', '2,150,000'],
          [null, null, null, null, 'CC2.1.2宣導', '9,602,000'],
          ['CC3', 'CC3.1', '參與人次', '480', 'CC3.1.1演練', '2,150,000'],
        ]),
      ]),
    )
    expect([3, 4].map((at) => textAt(table, at, 2))).toEqual(['正常運轉的站|數除以總站數', '全年總共查報|的件數與人次'])
  })

  test.each([
    ['TF1.1', ''],
    ['TF1.1資本支出', '達成率'],
  ])('what goes on with its code is a rest, though its first part left room: %s|%s', (code, rest) => {
    const last = ['TF1', code, '支出除以預算', '58', 'TF1.1.1控管', '12,000,000']
    const [table] = tablesOf(
      layOut([
        page(1, [...FIRST, last]),
        page(2, [
          ['', rest, '×100%', '', 'TF1.1.2控管人力', '2,150,000'],
          ['TF2', 'TF2.1', '全年件數', '480', 'TF2.1.1巡查', '9,602,000'],
        ]),
      ]),
    )
    expect([3, 4].map((at) => textAt(table, at, 2))).toEqual(['支出除以預算|×100%', '支出除以預算|×100%'])
    expect([3, 4].map((at) => textAt(table, at, 4))).toEqual(['TF1.1.1控管', 'TF1.1.2控管人力'])
  })

  test.each([
    ['2 計算公式依主計處核定之定義辦理', 1],
    ['1.實際值統計至年底', 1],
    ['＊含補助款', 1],
    ['註：本表由各科室填報', 1],
    ['教育局', 2],
    ['109年度', 2],
    ['12.5', 2],
    ['2.教育局平衡計分卡(111年)', 2],
    ['(2)教育局 111年度績效管理表', 2],
    ['2、文化組', 2],
    ['1.實際值統計至年底', 2, 9],
    ['1.實際值統計至年底。', 1, 9],
    ['2 教育局平衡計分卡', 2, 14],
  ])('goes on over a page that a footnote ends, not over other text: %s', (text, tables, size = 8) => {
    const above = page(1, FIRST)
    printText(above, text, 42, 480, size)
    const row = ['CC1服務民眾', 'CC1.1服務人次', '35', '36', 'CC1.1.1推動服務', '20,000']
    for (const header of [false, true]) expect(tablesOf(layOut([above, page(2, [row], header)]))).toHaveLength(tables)
  })

  test('goes on in a row alone on its page, of which one cell has the rest of its text', () => {
    const last = ['CC1服務民眾', 'CC1.1服務人次', '35', '36', 'CC1.1.1推動服務', '20,000']
    const layout = layOut([page(1, [...FIRST, last]), page(2, [['', '', '', '', '第二期計畫', '']], false)])
    const [table, ...others] = tablesOf(layout)
    expect(others).toEqual([])
    expect([table?.rows, textAt(table, 3, 4)]).toEqual([4, 'CC1.1.1推動服務|第二期計畫'])
  })

  test('two tables with the same header under titles of their own stay two', () => {
    const tables = tablesOf(
      layOut([page(1, FIRST, true, '文化局平衡計分卡'), page(2, FIRST, true, '教育局平衡計分卡')]),
    )
    expect(tables).toHaveLength(2)
  })

  test.each(['平衡計分卡(續)', '平衡計分卡'])('a repeated title does not part them: %s', (title) => {
    const second = [['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']]
    const tables = tablesOf(layOut([page(1, FIRST, true, '平衡計分卡'), page(2, second, true, title)]))
    expect(tables).toHaveLength(1)
  })

  test('page numbers are named', () => {
    const roles = layOut([page(1, FIRST), page(2, FIRST)]).blocks.flatMap((block) =>
      block.kind === 'note' ? [block.note.role] : [],
    )
    expect(roles).toEqual(['page-footer', 'page-footer'])
  })

  test('columns may be a little wider on the next page', () => {
    const second = emptyPage(2)
    printTable(second, {
      x: 42,
      y: 60,
      widths: WIDTHS.map((width, i) => width + (i % 2 === 0 ? 2 : -2)),
      entries: entriesOf([['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']]),
      size: 9,
    })
    expect(tablesOf(layOut([page(1, FIRST), second]))).toHaveLength(1)
  })
})

test.each([
  ['all codes', ['', '', '10', '20', '', '60,000'], ['CC1鼓勵參與', 'CC1.1活動人數', '', '', 'CC1.1.1辦理活動', '']],
  [
    'the last code',
    ['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', '', '60,000'],
    ['', '', '', '', 'CC1.1.1辦理活動', ''],
  ],
])('a row with %s below the break is one row with what stands above it', (_, above, below) => {
  const next = ['DC1推廣', 'DC1.1場次', '1', '2', 'DC1.1.1推廣', '7']
  const [table] = tablesOf(layOut([page(1, [...FIRST, above]), page(2, [below, next])]))
  expect(table?.rows).toBe(5)
  expect([0, 1, 2, 3, 4, 5].map((column) => textAt(table, 3, column))).toEqual([
    'CC1鼓勵參與',
    'CC1.1活動人數',
    '10',
    '20',
    'CC1.1.1辦理活動',
    '60,000',
  ])
})

test('a plan below the break is a row of its own where the one above it has a plan', () => {
  const [table] = tablesOf(
    layOut([
      page(1, [...FIRST, ['CC1鼓勵參與', 'CC1.1活動人數', '10', '20', 'CC1.1.1辦理活動', '60,000']]),
      page(2, [
        ['', '', '', '', 'CC1.1.2培訓志工', ''],
        ['DC1推廣', 'DC1.1場次', '1', '2', 'DC1.1.1推廣', '7'],
      ]),
    ]),
  )
  expect(table?.rows).toBe(6)
  expect(textAt(table, 4, 4)).toBe('CC1.1.2培訓志工')
})

describe('a long document', () => {
  const LENGTH = 130
  const layouts = Array.from({ length: LENGTH }, (_, i) =>
    layOutPage(
      page(i + 1, [[`AC${i + 1}提升意願`, '人數', `${i}`, '9,816', '推動教學', '750,000']], true, `第${i + 1}卡`),
    ),
  )

  test('reads the same from packed pages', () => {
    const store = new PageStore()
    for (const layout of layouts) store.add(layout)
    expect([...store]).toEqual(layouts)
    expect(stitch(store)).toEqual(stitch(layouts))
  })

  test('gives its tables while pages are still to come', () => {
    let asked = 0
    const pages = {
      *[Symbol.iterator]() {
        for (const layout of layouts) {
          asked += 1
          yield layout
        }
      },
    }
    const blocks = stitchBlocks(pages)
    let table = blocks.next()
    while (!table.done && table.value.kind !== 'table') table = blocks.next()
    // once for all running heads, and the first two pages again
    expect(asked).toBe(LENGTH + 2)
  })
})
