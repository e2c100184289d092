import { describe, expect, it } from 'vitest'
import { readHeading } from '../../src/scorecard/heading.ts'
import { settleHeadings } from '../../src/scorecard/misread-headings.ts'

const header = ['策略目標', '108年實際值', '109年實除值', '110年目標值', '111年日標值', '110年達成率']

describe('headings of a scan', () => {
  it('are settled by another reading that tells a role', () => {
    const settled = settleHeadings(['KPI主責', '行勳計晝'], [['KPI主責', '行動計畫']])
    expect(settled).toEqual(['KPI主責', '行動計畫'])
  })

  it('are settled by the headings beside them, and keep their year', () => {
    const again = ['策略目標', '108年實際值', '109年實険值', '110年目標值', '111年曰標值', '110年達成率']
    expect(settleHeadings(header, [again])).toEqual([
      '策略目標',
      '108年實際值',
      '109年實際值',
      '110年目標值',
      '111年目標值',
      '110年達成率',
    ])
  })

  it.each(['KPI主下單位', '行動計畫主青單位'])('%s is of owners whatever was read for 責', (heading) => {
    expect(readHeading(heading).role).toMatch(/owner$/)
  })

  it('stay where the other reading has another year', () => {
    expect(settleHeadings(['105年實除值'], [['108年實際值']])).toEqual(['105年實除值'])
  })

  it('stay where all readers read them so, but for what is no word', () => {
    expect(settleHeadings(header, [header])).toEqual(header.with(4, '111年目標值'))
  })

  it('stay where the document is no scan', () => expect(settleHeadings(header, [])).toEqual(header))

  it.each([
    ['KP1 計算公式及計量單位', 'KPI 計算公式及計量單位'],
    ['KPl', 'KPI'],
    ['KP1主責局處', 'KPI主責局處'],
    ['策略H標', '策略目標'],
    ['112年日標值', '112年目標值'],
    ['112標值', '112年目標值'],
    ['112年標準', '112年標準'],
    ['KP1提升服務量能', 'KP1提升服務量能'],
    ['KP1.1', 'KP1.1'],
    ['旗標', '旗標'],
  ])('%s is %s', (heading, settled) => expect(settleHeadings([heading], [[heading]])).toEqual([settled]))

  it('are settled by a reading that lost a character before 標', () => {
    expect(settleHeadings(['111檻值'], [['111標值']])).toEqual(['111年目標值'])
  })

  it.each(['111年指標值', '111年實標值', '111達標值'])(
    'stay where a reader saw another word before 標: %s',
    (other) => {
      expect(settleHeadings(['111年標值'], [[other]])).toEqual(['111年標值'])
    },
  )

  it('stay where readings tell different roles', () => {
    expect(settleHeadings(['110年×標'], [['110年目標'], ['110年實績']])).toEqual(['110年×標'])
  })
})
