import { tell } from '../../model/evidence.ts'
import { pairPlans } from '../../relation/cross-cards.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'cross-card-code-mismatch',
  scope: 'document',
  severity: 'info',
  messages: {
    en: 'the plan {name} is {code} here and {other} on the card {otherTitle}',
    'zh-TW': '計畫「{name}」此處為 {code}，「{otherTitle}」為 {other}',
  },
  explanation: {
    en: 'Two cards print one action plan under different codes. To add budgets over cards the two must be matched by name.',
    'zh-TW': '兩張計分卡以不同代碼列出同一計畫；跨卡彙總預算時須以名稱比對。',
  },
  examples: [
    { before: 'city CC1.1.3, agency CC1.1.1', inChinese: '府級 CC1.1.3，機關 CC1.1.1', after: '' },
    { before: 'city CC1.1.1, agency CC1.1.1', inChinese: '府級 CC1.1.1，機關 CC1.1.1', after: null },
  ],
  *check({ scorecard }) {
    for (const { card, plan, otherCard, otherPlan } of pairPlans(scorecard.cards)) {
      yield {
        place: { ...cardPlace(card, plan.code), field: 'plan_code' },
        parameters: {
          name: plan.name.text ?? '',
          code: plan.code,
          other: otherPlan.code,
          otherTitle: otherCard.title ?? `#${otherCard.number}`,
        },
        printed: plan.code,
        evidence: [
          tell('same-value-elsewhere', 'card-plan', {
            card: String(otherCard.number),
            code: otherPlan.code,
            name: otherPlan.name.text ?? '',
          }),
        ],
        pieces: [...plan.name.pieces, ...otherPlan.name.pieces],
      }
    }
  },
})
