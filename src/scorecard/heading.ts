/** What one heading means. Wording differs by agency and year; years are read, not known. */
import { readMoneyScale } from '../language/money.ts'
import { findRocYear, withoutBrackets, YEAR_RANGE, yearsIn } from '../language/roc-year.ts'
import { comparable } from '../language/script.ts'
import type { ColumnRole } from '../model/draft.ts'

const ACTUAL = /實際|實績|達成值|執行值|達成數/u
const TARGET = /目標|(?:預定|預期|預計)值/u
const BUDGET = /預算|概算|經費/u
/** Not yet a budget that the council has passed; 預算案 is what it is asked to pass, unless it is said to be budgeted. */
const ESTIMATED = /概算|預[估計定]|擬[編列]|籌編|需求/u
const PROPOSED = /預算案/u
const BUDGETED = /已編|法定|核定/u
const FIGURES = new RegExp(`(?<!策略性?)(?:${ACTUAL.source}|${TARGET.source}|${BUDGET.source})`, 'u')
/** `已編111年預算`: the year, and what figures it is said of. */
const YEAR_OF_FIGURES = new RegExp(`(?<!\\d)(\\d{2,4})(?:年度?\\D*?)?${FIGURES.source}`, 'gu')
/** Figures about a value or budget that are another thing: `111年目標達成率`, `與上年度預算比較增減`. */
const OTHER_FIGURES = /[率比]|增減|差[異額距]|比較|決算/u
/** What became of a value or budget: `預算執行數`, `目標值達成情形`. */
const OUTCOME = /執行(?!值|計畫|單位)|情形|說明|原因|結果|成果|檢討/u
/** Above the values of several years it only says whose they are: `歷年執行成果`. */
const OVER_YEARS = /(?:歷年|近[二三四五六]年)[^\d]*/gu
/** Figures of a part of the year. December tells the year's end. */
const PART_OF_YEAR = /第?[一二三四1-4]季|Q[1-4]|[上下]半年|(?<!\d)(?:0?[1-9]|1[01])月/iu
/** When the figures were told, `(111年1月公布)`, is no part of the year that they are of. */
const ISSUED = /[(（][^()（）]{0,40}(?:修[正訂]|核定|公[布告]|更新)[^()（）]{0,40}[)）]/gu
/** One heading of figures of a year, with its unit, where several ran together: `109年預算(元)110年概算(元)`. */
const ONE_HEADING =
  /[^\d]*?\d{2,4}年度?[^\d]*?(?:預算|概算|經費|實際|實績|達成|執行|目標)[數值]*(?:[(（][^()（）]*[)）])?/gu
/** What is carried out is no owner, `執行策略`: 執行 and the like need the word for who does it. `主下單位` is a misread one. */
const OWNER =
  /主責|負責|承辦|權責|權管|主\(?協\)?辦|主辦|主政|責任|(?:執行|辦理|業務|業管|主管|實施|推動)(?:局處|科室|單位|機關|組室|處室|部門|人員)|^局處$|^科室$|(?:KPI|指標|計畫).*(?:局處|科室|組室|處室|課室)$|主\p{Script=Han}單位$/iu
const KPI = /KPI|(?:績效|衡量|關鍵|評估|評量|評核|考核)指標|^指標(?:名稱|項目)?$|^(?:績效|衡量)項目$/iu
const UNIT = /^(?:KPI|(?:績效|衡量|關鍵)?指標|目標值|數值)?(?:計量|衡量|計算|度量|統計)?單位$/iu
const OBJECTIVE = /策略(?:性|績效)?目標|^(?:績效)?目標$/u
const FORMULA = /公式|(?:計算|衡量|評估|評量)(?:方式|方法|標準)|計算基礎/u
/** What a KPI is and how it is counted; beside a formula it is a text of its own. */
const DEFINITION = /(?:KPI|指標).*(?:說明|定義|內涵)|^(?:操作型?)?定義$/iu
const PLAN =
  /(?:行動|執行|工作|實施|推動|配合|具體|重點|重要|施政)(?:計[畫劃]|方案|措施|[作做]法|策略)|^(?:計畫|方案)名稱$|^工作項目$/u

/** A heading that says more, `辦理情形說明`, is of something else. */
const NOTE = /^(?:計畫(?:內容)?|補充|其他|相關)?(?:備註|附註|備考|說明|註)(?:說明|欄|事項)?$/u

/** The headings of figures of which a text consists, `[text]` where it is one or something else. */
export function divideHeading(heading: string): string[] {
  const text = comparable(heading)
  const parts = text.match(ONE_HEADING) ?? []
  const areApart = new Set(parts).size === parts.length && parts.every((part) => findRocYear(part) !== null)
  return parts.length > 1 && areApart && parts.join('') === text ? parts : [heading]
}

/** The role that a heading tells, before its neighbours are asked. `owner` is whose only in context. */
export function readHeading(heading: string): ColumnRole | { role: 'owner' } {
  const text = comparable(heading)
  const ownYears = text.replace(YEAR_RANGE, '')
  if (divideHeading(ownYears).length > 1) return { role: 'unknown' }
  const rocYear = yearOfFigures(ownYears)
  if (rocYear === 'several') return { role: 'unknown' }
  const figures = rocYear === null ? null : readFigures(text, rocYear)
  if (figures !== null) return figures
  if (OWNER.test(text))
    return PLAN.test(text)
      ? { role: 'plan-owner' }
      : /KPI|指標/iu.test(text)
        ? { role: 'kpi-owner' }
        : { role: 'owner' }
  if (FORMULA.test(text) || DEFINITION.test(text)) return { role: 'formula' }
  if (UNIT.test(text)) return { role: 'unit' }
  if (/成功(?:關鍵)?[因要]素|關鍵[因要]素|KSF|CSF/iu.test(text)) return { role: 'csf' }
  if (KPI.test(text)) return { role: 'kpi' }
  if (OBJECTIVE.test(text)) return { role: 'objective' }
  if (PLAN.test(text)) return /備註|說明/u.test(text) ? { role: 'note' } : { role: 'plan' }
  if (/構面/u.test(text)) return { role: 'perspective' }
  if (NOTE.test(withoutBrackets(text).trim())) return { role: 'note' }
  if (/^(?:項次|序號|次序|編號|no\.?)$/iu.test(text)) return { role: 'sequence' }
  return { role: 'unknown' }
}

/**
 * The year that a column of figures is of. Of several the one that ends the heading, below a group's, or else the one that
 * the figures are said of: `112年修正111年目標值`. `several`: figures of more than one, `111年預算(元)112年概算元)`.
 */
function yearOfFigures(heading: string): number | 'several' | null {
  const text = withoutBrackets(heading)
  const years = yearsIn(text)
  if (new Set(years).size < 2) return findRocYear(heading)
  const ofFigures = new Set([...text.matchAll(YEAR_OF_FIGURES)].flatMap((match) => yearsIn(`${match[1]}年`)))
  const [one, other] = ofFigures
  const endsWithYear = /年度?\s*$/u.test(text)
  const isTwice = one !== undefined && endsWithYear && FIGURES.test(text.split(/\d/u)[0] ?? '')
  if (other !== undefined || isTwice) return 'several'
  return (endsWithYear ? undefined : one) ?? years.at(-1) ?? null
}

/** Does the heading promise a definition, and no formula? */
export const isDefinition = (heading: string): boolean => {
  const text = comparable(heading)
  return DEFINITION.test(text) && !FORMULA.test(text)
}

const isEstimated = (text: string): boolean => ESTIMATED.test(text) || (PROPOSED.test(text) && !BUDGETED.test(text))

const kindIn = (text: string): 'actual' | 'target' | null =>
  ACTUAL.test(text) ? 'actual' : TARGET.test(text) ? 'target' : null

/** A column of figures of a year; `unknown` where they are no values and no budgets of the whole year. */
function readFigures(text: string, rocYear: number): ColumnRole | null {
  const aboutValue = text.replace(/策略性?目標/gu, '')
  // As with the year, what stands in brackets is about the rest: `111年目標值(參考110年實績)`.
  const kind = kindIn(withoutBrackets(aboutValue)) ?? kindIn(aboutValue)
  const isBudget = BUDGET.test(text)
  if (!isBudget && kind === null) return null
  // A unit may hold words of a measure: `(元/比例)`.
  const words = text.replace(/[(（[][^()（）[\]]*[)）\]]/gu, '')
  const isOfPart = PART_OF_YEAR.test(text.replace(ISSUED, ''))
  if (OTHER_FIGURES.test(words) || OUTCOME.test(words.replace(OVER_YEARS, '')) || isOfPart) return { role: 'unknown' }
  if (!isBudget) return kind === null ? null : { role: 'value', rocYear, kind }
  const scale = readMoneyScale(text) ?? 1
  if (scale === 'unknown') return { role: 'unknown' }
  return { role: 'budget', rocYear, stage: isEstimated(text) ? 'estimated' : 'approved', scale }
}
