import { defineAnomaly } from '../define.ts'
import { findingsOf } from '../findings.ts'

export default defineAnomaly({
  id: 'unreadable-number',
  scope: 'document',
  severity: 'error',
  messages: {
    en: '{printed} cannot be read as a number beyond doubt; the value is left empty',
    'zh-TW': '{printed} 無法確定是哪個數字，數值留空',
  },
  explanation: {
    en: 'A cell of a number column holds something that is no number, or a number with several sound readings of which none stands clear, or a figure over several columns of figures. No value is given rather than a guess; the alternatives are listed. Settle it with a correction.',
    'zh-TW':
      '數字欄位的內容不是數字，或有多種讀法而無一明顯較佳，或數字橫跨多個數字欄位，故不猜測、留空，並列出可能值。請以更正檔指定。',
  },
  examples: [
    {
      before: '8,83,000',
      after: '',
      why: { en: 'a digit is lost and nothing else tells which', 'zh-TW': '漏印一位數，且無他處可證' },
    },
    {
      before: '2649141278823028',
      after: '',
      why: { en: 'more than fifteen digits: figures ran together', 'zh-TW': '超過十五位數：數字相連' },
    },
    { before: '1,234', after: null, why: { en: 'a sound number', 'zh-TW': '數字無誤' } },
  ],
  *check(context) {
    yield* findingsOf(context, 'unreadable-number')
  },
})
