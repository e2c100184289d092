/** A KPI that no card of an earlier year has. */

import { tell } from '../../model/evidence.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import { followingYears, placeOf } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'kpi-added',
  scope: 'history',
  severity: 'info',
  messages: {
    en: '{code} {name} is new: no earlier card has it',
    'zh-TW': '{code} {name} 為新增：先前年度的計分卡中沒有',
  },
  explanation: {
    en: 'The KPI appears for the first time, under this code or any other, by name and by figures. A series over the years starts here; if it is an old KPI that was renamed and counted anew, the link has to be made by hand.',
    'zh-TW':
      '無論依代碼、名稱或數值，先前年度皆無此 KPI。時間序列由此開始；若其實是更名並重新計算的舊指標，需以人工連結。',
  },
  examples: [
    {
      before:
        '110: BC2.1 復康巴士服務趟次 趟 actual109=699771 | 111: BC2.1 復康巴士服務趟次 趟 actual109=699771; BC2.2 低地板公車比率 % actual109=84.5',
      after: 'BC2.2',
    },
    {
      before: '110: BC2.1 復康巴士服務趟次 趟 actual109=699771 | 111: BC3.1 復康巴士服務趟次 趟 actual109=699771',
      after: null,
      why: { en: 'only its code is new', 'zh-TW': '只有編號是新的' },
    },
  ],
  *check(history) {
    for (const { before, rocYear } of followingYears(history)) {
      for (const { records } of history.kpis) {
        if (records[0]?.card.rocYear !== rocYear) continue
        for (const record of records.filter((other) => other.card.rocYear === rocYear)) {
          yield {
            document: record.card.document,
            place: placeOf(record, 'kpi_name', null),
            parameters: { code: record.code, name: record.name ?? '' },
            printed: record.name,
            taken: record.name,
            evidence: [tell('other-year', 'not-on-cards', { year: String(before) })],
            pieces: record.pieces,
          }
        }
      }
    }
  },
})
