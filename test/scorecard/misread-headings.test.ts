import { describe, expect, it } from 'vitest'
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

  it('stay where the other reading has another year', () => {
    expect(settleHeadings(['105年實除值'], [['108年實際值']])).toEqual(['105年實除值'])
  })

  it.each([
    ['all readers read them so', [header]],
    ['the document is no scan', []],
  ])('stay where %s', (_, readings) => expect(settleHeadings(header, readings)).toEqual(header))

  it('stay where readings tell different roles', () => {
    expect(settleHeadings(['110年×標'], [['110年目標'], ['110年實績']])).toEqual(['110年×標'])
  })
})
