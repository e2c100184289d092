import { describe, expect, it } from 'vitest'
import { collectHistory } from '../../src/history/collect.ts'
import { linkHistory } from '../../src/history/organization.ts'
import { readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
import { readHistory } from '../support/history.ts'

/** Codes of every series, oldest card first. */
const series = (text: string): string[] =>
  readHistory(text).kpis.map(({ records }) =>
    records.map((record) => `${record.card.rocYear} ${record.code}`).join(' → '),
  )

describe('records of following years are one series', () => {
  it.each([
    [
      'by code and name',
      '110: AC1.1 運量 人次 actual109=5 | 111: AC1.1 運量 人次 actual109=6',
      ['110 AC1.1 → 111 AC1.1'],
    ],
    ['by name, through renumbering', '110: AC1.1 公車運量 人次 | 111: BC2.3 公車運量 人次', ['110 AC1.1 → 111 BC2.3']],
    [
      'by code and figures, through renaming',
      '110: AC1.1 公車運量 人次 actual108=31 actual109=45 | 111: AC1.1 大眾運輸搭乘 人次 actual108=31 actual109=45',
      ['110 AC1.1 → 111 AC1.1'],
    ],
    [
      'by figures, through renaming and renumbering',
      '110: AC1.1 公車運量 人次 actual106=31 actual107=45 actual108=52 actual109=66 | 111: BC9.9 搭乘次數 人次 actual106=31 actual107=45 actual108=52 actual109=66',
      ['110 AC1.1 → 111 BC9.9'],
    ],
    [
      'also where codes were exchanged',
      '110: AC1.1 公車運量 人次 actual109=5; AC1.2 公車準點率 % actual109=98 | 111: AC1.2 公車運量 人次 actual109=5; AC1.1 公車準點率 % actual109=98',
      ['110 AC1.1 → 111 AC1.2', '110 AC1.2 → 111 AC1.1'],
    ],
    [
      'also over a year without a card',
      '108: AC1.1 公車運量 人次 | 111: AC1.1 公車運量 人次',
      ['108 AC1.1 → 111 AC1.1'],
    ],
  ])('%s', (_, text, expected) => {
    expect(series(text)).toEqual(expected)
  })

  it.each([
    [
      'another KPI under an old code',
      '110: AC1.1 公車運量 人次 actual109=5 | 111: AC1.1 志工服務時數 小時 actual109=77',
    ],
    [
      'figures that stand everywhere',
      '110: AC1.1 公車準點率 % actual108=100 actual109=100 | 111: BC1.1 課程達成情形 % actual108=100 actual109=100',
    ],
  ])('but not %s', (_, text) => {
    expect(series(text)).toHaveLength(2)
  })

  it('and say why they were taken for one', () => {
    const [kpi] = readHistory(
      '110: AC1.1 運量 人次 actual108=31 actual109=31 | 111: AC1.2 運量 人次 actual108=31 actual109=31',
    ).kpis
    expect(kpi?.links[0]?.because.map((evidence) => evidence.detail)).toEqual([
      'same name',
      'equal figures of the same years: 2',
    ])
  })

  it('whatever the order of the documents', () => {
    const documents = readSeries('series-10').documents.map((facts) => documentFromFacts(facts))
    const forwards = linkHistory(documents.flatMap(collectHistory))
    const backwards = linkHistory([...documents].reverse().flatMap(collectHistory))
    expect(backwards).toEqual(forwards)
  })
})
