/** What a run found, for a person and for a program. */

import type { Language } from '../model/rule.ts'
import type { Totals } from '../output/totals.ts'

const listCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ')

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

const countSeverities = ({ severities: { error, warning, info } }: Totals): string =>
  `${many(error, 'error')}, ${many(warning, 'warning')}, ${many(info, 'note')}`

export interface RunCounts {
  converted: number
  unchanged: number
  failed: number
}

/** `1 table`, `2 tables` */
export const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const sentences: Record<Language, (totals: Totals, counts: RunCounts, report: string) => string[]> = {
  en: (totals, { converted, unchanged, failed }, report) => [
    `${many(totals.documents, 'document')}, ${many(totals.pages, 'page')} (${converted} converted, ${unchanged} unchanged, ${failed} failed)`,
    `${many(totals.cards, 'card')}, ${many(totals.objectives, 'objective')}, ${many(totals.kpis, 'KPI')} with ${many(totals.values, 'value')}, ` +
      `${many(totals.actionPlans, 'action plan')} with ${many(totals.budgets, 'budget')}`,
    `${many(sum(totals.repairs), 'repair')}${sum(totals.repairs) > 0 ? `: ${listCounts(totals.repairs)}` : ''}`,
    `${countSeverities(totals)}` + `${sum(totals.anomalies) > 0 ? `: ${listCounts(totals.anomalies)}` : ''}`,
    `Look at ${report}`,
  ],
  'zh-TW': (totals, { converted, unchanged, failed }, report) => [
    `${totals.documents} 份文件、${totals.pages} 頁（轉換 ${converted}、未變動 ${unchanged}、失敗 ${failed}）`,
    `計分卡 ${totals.cards}、策略目標 ${totals.objectives}、KPI ${totals.kpis}（數值 ${totals.values}）、` +
      `行動計畫 ${totals.actionPlans}（預算 ${totals.budgets}）`,
    `修復 ${sum(totals.repairs)}${sum(totals.repairs) > 0 ? `：${listCounts(totals.repairs)}` : ''}`,
    `錯誤 ${totals.severities.error}、警告 ${totals.severities.warning}、提示 ${totals.severities.info}` +
      `${sum(totals.anomalies) > 0 ? `：${listCounts(totals.anomalies)}` : ''}`,
    `請查看 ${report}`,
  ],
}

/** Lines for a person. */
export function wordSummary(totals: Totals, counts: RunCounts, report: string, language: Language): string[] {
  return sentences[language](totals, counts, report)
}

/** Of a run that found none of its inputs, where an earlier run has filled the folder. */
export const wordUntouched = (output: string, language: Language): string =>
  language === 'en'
    ? `nothing to convert was found; ${output} was left as it was`
    : `找不到可轉換的檔案；${output} 保持原狀`

/** The anomalies in one line. */
export function wordAnomalies(totals: Totals, language: Language): string {
  const rules = sum(totals.anomalies) > 0 ? listCounts(totals.anomalies) : ''
  return language === 'en'
    ? `${many(totals.documents, 'document')}: ${countSeverities(totals)}${rules && `: ${rules}`}`
    : `${totals.documents} 份文件：錯誤 ${totals.severities.error}、警告 ${totals.severities.warning}、提示 ${totals.severities.info}${rules && `：${rules}`}`
}
