import type { YearValue } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

export default defineAnomaly({
  id: 'missing-value',
  scope: 'document',
  severity: 'info',
  messages: {
    en: '{code} has no {kind} for {rocYear}, though other years have one',
    'zh-TW': '{code} 缺 {rocYear} 年{kind}，其他年度則有',
  },
  explanation: {
    en: 'A gap inside a series of actual values, or a KPI without a target. Years before the first value are no gap: the KPI was new then.',
    'zh-TW': '實際值序列中間有缺漏，或 KPI 沒有目標值。首個數值之前的年度不算缺漏。',
  },
  examples: [
    { before: '120|-|130', after: '', why: { en: 'a gap between two years', 'zh-TW': '前後年度有值，中間空缺' } },
    {
      before: '-|120|130',
      after: null,
      why: { en: 'the KPI began in the second year', 'zh-TW': '該 KPI 自第二年起才有' },
    },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const kpi of card.kpis) {
        for (const value of gaps(kpi.values)) {
          yield {
            place: { ...kpiPlace(card, kpi), field: value.kind, rocYear: value.rocYear },
            parameters: { code: kpi.code, kind: value.kind, rocYear: String(value.rocYear) },
            printed: value.raw,
            pieces: value.pieces,
          }
        }
      }
    }
  },
})

function gaps(values: readonly YearValue[]): YearValue[] {
  const actuals = values.filter((value) => value.kind === 'actual').sort((a, b) => a.rocYear - b.rocYear)
  const first = actuals.findIndex((value) => value.status !== 'missing')
  const inside = first < 0 ? [] : actuals.slice(first).filter((value) => value.status === 'missing')
  const targets = values.filter((value) => value.kind === 'target')
  const hasValue = values.some((value) => value.status !== 'missing')
  return [...inside, ...(hasValue ? targets.filter((value) => value.status === 'missing') : [])]
}
