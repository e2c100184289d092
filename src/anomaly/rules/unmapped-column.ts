import { defineAnomaly } from '../define.ts'
import { findingsOf } from '../findings.ts'

export default defineAnomaly({
  id: 'unmapped-column',
  scope: 'document',
  severity: 'error',
  messages: {
    en: 'column {column} ({heading}) has a heading that is not understood; its cells are not in the data',
    'zh-TW': '第 {column} 欄（{heading}）的標題無法判讀，其內容未納入資料',
  },
  explanation: {
    en: 'A column of a card has a heading that fits no known meaning, or the meaning of another column that says something else. Its cells are in the document only as printed, among its leftovers. Please report the heading, so that it can be learnt.',
    'zh-TW':
      '平衡計分卡中有一欄標題不屬於任何已知欄位，或與另一欄同義而內容不同，內容未納入資料表，僅依原樣保留於文件檔的 leftovers。請回報該標題。',
  },
  examples: [
    { before: '承諾事項', after: '', why: { en: 'no known column', 'zh-TW': '不是已知的欄位' } },
    { before: '107年實際值', after: null, why: { en: 'actual values of 107', 'zh-TW': '107 年實際值' } },
  ],
  *check(context) {
    yield* findingsOf(context, 'unmapped-column')
  },
})
