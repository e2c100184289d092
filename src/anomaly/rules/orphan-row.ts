import { defineAnomaly } from '../define.ts'
import { findingsOf } from '../findings.ts'

export default defineAnomaly({
  id: 'orphan-row',
  scope: 'document',
  severity: 'error',
  messages: {
    en: 'a row belongs to no objective, KPI or plan: {text}',
    'zh-TW': '此列不屬於任何目標、KPI 或計畫：{text}',
  },
  explanation: {
    en: 'A row of a card has content, but nothing says which objective, KPI or action plan it belongs to; or a line of a text follows a row without its last cell, which it may be. It is not in the data. Compare the page and correct it.',
    'zh-TW':
      '表中某列有內容，但無法判斷屬於哪個策略目標、KPI 或行動計畫；或文字檔中某列缺最後一格，其下一行可能即為該格。未納入資料。請核對原件。',
  },
  examples: [
    { before: '|||||120|130|', after: '', why: { en: 'values before any KPI', 'zh-TW': '數值出現在任何 KPI 之前' } },
  ],
  *check(context) {
    yield* findingsOf(context, 'orphan-row')
  },
})
