import { defineRowRepair } from '../define.ts'

/** The change is made by `scorecard/kpis.ts` and `plans.ts`, of what is clearly no organization by `resolve.ts`. */
export default defineRowRepair({
  id: 'displaced-cell',
  applicability: 'likely',
  severity: 'warning',
  messages: {
    en: 'the owner column holds no organization: {printed}; no owner was taken of it',
    'zh-TW': '主責欄所印並非單位：{printed}；未據以取主責單位',
  },
  explanation: {
    en: 'An action plan, a figure or a sentence is printed where an owner should be. The owner is not on the page, so none is given; look it up and correct it.',
    'zh-TW': '主責欄印成行動計畫、數字或語句，原件上沒有主責單位，故留空。請查明後更正。',
  },
  examples: [
    { before: 'CC2.2.1辦理客家生活物產推廣平臺計畫', after: '' },
    { before: '每年檢討一次', after: '' },
  ],
})
