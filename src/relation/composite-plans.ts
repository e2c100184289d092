/** Plans that name other plans of the same card in their parentheses: their budget should be the sum of the parts. */
import { readLeadingCode } from '../language/code.ts'
import { comparable } from '../language/script.ts'
import type { Card, Plan } from '../model/scorecard.ts'

export interface CompositePlan {
  plan: Plan
  parts: Plan[]
  /** `甲計畫、乙計畫等`: it may have further parts, so that their sum is only the least that it can be. */
  hasMore: boolean
}

/** A shorter name found inside another plan's name is chance: `計畫` alone says nothing. */
const SHORTEST_NAME = 4
/** A plan's printed name may have a verb before the name that others use: `辦理…`, `推動…`. */
const LONGEST_PREFIX = 4

/** Every plan of the card whose parentheses name at least two other plans, and nothing else. */
export function findCompositePlans(card: Card): CompositePlan[] {
  return card.plans.flatMap((plan) => {
    const isPart = (name: string) => card.plans.find((other) => other !== plan && isNamed(other, name))
    const printed = insideParentheses(plan.name.text ?? '')
    const inside = printed.replace(AND_OTHERS, '')
    const hasMore = inside !== printed
    // `甲/乙` may be one plan's name
    for (const separators of [LIST, LIST_WITH_SLASH]) {
      const parts = splitNames(inside, separators).map(isPart)
      if (parts.length > 1 && parts.every((part) => part !== undefined) && new Set(parts).size === parts.length)
        return [{ plan, parts: parts as Plan[], hasMore }]
    }
    return []
  })
}

const LIST = /[、，,;；]/u
const LIST_WITH_SLASH = /[、，,;；/／]/u

const AND_OTHERS = /\s*等(?:計畫|方案|專案|活動)?\s*$/u

/** `整合計畫(含甲計畫、乙計畫)` → `甲計畫、乙計畫` */
const insideParentheses = (text: string): string =>
  (/[(（]([^()（）]*)[)）]\s*$/u.exec(text)?.[1] ?? '').replace(/^\s*(?:包含|包括|含)\s*[：:]?/u, '')

/** `甲計畫、乙計畫及丙計畫` → 甲計畫, 乙計畫, 丙計畫 */
const splitNames = (inside: string, separators: RegExp): string[] =>
  inside
    .split(separators)
    .flatMap((name) => splitConjunction(name))
    .map(comparable)
    .filter((name) => name.length > 0)

/** The last conjunction of a list, `乙計畫及丙計畫`; a 及 inside a name follows no plan's ending. */
const splitConjunction = (name: string): string[] =>
  name.split(/(?<=計畫|方案|專案|活動|系列|工程|業務|\.\d{1,2})\s*[及與和暨]/u)

function isNamed(plan: Plan, name: string): boolean {
  const full = comparable(plan.name.text ?? '')
  if (full === name || plan.code === readLeadingCode(name)?.code) return true
  return name.length >= SHORTEST_NAME && full.endsWith(name) && full.length - name.length <= LONGEST_PREFIX
}
