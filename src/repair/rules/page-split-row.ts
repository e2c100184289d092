import { defineRowRepair } from '../define.ts'

/** Rows and cells are joined by the layout engine; the repair stage puts on record whose text or figure it was. */
export default defineRowRepair({
  id: 'page-split-row',
  applicability: 'safe',
  severity: null,
  messages: { en: 'a cell was cut by a page break and joined again', 'zh-TW': '跨頁儲存格已合併' },
  explanation: {
    en: 'A row did not fit on its page and goes on below the repeated header of the next. Its pieces are joined, digit groups too. Both pages and boxes stay with the value.',
    'zh-TW': '一列跨頁，於次頁重複表頭下接續；各片段（含數字）已合併，並保留兩頁位置。',
  },
  examples: [{ before: '12,000,00\n0', after: '12,000,000' }],
})
