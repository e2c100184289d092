import { showNumber } from '../../language/number.ts'
import { findCompositePlans } from '../../relation/composite-plans.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'composite-budget-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} names {parts} as its parts; its budget of {rocYear} is {printed}, their sum {sum}',
    'zh-TW': '{code} 列 {parts} 為其組成，{rocYear} 年預算為 {printed}，加總為 {sum}',
  },
  explanation: {
    en: 'A plan names other plans of the card in its parentheses, so its budget should be the sum of theirs, and is not, or less than theirs where the list ends in 等 (and others). One of the amounts was not updated or is misprinted.',
    'zh-TW':
      '計畫名稱括號內列有其他計畫，其預算應為各計畫之和（以「等」結尾者不應少於各計畫之和），但不符。其中金額未更新或誤植。',
  },
  examples: [
    { before: '5,304,370 for parts of 6,204,370', inChinese: '5,304,370，其各項合計 6,204,370', after: '' },
    {
      before: '3,650,000 for 2,150,000 and 1,500,000',
      inChinese: '3,650,000，其各項為 2,150,000 與 1,500,000',
      after: null,
    },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      for (const { plan, parts, hasMore } of findCompositePlans(card)) {
        for (const budget of plan.budgets) {
          const amounts = parts.map(
            (part) =>
              part.budgets.find((one) => one.rocYear === budget.rocYear && one.stage === budget.stage)?.value ?? null,
          )
          if (budget.value === null || amounts.some((amount) => amount === null)) continue
          const sum = amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0)
          if (sum === budget.value || (hasMore && sum < budget.value)) continue
          const codes = parts.map((part) => part.code).join(' + ')
          yield {
            place: { ...cardPlace(card, plan.code), field: budget.stage, rocYear: budget.rocYear },
            parameters: {
              code: plan.code,
              parts: codes,
              rocYear: String(budget.rocYear),
              printed: showNumber(budget.value),
              sum: showNumber(sum),
            },
            printed: budget.raw,
            taken: showNumber(budget.value),
            candidates: [
              {
                value: showNumber(sum / (budget.scale ?? 1)),
                score: 0.5,
                because: [{ kind: 'sum-of-parts', detail: codes }],
              },
            ],
            evidence: [{ kind: 'sum-of-parts', detail: `${codes} = ${showNumber(sum)}` }],
            pieces: budget.pieces,
          }
        }
      }
    }
  },
})
