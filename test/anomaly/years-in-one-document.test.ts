/** A document that holds several years of an agency: what a later one tells otherwise is for the rules across years. */
import { expect, it } from 'vitest'
import { convertText, headings, printCard } from '../support/card-text.ts'

interface Print {
  year: number
  title: string
  values: string
  budgets: string
  objective: string
}

const printCards = (prints: readonly Print[]): string =>
  prints
    .flatMap(({ year, title, values, budgets, objective }) => {
      const moved = headings.map((heading) =>
        heading.replace(/\d{3}年/u, (text) => `${Number.parseInt(text, 10) + year - 111}年`),
      )
      const rows = [`CC1${objective}|設計|CC1.1參與人次|人次|${values}|甲組|CC1.1.1節慶|${budgets}|乙組`]
      const map = ['策略地圖', '', '策略主題\t推廣客家文化 C', `顧客構面\tCC1${objective}`, '內部流程構面\tCP1簡化流程']
      return [...map, '', printCard(rows, `${title} (${year}年)`, moved), '']
    })
    .join('\n')

const agency = '客家事務委員會 平衡計分卡'
const first = { year: 111, title: agency, values: '1,000|1,020|1,040', budgets: '5,000|5,100', objective: '推展參與' }
const second = { year: 112, title: agency, values: '1,021|1,044|1,060', budgets: '5,200|5,300', objective: '深化參與' }

it('is not told as two cards of one year, nor by the map of another', async () => {
  const { anomalies, cards, strategyMaps } = await convertText(printCards([first, second]))
  expect(cards.map(({ rocYear }) => rocYear)).toEqual([111, 112])
  expect(strategyMaps.map(({ rocYear, objectives }) => [rocYear, objectives.length - 1])).toEqual([
    [111, 1],
    [112, 1],
  ])
  expect(anomalies).toEqual([])
})

it('is told where a title has another year than the same columns on the other card', async () => {
  const city = { ...first, title: '發展文化多元 C 組 府級平衡計分卡', values: '1,000|1,020|9,300' }
  const text = printCards([city, first]).replace('府級平衡計分卡 (111年)', '府級平衡計分卡 (112年)')
  const { cards, anomalies } = await convertText(text)
  expect(cards.map(({ rocYear }) => rocYear)).toEqual([112, 111])
  expect(anomalies.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['cross-card-value-mismatch', 'card-year-mismatch']),
  )
})

it('is told where both cards and the map are of one year', async () => {
  const { anomalies } = await convertText(
    printCards([{ ...second, year: 111, title: '發展文化多元 C 組 府級平衡計分卡' }, first]),
  )
  expect(anomalies.map(({ rule }) => rule)).toContain('cross-card-value-mismatch')
})
