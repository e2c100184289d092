/** What stands in a text beside the columns and rows that are read, where another extractor lost a line's end or a tab. */
import { describe, expect, it } from 'vitest'
import { convertText, headings, printCard } from '../support/card-text.ts'

const row = (code: string, ...more: string[]): string => {
  const [objective] = code.split('.')
  // No two rows have the same figures.
  const first = code.charCodeAt(0)
  const figures = [first, first + 1, first + 2].join('|')
  const plan = `${code}.1計畫${code}|1,000|2,000|研究發展組`
  return [`${objective}提升客語意願|因素|${code}指標${code}|人次|${figures}|研究發展組|${plan}`, ...more].join('|')
}

const CODES = ['AC1.1', 'BC1.1', 'CC1.1', 'DC1.1', 'EC1.1', 'FC1.1']

const tell = async (text: string): Promise<(string | undefined)[][]> => {
  const { anomalies } = await convertText(text)
  return anomalies.map(({ rule, parameters }) => [rule, parameters.heading ?? parameters.text])
}

describe('a column that is not read', () => {
  /** A perspective by itself below the header makes a table of that alone, which the rows go on below. */
  const print = (extra: string, rows: string[]): string =>
    printCard(['', '顧客構面', '', ...rows], undefined, [...headings, extra])

  it.each([
    ['has a heading that is not understood', '承諾事項', [['unmapped-column', '承諾事項']]],
    ['is the second of its name', 'KPI 計算公式及計量單位', [['unmapped-column', 'KPI 計算公式及計量單位']]],
  ])('and %s is told where only a further table fills it', async (_, heading, told) => {
    expect(await tell(print(heading, [row('AC1.1', '甲'), row('BC1.1', '乙')]))).toEqual(told)
  })

  it('is told beside another of its name', async () => {
    const rows = [row('AC1.1', '甲', '丙'), row('BC1.1', '乙', '丁')]
    const told = ['unmapped-column', '承諾事項']
    expect(await tell(printCard(rows, undefined, [...headings, '承諾事項', '承諾事項']))).toEqual([told, told])
  })

  it('and that nothing fills is not', async () => {
    expect(await tell(print('承諾事項', [row('AC1.1'), row('BC1.1')]))).toEqual([])
  })
})

describe('a line within the rows of a text', () => {
  const broken = row('CC1.1').replace(/\|研究發展組$/u, '\n研究發展組')

  it('is told where the row above lacks its last cell', async () => {
    const rows = CODES.map((code) => (code === 'CC1.1' ? broken : row(code)))
    expect(await tell(printCard(rows))).toEqual([['orphan-row', '研究發展組']])
  })

  it('is a remark below a whole row', async () => {
    const rows = CODES.map((code) => (code === 'CC1.1' ? `${row(code)}\n本表經核定` : row(code)))
    expect(await tell(printCard(rows))).toEqual([])
  })

  it('is a remark in a card whose last column has other blanks', async () => {
    const rows = CODES.map((code) => row(code).replace(/\|研究發展組$/u, '|'))
    expect(await tell(printCard([...rows.slice(0, 3), '本表經核定', ...rows.slice(3)]))).toEqual([])
  })
})
