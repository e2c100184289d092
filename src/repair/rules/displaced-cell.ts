import { defineRowRepair } from '../define.ts'

/** The change is made by `scorecard/kpis.ts`. */
export default defineRowRepair({
  id: 'displaced-cell',
  applicability: 'likely',
  severity: 'warning',
  messages: {
    en: 'the owner column holds an action plan: {printed}; no owner was taken',
    'zh-TW': '主責欄印的是行動計畫：{printed}；未取主責單位',
  },
  explanation: {
    en: 'An action plan is printed where the owner of the KPI should be. The owner is not on the page, so none is given; look it up and correct it.',
    'zh-TW': 'KPI 主責欄印成行動計畫，原件上沒有主責單位，故留空。請查明後更正。',
  },
  examples: [{ before: 'CC2.2.1辦理客家生活物產推廣平臺計畫', after: '' }],
})
