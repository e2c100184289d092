import type { Kpi } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

/** Fewer equal figures are chance. */
const FEWEST_FIGURES = 3

export default defineAnomaly({
  id: 'duplicate-series',
  scope: 'document',
  severity: 'info',
  messages: {
    en: '{code} and {other} of one card have the same values in every year',
    'zh-TW': '同一計分卡的 {code} 與 {other} 各年數值完全相同',
  },
  explanation: {
    en: 'Two KPIs of a card have identical values in all years. They may measure the same thing, or one row was copied and not filled in anew.',
    'zh-TW': '同一計分卡的兩個 KPI 各年數值完全相同，可能衡量同一事項，或複製後未更新。',
  },
  examples: [
    { before: '50|40|55|55 and 50|40|55|55', inChinese: '50|40|55|55 與 50|40|55|55', after: '' },
    { before: '50|40|55|55 and 50|100|65|65', inChinese: '50|40|55|55 與 50|100|65|65', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      const seen = new Map<string, Kpi>()
      for (const kpi of card.kpis) {
        const key = printOfSeries(kpi)
        const twin = key === null ? undefined : seen.get(key)
        if (key !== null && twin === undefined) seen.set(key, kpi)
        if (twin === undefined) continue
        yield {
          place: kpiPlace(card, kpi),
          parameters: { code: kpi.code, other: twin.code },
          evidence: [{ kind: 'same-value-elsewhere', detail: twin.code }],
          pieces: [...kpi.name.pieces, ...twin.name.pieces],
        }
      }
    }
  },
})

function printOfSeries(kpi: Kpi): string | null {
  const figures = kpi.values.filter((value) => value.value !== null)
  return figures.length < FEWEST_FIGURES
    ? null
    : figures.map((value) => `${value.kind}${value.rocYear}=${value.value}`).join('|')
}
