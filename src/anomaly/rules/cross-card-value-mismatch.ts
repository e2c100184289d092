import { showNumber } from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import { pairSeries } from '../../relation/cross-cards.ts'
import { defineAnomaly } from '../define.ts'
import { kpiPlace } from '../places.ts'

export default defineAnomaly({
  id: 'cross-card-value-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{code} {rocYear} is {value} here and {other} on the card {otherTitle}',
    'zh-TW': '{code} {rocYear} 年此處為 {value}，「{otherTitle}」為 {other}',
  },
  explanation: {
    en: 'Two cards of one document print the same KPI with the same figures but for one year. One of the two is wrong or was updated alone; the data keep both as printed.',
    'zh-TW': '同一文件的兩張計分卡列出同一 KPI，僅某年數值不同；其一有誤或單獨更新。資料兩者皆照印。',
  },
  examples: [
    { before: 'city 103,909, agency 260,000', inChinese: '府級 103,909，機關 260,000', after: '' },
    { before: 'city 103,909, agency 103,909', inChinese: '府級 103,909，機關 103,909', after: null },
  ],
  *check({ scorecard }) {
    for (const pair of pairSeries(scorecard.cards)) {
      for (const { mine, theirs } of pair.differing) {
        const [value, other] = [showNumber(mine.value), showNumber(theirs.value)]
        yield {
          place: { ...kpiPlace(pair.card, pair.kpi), field: mine.datum.kind, rocYear: mine.datum.rocYear },
          parameters: {
            code: pair.kpi.code,
            rocYear: String(mine.datum.rocYear),
            value,
            other,
            otherTitle: pair.otherCard.title ?? `#${pair.otherCard.number}`,
          },
          printed: mine.datum.raw,
          taken: value,
          candidates: [
            {
              value: other,
              score: 0.5,
              because: [
                tell('same-value-elsewhere', 'card-code', {
                  card: String(pair.otherCard.number),
                  code: pair.otherKpi.code,
                }),
              ],
            },
          ],
          evidence: [tell('same-value-elsewhere', 'figures-agree', { count: String(pair.agreeing) })],
          pieces: [...mine.datum.pieces, ...theirs.datum.pieces],
        }
      }
    }
  },
})
