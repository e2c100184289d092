import { comparable } from '../../language/script.ts'
import type { Kpi } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

export default defineAnomaly({
  id: 'duplicate-kpi-name',
  scope: 'document',
  severity: 'info',
  messages: {
    en: 'KPIs {codes} under several objectives have one name: {name}',
    'zh-TW': '{codes} 分屬不同目標，名稱相同：{name}',
  },
  explanation: {
    en: 'Several objectives of a card have a KPI of the same name. Take care when KPIs are matched by name.',
    'zh-TW': '同一計分卡中不同目標有同名 KPI，以名稱比對時須注意。',
  },
  examples: [
    { before: 'AL1.1, BL1.1 達成必須完成課程學習時數比率', after: '' },
    {
      before: 'CP2.1, CP2.1 (2) 團體數',
      after: null,
      why: { en: 'two series of one KPI', 'zh-TW': '同一 KPI 的兩個數列' },
    },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      const byName = new Map<string, Kpi[]>()
      for (const kpi of card.kpis) {
        if (kpi.series > 1 || kpi.name.text === null) continue
        const key = comparable(kpi.name.text)
        byName.set(key, [...(byName.get(key) ?? []), kpi])
      }
      for (const [, kpis] of byName) {
        const [first] = kpis
        if (first === undefined || new Set(kpis.map((kpi) => kpi.objectiveCode)).size < 2) continue
        yield {
          place: { ...kpiPlace(card, first), field: 'kpi_name' },
          parameters: { codes: kpis.map((kpi) => kpi.code).join(', '), name: first.name.text ?? '' },
          printed: first.name.raw,
          pieces: kpis.flatMap((kpi) => kpi.name.pieces),
        }
      }
    }
  },
})
