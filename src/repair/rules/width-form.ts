/** Full-width digits, letters and signs in numbers and codes: `５４％` is 54%, `ＣＬ２．１` is `CL2.1`. */

import { formatNumber } from '../../language/number.ts'
import { hasWideForm } from '../../language/width.ts'
import { tell } from '../../model/evidence.ts'
import { defineNumberRepair } from '../define.ts'
import { soundForm } from '../document-index.ts'

export default defineNumberRepair({
  id: 'width-form',
  applicability: 'safe',
  severity: null,
  messages: { en: 'full-width forms: {printed} is {taken}', 'zh-TW': '全形字改半形：{printed} 為 {taken}' },
  explanation: {
    en: 'Numbers and codes typed with full-width characters (Ａ１，％) are the same as their ASCII twins; programs would not see them as numbers or match the codes.',
    'zh-TW': '數字與代碼以全形輸入，與半形相同；若不轉換，程式無法辨識或比對。',
  },
  examples: [
    { before: '５４％', after: '54' },
    { before: '－1,310', after: '-1310' },
    { before: '1,310', after: null, why: { en: 'no full-width form', 'zh-TW': '沒有全形字元' } },
  ],
  *propose(field) {
    const form = soundForm(field)
    if (form !== null && hasWideForm(field.raw))
      yield {
        value: formatNumber(form.value),
        figure: form.value,
        score: 1,
        because: [tell('digit-grouping', 'full-width')],
      }
  },
})
