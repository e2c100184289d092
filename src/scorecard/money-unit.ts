/** The unit of money that the text around a card states for all of its budgets: `單位：新臺幣千元`. */
import { readMoneyScale } from '../language/money.ts'
import { comparable } from '../language/script.ts'
import type { ColumnRole } from '../model/draft.ts'

const STATEMENT =
  /單位[^。;；,，]{0,12}?((?:[百千]萬|億|萬|千|仟)?元)|以(?:新[臺台]幣)?((?:[百千]萬|億|萬|千|仟)?元)(?:為單位|計)/u
/** A remark is to the table above it, however short. */
const REMARK = /^[備附]?註|^說明/u
/** Around the statement stands so little where it is all that a line says. */
const LONGEST_REST = 6

/** What the text says of the unit: the scale, and whether it says nothing else; null where it states none. */
export function readMoneyUnit(print: string): { scale: number; alone: boolean } | null {
  const text = comparable(print)
  const stated = STATEMENT.exec(text)
  const scale = readMoneyScale(stated?.[1] ?? stated?.[2] ?? '')
  if (stated === null || scale === null) return null
  return { scale, alone: !REMARK.test(text) && text.length - stated[0].length <= LONGEST_REST }
}

/** The columns with the scale for those budgets whose own heading names no unit of money. */
export const scaleBudgets = (
  columns: readonly ColumnRole[],
  headings: readonly string[],
  scale: number,
): ColumnRole[] =>
  columns.map((column, at) =>
    column.role === 'budget' && readMoneyScale(comparable(headings[at] ?? '')) === null ? { ...column, scale } : column,
  )
