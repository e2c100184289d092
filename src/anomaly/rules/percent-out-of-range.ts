import { showNumber } from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import type { Kpi } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

/** Rates of change may leave 0 to 100. */
const CHANGE = /成長|增加|增減|減少|變動|降低|提升|提高|年增/u

export default defineAnomaly({
  id: 'percent-out-of-range',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} {rocYear} is {value} %, out of 0 to 100 where the other years lie',
    'zh-TW': '{code} {rocYear} 年為 {value}%，超出 0 至 100，其他年度則在範圍內',
  },
  explanation: {
    en: 'A share of a whole lies between 0 and 100 %, as the other years of the KPI do. A lost decimal point or a digit too many is likely. Rates of change, and KPIs that lie above 100 in most years, are left alone.',
    'zh-TW': '比率應介於 0 至 100%，該 KPI 其他年度亦然；可能漏印小數點或多一位數。成長率及多數年度超過 100 者不列。',
  },
  examples: [
    { before: '93.0|936|94.1', after: '' },
    {
      before: '105|110|120',
      after: null,
      why: { en: 'a rate of achievement above 100 in all years', 'zh-TW': '各年度皆超過 100 的達成率' },
    },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const kpi of card.kpis.filter(isShare)) {
        const figures = kpi.values.filter((value) => value.value !== null)
        const outside = figures.filter((value) => isOutside(value.value ?? 0))
        if (outside.length * 2 >= figures.length) continue
        for (const value of outside) {
          const printed = showNumber(value.value ?? 0)
          yield {
            place: { ...kpiPlace(card, kpi), field: value.kind, rocYear: value.rocYear },
            parameters: { code: kpi.code, rocYear: String(value.rocYear), value: printed },
            printed: value.raw,
            taken: printed,
            evidence: [tell('unit-column', 'unit', { unit: kpi.unit.text ?? '' })],
            pieces: value.pieces,
          }
        }
      }
    }
  },
})

const isOutside = (value: number): boolean => value < 0 || value > 100

const isShare = (kpi: Kpi): boolean =>
  /^[%％]$|百分比/u.test(kpi.unit.text ?? '') && !CHANGE.test(`${kpi.name.text ?? ''}${kpi.formula.text ?? ''}`)
