/** A figure with 千, 萬 or 億 behind it, `538萬` is 5,380,000, or with a unit of another scale than its column's. */

import { formatNumber } from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import { defineNumberRepair } from '../define.ts'
import { soundForm } from '../document-index.ts'

export default defineNumberRepair({
  id: 'scaled-number',
  applicability: 'safe',
  severity: null,
  messages: { en: 'the scale was worked out: {printed} is {taken}', 'zh-TW': '換算單位：{printed} 為 {taken}' },
  explanation: {
    en: 'The print writes the figure with 千 (thousand), 萬 (ten thousand) or 億 (hundred million). The data hold the whole number, so that rows can be compared and added. In a column with a unit of its own the repair shows the figure in that unit: `538萬` among 千元 is 5380, `53,800人次` among 萬人次 is 5.38.',
    'zh-TW':
      '原件以千、萬、億書寫，資料改為完整數字以利比較與加總。欄位另有單位者，修復以該單位表示：千元欄之 `538萬` 為 5380，萬人次欄之 `53,800人次` 為 5.38。',
  },
  examples: [
    { before: '538萬', after: '5380000' },
    { before: '7萬0,359', after: '70359' },
    { before: '1.2億', after: '120000000' },
    { before: '538', after: null, why: { en: 'no scale', 'zh-TW': '沒有量級單位' } },
  ],
  *propose(field) {
    const form = soundForm(field)
    if (form?.scaled)
      yield {
        value: formatNumber(form.value),
        figure: form.value,
        score: 1,
        because: [tell('unit-column', 'scale-behind')],
      }
  },
})
