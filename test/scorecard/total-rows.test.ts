import { describe, expect, it } from 'vitest'
import { convertText, printCard } from '../support/card-text.ts'

const HEADER = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', '111年預算(元)', '112年概算(元)']
const PLANS = [
  'CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶|1,000|2,000',
  '||||CC1.1.2辦理活動|500|—',
  'CC2推廣學習|CC2.1場次|場|40|CC2.1.1辦理研習|300|400',
]

describe('a row of totals', () => {
  it.each<[what: string, rows: string[], told: string[]]>([
    ['that sums up the plans', [...PLANS, '合計|||||1,800|2,400'], []],
    ['under the plans', [...PLANS, '||||合 計|1,800|2,400'], []],
    [
      'of each objective and of all',
      [
        PLANS[0] ?? '',
        PLANS[1] ?? '',
        '小計|||||1,500|2,000',
        PLANS[2] ?? '',
        '小計|||||300|400',
        '總計|||||1,800|2,400',
      ],
      [],
    ],
    ['with a wrong sum', [...PLANS, '合計|||||1,900|2,400'], ['orphan-row', 'orphan-row']],
    [
      'of figures that cannot be read',
      [...PLANS, '||||CC2.1.2辦理展覽|1,4x|5', '合計|||||1,800|2,405'],
      ['unreadable-number', 'orphan-row', 'orphan-row'],
    ],
  ])('%s', async (_, rows, told) => {
    const { anomalies, leftovers } = await convertText(printCard(rows, undefined, HEADER))
    expect(anomalies.map(({ rule }) => rule).sort()).toEqual(told.sort())
    if (told.length === 0) expect(leftovers.map(({ text }) => text).join(' ')).toContain('1,800')
  })
})
