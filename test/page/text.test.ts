/** Text files as rows of cells. */
import { describe, expect, it } from 'vitest'
import { readTextPage } from '../../src/page/text/index.ts'
import { convertText, printCard } from '../support/card-text.ts'

const cellsOf = (text: string): string[][] =>
  readTextPage(new TextEncoder().encode(text)).rows?.map((row) => [...row.cells]) ?? []

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
