/** Whose a card is, and of which year: told where the print does not say, or says two things. */
import { expect, it } from 'vitest'
import { convertText, headings, printCard } from '../support/card-text.ts'

const row = (code: string) =>
  `${code}參與|設計|${code}.1參與人次|人次|10|11|12|研究組|${code}.1.1節慶|1,000|2,000|文教組`
const city = printCard([row('BC1')], '發展文化多元 C 組 府級平衡計分卡 (111年)')
const table = [headings.join('\t'), row('AC1').split('|').join('\t')].join('\n')
const agency = printCard([row('AC1')], '臺北市政府文化局 平衡計分卡 (111年)')
const map = (title: string) => [title, '', '策略主題\t文化 A', '顧客構面\tAC1參與', '內部流程構面\tAP1精進'].join('\n')

it.each<[name: string, parts: string[], cards: unknown[], untitled: number]>([
  [
    'below the map of an agency, behind a card across agencies',
    [city, map('臺北市政府文化局111年策略地圖'), table],
    [
      ['city', null, 1],
      ['agency', '臺北市政府文化局', 1],
    ],
    1,
  ],
  [
    'below the map of another agency',
    [agency, map('臺北市政府交通局111年策略地圖'), table],
    [
      ['agency', '臺北市政府文化局', 1],
      ['agency', '臺北市政府交通局', 1],
    ],
    1,
  ],
  [
    'below a map of its own agency',
    [agency, map('文化局111年策略地圖'), table],
    [['agency', '臺北市政府文化局', 2]],
    0,
  ],
  ['below the map of its own group', [city, map('發展文化多元C組111年府級策略地圖'), table], [['city', null, 2]], 0],
  [
    'below a map that names its agency in full',
    [agency.replace('市政府', '市'), map('臺北市政府文化局111年策略地圖'), table],
    [['agency', '臺北市文化局', 2]],
    0,
  ],
  ['right behind a card across agencies', [city, table], [['city', null, 2]], 0],
  ['on its own', [table], [['agency', null, 1]], 0],
  ['below a map, on its own', [map('臺北市政府文化局111年策略地圖'), table], [['agency', '臺北市政府文化局', 1]], 1],
])('a table without a title %s', async (_, parts, expected, untitled) => {
  const { cards, anomalies } = await convertText(parts.join('\n\n'))
  expect(cards.map(({ level, organization, kpis }) => [level, organization, kpis.length])).toEqual(expected)
  expect(anomalies.filter(({ rule }) => rule === 'untitled-card')).toHaveLength(untitled)
})

it.each<[title: string, says: string[]]>([
  ['臺北市政府文化局 平衡計分卡 (111年)', []],
  ['臺北市政府文化局 平衡計分卡', []],
  ['臺北市政府文化局 平衡計分卡 (112年)', ['the title says 112, the targets and approved budgets are of 111']],
  ['臺北市政府文化局 平衡計分卡 (109年)', ['the title says 109, the targets and approved budgets are of 111']],
])('%s over targets and approved budgets of 111', async (title, says) => {
  const { anomalies } = await convertText(printCard([row('AC1')], title))
  expect(anomalies.filter(({ rule }) => rule === 'card-year-mismatch').map(({ message }) => message)).toEqual(says)
})
