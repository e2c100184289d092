import { showNumber } from '../../language/number.ts'
import type { Kpi } from '../../model/scorecard.ts'
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
/**
 * Percentages and figures with decimals are steady at any size: of 12,828 that stand among at least two others within a
 * factor of 2, in the practice documents, the reference and documents with planted faults, those with a digit too many or
 * too few lie 9.3 and more from the others. Rates of progress leap by less: 15, 80, 100.
 */
const OUTLIER_FACTOR = 9
const FEWEST_OTHERS = 2
const STEADY_FACTOR = 2
/** Rates of change are steady at no size. */
const CHANGE = /成長|增減|變動|年增|[增減][加少]率/u

export default defineAnomaly({
  id: 'year-on-year-jump',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} goes from {before} ({beforeYear}) to {value} ({rocYear})',
    'zh-TW': '{code} 由 {beforeYear} 年 {before} 變為 {rocYear} 年 {value}',
  },
  explanation: {
    en: 'A figure is about ten times the year before, or a tenth of it; percentages and figures with decimals are also held against all other years. It is what a digit too many or too few looks like, or a changed way of counting. The value is as printed; compare with the source and other years.',
    'zh-TW':
      '數值約為前一年的十倍或十分之一；百分比與有小數者另與其他各年比較。可能多印或漏印一位數，或計算方式改變。數值照印，請核對。',
  },
  examples: [
    { before: '5,000|49,773', after: '' },
    { before: '2|34', after: null, why: { en: 'small counts', 'zh-TW': '數量太小' } },
    { before: '74.1|7.5|75.3', after: '', why: { en: 'the other years are alike', 'zh-TW': '其他年度相近' } },
    { before: '12.98|52.26', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const kpi of card.kpis) {
        const known = kpi.values
          .filter((value) => value.value !== null && value.value !== 0)
          .sort((a, b) => a.rocYear - b.rocYear)
        const figures = known.map((value) => value.value ?? 0)
        const steady = isSteadyKind(kpi, figures)
        const isOut = figures.map((_, at) => steady && isOutlier(figures, at))
        for (const [at, value] of known.entries()) {
          const before = known[at - 1]
          if (before?.value == null || value.value == null) continue
          if (!isJump(before.value, value.value) && isOut[at - 1] === isOut[at]) continue
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

const isSteadyKind = (kpi: Kpi, figures: readonly number[]): boolean =>
  (/[%％‰]|百分比/u.test(kpi.unit.text ?? '') || figures.some((figure) => !Number.isInteger(figure))) &&
  !CHANGE.test(`${kpi.name.text ?? ''}${kpi.formula.text ?? ''}`)

/** Does one figure stand apart from all others, which are alike? */
function isOutlier(figures: readonly number[], at: number): boolean {
  const others = figures.filter((_, other) => other !== at).map(Math.abs)
  const [least, most] = [Math.min(...others), Math.max(...others)]
  if (others.length < FEWEST_OTHERS || most / least >= STEADY_FACTOR) return false
  const figure = Math.abs(figures[at] ?? 0)
  return Math.max(least / figure, figure / most) >= OUTLIER_FACTOR
}
