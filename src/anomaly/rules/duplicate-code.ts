import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'duplicate-code',
  scope: 'document',
  severity: 'error',
  messages: { en: '{code} is printed {times} times in one card', 'zh-TW': '同一計分卡中 {code} 出現 {times} 次' },
  explanation: {
    en: 'One code stands for two objectives, KPIs or plans of a card, so that data cannot be joined by it. One of them is misprinted; see the neighbours in the sequence of codes.',
    'zh-TW': '同一計分卡中，一個代碼用於兩個目標、KPI 或計畫，無法以代碼連結資料。其中之一應為誤植，請參照前後代碼。',
  },
  examples: [
    { before: 'AC1.1 … AC1.1', after: '', why: { en: 'two KPIs with one code', 'zh-TW': '兩個 KPI 用同一編號' } },
    {
      before: 'CP2.1, CP2.1 (2)',
      after: null,
      why: {
        en: 'a second row of values under one merged KPI cell is missing-kpi-code',
        'zh-TW': '合併 KPI 儲存格下的第二列數值屬於 missing-kpi-code',
      },
    },
  ],
  *check({ scorecard, repairs }) {
    for (const card of scorecard.cards) {
      const furtherSeries = new Set(
        repairs
          .filter((repair) => repair.rule === 'missing-kpi-code' && repair.place.card === card.number)
          .map((repair) => `${repair.place.code} ${repair.place.series}`),
      )
      const printed = [
        ...card.objectives.map((objective) => ({ code: objective.code, pieces: objective.name.pieces })),
        ...card.kpis
          .filter((kpi) => !furtherSeries.has(`${kpi.code} ${kpi.series}`))
          .map((kpi) => ({ code: kpi.code, pieces: kpi.name.pieces })),
        ...card.plans.map((plan) => ({ code: plan.code, pieces: plan.name.pieces })),
      ]
      for (const code of new Set(printed.map((one) => one.code))) {
        const places = printed.filter((one) => one.code === code)
        if (places.length > 1)
          yield {
            place: cardPlace(card, code),
            parameters: { code, times: String(places.length) },
            pieces: places.flatMap((one) => one.pieces),
          }
      }
    }
  },
})
