/** A middle dot typed for a comma between two clauses: `活動設計·創新行銷` is `活動設計，創新行銷`. */

import { isHan, isMiddleDot } from '../../language/script.ts'
import { isForeignName } from '../../language/transliteration.ts'
import { tell } from '../../model/evidence.ts'
import { defineTextRepair } from '../define.ts'

/**
 * Clauses beside the commas of the practice documents have 4 characters or more (326 commas: 41 of 4, the rest longer);
 * single words in a list (`文化·藝術`) have 2 or 3, and their dot stays.
 */
const SHORTEST_CLAUSE = 4

export default defineTextRepair({
  id: 'middle-dot-comma',
  applicability: 'likely',
  severity: null,
  messages: { en: 'a middle dot stands for a comma', 'zh-TW': '間隔號應為逗號' },
  explanation: {
    en: 'A middle dot (·) between two clauses is a comma that was typed wrongly or lost its tail. Between the parts of a foreign name, or the words of a list, it is right and stays.',
    'zh-TW': '兩個子句之間的間隔號（·）為逗號之誤；外國人名及並列詞語間的間隔號保留。',
  },
  examples: [
    { before: '兼具傳統與現代的活動設計·創新行銷宣傳', after: '兼具傳統與現代的活動設計，創新行銷宣傳' },
    { before: '培訓志工·擴大服務領域', after: '培訓志工，擴大服務領域' },
    { before: '落實監測通報· 提升疫苗接種率', after: '落實監測通報，提升疫苗接種率' },
    { before: '文化·藝術·觀光', after: null, why: { en: 'single words in a list', 'zh-TW': '並列的單詞' } },
    { before: '李奧納多·達文西特展', after: null, why: { en: 'the parts of a name', 'zh-TW': '同一姓名的各部分' } },
  ],
  *propose(text) {
    // A dot that fills less than its em leaves a gap that looks like a space.
    const characters = [...text.replace(/\s*([·‧・•∙⋅])\s*(?=\p{Script=Han})/gu, '$1')]
    const repaired = characters.map((character, at) => (isComma(characters, at) ? '，' : character)).join('')
    if (repaired !== characters.join(''))
      yield {
        value: repaired,
        score: 0.9,
        because: [tell('vocabulary', 'clauses')],
      }
  },
})

/** A middle dot between two clauses in Chinese that are no foreign name. */
function isComma(characters: readonly string[], at: number): boolean {
  if (!isMiddleDot(characters[at] ?? '')) return false
  const before = clauseBeside(characters, at, -1).reverse()
  const after = clauseBeside(characters, at, 1)
  if (!isHan(before.at(-1) ?? '') || !isHan(after[0] ?? '')) return false
  return Math.min(before.length, after.length) >= SHORTEST_CLAUSE && !isForeignName(before, after)
}

/** Letters and digits without a break from the dot on, in one direction: `推廣CPR訓練`. */
function clauseBeside(characters: readonly string[], from: number, step: 1 | -1): string[] {
  const clause: string[] = []
  for (let at = from + step; /[\p{L}\p{N}]/u.test(characters[at] ?? ''); at += step) clause.push(characters[at] ?? '')
  return clause
}
