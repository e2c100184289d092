import { defineRowRepair } from '../define.ts'

/** The change is made by `scorecard/shifted-rows.ts`. */
export default defineRowRepair({
  id: 'shifted-row',
  applicability: 'safe',
  severity: 'info',
  messages: {
    en: 'merged cells of the row were dropped, so its cells had moved left; they were put back',
    'zh-TW': '合併儲存格遺失使本列左移，已移回',
  },
  explanation: {
    en: 'Another extractor dropped the merged cells of a row, so that its plan, budgets and owners stood in the wrong columns. One shift to the right puts every cell under a heading that suits it. Where headings on two levels lost their merged cells, the only spans with which they suit the cells below are taken. Compare the row with the source.',
    'zh-TW':
      '轉出文字時合併儲存格遺失，使計畫、預算、主責單位落在錯誤欄位。整列右移一次即全部相符。兩層表頭遺失合併儲存格者，取唯一與下方各欄相符之跨欄方式。請與原件核對。',
  },
  examples: [
    {
      before: '||||文教推廣組|BC1.1.2辦理後生文學獎|1,200,000|1,200,000|文教推廣組||||||',
      after: '||||||||||文教推廣組|BC1.1.2辦理後生文學獎|1,200,000|1,200,000|文教推廣組',
    },
  ],
})
