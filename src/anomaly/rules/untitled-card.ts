import type { Card } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'untitled-card',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: 'the card has no title: taken for that of an agency[, {organization}][, of {rocYear}]',
    'zh-TW': '此計分卡沒有標題：視為局處計分卡[（{organization}）][（{rocYear} 年）]',
  },
  explanation: {
    en: 'No title stands above the table, so whose card it is, of which level and year, is not printed. The agency is that of the strategy map right above, the year that of its columns. A page may be missing: compare the print.',
    'zh-TW':
      '表格上方沒有標題，原件未載明此卡屬於哪個機關、層級與年度。機關取自緊鄰其上的策略地圖，年度取自欄位。可能缺頁，請核對原件。',
  },
  examples: [
    { before: 'a strategy map, then a table of objectives', inChinese: '策略地圖之後直接為計分卡表格', after: '' },
    { before: '文化局平衡計分卡 (111年)', after: null },
  ],
  *check({ scorecard }) {
    for (const card of scorecard.cards) {
      // A table on its own claims to be nobody's.
      if (card.title !== null || (scorecard.cards.length === 1 && card.organization === null)) continue
      yield {
        place: { ...cardPlace(card, null), field: 'title' },
        parameters: { organization: card.organization ?? '', rocYear: String(card.rocYear ?? '') },
        printed: null,
        evidence: [],
        pieces: firstPieces(card),
      }
    }
  },
})

const firstPieces = ({ objectives, kpis }: Card) => (objectives[0]?.name ?? kpis[0]?.name)?.pieces.slice(0, 1) ?? []
