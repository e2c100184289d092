import type { Card } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'card-year-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: 'the title says {rocYear}, the targets and approved budgets are of {years}',
    'zh-TW': '標題為 {rocYear} 年，目標值與已編預算欄位為 {years} 年',
  },
  explanation: {
    en: 'A card prints the targets of its own year and later ones, and the budgets approved for it. Here neither the first targets nor the approved budgets are of the year in the title, so one of the two is wrong, and what other years say of this card may be compared with the wrong one. The title is believed: compare the print, and the name of the file.',
    'zh-TW':
      '計分卡應列出其年度起之目標值與該年度已編預算，但此卡最早之目標值與已編預算皆非標題所載年度，兩者必有一誤，跨年度比對亦可能對錯年度。目前以標題為準，請核對原件與檔名。',
  },
  examples: [
    {
      before: '109 in the title, targets of 111 and 112',
      inChinese: '標題 109 年，目標值 111、112 年',
      after: '',
    },
    { before: '111 in the title, targets of 111 and 112', inChinese: '標題 111 年，目標值 111、112 年', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      const { targets, approved } = plannedYears(card)
      // One of the two alone may lack a column that was not understood.
      if (card.rocYear === null || targets.length === 0 || approved.length === 0) continue
      if (Math.min(...targets) === card.rocYear || approved.includes(card.rocYear)) continue
      const years = [...new Set([...targets, ...approved])].sort((a, b) => a - b)
      yield {
        place: { ...cardPlace(card, null), field: 'title', rocYear: card.rocYear },
        parameters: { rocYear: String(card.rocYear), years: years.join(', ') },
        printed: card.title,
        evidence: [],
        pieces: [],
      }
    }
  },
})

const plannedYears = ({ kpis, plans }: Card): { targets: number[]; approved: number[] } => ({
  targets: kpis.flatMap(({ values }) => values.filter(({ kind }) => kind === 'target').map(({ rocYear }) => rocYear)),
  approved: plans.flatMap(({ budgets }) =>
    budgets.filter(({ stage }) => stage === 'approved').map(({ rocYear }) => rocYear),
  ),
})
