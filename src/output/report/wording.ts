/** The words of the report and the review page that do not belong to a rule. */
import { toGregorian } from '../../language/roc-year.ts'
import { wordDetail } from '../../model/evidence.ts'
import { figureWords, nameParameters } from '../../model/field-words.ts'
import type { Evidence, Severity, Status } from '../../model/provenance.ts'
import type { Language, Wording } from '../../model/rule.ts'

const words = {
  ...figureWords,
  title: { en: 'Scorecard report', 'zh-TW': '計分卡檢核報告' },
  cameIn: { en: 'Came in', 'zh-TW': '輸入' },
  cameOut: { en: 'Came out', 'zh-TW': '產出' },
  repaired: { en: 'Repaired', 'zh-TW': '已修復' },
  needsPerson: { en: 'Needs a person', 'zh-TW': '需人工確認' },
  documents: { en: 'documents', 'zh-TW': '份文件' },
  pages: { en: 'pages', 'zh-TW': '頁' },
  agencies: { en: 'agencies', 'zh-TW': '個機關' },
  years: { en: 'years', 'zh-TW': '個年度' },
  figures: { en: 'figures', 'zh-TW': '筆數值' },
  cards: { en: 'cards', 'zh-TW': '張計分卡' },
  objectives: { en: 'objectives', 'zh-TW': '項策略目標' },
  kpis: { en: 'KPIs', 'zh-TW': '項 KPI' },
  values: { en: 'KPI values', 'zh-TW': '筆 KPI 數值' },
  plans: { en: 'action plans', 'zh-TW': '項行動計畫' },
  budgets: { en: 'budgets', 'zh-TW': '筆預算' },
  repairs: { en: 'repairs', 'zh-TW': '處修復' },
  notConverted: { en: 'Not converted', 'zh-TW': '未能轉換' },
  lookFirst: { en: 'Look at these first', 'zh-TW': '優先查看' },
  byRule: { en: 'By rule', 'zh-TW': '依規則' },
  byAgency: { en: 'By agency', 'zh-TW': '依機關' },
  byYear: { en: 'By year', 'zh-TW': '依年度' },
  repairsByRule: { en: 'Repairs by rule', 'zh-TW': '修復（依規則）' },
  filters: { en: 'Filters', 'zh-TW': '篩選' },
  severity: { en: 'Severity', 'zh-TW': '嚴重度' },
  rule: { en: 'Rule', 'zh-TW': '規則' },
  agency: { en: 'Agency', 'zh-TW': '機關' },
  year: { en: 'Year', 'zh-TW': '年度' },
  search: { en: 'Search', 'zh-TW': '搜尋' },
  all: { en: 'all', 'zh-TW': '全部' },
  clear: { en: 'Clear', 'zh-TW': '清除' },
  noAnomalies: { en: 'Nothing to look at.', 'zh-TW': '沒有需要查看的項目。' },
  printed: { en: 'Printed', 'zh-TW': '原件' },
  taken: { en: 'Taken', 'zh-TW': '採用' },
  nothing: { en: '(nothing)', 'zh-TW': '（無）' },
  alternatives: { en: 'Readings', 'zh-TW': '可能讀法' },
  evidence: { en: 'Evidence', 'zh-TW': '依據' },
  score: { en: 'score', 'zh-TW': '分數' },
  city: { en: 'city', 'zh-TW': '府級' },
  agencyLevel: { en: 'agency', 'zh-TW': '機關' },
  unknown: { en: '(unknown)', 'zh-TW': '（不明）' },
  doubtful: { en: 'in question', 'zh-TW': '待確認' },
  history: { en: 'The years side by side', 'zh-TW': '歷年對照' },
  historyNote: {
    en: 'Actual above, target below. Marked: the cards do not agree; the figure taken is the newest card’s, the others stand beside it.',
    'zh-TW': '上為實際值，下為目標值。標示者為各卡數值不一致：採用最新卡之數值，其他數值列於其旁。',
  },
  was: { en: 'others say', 'zh-TW': '他卡為' },
  needsScript: {
    en: 'Filters need scripts; the list below is whole.',
    'zh-TW': '篩選功能需啟用指令碼；下方為完整清單。',
  },
  madeBy: { en: 'made by', 'zh-TW': '產生工具' },
  pictureOf: { en: 'The page with the cell marked', 'zh-TW': '頁面影像（標示儲存格）' },
} as const satisfies Record<string, Wording>

export type Word = keyof typeof words

export const severityWording: Record<Severity, Wording> = {
  error: { en: 'error', 'zh-TW': '錯誤' },
  warning: { en: 'warning', 'zh-TW': '警告' },
  info: { en: 'note', 'zh-TW': '提示' },
}

/** Worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info']

export const nameSeverity = (severity: Severity, count: number, language: Language): string => {
  const name = severityWording[severity][language]
  return language === 'en' && count !== 1 ? `${name}s` : name
}

export const statusWording: Record<Status, Wording> = {
  printed: { en: 'printed', 'zh-TW': '依原件' },
  repaired: { en: 'repaired', 'zh-TW': '已修復' },
  inferred: { en: 'inferred', 'zh-TW': '推定' },
  missing: { en: 'missing', 'zh-TW': '缺漏' },
  unreadable: { en: 'unreadable', 'zh-TW': '無法判讀' },
}

export const evidenceWording: Record<Evidence['kind'], Wording> = {
  'same-value-elsewhere': { en: 'elsewhere in the file', 'zh-TW': '文件他處' },
  'other-year': { en: 'other year', 'zh-TW': '其他年度' },
  'sum-of-parts': { en: 'sum of parts', 'zh-TW': '加總' },
  'declared-count': { en: 'declared count', 'zh-TW': '載明數量' },
  'digit-grouping': { en: 'digit groups', 'zh-TW': '千分位' },
  'glyph-gap': { en: 'gap between glyphs', 'zh-TW': '字距' },
  'line-break': { en: 'line break', 'zh-TW': '換行' },
  'row-structure': { en: 'structure of the row', 'zh-TW': '列結構' },
  vocabulary: { en: 'words of the document', 'zh-TW': '文件用語' },
  'unit-column': { en: 'unit', 'zh-TW': '單位' },
  'second-reading': { en: 'second reading', 'zh-TW': '另一辨識' },
  human: { en: 'a person', 'zh-TW': '人工' },
}

/** The words in one language. */
export function speak(language: Language): (word: Word) => string {
  return (word) => words[word][language]
}

/** What the evidence says, in the language of the report. */
export const wordEvidence = (evidence: Evidence, language: Language): string =>
  wordDetail({ ...evidence, parameters: nameParameters(evidence.parameters ?? {}, language) }, language)

/** What a filter calls the year: one that no card tells can be chosen, too. */
export const yearKey = (rocYear: number | null): string => (rocYear === null ? 'unknown' : String(rocYear))

/** `1 card`, `2 cards`: the word that goes with the count. */
export const countWord = (word: Word, count: number, language: Language): string => {
  const name = words[word][language]
  return language === 'en' && count === 1 ? name.replace(/ies$/u, 'y').replace(/s$/u, '') : name
}

/** `111` → `111 (2022)` */
export const nameYear = (rocYear: number | null, language: Language): string =>
  rocYear === null ? words.unknown[language] : `${rocYear} (${toGregorian(rocYear)})`
