/** Text files as rows of cells. */
import { describe, expect, it } from 'vitest'
import { readTextPage } from '../../src/page/text/index.ts'
import { takeMarksOff } from '../../src/page/text/marks.ts'
import { convertText, printCard } from '../support/card-text.ts'

const read = (text: string) => readTextPage(new TextEncoder().encode(text))
const cellsOf = (text: string) => read(text).rows.map(({ cells }) => cells)

describe('a text file', () => {
  it.each<[what: string, text: string, cells: string[][]]>([
    ['tabs', '參與人次\t10,280\n', [['參與人次', '10,280'], ['']]],
    ['pipes', '| 參與人次 | 10,280 |', [['參與人次', '10,280']]],
    [
      'pages',
      'a\tb\fc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['new lines inside a cell', 'CC1\v鼓勵\u2028參與\t1', [['CC1 鼓勵 參與', '1']]],
    ['characters that are not seen', '\ufeff10\u200b,\u2060280\t參\u00ad與\u202e', [['10,280', '參與']]],
    [
      'characters that no font shows',
      '10\0,280\t衛生\u001b[31m局\t\ue001',
      [['10\ufffd,280', '衛生\ufffd[31m局', '\ufffd']],
    ],
    ['bullets of lists, and signs of no known font', '\uf0b7宣導\t\uf06e1', [['•宣導', '\ufffd1']]],
    [
      'cells in quotes',
      '"策略\n目標"\t"KPI"\t""\n"CC1"\t"a ""b"" c"\t"1,400"\r\n',
      [['策略 目標', 'KPI', ''], ['CC1', 'a "b" c', '1,400'], ['']],
    ],
    ['figures in quotes', '目標\t指標\t"1,400"\n註："甲"', [['目標', '指標', '1,400'], ['註："甲"']]],
    [
      'quotes all over',
      '"目標"\t"指標"\n"CC1"\t',
      [
        ['目標', '指標'],
        ['CC1', ''],
      ],
    ],
    [
      'quotes that were printed',
      '目標\t"閱讀"計畫\t"起飛"\n"樂活\t3\t城市"',
      [
        ['目標', '"閱讀"計畫', '"起飛"'],
        ['"樂活', '3', '城市"'],
      ],
    ],
    ['escaped punctuation', '| (甲/乙) \\* 100\\% | a\\|b | 1\\_000 |', [['(甲/乙) * 100%', 'a|b', '1_000']]],
    [
      'figures set as formulas',
      '| $93.6\\%$ | $1,400$ 元 | $x$ 與 $y$ | $5 $6 | $5$6 |',
      [['93.6%', '1,400 元', '$x$ 與 $y$', '$5 $6', '$5$6']],
    ],
    ['compatibility ideographs', '109\uf98e\t1', [['109年', '1']]],
  ])('with %s', (_, text, cells) => {
    expect(cellsOf(text)).toEqual(cells)
  })

  it('with control characters has no wrong value, and says where they are', async () => {
    const row =
      'CC1鼓勵參與|活動設計|CC1.2參與人次|人次|10,2\u000080|11,798|9,850|研究發展組|CC1.2.1辦理節慶|10,600,000|11,300,000|文教推\u0007廣組'
    const { cards, anomalies } = await convertText(printCard([row]))
    expect(cards[0]?.kpis[0]?.values.map(({ value, status }) => [value, status])).toEqual([
      [null, 'unreadable'],
      [11798, 'printed'],
      [9850, 'printed'],
    ])
    expect(anomalies.map(({ rule, place }) => [rule, place.field])).toEqual([
      ['unreadable-number', 'actual'],
      ['ocr-uncertain', 'owners'],
    ])
  })
})

describe('a table drawn with characters', () => {
  const grid = [
    '+------+---------+',
    '| 目標 | 109年   |',
    '|      | 實際值  |',
    '+======+=========+',
    '| CC1  | 10,280  |',
    '| 參與 |         |',
    '+------+---------+',
    '| CC2  | 5       |',
    '+------+---------+',
  ]
  it.each<[what: string, lines: string[], cells: string[][]]>([
    [
      'a border below every row has rows of several lines',
      grid,
      [['目標', '109年 實際值'], ['---'], ['CC1 參與', '10,280'], ['CC2', '5']],
    ],
    [
      'no header marked has rows of several lines, too',
      grid.map((line) => line.replaceAll('=', '-')),
      [
        ['目標', '109年 實際值'],
        ['CC1 參與', '10,280'],
        ['CC2', '5'],
      ],
    ],
    [
      'borders around header and body has a row on every line',
      ['+----+---+', '| 甲 | 乙 |', '+----+---+', '| 1 | 2 |', '| 3 | 4 |', '+----+---+'],
      [['甲', '乙'], ['---'], ['1', '2'], ['3', '4']],
    ],
    [
      'no border below it ends where its borders do',
      ['+----+', '| 甲 |', '+----+', '| 乙 |', '丙'],
      [['甲'], ['---'], ['乙'], ['丙']],
    ],
    ['nothing but a border is text', ['+----+', '甲'], [['+----+'], ['甲']]],
  ])('with %s', (_, lines, cells) => {
    expect(cellsOf(lines.join('\n'))).toEqual(cells)
  })

  it('ends before the line that follows it', () => {
    const rows = read([...grid, '資料來源'].join('\n')).rows
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 10])
  })

  it('may be very long', () => {
    expect(read(`+---+---+\n${'| a | b |\n+---+---+\n'.repeat(200_000)}`).rows).toHaveLength(200_001)
  })
})

describe('a table in HTML', () => {
  const tableOf = (html: string): string[] => {
    const table = read(html).rows.find((row) => 'columns' in row)
    if (table === undefined || !('columns' in table)) return []
    const { rows, columns, headerRows, cells } = table
    const show = cells.map(
      ({ row, column, rowSpan, columnSpan, text }) => `${row},${column} ${rowSpan}x${columnSpan} ${text}`,
    )
    return [`${rows} rows, ${columns} columns, ${headerRows} header`, ...show]
  }

  it.each<[what: string, html: string, table: string[]]>([
    [
      'spans',
      '<table><tr><td rowspan="2">目標</td><td colspan="2">實際值</td></tr><tr><td>110年</td><td>111年</td></tr></table>',
      ['2 rows, 3 columns, 0 header', '0,0 2x1 目標', '0,1 1x2 實際值', '1,1 1x1 110年', '1,2 1x1 111年'],
    ],
    [
      'its header marked, tags left open, comments and line breaks',
      '<TABLE border=1>\n<thead><tr><th>甲 &amp; 乙<th>丙</thead><!-- 頁 --><tr><td>一<br/>二<td><p>三</p><p><b>四</b></p></TABLE>',
      ['2 rows, 2 columns, 1 header', '0,0 1x1 甲 & 乙', '0,1 1x1 丙', '1,0 1x1 一 二', '1,1 1x1 三 四'],
    ],
    [
      'a figure set as a formula',
      '<table><tr><td>達成率</td><td>$93.6\\%$</td></tr></table>',
      ['1 rows, 2 columns, 0 header', '0,0 1x1 達成率', '0,1 1x1 93.6%'],
    ],
    [
      'a table in one of its cells',
      '<table><tr><td>外<table><tr><td>內</td></tr></table></td><td>右</td></tr></table>',
      ['1 rows, 2 columns, 0 header', '0,0 1x1 外 內', '0,1 1x1 右'],
    ],
    [
      'spans that reach below it or over each other',
      '<table><tr><td>甲</td><td rowspan=65534>乙</td></tr><tr><td colspan=3>丙</td></tr></table>',
      ['2 rows, 2 columns, 0 header', '0,0 1x1 甲', '0,1 2x1 乙', '1,0 1x1 丙'],
    ],
  ])('with %s', (_, html, table) => {
    expect(tableOf(html)).toEqual(table)
  })

  it('is cut out of the text around it, which keeps its lines', () => {
    const rows = read('<html><body>前\n<table><tr><td>1</td></tr>\n</table>後\n甲\t乙').rows
    expect(rows.map((row) => [row.line, 'columns' in row ? 'table' : row.cells])).toEqual([
      [1, ['前']],
      [2, ['']],
      [2, 'table'],
      [3, ['後']],
      [4, ['甲', '乙']],
    ])
  })

  it('keeps what it holds outside of its cells as text above it', () => {
    const { rows } = read('<table><caption>單位：千元</caption>註：甲<tr><td>1</td><td>2</td></tr></table>')
    expect(rows.map((row) => ('columns' in row ? 'table' : row.cells[0]))).toEqual([
      '',
      '註：甲',
      '單位：千元',
      'table',
      '',
    ])
  })

  it.each([
    ['no end', '<table><tr><td>1</td></tr>'],
    ['no cells', '<table></table>'],
    ['too many fields', `<table>${'<tr><td rowspan=65534 colspan=1000>1</td></tr>'.repeat(600)}</table>`],
    ['too many empty fields', `<table><tr><td colspan=1000>1</td></tr>${'<tr><td>1</td></tr>'.repeat(600)}</table>`],
    ['no cells, very often', '<table></table>\n'.repeat(100_000)],
    ['comments without an end, very many', '<!--'.repeat(200_000)],
  ])('with %s is left as text', (_, html) => {
    expect(tableOf(html)).toEqual([])
    expect(read(html).glyphs.visible).toBeGreaterThan(0)
  })

  it('holds a card: merged labels go down, spans tell which columns a heading has', async () => {
    const cell = (text: string, span = '') => `<td${span}>${text}</td>`
    const html = [
      '<html><body><table>',
      `<tr>${['策略目標', 'KSF', 'KPI', '計算公式及計量單位'].map((text) => cell(text, ' rowspan=2')).join('')}`,
      `${cell('歷年實際值', ' colspan=2')}${cell('目標值')}${cell('主責局處', ' rowspan=2')}${cell('行動計畫', ' colspan=2')}</tr>`,
      `<tr>${['109年', '110年', '111年', '名稱', '111年預算(元)'].map((text) => cell(text)).join('')}</tr>`,
      `<tr>${cell('顧客構面', ' colspan=10')}</tr>`,
      `<tr>${cell('CC1鼓勵參與', ' rowspan=2')}${cell('活動設計', ' rowspan=2')}`,
      `${['CC1.1參與人次', '人次', '10', '11', '12', '文化局', 'CC1.1.1辦理節慶', '1,000'].map((text) => cell(text)).join('')}</tr>`,
      `<tr>${['CC1.2滿意度', '%', '80', '', '82', '文化局', 'CC1.2.1辦理講座', '2,000'].map((text) => cell(text)).join('')}</tr>`,
      '</table></body></html>',
    ].join('\n')
    const { cards } = await convertText(`臺北市政府文化局 平衡計分卡 (111年)\n\n${html}`)
    expect(
      cards[0]?.kpis.map(({ objectiveCode, code, values }) => [objectiveCode, code, values.map(({ value }) => value)]),
    ).toEqual([
      ['CC1', 'CC1.1', [10, 11, 12]],
      ['CC1', 'CC1.2', [80, null, 82]],
    ])
    expect(cards[0]?.plans.map(({ code, budgets }) => [code, budgets.map(({ value }) => value)])).toEqual([
      ['CC1.1.1', [1000]],
      ['CC1.2.1', [2000]],
    ])
  })
})

it.each([
  ['甲 &amp; 乙', '甲 & 乙'],
  ['&constructor;', '&constructor;'],
  ['&toString; &lt;', '&toString; <'],
])('the entities of %s are taken for what they name', (text, expected) => {
  expect(takeMarksOff(text)).toBe(expected)
})
