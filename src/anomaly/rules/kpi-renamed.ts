/** A KPI that goes on under another name. */

import { foldName } from '../../language/fold-name.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import { SURE_CONFIDENCE } from '../../model/provenance.ts'
import { otherYear, placeOf, yearSteps } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'kpi-renamed',
  scope: 'history',
  severity: 'info',
  messages: {
    en: '{code} is called {after}, and was {before} ({beforeCode}) on the card of {cardYear}',
    'zh-TW': '{code} 名為「{after}」，在 {cardYear} 年計分卡上為「{before}」（{beforeCode}）',
  },
  explanation: {
    en: 'By its code, its formula and the figures of past years it is the same KPI, and its name has changed. Its years are kept in one series; check that what it counts has not changed with the name.',
    'zh-TW':
      '依代碼、衡量標準及歷年數值判斷為同一 KPI，但名稱已變更。歷年數值併為同一序列；請確認計算內容未隨名稱改變。',
  },
  examples: [
    {
      before:
        '110: BC2.1 復康巴士服務趟次 趟 actual108=677887 actual109=699771 | 111: BC2.1 年度復康巴士服務趟次 趟 actual108=677887 actual109=699771',
      after: 'BC2.1',
    },
    {
      before: '110: BC2.1 復康巴士服務趟次 趟 actual109=699771 | 111: BC2.1 復康巴士服務趟次 趟 actual109=699771',
      after: null,
    },
    {
      before: '110: BC2.1 臺灣燈會參觀人次 人次 actual109=699771 | 111: BC2.1 台灣燈會參觀人次 人次 actual109=699771',
      after: null,
      why: { en: '臺 and 台 are one character in two forms', 'zh-TW': '「臺」與「台」為同字異體' },
    },
  ],
  *check({ kpis }) {
    for (const { earlier, later } of yearSteps(kpis)) {
      if (earlier.name === null || later.name === null || foldName(earlier.name) === foldName(later.name)) continue
      if (Math.min(earlier.confidence, later.confidence) < SURE_CONFIDENCE) continue
      yield {
        document: later.card.document,
        place: placeOf(later, 'kpi_name', null),
        parameters: {
          code: later.code,
          after: later.name,
          before: earlier.name,
          beforeCode: earlier.code,
          cardYear: String(earlier.card.rocYear),
        },
        printed: later.name,
        taken: later.name,
        evidence: [otherYear(earlier, 'other-name', { name: earlier.name })],
        pieces: later.pieces,
      }
    }
  },
})
