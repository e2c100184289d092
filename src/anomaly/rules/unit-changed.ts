/** A KPI that goes on in another unit. */

import type { OrganizationHistory } from '../../model/history.ts'
import { SURE_CONFIDENCE } from '../../model/provenance.ts'
import { hasSameUnit, otherYear, placeOf, yearSteps } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'unit-changed',
  scope: 'history',
  severity: 'warning',
  messages: {
    en: '{code} is counted in {after}, and was in {before} on the card of {cardYear}',
    'zh-TW': '{code} 的單位為 {after}，在 {cardYear} 年計分卡上為 {before}',
  },
  explanation: {
    en: 'The unit of a KPI differs from that of the earlier card, so figures of the two cards must not be put into one series without a conversion. Where the figures of past years are the same nevertheless, only the word has changed.',
    'zh-TW': 'KPI 的單位與先前計分卡不同，未經換算不可將兩者數值併為同一序列。若過去年度的數值仍相同，則僅是用字改變。',
  },
  examples: [
    {
      before: '110: AP1.1 智慧號誌路口數 處 actual109=328 | 111: AP1.1 智慧號誌路口數 處次 actual109=328',
      after: 'AP1.1',
    },
    { before: '110: AP1.1 智慧號誌路口數 處 actual109=328 | 111: AP1.1 智慧號誌路口數 處 actual109=328', after: null },
  ],
  *check({ kpis }) {
    for (const step of yearSteps(kpis)) {
      const { earlier, later } = step
      if (hasSameUnit(step) || Math.min(earlier.confidence, later.confidence) < SURE_CONFIDENCE) continue
      yield {
        document: later.card.document,
        place: placeOf(later, 'unit', null),
        parameters: {
          code: later.code,
          after: later.unit ?? '',
          before: earlier.unit ?? '',
          cardYear: String(earlier.card.rocYear),
        },
        printed: later.unit,
        taken: later.unit,
        evidence: [otherYear(earlier, 'other-unit', { unit: earlier.unit ?? '' })],
        pieces: later.pieces,
      }
    }
  },
})
