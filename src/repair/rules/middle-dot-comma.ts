/** A middle dot typed for a comma between two clauses: `活動設計·創新行銷` is `活動設計，創新行銷`. */
import { isHan, isMiddleDot } from '../../language/script.ts'
import { defineTextRepair } from '../define.ts'

/** Parts of a foreign name are shorter (`李奧納多·達文西` has 4 and 3); clauses of the practice documents have 5 or more. */
const SHORTEST_CLAUSE = 5

export default defineTextRepair({
  id: 'middle-dot-comma',
  applicability: 'likely',
  severity: null,
  messages: { en: 'a middle dot stands for a comma', 'zh-TW': '間隔號應為逗號' },
  explanation: {
    en: 'A middle dot (·) between two clauses is a comma that was typed wrongly or lost its tail. Between the parts of a foreign name, which are short, it is right and stays.',
    'zh-TW': '兩個子句之間的間隔號（·）為逗號之誤；外國人名各部分較短，其間隔號保留。',
  },
  examples: [
    { before: '兼具傳統與現代的活動設計·創新行銷宣傳', after: '兼具傳統與現代的活動設計，創新行銷宣傳' },
    { before: '李奧納多·達文西特展', after: null, why: 'the parts of a name' },
  ],
  *propose(text) {
    const characters = [...text]
    const repaired = characters
      .map((character, at) =>
        isMiddleDot(character) &&
        clauseLength(characters, at, -1) >= SHORTEST_CLAUSE &&
        clauseLength(characters, at, 1) >= SHORTEST_CLAUSE
          ? '，'
          : character,
      )
      .join('')
    if (repaired !== text)
      yield {
        value: repaired,
        score: 0.9,
        because: [{ kind: 'vocabulary', detail: 'clauses of a sentence on both sides' }],
      }
  },
})

/** Han characters without a break from the dot on, in one direction. */
function clauseLength(characters: readonly string[], from: number, step: 1 | -1): number {
  let length = 0
  for (let at = from + step; isHan(characters[at] ?? ''); at += step) length++
  return length
}
