/** A KPI of one year that the cards of the next year do not have. */

import type { OrganizationHistory } from '../../model/history.ts'
import { followingYears, otherYear } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'kpi-removed',
  scope: 'history',
  severity: 'info',
  messages: {
    en: '{code} {name} of the card of {cardYear} is gone',
    'zh-TW': '{cardYear} 年計分卡的 {code} {name} 已不存在',
  },
  explanation: {
    en: 'The KPI was on the card of the year before and is not on this one, under any code or name. A series over the years ends here; its last target was never reported on.',
    'zh-TW': '前一年度計分卡載有此 KPI，本年度無論依代碼、名稱或數值皆無。時間序列於此結束，最後的目標值未再追蹤。',
  },
  examples: [
    {
      before:
        '110: AP1.2 幹道平均旅行時間 分鐘 actual109=31; AP1.3 動態資訊站牌維運座數 座 actual109=2303 | 111: AP1.2 幹道平均旅行時間 分鐘 actual109=31',
      after: 'AP1.3',
    },
    {
      before: '110: AP1.3 動態資訊站牌維運座數 座 actual109=2303 | 111: AP1.2 動態資訊站牌維運座數 座 actual109=2303',
      after: null,
      why: { en: 'only its code has changed', 'zh-TW': '只有編號改變' },
    },
  ],
  *check(history) {
    for (const { before, rocYear } of followingYears(history)) {
      const [here] = history.cards.filter((card) => card.rocYear === rocYear)
      if (here === undefined) continue
      for (const { records } of history.kpis) {
        const last = records.filter((record) => record.card.rocYear === before).at(-1)
        if (last === undefined || records.some((record) => record.card.rocYear === rocYear)) continue
        yield {
          document: here.document,
          place: {
            card: here.card,
            level: here.level,
            code: last.code,
            series: last.series,
            field: 'kpi_name',
            rocYear: null,
          },
          parameters: { code: last.code, name: last.name ?? '', cardYear: String(before) },
          evidence: [otherYear(last, 'other-name', { name: last.name ?? '' })],
        }
      }
    }
  },
})
