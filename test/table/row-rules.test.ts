/** Cards whose rows are divided by horizontal rules from end to end, and whose columns by nothing but white. */
import { describe, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { emptyPage, printText } from './make-page.ts'
import { post, rowsOf, rule, tablesOf } from './print-lines.ts'

const SIZE = 10
const [LEFT, RIGHT] = [40, 560]

/** Rows of cells from their left edges; a cell's lines stand in the middle of its row, `|` divides them. */
function printRows(page: Page, xs: readonly number[], rows: readonly (readonly string[])[], top: number): void {
  let y = top
  rule(page, y, LEFT, RIGHT)
  for (const cells of rows) {
    const lines = cells.map((cell) => (cell === '' ? [] : cell.split('|')))
    const height = 12 * Math.max(...lines.map((one) => one.length)) + 8
    lines.forEach((texts, column) => {
      const first = y + (height - 12 * texts.length) / 2
      for (const [i, text] of texts.entries()) printText(page, text, xs[column] ?? 0, first + 12 * i, SIZE)
    })
    y += height
    rule(page, y, LEFT, RIGHT)
  }
}

const HEADER = ['策略目標', '衡量指標', '110年', '111年', '行動方案', '主責局處']
const XS = [40, 130, 230, 290, 350, 490]

describe('rules from end to end', () => {
  test('keep a row whole whose cells are few and tall', () => {
    const page = emptyPage()
    printRows(
      page,
      XS,
      [
        HEADER,
        [
          'AC1強化民眾|防災意識',
          'AC1.1宣導|活動人次',
          '319,015',
          '326,350',
          'AC1.1.1防災教育館|營運計畫',
          '災害搶救科',
        ],
        [
          '',
          '',
          '',
          '',
          'AC1.1.2強化民眾防災|意識整合計畫及|消防車輛汰換計畫|及檢修複查',
          '火災調查|科救災救|護指揮中心',
        ],
        ['', 'AC1.2防災士|培訓人數', '1,575', '1,635', 'AC1.2.1防災社區推|動計畫', '災害搶救科'],
      ],
      80,
    )
    const tables = tablesOf(page)
    expect(tables).toHaveLength(1)
    expect(rowsOf(tables[0])).toEqual([
      HEADER,
      ['AC1強化民眾 防災意識', 'AC1.1宣導 活動人次', '319,015', '326,350', 'AC1.1.1防災教育館 營運計畫', '災害搶救科'],
      ['AC1.1.2強化民眾防災 意識整合計畫及 消防車輛汰換計畫 及檢修複查', '火災調查 科救災救 護指揮中心'],
      ['AC1.2防災士 培訓人數', '1,575', '1,635', 'AC1.2.1防災社區推 動計畫', '災害搶救科'],
    ])
  })

  test('do not tie two tables with a paragraph between them', () => {
    const page = emptyPage()
    const rows = (sign: string) =>
      Array.from({ length: 4 }, (_, i) => [`${sign}${i + 1}提升`, `${sign}${i + 1}.1人次`, '10', '20', '推動', '一組'])
    printRows(page, XS, rows('AC'), 80)
    const sentence = '本表各項數據以年底統計資料為準，預算以市議會審議結果為準，其餘依各機關填報之資料彙整而成。'
    for (const y of [185, 199, 213]) printText(page, sentence, 40, y, SIZE)
    printRows(page, XS, rows('BC'), 230)
    expect(tablesOf(page).map((table) => table.rows)).toEqual([4, 4])
  })
})

const FIGURES = [
  ['9,490', '9,816', '11,210', '10,040'],
  ['87.2', '91.5', '88.9', '93'],
  ['1,350', '2,902', '2,114', '3,000'],
  ['43', '39', '51', '48'],
  ['120', '98', '143', '150'],
]

test('upright lines between the figures alone leave the other columns to the white between them', () => {
  const page = emptyPage()
  const xs = [40, 110, 190, 260, 320, 380, 440, 500]
  const header = ['策略目標', '衡量指標', '計算公式', '主責局處', '109年', '110年', '111年', '112年']
  const body = FIGURES.map((figures, i) => [
    `AC${i + 1}提升|市民意願`,
    `AC${i + 1}.1參與|人數`,
    '全年|人數',
    '一組',
    ...figures,
  ])
  printRows(page, xs, [header, ...body], 80)
  for (const x of [315, 375, 435, 495, RIGHT]) post(page, x, 100, 260)
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  expect(rowsOf(tables[0])).toEqual([header, ...body.map((row) => row.map((text) => text.replace('|', ' ')))])
})

test('headings over several columns with one rule below them both stand over their own', () => {
  const page = emptyPage()
  const years = ['107年', '108年', '109年', '110年', '111年', '112年']
  const xs = [40, 130, 170, 210, 250, 290, 330, 366, 470]
  const top = 80
  rule(page, top, LEFT, RIGHT)
  printText(page, '歷年達成值', 166, top + 4, SIZE)
  printText(page, '目標值', 303, top + 4, SIZE)
  printText(page, '執行計畫', 470, top + 4, SIZE)
  rule(page, top + 20, 125, 362)
  rule(page, top + 20, 440, RIGHT)
  printRows(
    page,
    xs,
    [
      ['指標', ...years, '單位', '名稱'],
      ...Array.from({ length: 4 }, (_, i) => [
        `AC1.${i + 1}人次`,
        '10',
        '11',
        '12',
        '13',
        '14',
        '15',
        '甲科',
        '推動計畫',
      ]),
    ],
    top + 20,
  )
  page.rulings = page.rulings.filter((line) => line.at !== top + 20 || line.from !== LEFT)
  expect(rowsOf(tablesOf(page)[0])[0]).toEqual(['指標', '歷年達成值+++', '目標值+', '單位', '執行計畫'])
})

test('a space behind codes is no border where their names go on below them', () => {
  const page = emptyPage()
  printRows(page, [40, 130, 230, 290, 350, 490], [HEADER], 80)
  const names: [string, string, string][] = [
    ['AL1.1', '同仁專業訓', '練時數'],
    ['AL1.2', '專業訓練滿', '意度'],
    ['BL1.1', '創新提案件', '數'],
    ['BL1.2', '知識分享會', '場次'],
  ]
  names.forEach(([code, first, rest], i) => {
    const y = 104 + 34 * i
    printText(page, `AL${i + 1}提升`, 40, y + 6, SIZE)
    printText(page, code, 130, y, SIZE)
    printText(page, first, 164, y, SIZE)
    printText(page, rest, 130, y + 12, SIZE)
    for (const [text, x] of [
      ['10', 230],
      ['20', 290],
      ['推動計畫', 350],
      ['一組', 490],
    ] as const)
      printText(page, text, x, y + 6, SIZE)
    rule(page, y + 30, LEFT, RIGHT)
  })
  const rows = rowsOf(tablesOf(page)[0])
  expect(rows.slice(1).map((row) => row[1])).toEqual(names.map(([code, first, rest]) => `${code} ${first} ${rest}`))
})

test('a rule beside a merged cell is one of the table, whatever most lines above it are', () => {
  const page = emptyPage()
  const row = (i: number) => [`AC${i}提升`, `AC${i}.1人次`, '10', '20', `AC${i}.1.1推動計畫`, '一組']
  printRows(page, XS, [HEADER, row(1), row(2), row(3)], 80)
  const top = 80 + 4 * 20
  for (const [text, x, y] of [
    ['終身教育科、', 490, 4],
    ['AC4.1.1購置設備', 350, 10],
    ['特殊教育科', 490, 16],
    ['AC4.1.2維運設備', 350, 38],
    ['國小教育科', 490, 38],
    ['AC4擴大', 40, 43],
    ['AC4.1場次', 130, 43],
    ['30', 230, 43],
    ['40', 290, 43],
    ['AC4.1.3汰換設備', 350, 66],
    ['國中教育科', 490, 66],
  ] as const)
    printText(page, text, x, top + y, SIZE)
  for (const y of [30, 56]) rule(page, top + y, 345, RIGHT)
  rule(page, top + 86, LEFT, RIGHT)
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  expect(rowsOf(tables[0]).slice(4).flat()).toEqual(
    expect.arrayContaining(['終身教育科、 特殊教育科', 'AC4.1.1購置設備', 'AC4擴大', '30', 'AC4.1.3汰換設備']),
  )
})

test('a border keeps clear of the one wide number among narrow ones', () => {
  const page = emptyPage()
  const years = ['105 年', '106 年', '107 年']
  const narrow = ['-', '-', '-']
  const ends = [300, 360, 420]
  const figures = [['145,488', '152,805', '160,710'], ...Array.from({ length: 16 }, () => narrow)]
  rule(page, 80, LEFT, RIGHT)
  printText(page, '指標', 40, 84, SIZE)
  years.forEach((year, i) => {
    printText(page, year, (ends[i] ?? 0) - 50, 84, SIZE)
  })
  printText(page, '主責', 460, 84, SIZE)
  figures.forEach((texts, row) => {
    const y = 104 + row * 20
    rule(page, y - 4, LEFT, RIGHT)
    printText(page, `AC${row + 1}.1人次`, 40, y, SIZE)
    texts.forEach((text, i) => {
      printText(page, text, (ends[i] ?? 0) - 5 * text.length, y, SIZE)
    })
    printText(page, '一組', 460, y, SIZE)
  })
  rule(page, 104 + figures.length * 20 - 4, LEFT, RIGHT)
  const rows = rowsOf(tablesOf(page)[0])
  expect(rows.slice(0, 3)).toEqual([
    ['指標', ...years, '主責'],
    ['AC1.1人次', '145,488', '152,805', '160,710', '一組'],
    ['AC2.1人次', ...narrow, '一組'],
  ])
})

test('a border keeps clear of headings that are wider than their figures, below a heading of both', () => {
  const page = emptyPage()
  const plan = '辦理樂齡學習計畫'
  printText(page, '經費(千元)', 304, 84, SIZE)
  rule(page, 96, 250, 410)
  ;['行動計畫', '109 年預算數', '110 年概算數', '單位'].forEach((heading, i) => {
    printText(page, heading, [40, 258, 333, 440][i] ?? 0, 98, SIZE)
  })
  for (const y of [80, 112]) rule(page, y, LEFT, RIGHT)
  for (let row = 0; row < 4; row += 1) {
    const y = 116 + row * 20
    ;[plan.repeat(2), '13,457', '6,891', '教育處'].forEach((text, i) => {
      printText(page, text, [40, 290, 375, 440][i] ?? 0, y, SIZE)
    })
    rule(page, y + 16, LEFT, RIGHT)
  }
  const rows = rowsOf(tablesOf(page)[0])
  expect(rows.slice(0, 3)).toEqual([
    ['行動計畫', '經費(千元)+', '單位'],
    ['109 年預算數', '110 年概算數'],
    [plan.repeat(2), '13,457', '6,891', '教育處'],
  ])
})

test('a heading over several columns moves no border between them', () => {
  const page = emptyPage()
  const small = 8
  for (const y of [80, 112]) rule(page, y, LEFT, RIGHT)
  printText(page, '歷年實際值', 283, 84, small)
  printText(page, '主責', 440, 84, small)
  rule(page, 96, 206, 400)
  ;['衡量指標', '108 年', '109 年', '110 年', '單位'].forEach((heading, i) => {
    printText(page, heading, [40, 199, 260, 320, 440][i] ?? 0, 98, small)
  })
  for (let row = 1; row < 5; row += 1) {
    const y = 96 + row * 20
    ;[`AC${row}.1 社群媒體累積觸及人次`, '91,911', '95,976', '99,863', '教育處'].forEach((text, i) => {
      printText(page, text, [40, 216, 275, 336, 440][i] ?? 0, y, small)
    })
    rule(page, y + 16, LEFT, RIGHT)
  }
  expect(rowsOf(tablesOf(page)[0]).slice(0, 2)).toEqual([
    ['衡量指標', '歷年實際值++', '主責 單位'],
    ['108 年', '109 年', '110 年'],
  ])
})

test.each([
  ['below the headings', [HEADER]],
  ['of a page without headings', []],
])(
  'a text alone in the first row %s is spread over no columns, though a piece of a rule ends its row',
  (_, headings) => {
    const page = emptyPage()
    const row = (i: number) => [`AC${i}提升`, `AC${i}.1人次`, '10', '20', '推動計畫', '一組']
    printRows(page, XS, [...headings, ['', '', '', '', '設備及場地|更新計畫)', ''], row(1), row(2), row(3)], 80)
    // the objective's cell goes on below the row
    const end = 80 + 20 * headings.length + 32
    page.rulings = page.rulings.map((one) => (one.at === end ? { ...one, from: 120 } : one))
    const table = tablesOf(page)[0]
    const cell = table?.cells.find(({ lines }) => lines[0]?.text === '設備及場地')
    expect([cell?.column, cell?.columnSpan, cell?.lines.length]).toEqual([4, 1, 2])
  },
)

test.each([
  ['in the middle of its piece', 320, ['108', '109', '110', '111']],
  ['in the middle of its piece', 320, ['108年', '109年', '110年', '111年']],
  ['at its left end', 232, ['108年', '109年', '110年', '111年']],
])('a heading %s is over all columns of it (%s, %j)', (_, x, years) => {
  const page = emptyPage()
  const xs = [230, 290, 350, 410]
  for (const y of [80, 112]) rule(page, y, LEFT, RIGHT)
  printText(page, '實績', x, 84, SIZE)
  rule(page, 96, 210, 450)
  for (const [text, at] of [
    ['衡量指標', 60],
    ['主責', 500],
  ] as const)
    printText(page, text, at, 98, SIZE)
  years.forEach((year, i) => {
    printText(page, year, xs[i] ?? 0, 98, SIZE)
  })
  for (const number of [1, 2, 3, 4]) {
    const y = 96 + number * 20
    const figures = xs.map((at) => [String(number * at + 1000), at] as const)
    for (const [text, at] of [[`AC${number}.1社群媒體累積觸及人次`, 50], ...figures, ['一組', 500]] as const)
      printText(page, text, at, y, SIZE)
    rule(page, y + 16, LEFT, RIGHT)
  }
  expect(rowsOf(tablesOf(page)[0])[0]).toEqual(['衡量指標', '實績+++', '主責'])
})

test('a heading of two lines over several columns is one', () => {
  const page = emptyPage()
  const years = ['108年', '109年', '110年', '111年']
  const xs = [230, 290, 350, 410]
  for (const y of [80, 130]) rule(page, y, LEFT, RIGHT)
  ;['歷年', '實際值'].forEach((text, i) => {
    printText(page, text, 330 - 5 * text.length, 84 + 12 * i, SIZE)
  })
  rule(page, 110, 200, 450)
  printText(page, '衡量指標', 60, 114, SIZE)
  printText(page, '主責', 500, 114, SIZE)
  years.forEach((year, i) => {
    printText(page, year, xs[i] ?? 0, 114, SIZE)
  })
  for (const number of [1, 2, 3, 4]) {
    const y = 114 + number * 20
    const figures = xs.map((x) => [String(number * x), x] as const)
    for (const [text, x] of [[`AC${number}.1人次`, 60], ...figures, ['一組', 500]] as const)
      printText(page, text, x, y, SIZE)
    rule(page, y + 16, LEFT, RIGHT)
  }
  const heading = tablesOf(page)[0]?.cells.find(({ lines }) => lines[0]?.text === '歷年')
  expect([heading?.lines.map(({ text }) => text), heading?.column, heading?.columnSpan]).toEqual([
    ['歷年', '實際值'],
    1,
    4,
  ])
})

test('a code behind a small gap begins a cell, though one line alone shows the gap', () => {
  const page = emptyPage()
  printRows(
    page,
    [40, 120, 230, 290, 350, 490],
    [
      HEADER,
      ['AC1提升教育環境', 'AC1.1人次', '10', '20', '推動計畫', '一組'],
      ['AC2推展', 'AC2.1場次', '30', '40', '推動計畫', '一組'],
      ['AC3健全', 'AC3.1件數', '50', '60', '推動計畫', '一組'],
    ],
    80,
  )
  expect(rowsOf(tablesOf(page)[0])[1]?.slice(0, 2)).toEqual(['AC1提升教育環境', 'AC1.1人次'])
})

test('a row below the last rule has its figures in the middle of taller texts', () => {
  const page = emptyPage()
  const tall = (i: number) => [`AC${i}提升民眾|參與意願|及服務`, `AC${i}.1人次`, '10', '20', '推動|計畫及|設備', '一組']
  printRows(page, XS, [HEADER, tall(1), tall(2), tall(3)], 80)
  const last = Math.max(...page.rulings.map(({ at }) => at))
  page.rulings = page.rulings.filter(({ at }) => at !== last)
  // one cell is a line longer, and a note follows
  printText(page, '資源', XS[0] ?? 0, last - 4, SIZE)
  printText(page, '註：以年底統計資料為準', 60, last + 8, SIZE)
  expect(rowsOf(tablesOf(page)[0]).at(-1)).toEqual([
    'AC3提升民眾 參與意願 及服務 資源',
    ...tall(3)
      .slice(1)
      .map((text) => text.replaceAll('|', ' ')),
  ])
})

test('headings above the first rule from end to end are spread by the piece below them', () => {
  const page = emptyPage()
  const years = ['106年', '107年', '108年', '109年', '110年', '111年', '112年', '113年']
  const xs = [40, 120, 166, 212, 258, 304, 350, 396, 442, 500]
  printText(page, '歷年實際值', 206, 74, SIZE)
  printText(page, '目標值', 392, 74, SIZE)
  for (const [text, x] of [
    ['指標', 40],
    ['執行計畫', 500],
  ] as const)
    printText(page, text, x, 82, SIZE)
  rule(page, 88, 110, 480)
  for (const [i, year] of years.entries()) printText(page, year, xs[i + 1] ?? 0, 92, SIZE)
  const figures = ['10', '11', '12', '13', '14', '15', '16', '17']
  printRows(
    page,
    xs,
    Array.from({ length: 5 }, (_, i) => [`AC1.${i + 1}人次`, ...figures, '推動計畫']),
    106,
  )
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  const heading = (text: string) => tables[0]?.cells.find(({ lines }) => lines[0]?.text === text)
  expect(heading('歷年實際值')).toMatchObject({ column: 1, columnSpan: 5 })
  expect(heading('目標值')).toMatchObject({ column: 6, columnSpan: 3 })
})

test('rules beside a merged cell right below the first one belong to its table', () => {
  const page = emptyPage()
  let y = 80
  rule(page, y, LEFT, RIGHT)
  for (const [i, text] of HEADER.entries()) printText(page, text, XS[i] ?? 0, y + 4, SIZE)
  rule(page, y + 20, LEFT, RIGHT)
  y += 20
  for (const code of ['AC1', 'AC2', 'AC3']) {
    printText(page, `${code}.1.1汰換`, 350, y + 4, SIZE)
    printText(page, '設備', 350, y + 16, SIZE)
    printText(page, '一組', 490, y + 10, SIZE)
    rule(page, y + 30, 345, RIGHT)
    for (const [text, x] of [
      [`${code}提升`, 40],
      [`${code}.1人次`, 130],
      ['10', 230],
      ['20', 290],
    ] as const)
      printText(page, text, x, y + 34, SIZE)
    printText(page, `${code}.1.2推動計畫`, 350, y + 46, SIZE)
    printText(page, '二組', 490, y + 46, SIZE)
    rule(page, y + 64, LEFT, RIGHT)
    y += 64
  }
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  expect(rowsOf(tables[0]).filter((row) => row.some((text) => text.includes('.1.1')))).toEqual(
    ['AC1', 'AC2', 'AC3'].map((code) => [`${code}提升`, `${code}.1人次`, '10', '20', `${code}.1.1汰換 設備`, '一組']),
  )
})
