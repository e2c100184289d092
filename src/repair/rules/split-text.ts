/** Spaces that another extractor left where Chinese text was wrapped: `客家 文化節` is `客家文化節`. */

import { removeWrapSpaces } from '../../language/wrap.ts'
import { tell } from '../../model/evidence.ts'
import { defineTextRepair } from '../define.ts'

export default defineTextRepair({
  id: 'split-text',
  applicability: 'safe',
  severity: null,
  messages: { en: 'wraps inside Chinese text were joined', 'zh-TW': '合併中文換行' },
  explanation: {
    en: 'Text that another tool pulled out of a PDF has a space where the cell wrapped. Chinese has no spaces inside a sentence, so a space between two Han characters is a wrap and is taken out; spaces beside Latin letters and digits stay. Names of offices that ran together are taken apart where other cells of the document have them alone.',
    'zh-TW':
      '由其他工具轉出的文字，在儲存格換行處留有空白。中文句中無空白，故漢字之間的空白視為換行並移除；英數字旁的空白保留。連在一起的單位名稱，於文件他處單獨出現者予以分開。',
  },
  examples: [
    { before: '辦理傳統客家節慶、客家 文化節', after: '辦理傳統客家節慶、客家文化節' },
    {
      before: '推廣CPR 訓練',
      after: null,
      why: { en: 'a space beside Latin letters may be printed', 'zh-TW': '拉丁字母旁的空格可能是原印' },
    },
  ],
  *propose(text, field) {
    if (field.reader !== 'rows') return
    const joined = removeWrapSpaces(text)
    if (joined !== text)
      yield {
        value: joined,
        score: 0.95,
        because: [tell('glyph-gap', 'wrap-space')],
      }
  },
})
