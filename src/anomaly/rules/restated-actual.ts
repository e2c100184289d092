/** A card gives another actual figure for a past year than an earlier card gave. */

import { isSameFigure } from '../../language/same-figure.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import { describePair, hasSameUnit, repeatedFigures } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'restated-actual',
  scope: 'history',
  severity: 'warning',
  messages: {
    en: '{code}: the actual figure of {year} is {after}, and the card of {cardYear} said {before}',
    'zh-TW': '{code}：{year} 年實際值為 {after}，但 {cardYear} 年計分卡記為 {before}',
  },
  explanation: {
    en: 'What was reached in a past year is printed again by the cards of the following years and should not change. Either the figure was corrected later, or it is counted in another way now, or one of the cards is misprinted. Ask the agency which figure holds before comparing years.',
    'zh-TW':
      '過去年度的實際值會在之後各年度的計分卡中再次刊載，不應改變。可能是事後更正、計算方式改變，或其中一份誤植。比較各年度之前，請先向機關確認。',
  },
  examples: [
    {
      before: '110: AC1.1 公車每日平均運量 人次 actual109=1553590 | 111: AC1.1 公車每日平均運量 人次 actual109=1740022',
      after: 'AC1.1/109',
    },
    {
      before: '110: AC1.2 公共運輸市占率 % actual109=98.76 | 111: AC1.2 公共運輸市占率 % actual109=98.8',
      after: null,
      why: { en: 'the same figure, rounded', 'zh-TW': '同一數值，經四捨五入' },
    },
    {
      before: '110: AC1.1 道路長度 公尺 actual109=5300 | 111: AC1.1 道路長度 公里 actual109=5.3',
      after: null,
      why: { en: 'unit-changed speaks', 'zh-TW': '由 unit-changed 回報' },
    },
  ],
  *check({ kpis }) {
    for (const pair of repeatedFigures(kpis, ['actual'])) {
      if (!isSameFigure(pair.values.figure, pair.values.before) && hasSameUnit(pair)) yield describePair(pair)
    }
  },
})
