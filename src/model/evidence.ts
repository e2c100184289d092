/** What evidence says, in each language. A part in brackets is left out where its parameter is empty. */

import { nameParameters } from './field-words.ts'
import type { Evidence } from './provenance.ts'
import { fillMessage, type Language, type Wording } from './rule.ts'

export const evidenceWordings = {
  // Characters and digits of the print.
  'letter-as-digit': { en: 'a letter read as the digit it looks like', 'zh-TW': '字母視為形近之數字' },
  'digits-kept': { en: 'all digits kept, grouped anew', 'zh-TW': '保留全部數字，重作千分位分組' },
  'point-for-comma': { en: 'a point printed for the comma of a digit group', 'zh-TW': '千分位逗號印成小數點' },
  'digit-dropped': { en: 'one digit of the long group dropped', 'zh-TW': '過長的千分位分組去除一位' },
  'one-digit-away': { en: 'one digit away from the print', 'zh-TW': '與原件相差一位' },
  'only-figure': { en: 'the only figure in the cell', 'zh-TW': '儲存格內唯一之數字' },
  'others-grouped': {
    en: '{grouped} of {all} figures of the card are grouped',
    'zh-TW': '本卡 {all} 個數字中 {grouped} 個加千分位',
  },
  'full-width': { en: 'full-width forms of the same characters', 'zh-TW': '同字之全形' },
  'scale-behind': { en: 'the scale stands behind the figure', 'zh-TW': '數字後印有千、萬、億' },
  pieces: { en: 'pieces {pieces}', 'zh-TW': '片段 {pieces}' },
  'wrap-space': { en: 'a space between Han characters stands for a wrap', 'zh-TW': '漢字之間的空白為換行' },
  clauses: { en: 'clauses of a sentence on both sides', 'zh-TW': '兩側皆為子句' },
  'known-names': {
    en: 'names that the document prints elsewhere, or that end like an organisation',
    'zh-TW': '文件他處亦有此名稱，或詞尾為機關單位',
  },
  'reader-reads': { en: '{reader} reads {text}', 'zh-TW': '{reader} 讀作 {text}' },
  'read-and-printed': {
    en: 'read so by a recogniser, and printed so elsewhere in the document',
    'zh-TW': '有辨識器如此讀取，文件他處亦如此印',
  },
  // Rows.
  'one-shift': {
    en: 'the cells suit the headings only after one shift to the right',
    'zh-TW': '整列右移一次方與表頭相符',
  },
  'one-spread': {
    en: 'the headings suit the cells below them only with these spans',
    'zh-TW': '表頭僅此一種跨欄方式與下方各欄相符',
  },
  'merged-kpi': {
    en: 'the values stand under the merged cell of this KPI',
    'zh-TW': '數值位於此 KPI 的合併儲存格下',
  },
  'plan-among-owners': { en: 'an action plan stands in the column of the owner', 'zh-TW': '主責欄印有行動計畫' },
  'code-in-reading': { en: 'another reading of the line begins with a code', 'zh-TW': '該行的另一辨識以代碼開頭' },
  'objective-of-kpi': {
    en: 'the objective is printed without a code; its KPI tells it',
    'zh-TW': '策略目標未印代碼，依其 KPI 得知',
  },
  'next-kpi': {
    en: 'the KPI is printed without a code; the next of its objective',
    'zh-TW': 'KPI 未印代碼，取策略目標下之次一序號',
  },
  'next-plan': {
    en: 'the action plan is printed without a code; the next of its KPI',
    'zh-TW': '行動計畫未印代碼，取 KPI 下之次一序號',
  },
  // Elsewhere in the document.
  'same-row': { en: 'the same row, {year} {field}', 'zh-TW': '同列 {year} 年{field}' },
  'card-code': { en: 'card {card} {code}', 'zh-TW': '第 {card} 張計分卡 {code}' },
  'card-plan': { en: 'card {card}: {code} {name}', 'zh-TW': '第 {card} 張計分卡：{code} {name}' },
  'figures-agree': {
    en: '{count} other figures of the two rows agree',
    'zh-TW': '兩列另有 {count} 個數值相同',
  },
  'same-words': { en: 'code, name, formula and unit are the same', 'zh-TW': '代碼、名稱、公式與單位皆同' },
  'map-name': { en: 'strategy map: {name}', 'zh-TW': '策略地圖：{name}' },
  'sum-of': { en: 'sum of {codes}', 'zh-TW': '{codes} 之和' },
  'rest-of-sum': { en: '{code} less its other parts', 'zh-TW': '{code} 減其餘各項' },
  declared: {
    en: '{what}: {declared} declared, {counted} counted',
    'zh-TW': '{what}：載明 {declared}，實有 {counted}',
  },
  unit: { en: 'unit {unit}', 'zh-TW': '單位 {unit}' },
  // Other years.
  'other-figure': {
    en: '{document}, card {card}[, page {page}]: {code} {field} {year} = {figure}',
    'zh-TW': '{document} 第 {card} 張計分卡[第 {page} 頁]：{code} {year} 年{field} = {figure}',
  },
  'other-name': {
    en: '{document}, card {card}[, page {page}]: {code} {name}',
    'zh-TW': '{document} 第 {card} 張計分卡[第 {page} 頁]：{code} {name}',
  },
  'other-unit': {
    en: '{document}, card {card}[, page {page}]: {code} in {unit}',
    'zh-TW': '{document} 第 {card} 張計分卡[第 {page} 頁]：{code} 單位為 {unit}',
  },
  'not-on-cards': { en: 'not on the cards of {year}', 'zh-TW': '{year} 年各卡皆無' },
  'not-estimated': {
    en: 'the cards of {before} estimate budgets for {year}, none for this plan',
    'zh-TW': '{before} 年各卡載有 {year} 年概算，但無此計畫',
  },
} as const satisfies Record<string, Wording>

export type EvidenceWording = keyof typeof evidenceWordings

const isKnown = (wording: string): wording is EvidenceWording => Object.hasOwn(evidenceWordings, wording)

/** Evidence in words: English stands in `detail`, other languages are made from the parameters. */
export const tell = (
  kind: Evidence['kind'],
  wording: EvidenceWording,
  parameters: Readonly<Record<string, string>> = {},
): Evidence => ({
  kind,
  detail: fillMessage(evidenceWordings[wording].en, nameParameters(parameters, 'en')),
  wording,
  parameters: { ...parameters },
})

/** What the evidence says in a language; what has no words of its own (a code, a person's comment) stays as it is. */
export const wordDetail = ({ detail, wording, parameters }: Omit<Evidence, 'kind'>, language: Language): string =>
  wording === undefined || !isKnown(wording)
    ? detail
    : fillMessage(evidenceWordings[wording][language], parameters ?? {})
