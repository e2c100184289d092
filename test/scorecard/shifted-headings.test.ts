/** Headings on two levels whose merged cells another extractor dropped. */
import { describe, expect, it } from 'vitest'
import { convertDocument } from '../../src/convert.ts'
import { agencyTitle, convertText } from '../support/card-text.ts'

const UPPER = '策略目標|KSF|KPI|計算公式及計量單位|歷年實際值|目標值|KPI主責科室|行動計畫'
const LOWER = '109年|110年|111年|112年|名稱|已編111年預算(元)|預估112年概算(元)|主責科室'
const BODY = [
  '顧客構面',
  'CC1鼓勵參與|活動設計|CC1.1參與人次|人次|10|11|12|13|研究發展組|CC1.1.1辦理節慶|1,000|2,000|文教推廣組',
  'CC1.1.2辦理講座|3,000|4,000|文教推廣組',
  '內部流程構面',
  'AP1強化品質|活動設計|AP1.1滿意度|%|80|81|82|83|研究發展組|AP1.1.1培訓志工|5,000|6,000|文教推廣組',
]
const print = (upper: string, lower: string, body = BODY): string =>
  [agencyTitle, '', upper, lower, ...body].map((row) => row.replaceAll('|', '\t')).join('\n')

describe('headings on two levels without their merged cells', () => {
  it('are put over the columns that they suit, and the repair is told', async () => {
    const { cards, repairs, anomalies } = await convertText(print(UPPER, LOWER))
    expect(cards[0]?.objectives.map(({ code, perspective }) => [code, perspective])).toEqual([
      ['CC1', 'customer'],
      ['AP1', 'internal_process'],
    ])
    const kpis = cards[0]?.kpis.map(({ code, values }) => [
      code,
      values.map(({ rocYear, kind, value }) => `${rocYear} ${kind} ${value}`),
    ])
    expect(kpis).toEqual([
      ['CC1.1', ['109 actual 10', '110 actual 11', '111 target 12', '112 target 13']],
      ['AP1.1', ['109 actual 80', '110 actual 81', '111 target 82', '112 target 83']],
    ])
    expect(cards[0]?.plans.map(({ code, budgets }) => [code, budgets.map(({ value }) => value)])).toEqual([
      ['CC1.1.1', [1000, 2000]],
      ['CC1.1.2', [3000, 4000]],
      ['AP1.1.1', [5000, 6000]],
    ])
    expect(repairs.map(({ rule, before, after }) => [rule, before.split('|')[0], after.split('|')[4]])).toEqual([
      ['shifted-row', '策略目標', '歷年實際值109年'],
      ['shifted-row', 'CC1.1.2辦理講座', ''],
    ])
    expect(anomalies.map(({ severity }) => severity)).toEqual(['info', 'info'])
  })

  const withoutBudgets = (title: string): string =>
    [
      title,
      UPPER,
      '109年|110年|111年|112年|名稱|主責科室',
      'CC1鼓勵參與|活動設計|CC1.1參與人次|人次|10|11|12|13|研究發展組|CC1.1.1辦理節慶|文教推廣組',
    ]
      .join('\n')
      .replaceAll('|', '\t')

  it('have the first target in the year of the title where no budget tells it', async () => {
    const { cards } = await convertText(withoutBudgets(agencyTitle))
    expect(cards[0]?.kpis[0]?.values.map(({ rocYear, kind }) => `${rocYear} ${kind}`)).toEqual([
      '109 actual',
      '110 actual',
      '111 target',
      '112 target',
    ])
  })

  it.each<[what: string, text: string, without: string[]]>([
    ['nothing tells which years are targets', withoutBudgets(agencyTitle.replace(' (111年)', '')), []],
    ['no row has all its cells', print(UPPER, LOWER, [BODY[0] ?? '', BODY[2] ?? '']), []],
    ['a person turned the repair off', print(UPPER, LOWER), ['shifted-row']],
  ])('give no figure, and are told, where %s', async (_, text, withoutRepairs) => {
    const { document } = await convertDocument(new TextEncoder().encode(text), {
      id: 'text',
      name: 'text.txt',
      ocr: 'off',
      withoutRepairs,
    })
    const { cards, anomalies, repairs } = document
    expect(cards.flatMap(({ kpis, plans }) => [...kpis.flatMap(({ values }) => values), ...plans])).toEqual([])
    expect(repairs).toEqual([])
    expect(anomalies.map(({ severity }) => severity)).toContain('error')
  })

  it.each([
    [30, 2000],
    [99, 100],
  ])('of %s columns over %s rows are judged at once', async (columns, rows) => {
    const cells = (count: number, text: string): string => Array.from({ length: count }, (_, i) => text + i).join('|')
    const [upper, lower] = [Math.floor(columns / 2), Math.ceil(columns / 2)]
    const headers = [cells(upper + 8, '策略目標'), cells(lower, 'KPI')] as const
    const { repairs } = await convertText(print(...headers, new Array<string>(rows).fill(cells(columns, 'CC1甲'))))
    expect(repairs).toEqual([])
  })
})
