/** `60000` among grouped numbers: the value is plain, but typed by another hand and worth a look. */

import { showNumber } from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import { defineNumberRepair } from '../define.ts'
import { SMALLEST_GROUPED, soundForm } from '../document-index.ts'

/**
 * The card's other figures must be grouped nearly always, and often enough to be a habit. Of the 45 cards of the practice
 * documents read here (2,549 figures of 1,000 and more) every one groups all of them; the smallest have 4 such figures. In
 * 256 cards printed for testing, those that group by column only have shares from 0.16 to 0.77, but for two of 0.88 and 0.9.
 */
const HABIT_COUNT = 4
const HABIT_SHARE = 0.8

export default defineNumberRepair({
  id: 'ungrouped-number',
  applicability: 'safe',
  severity: 'info',
  messages: {
    en: '{printed} is printed without digit groups among grouped numbers',
    'zh-TW': '{printed} 未加千分位，同表其他數字皆有',
  },
  explanation: {
    en: 'Nearly every figure of the card has digit groups and this one has none. The value is taken as printed; a figure typed by another hand is where slips happen, so compare it with the source.',
    'zh-TW': '同表數字多有千分位，唯此沒有。數值照印取用；格式不同者常為另行輸入，建議核對。',
  },
  examples: [
    { before: '60000', after: '60,000' },
    { before: '9,490', after: null, why: { en: 'grouped like the others', 'zh-TW': '與其他數字同樣有千分位' } },
    { before: '850', after: null, why: { en: 'too small for groups', 'zh-TW': '位數不足，無千分位' } },
  ],
  *propose(field, index) {
    const form = soundForm(field)
    if (form === null || form.scaled || form.grouped || Math.abs(form.value) < SMALLEST_GROUPED) return
    const { grouped, ungrouped } = index.groupingOf(field.place.card)
    if (grouped < HABIT_COUNT || grouped / (grouped + ungrouped) < HABIT_SHARE) return
    yield {
      value: showNumber(form.value),
      figure: form.value,
      score: 1,
      because: [
        tell('digit-grouping', 'others-grouped', { grouped: String(grouped), all: String(grouped + ungrouped) }),
      ],
    }
  },
})
