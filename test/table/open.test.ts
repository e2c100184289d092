import { describe, expect, test } from 'vitest'
import { cutChunks } from '../../src/table/chunks.ts'
import { gatherInk } from '../../src/table/ink.ts'
import { emptyPage, entriesOf, printTable, printText, wrap } from './make-page.ts'
import { post, printLines, rowsOf, rule, type Spot, tablesOf, verticalAt } from './print-lines.ts'

const figures = (label: string, first: string, second: string, third: string): Spot[] => [
  [label, 60],
  [first, 260, 'right'],
  [second, 330, 'right'],
  [third, 400, 'right'],
]

describe('tables without a full grid', () => {
  test('figures set loosely, as a scan has them, stay one; a figure with decimals ends where a gap is', () => {
    const chunksOf = (...texts: [string, number][]): string[] => {
      const page = emptyPage()
      for (const [text, x] of texts) printText(page, text, x, 100, 10)
      return cutChunks(gatherInk(page)).flatMap((line) => line.chunks.map((chunk) => chunk.text))
    }
    expect(chunksOf(['1', 60], ['10年', 70])).toHaveLength(1)
    expect(chunksOf(['12', 60], ['345', 74])).toHaveLength(1)
    expect(chunksOf(['1.5', 60], ['10', 81])).toEqual(['1.5', '10'])
  })

  test('half an em parts a figure from the words of the next column, and no code, unit or formula', () => {
    const chunksOf = (left: string, right: string): string[] => {
      const page = emptyPage()
      const width = printText(page, left, 60, 100, 10)
      printText(page, right, 65 + width, 100, 10)
      return cutChunks(gatherInk(page)).flatMap((line) => line.chunks.map((chunk) => chunk.text))
    }
    expect(chunksOf('35.6', '消防局')).toEqual(['35.6', '消防局'])
    expect(chunksOf('34,202,000', '消防局')).toEqual(['34,202,000', '消防局'])
    for (const left of ['AC1.1', '100%', '5']) expect(chunksOf(left, '推動計畫')).toHaveLength(1)
    expect(chunksOf('108', '年實際值')).toHaveLength(1)
  })

  describe('cells as near as a third of an em, with level rules only', () => {
    const page = emptyPage()
    const row = (y: number, left: [string, string], right: [string, string], values: [string, string]) => {
      for (const [at, text] of left.entries()) printText(page, text, 60, y + 12 * at)
      for (const [at, text] of right.entries()) printText(page, text, 143.7, y + 12 * at)
      for (const [at, text] of values.entries()) printText(page, text, 330 + 70 * at - 5 * text.length, y + 6)
      rule(page, y + 26, 55, 405)
    }
    rule(page, 92, 55, 405)
    printText(page, '策略目標', 80, 96)
    printText(page, '關鍵成功因素', 160, 96)
    printText(page, '已編112年度預算數', 246.3, 96)
    printText(page, '預估113年度概算', 335, 96)
    rule(page, 112, 55, 405)
    row(116, ['BC1 提升洽公服務', '品質'], ['BC1 落實單一窗口', '主動關懷'], ['5,276', '5,198'])
    row(144, ['CC1 推廣原住民族', '文化'], ['CC1 辦理祭典活動', '建置館舍'], ['647', '652'])
    const rows = rowsOf(tablesOf(page)[0])

    test('texts that begin with codes are two cells', () => {
      expect(rows[1]?.slice(0, 2)).toEqual(['BC1 提升洽公服務 品質', 'BC1 落實單一窗口 主動關懷'])
      expect(rows[2]?.slice(0, 2)).toEqual(['CC1 推廣原住民族 文化', 'CC1 辦理祭典活動 建置館舍'])
    })

    test('headings that fill their columns are two', () => {
      expect(rows[0]).toEqual(['策略目標', '關鍵成功因素', '已編112年度預算數', '預估113年度概算'])
    })
  })

  test('a narrow heading over two columns spans them, with a short rule below it or without', () => {
    for (const ruled of [true, false]) {
      const page = emptyPage()
      printLines(page, 100, 14, [
        [['Both', 285, 'center']],
        [
          ['Area', 60],
          ['Male', 260, 'right'],
          ['Female', 330, 'right'],
          ['Total', 400, 'right'],
        ],
        figures('North', '1,200', '300', '1,500'),
        figures('South', '900', '100', '1,000'),
        figures('East', '700', '80', '780'),
      ])
      if (ruled) {
        for (const at of [97, 126.5, 171]) rule(page, at, 55, 405)
        rule(page, 112, 230, 335)
      }
      expect(rowsOf(tablesOf(page)[0])[0]?.filter((text) => text !== 'Area' && text !== 'Total')).toEqual(['Both+'])
    }
  })

  test('labels that wrap stay one cell, wherever their figures stand beside them', () => {
    const page = emptyPage()
    const head: Spot[] = [
      ['Industry', 60],
      ['2009', 260, 'right'],
      ['2010', 330, 'right'],
    ]
    printLines(page, 100, 12, [
      head,
      [['Transportation and public', 60]],
      [['utilities including pipelines', 60]],
      [
        ['and warehousing', 60],
        ['1,200', 260, 'right'],
        ['300', 330, 'right'],
      ],
      [
        ['Department of Housing, Towns', 60],
        ['900', 260, 'right'],
        ['100', 330, 'right'],
      ],
      [['and Urban Development', 60]],
      [['Services:', 60]],
      [
        ['Legal', 70],
        ['70', 260, 'right'],
        ['80', 330, 'right'],
      ],
    ])
    expect(rowsOf(tablesOf(page)[0])).toEqual([
      ['Industry', '2009', '2010'],
      ['Transportation and public utilities including pipelines and warehousing', '1,200', '300'],
      ['Department of Housing, Towns and Urban Development', '900', '100'],
      ['Services:'],
      ['Legal', '70', '80'],
    ])
  })

  test('a long label does not end a table between rules, nor a long description behind a label', () => {
    const page = emptyPage()
    const long = 'Transportation and public utilities including pipelines and warehousing'
    printLines(page, 100, 14, [
      [
        ['Industry', 60],
        ['2010', 480, 'right'],
      ],
      [
        ['Mining', 60],
        ['1,200', 480, 'right'],
      ],
      [
        [long, 60],
        ['300', 480, 'right'],
      ],
      [
        ['Retail trade', 60],
        ['80', 480, 'right'],
      ],
    ])
    for (const at of [97, 112.5, 157]) rule(page, at, 55, 485)
    expect(rowsOf(tablesOf(page)[0]).slice(1)).toEqual([
      ['Mining', '1,200'],
      [long, '300'],
      ['Retail trade', '80'],
    ])
  })

  test('rows of words stay rows where some stand further apart than others', () => {
    const page = emptyPage()
    const row = (unit: string, sign: string): Spot[] => [
      [unit, 60],
      [sign, 200],
    ]
    printLines(page, 100, 14, [row('Unit', 'Sign'), row('metre', 'm'), row('second', 's'), row('kelvin', 'K')])
    printLines(page, 165, 14, [row('hour', 'h'), row('minute', 'min')])
    for (const at of [97, 112, 195]) rule(page, at, 55, 260)
    expect(rowsOf(tablesOf(page)[0]).length).toBe(6)
  })

  test('columns drawn by upright lines alone are cut into rows, of figures and of words', () => {
    const words = [
      ['Alabama', 'County', 'Yes'],
      ['Arizona', 'State', 'No'],
      ['Delaware', 'Region', 'Yes'],
      ['Vermont', 'County', 'No'],
    ]
    const numbers = words.map(([state], i) => [state ?? '', String(1200 + i), `${i}.5`])
    for (const body of [words, numbers]) {
      const page = emptyPage()
      const rows = [['State', 'Level', 'Open'], ...body]
      printLines(
        page,
        100,
        14,
        rows.map((texts) => texts.map((text, i) => [text, 60 + i * 80] as const)),
      )
      for (const at of [96, 113, 168]) rule(page, at, 55, 295)
      for (const at of [55, 135, 215, 295]) post(page, at, 96, 168)
      expect(rowsOf(tablesOf(page)[0])).toEqual(rows)
    }
  })
})

describe('beside and inside of tables', () => {
  test('prose in a column of its own does not widen the table beside it', () => {
    const page = emptyPage(1, 595, 842)
    printLines(page, 100, 13, [
      [
        ['Area', 60],
        ['2009', 130, 'right'],
        ['2010', 200, 'right'],
        ['Total', 270, 'right'],
      ],
      ...[
        ['North', '1,200', '300', '1,500'],
        ['South', '900', '100', '1,000'],
        ['East', '700', '80', '780'],
        ['West', '600', '70', '670'],
      ].map(([label = '', ...values]) => [
        [label, 60] as const,
        ...values.map((value, i) => [value, 130 + i * 70, 'right'] as const),
      ]),
    ])
    for (let i = 0; i < 12; i++) printText(page, 'the rate of all regions was as high as before', 320, 74 + i * 13, 10)
    const [table, ...others] = tablesOf(page)
    expect(others).toEqual([])
    expect(rowsOf(table).at(-1)).toEqual(['West', '600', '70', '670'])
  })

  test('text set in several vertical columns is read downwards and from the right', () => {
    const page = emptyPage()
    const rows = [
      ['', '金額'],
      ['文化局', '100'],
      ['教育局', '200'],
    ]
    printTable(page, { x: 50, y: 80, widths: [60, 80], entries: entriesOf(rows) })
    ;['計畫名稱', '及說明'].forEach((column, i) => {
      ;[...column].forEach((character, k) => {
        printText(page, character, 90 - i * 16, 40 + k * 10 - 0.2, 10)
      })
    })
    page.rulings.push(...[50, 110, 190].map((at) => ({ ...verticalAt(at), from: 36, to: 80 })), {
      orientation: 'horizontal',
      at: 36,
      from: 50,
      to: 190,
      thickness: 0.5,
      drawn: 'stroke',
    })
    expect(rowsOf(tablesOf(page)[0])[0]).toEqual(['計畫名稱 及說明'])
  })

  test.each([
    ['財務面', '財 務 面'],
    ['計合', '合 計'],
  ])('also where three columns or more have one character each, painted from the right: %s', (painted, read) => {
    const page = emptyPage()
    const rows = [
      ['構面', '人數', '金額'],
      ['', '100', '200'],
    ]
    printTable(page, { x: 50, y: 80, widths: [60, 80, 80], entries: entriesOf(rows) })
    ;[...painted].forEach((character, i) => {
      printText(page, character, 85 - i * 14, 101, 10)
    })
    expect(rowsOf(tablesOf(page)[0])[1]).toEqual([read, '100', '200'])
  })

  test('a blank form is a table, empty panels of a chart are none', () => {
    const blank = (height: number) => {
      const page = emptyPage()
      const ys = [80, 98, 98 + height, 98 + 2 * height, 98 + 3 * height]
      for (const at of ys) rule(page, at, 50, 290)
      for (const at of [50, 130, 210, 290]) post(page, at, 80, ys.at(-1) ?? 0)
      printLines(page, 84, 0, [
        [
          ['Name', 55],
          ['Address', 135],
          ['Signature', 215],
        ],
      ])
      return tablesOf(page).length
    }
    expect([blank(20), blank(120)]).toEqual([1, 0])
  })
})

describe('what only looks like a table', () => {
  test('titles and page numbers without leaders are contents', () => {
    const page = emptyPage(1, 595, 842)
    const entry = (number: string, title: string, at: string): Spot[] => [
      [number, 60],
      [title, 90],
      [at, 520, 'right'],
    ]
    printLines(page, 100, 20, [
      entry('1', 'Introduction', '3'),
      entry('2', 'Sources of the estimates', '5'),
      entry('3', 'Results', '12'),
      entry('4', 'Index', '31'),
    ])
    expect(tablesOf(page)).toEqual([])
  })

  test.each(['level', 'upright'])('%s bars with labels and values are a chart', (direction) => {
    const page = emptyPage(1, 595, 842)
    const values = [82, 35, 61, 44, 90, 57]
    values.forEach((value, i) => {
      const along = 100 + i * 24
      const colour = '#4477aa'
      if (direction === 'level') {
        page.fills.push({ box: [160, along, 160 + 2 * value, along + 14], colour })
        page.fills.push({ box: [160 + 2 * value, along, 400, along + 14], colour: '#77aacc' })
        printLines(page, along + 2, 0, [
          [
            ['Region', 60],
            [String(value), 170 + 2 * value],
          ],
        ])
      } else {
        page.fills.push({ box: [along, 400 - 2 * value, along + 14, 400], colour })
        printLines(page, 386 - 2 * value, 0, [[[String(value), along]]])
        printLines(page, 404, 0, [[[String(2001 + i), along - 4]]])
      }
    })
    expect(tablesOf(page)).toEqual([])
  })

  test('filled cells that end on one line and begin at several heights are no chart', () => {
    const page = emptyPage()
    const starts = [0, 1, 2, 0, 1, 3]
    const entries = starts.flatMap((start, column) => [
      ...Array.from({ length: start }, (_, row) => ({ row, column, text: `${row}.${column}` })),
      { row: start, column, rowSpan: 6 - start, text: `${start}.${column}` },
    ])
    printTable(page, { x: 50, y: 80, widths: [24, 24, 24, 24, 24, 24], entries, borders: 'fills with white between' })
    expect(tablesOf(page).map(({ rows, columns }) => [rows, columns])).toEqual([[4, 6]])
  })
})

test('rules around rows, columns of Chinese text half an em apart, figures wrapped by a narrow column', () => {
  const page = emptyPage(1, 842, 595)
  const printed = [
    ['目標', '指標名稱文字', '計算公式文字', '109年', '110年'],
    ['CC1提升', 'CC1.1公車人次文字滿', '使用公共運輸之人次', '14,22|1,768', '14,35|0,325'],
    ['CC2優化', 'CC2.1復康巴士之趟次', '全年營運趟次之總數', '611,58|8', '630,00|4'],
    ['CC3擴大', 'CC3.1公幼就讀之比率', '公幼人數除以總人數', '39.0', '40.3'],
    ['CC4促進', 'CC4.1專業團隊服務數', '接受服務之學生人次', '1,068', '1,084'],
  ]
  const lefts = [40, 90, 155.3, 220, 270]
  const widths = [40, 60, 60, 40, 40]
  let y = 60
  rule(page, y - 3, 40, 310)
  for (const cells of printed) {
    const lines = cells.map((cell, column) => cell.split('|').flatMap((part) => wrap(part, widths[column] ?? 0, 10)))
    lines.forEach((own, column) => {
      own.forEach((line, i) => void printText(page, line, lefts[column] ?? 0, y + i * 12.5, 10))
    })
    y += Math.max(...lines.map((own) => own.length)) * 12.5 + 6
    rule(page, y - 3, 40, 310)
  }
  const [table] = tablesOf(page)
  expect(table?.columns).toBe(5)
  const texts = rowsOf(table).map((row) => row.map((cell) => cell.replaceAll(' ', '')))
  expect(texts).toEqual(printed.map((row) => row.map((cell) => cell.replace('|', ''))))
})

test('a small digit behind a figure is the mark of a footnote', () => {
  const page = emptyPage()
  printTable(page, {
    x: 40,
    y: 60,
    widths: [60, 60],
    entries: entriesOf([
      ['指標', '112年'],
      ['比率', '85.0'],
      ['人數', '1,200'],
    ]),
  })
  const [, top, right] = page.runs.find(({ text }) => text === '85.0')?.box ?? [0, 0, 0, 0]
  printText(page, '1', right, top, 6)
  const texts = rowsOf(tablesOf(page)[0]).flat()
  expect(texts).toContain('85.0¹')
  expect(texts).toContain('1,200')
})
