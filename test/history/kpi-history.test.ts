import { describe, expect, it } from 'vitest'
import type { HistoryRecord } from '../../src/model/history.ts'
import { kpiHistoryRows } from '../../src/output/kpi-history.ts'
import { readHistory } from '../support/history.ts'

const rows = (text: string) => [...kpiHistoryRows([readHistory(text)])]

describe('kpi_history', () => {
  it('has one row a KPI, year and kind, and takes the newest card where cards disagree', () => {
    expect(
      rows('110: A1.1 運量 人次 actual108=5 actual109=7 | 111: A1.1 運量 人次 actual109=8 target111=9'),
    ).toMatchObject([
      {
        history: 1,
        roc_year: 108,
        year: 2019,
        kind: 'actual',
        value: 5,
        because: 'only-card',
        cards: 1,
        disagreeing: null,
      },
      {
        roc_year: 109,
        value: 8,
        because: 'newest-card',
        taken_from: 'card-111/1',
        cards: 2,
        figures: 'card-110/1=7;card-111/1=8',
        disagreeing: 'card-110/1',
      },
      { roc_year: 111, kind: 'target', value: 9 },
    ])
  })

  it('says so where all cards agree, and where none can be read', () => {
    expect(rows('110: A1.1 運量 人次 actual109=7 | 111: A1.1 運量 人次 actual109=7')).toMatchObject([
      { because: 'all-agree' },
    ])
    const unreadable = readHistory('110: A1.1 運量 人次 actual109=')
    Object.assign(unreadable.kpis[0]?.records[0]?.figures[0] ?? {}, { status: 'unreadable' })
    expect([...kpiHistoryRows([unreadable])]).toMatchObject([{ value: null, because: 'unreadable', taken_from: null }])
  })

  it('counts no card whose cell is blank or has a dash, and one that cannot be read', () => {
    const history = (status: 'missing' | 'unreadable', raw: string | null) => {
      const read = readHistory('110: A1.1 運量 人次 actual109=7 | 111: A1.1 運量 人次 actual109=8')
      const figure = read.kpis[0]?.records[1]?.figures[0]
      Object.assign(figure ?? {}, { value: null, status, raw })
      return [...kpiHistoryRows([read])]
    }
    const alone = { value: 7, because: 'only-card', cards: 1, figures: 'card-110/1=7', disagreeing: null }
    expect(history('missing', null)).toMatchObject([alone])
    expect(history('missing', '-')).toMatchObject([alone])
    expect(history('unreadable', '8O..')).toMatchObject([{ ...alone, cards: 2, figures: 'card-110/1=7;card-111/1=' }])
  })

  it('keeps a KPI one through renaming and renumbering, and says by what', () => {
    const [row] = rows(
      '110: A1.1 公車運量 人次 actual108=31 actual109=45 | 111: A1.2 公車總運量 人次 actual108=31 actual109=45',
    )
    expect(row).toMatchObject({
      kpi_code: 'A1.2',
      kpi_name: '公車總運量',
      names: '公車運量;公車總運量',
      codes: 'A1.1;A1.2',
    })
    expect(row?.links).toContain('110 A1.1 → 111 A1.2: similar name (公車運量)')
  })

  it('puts the city card beside the agency card of the same KPI, and takes the agency card', () => {
    const agency = readHistory('111: A1.1 運量 人次 actual110=5')
    const city = readHistory('111: A1.1 運量 人次 actual110=6')
    const toCity = (record: HistoryRecord): HistoryRecord => ({
      ...record,
      card: { ...record.card, level: 'city', card: 2 },
    })
    const kpis = city.kpis.map((series) => ({ ...series, records: series.records.map(toCity) }))
    expect([...kpiHistoryRows([agency, { ...city, level: 'city', kpis }])]).toMatchObject([
      { history: 1, value: 5, cards: 2, taken_from: 'card-111/1', disagreeing: 'card-111/2' },
    ])
  })
})
