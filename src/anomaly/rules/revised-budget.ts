/** A card gives another budget for a year than an earlier card estimated, or one for a plan that was not foreseen. */

import { isSameAmount } from '../../language/same-figure.ts'
import { tell } from '../../model/evidence.ts'
import type { HistoryFigure, HistoryRecord, OrganizationHistory } from '../../model/history.ts'
import { describeChange, describePair, followingYears, repeatedFigures } from '../across-years.ts'
import { defineHistoryAnomaly } from '../define.ts'

/** Plans that start in a year for which the cards of the year before estimated budgets, and not theirs. */
function* unforeseen(
  history: OrganizationHistory,
): Iterable<{ record: HistoryRecord; figure: HistoryFigure; before: number }> {
  for (const { before, rocYear } of followingYears(history)) {
    const foresaw = history.plans.some((series) =>
      series.records.some(
        (record) => record.card.rocYear === before && record.figures.some((figure) => figure.rocYear === rocYear),
      ),
    )
    if (!foresaw) continue
    for (const series of history.plans) {
      const [first] = series.records
      if (first?.card.rocYear !== rocYear) continue
      for (const record of series.records.filter((other) => other.card.rocYear === rocYear)) {
        const figure = record.figures.find((other) => other.rocYear === rocYear && other.kind === 'approved')
        if (figure?.value) yield { record, figure, before }
      }
    }
  }
}

export default defineHistoryAnomaly<OrganizationHistory>({
  id: 'revised-budget',
  scope: 'history',
  severity: 'info',
  messages: {
    en: '{code}: the budget for {year} is {after}; on the card of {cardYear}: {before}',
    'zh-TW': '{code}：{year} 年預算為 {after}；{cardYear} 年計分卡：{before}',
  },
  explanation: {
    en: 'The budget of a plan for one year differs from what the card of an earlier year said of the same year, or money was approved for a plan that the card of the year before did not foresee. Estimates often change; whoever adds up budgets over several cards should know which of the two is meant.',
    'zh-TW':
      '同一計畫同一年度的預算，與先前年度計分卡所載不同；或核定了前一年度計分卡未預估之計畫的經費。概算經常修正，但彙總各年度預算時，應知道所指為何者。',
  },
  examples: [
    {
      before:
        '110: AC1.1.1 推動定期票計畫 - estimated111=1454097000 | 111: AC1.1.1 推動定期票計畫 - approved111=1200000000',
      after: 'AC1.1.1/111',
    },
    {
      before:
        '110: AC1.1.1 推動定期票計畫 - estimated111=1454097321 | 111: AC1.1.1 推動定期票計畫 - approved111=1454097000',
      after: null,
      why: { en: 'the same amount, rounded to thousands', 'zh-TW': '同一金額，四捨五入至千元' },
    },
    {
      before:
        '110: AC1.1.1 推動定期票計畫 - estimated111=5000 | 111: AC1.1.1 推動定期票計畫 - approved111=5000; BC2.2.1 補助汰換低地板公車 - approved111=374056000',
      after: 'BC2.2.1/111',
      why: { en: 'not foreseen the year before', 'zh-TW': '前一年未預估' },
    },
  ],
  *check(history) {
    for (const pair of repeatedFigures(history.plans, ['approved', 'estimated'])) {
      if (!isSameAmount(pair.values.figure, pair.values.before)) yield describePair(pair)
    }
    for (const { record, figure, before } of unforeseen(history)) {
      const years = { before: String(before), year: String(figure.rocYear) }
      yield describeChange(record, figure, {
        before: '—',
        cardYear: before,
        evidence: tell('other-year', 'not-estimated', years),
      })
    }
  },
})
