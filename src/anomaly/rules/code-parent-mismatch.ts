import { parentCode } from '../../language/code.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'code-parent-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} stands beside {parent}, to which its number does not belong',
    'zh-TW': '{code} 位於 {parent} 之下，編號不相屬',
  },
  explanation: {
    en: 'Codes are structured: plan CC1.2.1 belongs to KPI CC1.2 of objective CC1. Here a code stands in the row of another parent. Either the code is misprinted or the row stands in the wrong place; the data follow the row.',
    'zh-TW':
      '代碼有階層：計畫 CC1.2.1 屬於 KPI CC1.2、目標 CC1。此處代碼位於其他上層之列，代碼誤植或列位置有誤；資料依所在列。',
  },
  examples: [
    { before: 'CC1.2 | CC1.3.1', after: '', why: { en: 'the plan of another KPI', 'zh-TW': '屬於另一 KPI 的計畫' } },
    { before: 'CC1.2 | CC1.2.1', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const plan of card.plans) {
        if (plan.kpiCode !== null && parentCode(plan.code) !== plan.kpiCode)
          yield {
            place: cardPlace(card, plan.code),
            parameters: { code: plan.code, parent: plan.kpiCode },
            pieces: plan.name.pieces,
          }
      }
      for (const kpi of card.kpis) {
        if (kpi.series === 1 && kpi.objectiveCode !== null && parentCode(kpi.code) !== kpi.objectiveCode)
          yield {
            place: cardPlace(card, kpi.code),
            parameters: { code: kpi.code, parent: kpi.objectiveCode },
            pieces: kpi.name.pieces,
          }
      }
    }
  },
})
