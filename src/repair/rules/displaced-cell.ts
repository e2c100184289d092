import { defineRowRepair } from '../define.ts'

/** The change is made by `scorecard/kpis.ts` and `plans.ts`, of what is clearly no organization by `resolve.ts`. */
export default defineRowRepair({
  id: 'displaced-cell',
  applicability: 'likely',
  severity: 'warning',
  messages: {
    en: 'the owner column holds something that is no organization: {printed}; only organizations were taken of it',
    'zh-TW': '主責欄印有並非單位之內容：{printed}；僅取其中之單位',
  },
  explanation: {
    en: 'An action plan, a figure or a sentence is printed where an owner should be. No owner is made of it; look it up and correct it.',
    'zh-TW': '主責欄印成行動計畫、數字或語句，不據以取主責單位。請查明後更正。',
  },
  examples: [
    { before: 'CC2.2.1辦理客家生活物產推廣平臺計畫', after: '' },
    { before: '每年檢討一次', after: '' },
  ],
})
