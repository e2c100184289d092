/** The unit of money that the text around a card states for all of its budgets: `單位：新臺幣千元`. */
import { codesWithin } from '../language/code.ts'
import { readMoneyScale } from '../language/money.ts'
import { comparable } from '../language/script.ts'
import type { ColumnRole } from '../model/draft.ts'
import { objectiveCodesIn } from './map-codes.ts'
import { isCardTitle } from './title.ts'

export type MoneyScale = NonNullable<ReturnType<typeof readMoneyScale>>

const STATEMENT =
  /單位(?<of>(?:(?!單位)[^。;；,，]){0,12}?(?<![多單])[元圓金]整?)(?=$|[^\p{Script=Han}]|[為計])|以(?<by>[^。;；,，]{0,10}元)(?:為單位|計)/u
/** A remark is to the table above it, however short. */
const REMARK = /^[備附]?註|^說明/u
/** What a line may say besides the unit where the unit is all that it says. */
const OF_THE_TABLE =
  /[備附]?註\d*|說明|[本各全][表頁卡]|所列|以[上下]|資料|[均皆之的為]|新?[臺台]幣|年度?|計量|貨幣|幣別|[金數]額|數字|經費|預算|概算|[^\p{Script=Han}]/gu
/** Spaces that part the statement from what else stands on its line: `製表單位：會計室 單位：千元`, `單位：千元 資料來源：本局`. */
const PARTS = /(?<=[元圓金]整?)\s+(?=\p{Script=Han})|\s+(?=[^\s。;；,，]{0,4}單位)/gu
/** Before the unit of a line or part that states it: whatever follows, the unit is the table's. */
const LEADING = /(?:^|\|)[(（【[*※]?(?:金額|計量|貨幣|預算|經費)?$/u
/** `註：單位：千元`, but not `註：單位成本以元計`. */
const LEADING_IN_REMARK = /(?:^|\|)[備附]?註\d*[:：]$/u
/** What makes a longer remark one about the budgets, and not about one KPI's values. */
const OF_MONEY = /預算|概算|經費|金額|本表/u

/** What the text says of the unit: the scale, and whether it says nothing else; null where it states none for the whole table. */
export function readMoneyUnit(print: string): { scale: MoneyScale; alone: boolean } | null {
  const text = comparable(print.replace(PARTS, '|'))
  const stated = STATEMENT.exec(text)
  const scale = readMoneyScale(stated?.groups?.of ?? stated?.groups?.by ?? '')
  if (stated === null || scale === null || codesWithin(text).length > 0 || objectiveCodesIn(text).length > 0)
    return null
  const rest = text.replace(stated[0], '')
  const before = text.slice(0, stated.index)
  const isLabel = /^單位[:：為]/u.test(stated[0])
  const leads = LEADING.test(before) || (isLabel && LEADING_IN_REMARK.test(before))
  const alone = leads || rest.replace(OF_THE_TABLE, '') === ''
  if (!alone && !OF_MONEY.test(rest) && !isCardTitle(text)) return null
  return { scale, alone: alone && !REMARK.test(text) }
}

/**
 * The columns with the scale for those budgets whose own heading names no unit of money; they are not understood where
 * the unit is not.
 */
export const scaleBudgets = (
  columns: readonly ColumnRole[],
  headings: readonly string[],
  scale: MoneyScale,
): ColumnRole[] =>
  columns.map((column, at): ColumnRole => {
    if (column.role !== 'budget' || readMoneyScale(comparable(headings[at] ?? '')) !== null) return column
    return scale === 'unknown' ? { role: 'unknown' } : { ...column, scale }
  })
