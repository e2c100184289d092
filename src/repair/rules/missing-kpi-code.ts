import { defineRowRepair } from '../define.ts'

/** The change is made by the readers of objectives, KPIs and plans in `scorecard/`. */
export default defineRowRepair({
  id: 'missing-kpi-code',
  applicability: 'likely',
  severity: 'warning',
  messages: { en: 'a row has no code of its own; it was taken as {taken}', 'zh-TW': '本列沒有代碼，視為 {taken}' },
  explanation: {
    en: 'Values stand under the merged cell of the KPI above, or a KPI or plan is printed without its code. Values become a further series of the same KPI; a KPI or plan takes the next number. Check which indicator the row means.',
    'zh-TW':
      '數值位於上列 KPI 的合併儲存格下，或 KPI、計畫未印代碼。數值列為同一 KPI 的另一系列；KPI 或計畫取下一序號。請確認其指標。',
  },
  examples: [
    {
      before: '',
      after: 'CP2.1 (2)',
      why: { en: 'a second row of values beside the merged cell of CP2.1', 'zh-TW': 'CP2.1 合併儲存格旁的第二列數值' },
    },
  ],
})
