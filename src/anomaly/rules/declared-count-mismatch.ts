import { tell } from '../../model/evidence.ts'
import type { Card, DeclaredCounts } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'

export default defineAnomaly({
  id: 'declared-count-mismatch',
  scope: 'document',
  severity: 'error',
  messages: {
    en: 'declared {what} for {rocYear}: {declared}; the card has {counted}',
    'zh-TW': '原件載明 {rocYear} 年{what}數為 {declared}，計分卡實有 {counted}',
  },
  explanation: {
    en: 'The table of counts printed with the card says how many objectives, KPIs and action plans there are, and the card has another number of codes. Either the print contradicts itself or a row was lost: compare the codes with the page.',
    'zh-TW':
      '計分卡所附統計表載明的策略目標、KPI、行動計畫數，與實際代碼數不符。可能原件自相矛盾，或有列遺漏，請核對。',
  },
  examples: [
    { before: '20 declared, 19 counted', inChinese: '載明 20，實有 19', after: '' },
    { before: '20 declared, 20 counted', inChinese: '載明 20，實有 20', after: null },
  ],
  *check({ scorecard }) {
    for (const counts of scorecard.declaredCounts) {
      const card = scorecard.cards.find((one) => one.number === counts.card)
      if (card === undefined || card.rocYear !== counts.rocYear) continue
      for (const { what, field, counted } of countCodes(card)) {
        const declared = counts[field]
        if (declared.value === null || declared.value === counted) continue
        yield {
          place: {
            card: card.number,
            level: card.level,
            code: null,
            series: null,
            field: what,
            rocYear: counts.rocYear,
          },
          parameters: {
            declared: String(declared.value),
            counted: String(counted),
            what,
            rocYear: String(counts.rocYear),
          },
          printed: declared.raw,
          evidence: [
            tell('declared-count', 'declared', { what, declared: String(declared.value), counted: String(counted) }),
          ],
          pieces: declared.pieces,
        }
      }
    }
  },
})

function countCodes(card: Card): { what: string; field: 'objectives' | 'kpis' | 'actionPlans'; counted: number }[] {
  const count = (codes: readonly { code: string }[]) => new Set(codes.map((one) => one.code)).size
  const fields: Record<'objectives' | 'kpis' | 'actionPlans', readonly { code: string }[]> = {
    objectives: card.objectives,
    kpis: card.kpis,
    actionPlans: card.plans,
  }
  return [
    { what: 'objectives', field: 'objectives', counted: count(fields.objectives) },
    { what: 'kpis', field: 'kpis', counted: count(fields.kpis) },
    { what: 'action_plans', field: 'actionPlans', counted: count(fields.actionPlans) },
  ] satisfies {
    what: string
    field: keyof Pick<DeclaredCounts, 'objectives' | 'kpis' | 'actionPlans'>
    counted: number
  }[]
}
