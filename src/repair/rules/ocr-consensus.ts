/** A misread number or name of a scan that another reading of it, or the document itself, tells right. */

import { readNumber } from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import { defineNumberRepair } from '../define.ts'

/**
 * A second reader's figure, where the first reader's text is none: by itself it is taken (`LOWEST_SCORE`) where that reader is
 * 0.83 sure or more. Reasoned, not measured.
 */
const SECOND_READING = 0.6
const TOLD_ELSEWHERE = 0.3

/** A white gap between digits may hold a point too faint to be read: a reading without a mark there (148 for `14 8`) tells nothing. */
function passesOver(print: string, reading: string): boolean {
  const withGaps = (text: string) => text.trim().replaceAll(/[.,\s]+/gu, ' ')
  return /\d\s+\d/u.test(print) && withGaps(print) !== withGaps(reading)
}

/** Where the readers see a word (浦 and 頑 of a printed 無), one that makes a figure of it is no witness: it took 7 for 無. */
const isWord = (text: string): boolean => /\p{Script=Han}/u.test(text) && !/\d/u.test(text)

export default defineNumberRepair({
  id: 'ocr-consensus',
  applicability: 'likely',
  severity: null,
  messages: { en: 'a misread {printed} was settled as {taken}', 'zh-TW': '辨識有誤的 {printed} 依他處改為 {taken}' },
  explanation: {
    en: 'Two readers look at every line of a scan. Where one reading is no sound number and the other is, or the document tells the same figure elsewhere, that one is taken. A reading without a mark where the other left a gap between digits is not taken: a faint point may stand there. Nor is a figure taken where the other reading is a word. What both read stands, even if it looks odd.',
    'zh-TW':
      '掃描件每行由兩個辨識器讀取；其一不成數字而另一為正確數字，或文件他處有相同數字時，取後者。一方在數字間留有空隙，而另一方該處無小數點或逗號者，不取；另一方讀為文字者，亦不取。兩者一致者照印。',
  },
  examples: [
    {
      before: '1,2O4 / 1,204',
      after: '1,204',
      why: { en: 'the second reading is a sound number', 'zh-TW': '第二次辨識為正確的數字' },
    },
  ],
  *propose(field, index) {
    const [line, ...more] = field.lines
    if (line === undefined || more.length > 0 || line.readings.length < 2) return
    const elsewhere = index.sameElsewhere(field)
    for (const reading of line.readings.slice(1)) {
      const form = readNumber(reading.text, field.unit ?? '')
      if (form.kind !== 'number' || reading.text === line.text || passesOver(line.text, reading.text)) continue
      const told = elsewhere.find((one) => one.figure === form.value)
      if (told === undefined && isWord(line.text)) continue
      const score = SECOND_READING * reading.confidence + (told === undefined ? 0 : TOLD_ELSEWHERE)
      yield {
        value: reading.text,
        figure: form.value,
        score,
        because: [
          tell('second-reading', 'reader-reads', { reader: reading.reader, text: reading.text }),
          ...(told === undefined ? [] : [told.evidence]),
        ],
      }
    }
  },
})
