import { showNumber } from '../../language/number.ts'
import type { AnomalyDraft } from '../../model/draft.ts'
import { tell } from '../../model/evidence.ts'
import type { Evidence, Place } from '../../model/provenance.ts'
import type { Card, Figure } from '../../model/scorecard.ts'
import { type Difference, pairBudgets, pairSeries } from '../../relation/cross-cards.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace, kpiPlace } from '../places.ts'

export default defineAnomaly({
  id: 'cross-card-value-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} {rocYear} is {value} here and {other} on the card {otherTitle}',
    'zh-TW': '{code} {rocYear} 年此處為 {value}，「{otherTitle}」為 {other}',
  },
  explanation: {
    en: 'Two cards of one document print the same KPI with other figures, or the same action plan with another budget. A KPI is the same where code, name, formula and unit are, or code or name and most of the figures. One of the two is wrong or was updated alone; the data keep both as printed.',
    'zh-TW':
      '同一文件的兩張計分卡列出同一 KPI 而數值不同，或同一行動計畫而預算不同。代碼、名稱、公式與單位皆同，或代碼、名稱其一相同且多數數值相同，即為同一 KPI。其一有誤或單獨更新；資料兩者皆照印。',
  },
  examples: [
    { before: 'city 103,909, agency 260,000', inChinese: '府級 103,909，機關 260,000', after: '' },
    { before: 'city 103,909, agency 103,909', inChinese: '府級 103,909，機關 103,909', after: null },
    {
      before: 'city 12,555 (thousand), agency 12,555,321',
      inChinese: '府級 12,555（千元），機關 12,555,321（元）',
      after: null,
      why: { en: 'rounded to thousands', 'zh-TW': '四捨五入至千元' },
    },
  ],
  *check({ scorecard }) {
    for (const pair of pairSeries(scorecard.cards)) {
      const evidence =
        pair.agreeing > 0
          ? tell('same-value-elsewhere', 'figures-agree', { count: String(pair.agreeing) })
          : tell('same-value-elsewhere', 'same-words')
      for (const difference of pair.differing) {
        const { kind: field, rocYear } = difference.mine.datum
        const place = { ...kpiPlace(pair.card, pair.kpi), field, rocYear }
        yield describe(place, difference, { card: pair.otherCard, code: pair.otherKpi.code }, evidence)
      }
    }
    for (const { card, plan, otherCard, otherPlan, differing } of pairBudgets(scorecard.cards)) {
      const other = { card: otherCard, code: otherPlan.code }
      const evidence = tell('same-value-elsewhere', 'card-plan', {
        card: String(otherCard.number),
        code: otherPlan.code,
        name: otherPlan.name.text ?? '',
      })
      for (const difference of differing) {
        const { stage: field, rocYear } = difference.mine.datum
        yield describe({ ...cardPlace(card, plan.code), field, rocYear }, difference, other, evidence)
      }
    }
  },
})

function describe(
  place: Place,
  { mine, theirs }: Difference<Figure>,
  otherPlace: { card: Card; code: string },
  evidence: Evidence,
): AnomalyDraft {
  const [value, other] = [showNumber(mine.value), showNumber(theirs.value)]
  const told = { card: String(otherPlace.card.number), code: otherPlace.code }
  return {
    place,
    parameters: {
      code: place.code ?? '',
      rocYear: String(place.rocYear),
      value,
      other,
      otherTitle: otherPlace.card.title ?? `#${otherPlace.card.number}`,
    },
    printed: mine.datum.raw,
    taken: value,
    candidates: [{ value: other, score: 0.5, because: [tell('same-value-elsewhere', 'card-code', told)] }],
    evidence: [evidence],
    pieces: [...mine.datum.pieces, ...theirs.datum.pieces],
  }
}
