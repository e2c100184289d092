import { expect, it } from 'vitest'
import { convertText, printCard } from '../support/card-text.ts'

const header = (unit: string) => ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', `111年預算(${unit})`]
const card = (title: string, unit: string, amount: string) =>
  printCard([`CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶|${amount}`], `${title}\n`, header(unit))

it.each<[thousands: string, amount: string, told: number]>([
  ['85', '84,600', 0],
  ['85', '85,999', 0],
  ['85', '86,400', 1],
])('a budget of %s in 千元 on one card and of %s on the other', async (thousands, amount, told) => {
  const city = card('發展文化 C 組 府級平衡計分卡 (111年)', '千元', thousands)
  const agency = card('臺北市政府文化局 平衡計分卡 (111年)', '元', amount)
  const { anomalies } = await convertText([city, '', agency].join('\n'))
  expect(anomalies.filter(({ rule }) => rule === 'cross-card-value-mismatch')).toHaveLength(told)
})
