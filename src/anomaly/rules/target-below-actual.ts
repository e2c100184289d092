import { showNumber } from '../../language/number.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

/**
 * Of 745 series of the practice documents and the reference 99 % aim at 0.76 or more of their latest actual, all but the
 * reference's at 0.95 or more. Two of the reference lie below half, and a person would ask about both.
 */
const FAR_BELOW = 0.5

export default defineAnomaly({
  id: 'target-below-actual',
  scope: 'document',
  severity: 'info',
  messages: {
    en: 'the target of {code} for {rocYear} ({target}) is less than half of the actual of {actualYear} ({actual})',
    'zh-TW': '{code} {rocYear} 年目標值（{target}）不及 {actualYear} 年實際值（{actual}）之半',
  },
  explanation: {
    en: 'The target lies far below what was already reached. Either the target is not ambitious, the latest actual is a misprint, or the KPI should fall. Worth a question to the publisher.',
    'zh-TW': '目標值遠低於已達成之實際值；可能目標過低、實際值誤植，或該指標以降低為佳。',
  },
  examples: [
    { before: 'actual 260,000, target 56,000', inChinese: '實際值 260,000，目標值 56,000', after: '' },
    { before: 'actual 10,152, target 10,040', inChinese: '實際值 10,152，目標值 10,040', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const kpi of card.kpis) {
        const known = kpi.values.filter((value) => value.value !== null).sort((a, b) => a.rocYear - b.rocYear)
        const actual = known.filter((value) => value.kind === 'actual').at(-1)
        const target = known.find((value) => value.kind === 'target')
        if (actual?.value == null || target?.value == null || actual.value <= 0 || target.value < 0) continue
        if (target.value >= actual.value * FAR_BELOW) continue
        yield {
          place: { ...kpiPlace(card, kpi), field: 'target', rocYear: target.rocYear },
          parameters: {
            code: kpi.code,
            rocYear: String(target.rocYear),
            target: showNumber(target.value),
            actualYear: String(actual.rocYear),
            actual: showNumber(actual.value),
          },
          printed: target.raw,
          taken: showNumber(target.value),
          evidence: [{ kind: 'other-year', detail: `${actual.rocYear}: ${showNumber(actual.value)}` }],
          pieces: [...target.pieces, ...actual.pieces],
        }
      }
    }
  },
})
