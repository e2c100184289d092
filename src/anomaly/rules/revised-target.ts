/** A card gives another target for a year than an earlier card gave. */

import { isSameFigure } from '../../language/same-figure.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import { describePair, hasSameUnit, repeatedFigures } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'revised-target',
  scope: 'history',
  severity: 'info',
  messages: {
    en: '{code}: the target for {year} is {after}, and the card of {cardYear} aimed at {before}',
    'zh-TW': '{code}：{year} 年目標值為 {after}，但 {cardYear} 年計分卡訂為 {before}',
  },
  explanation: {
    en: 'A target that an earlier card had set was changed. That is allowed, and whoever judges how far targets were reached should know which of the two is meant.',
    'zh-TW': '先前計分卡所訂的目標值被修訂。這是允許的，但評估目標達成情形時，應知道所指為何者。',
  },
  examples: [
    {
      before: '110: BC1.2 公共自行車站點數 站 target111=1420 | 111: BC1.2 公共自行車站點數 站 target111=1777',
      after: 'BC1.2/111',
    },
    {
      before: '110: BC1.2 公共自行車站點數 站 target111=1420 | 111: BC1.2 公共自行車站點數 站 target111=1420',
      after: null,
    },
  ],
  *check({ kpis }) {
    for (const pair of repeatedFigures(kpis, ['target'])) {
      if (!isSameFigure(pair.values.figure, pair.values.before) && hasSameUnit(pair)) yield describePair(pair)
    }
  },
})
