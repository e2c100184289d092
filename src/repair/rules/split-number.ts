/** A line break, or the space another extractor left for it, inside a number: `10,600,00 0` is `10,600,000`. */

import { readNumber } from '../../language/number.ts'
import { foldWidth } from '../../language/width.ts'
import { tell } from '../../model/evidence.ts'
import type { Line } from '../../model/table.ts'
import { defineNumberRepair } from '../define.ts'
import { numberPieces } from '../number-pieces.ts'

/** A cut group, sign or unit leaves no other reading. */
const SAFE = 0.97
/**
 * One witness of two: each piece could be a number, and its line was full; or a group is cut, and its line had room. Enough
 * to be taken; reasoned, not measured.
 */
const LIKELY = 0.7
/** `12 0` may be 120, 12 and 0, or 12.0 without its point: listed, never taken. */
const GUESS = 0.4

/** In a picture the gap of a number without groups may hold a point too faint to be read: `14 8` was 14.8. */
const isFromPicture = (line: Line): boolean => line.readings.length > 0

/** `10,600,00`, `12.`, `元`: a piece that is no number. Mere digits show nothing: `5 00` may be 5.00. */
const showsCut = (pieces: readonly string[]): boolean => pieces.some((piece) => readNumber(piece).kind !== 'number')

export default defineNumberRepair({
  id: 'split-number',
  applicability: 'safe',
  severity: 'info',
  messages: {
    en: 'the number was cut in two: printed {printed}, taken as {taken}',
    'zh-TW': '數字被切斷：原件印為 {printed}，採用 {taken}',
  },
  explanation: {
    en: 'A narrow column broke the number inside a digit group, or another extractor put a space where the line ended. Read as two numbers it would be wrong. The pieces are joined where the whole is a sound number and they show that a digit group was cut, or where the line was full. Where neither shows it, as with `12 0`, joining would be a guess: the value is left empty and the joined number listed. In a picture a gap inside a number without groups may hold a point too faint to be read; such pieces are not joined.',
    'zh-TW':
      '欄寬不足使數字在千分位分組中換行，或由其他工具轉出時以空白代替換行。若當成兩個數字就會錯。合併後為正確數字、且片段顯示千分位分組被切斷，或該行已滿時，予以合併。兩者皆無法證明者（如 `12 0`），合併只是猜測，數值留空並列出合併後的數字。影像中無千分位的數字，空隙處可能有淡得讀不到的小數點，不予合併。',
  },
  examples: [
    { before: '10,600,00 0', after: '10,600,000' },
    { before: '12,000,00\n0', after: '12,000,000' },
    { before: '1,234,\n567', after: '1,234,567' },
    {
      before: '12 0',
      after: null,
      why: { en: 'no digit group shows that one number was cut', 'zh-TW': '沒有千分位可證明是同一個數字被切斷' },
    },
    {
      before: '98.5 %',
      after: null,
      why: { en: 'the space stands before the sign', 'zh-TW': '空白在符號之前' },
    },
    { before: '12.98 52.26', after: null, why: { en: 'two numbers, not one', 'zh-TW': '是兩個數字，不是一個' } },
    {
      before: '1,200 300',
      after: null,
      why: { en: 'joined, the digit groups would be wrong', 'zh-TW': '合併後千分位不正確' },
    },
  ],
  *propose(field, index) {
    const lines = field.lines.map((line) => line.text.trim()).filter((text) => text !== '')
    // a space or line break before a sign, unit or note is how it is printed: `98.5 %`
    if (readNumber(lines.join(' '), field.unit ?? '').kind === 'number' || index.hasPointForComma(field)) return
    const pieces = numberPieces(field)
    if (pieces.length < 2) return
    const whole = foldWidth(pieces.join(''))
    const reading = readNumber(whole, field.unit ?? '')
    if (reading.kind !== 'number') return
    if (lines.length === 1 && field.lines.some(isFromPicture) && !whole.includes(',')) return
    const ends = field.lines.slice(0, -1).map((line) => line.full)
    const full = ends.length > 0 && ends.every((end) => end === true)
    const cut = showsCut(pieces)
    const score = cut && !ends.includes(false) ? SAFE : cut || full ? LIKELY : GUESS
    yield {
      value: whole,
      figure: reading.value,
      score,
      because: [tell(lines.length > 1 ? 'line-break' : 'glyph-gap', 'pieces', { pieces: pieces.join(' | ') })],
    }
  },
})
