import { showNumber } from '../../language/number.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

/**
 * A digit too many or too few multiplies by about ten. Of 1,724 steps between figures of which one is 100 or more, in the
 * practice documents and the reference, two reach 9 (9.95 and 10.3, both of the reference, both worth a look); the next is
 * 5.0, and without the reference none passes 1.07.
 */
const JUMP_FACTOR = 9
/** Small counts leap honestly: the reference goes from 2 to 34 events. */
const SMALLEST_LARGE = 100

export default defineAnomaly({
  id: 'year-on-year-jump',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} goes from {before} ({beforeYear}) to {value} ({rocYear})',
    'zh-TW': '{code} 由 {beforeYear} 年 {before} 變為 {rocYear} 年 {value}',
  },
  explanation: {
    en: 'A figure is about ten times the year before, or a tenth of it: what a digit too many or too few looks like, or a changed way of counting. The value is as printed; compare with the source and other years.',
    'zh-TW': '數值約為前一年的十倍或十分之一，可能多印或漏印一位數，或計算方式改變。數值照印，請核對。',
  },
  examples: [
    { before: '5,000|49,773', after: '' },
    { before: '2|34', after: null, why: { en: 'small counts', 'zh-TW': '數量太小' } },
    { before: '12.98|52.26', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const kpi of card.kpis) {
        const known = kpi.values
          .filter((value) => value.value !== null && value.value !== 0)
          .sort((a, b) => a.rocYear - b.rocYear)
        for (const [at, value] of known.entries()) {
          const before = known[at - 1]
          if (before?.value == null || value.value == null || !isJump(before.value, value.value)) continue
          yield {
            place: { ...kpiPlace(card, kpi), field: value.kind, rocYear: value.rocYear },
            parameters: {
              code: kpi.code,
              before: showNumber(before.value),
              beforeYear: String(before.rocYear),
              value: showNumber(value.value),
              rocYear: String(value.rocYear),
            },
            printed: value.raw,
            taken: showNumber(value.value),
            evidence: [{ kind: 'other-year', detail: `${before.rocYear}: ${showNumber(before.value)}` }],
            pieces: [...value.pieces, ...before.pieces],
          }
        }
      }
    }
  },
})

function isJump(before: number, value: number): boolean {
  const [small, large] = [Math.abs(before), Math.abs(value)].sort((a, b) => a - b)
  return small !== undefined && large !== undefined && large >= SMALLEST_LARGE && large / small >= JUMP_FACTOR
}
