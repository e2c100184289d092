/** Fields of a record, and parameters of messages that name one, in words. */
import { problemWords } from './problem-words.ts'
import type { Language, Wording } from './rule.ts'
import { emptyReasons } from './tables-file.ts'

export const figureWords = {
  actual: { en: 'actual', 'zh-TW': '實際值' },
  target: { en: 'target', 'zh-TW': '目標值' },
  approved: { en: 'approved', 'zh-TW': '已編預算' },
  estimated: { en: 'estimated', 'zh-TW': '預估概算' },
} as const satisfies Record<string, Wording>

const fieldWording: Record<string, Wording> = {
  actual: figureWords.actual,
  target: figureWords.target,
  approved: figureWords.approved,
  estimated: figureWords.estimated,
  objective_name: { en: 'objective', 'zh-TW': '策略目標' },
  map_objective_name: { en: 'objective of the strategy map', 'zh-TW': '策略地圖之目標' },
  title: { en: 'title', 'zh-TW': '標題' },
  perspective: { en: 'perspective', 'zh-TW': '構面' },
  mission: { en: 'mission', 'zh-TW': '使命' },
  vision: { en: 'vision', 'zh-TW': '願景' },
  core_value: { en: 'core values', 'zh-TW': '核心價值' },
  theme: { en: 'theme', 'zh-TW': '策略主題' },
  kpi_name: { en: 'KPI name', 'zh-TW': 'KPI 名稱' },
  csf: { en: 'critical success factor', 'zh-TW': '關鍵成功因素' },
  formula: { en: 'formula', 'zh-TW': '衡量標準' },
  unit: { en: 'unit', 'zh-TW': '單位' },
  owners: { en: 'owners', 'zh-TW': '主責單位' },
  plan_name: { en: 'plan name', 'zh-TW': '計畫名稱' },
  plan_code: { en: 'plan code', 'zh-TW': '計畫編號' },
  note: { en: 'note', 'zh-TW': '備註' },
  objectives: { en: 'objectives', 'zh-TW': '策略目標' },
  kpis: { en: 'KPIs', 'zh-TW': 'KPI' },
  action_plans: { en: 'action plans', 'zh-TW': '行動計畫' },
}

/** `page_3` is a page as a whole. */
export const nameField = (field: string, language: Language): string => {
  const page = /^page_(\d+)$/u.exec(field)?.[1]
  if (page !== undefined) return language === 'en' ? `page ${page}` : `第 ${page} 頁`
  return fieldWording[field]?.[language] ?? field
}

/** Parameters that name a field, a kind of figure, or what is counted. */
const FIELD_PARAMETERS = new Set(['field', 'kind', 'what'])

const nameParameter = (name: string, value: string, language: Language): string => {
  if (FIELD_PARAMETERS.has(name)) return nameField(value, language)
  const problem = emptyReasons.find((reason) => name === 'problem' && reason === value)
  return problem === undefined ? value : problemWords[problem][language]
}

export const nameParameters = (parameters: Readonly<Record<string, string>>, language: Language) =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, nameParameter(name, value, language)]))
