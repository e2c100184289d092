/** Plans that name other plans of the same card in their parentheses: their budget should be the sum of the parts. */
import { comparable } from '../language/script.ts'
import type { Card, Plan } from '../model/scorecard.ts'

export interface CompositePlan {
  plan: Plan
  parts: Plan[]
}

/** A shorter name found inside another plan's name is chance: `計畫` alone says nothing. */
const SHORTEST_NAME = 4
/** A plan's printed name may have a verb before the name that others use: `辦理…`, `推動…`. */
const LONGEST_PREFIX = 4

/** Every plan of the card whose parentheses name at least two other plans, and nothing else. */
export function findCompositePlans(card: Card): CompositePlan[] {
  return card.plans.flatMap((plan) => {
    const names = namesInParentheses(plan.name.text ?? '')
    if (names.length < 2) return []
    const parts = names.map((name) =>
      card.plans.find((other) => other !== plan && isNamed(other.name.text ?? '', name)),
    )
    return parts.every((part) => part !== undefined) && new Set(parts).size === parts.length
      ? [{ plan, parts: parts as Plan[] }]
      : []
  })
}

/** `整合計畫(甲計畫、乙計畫及丙計畫)` → 甲計畫, 乙計畫, 丙計畫 */
function namesInParentheses(text: string): string[] {
  const inside = /[(（]([^()（）]*)[)）]\s*$/u.exec(text)?.[1] ?? ''
  return inside
    .split(/[、，,;；]/u)
    .flatMap((name) => splitConjunction(name))
    .map(comparable)
    .filter((name) => name.length > 0)
}

/** The last conjunction of a list, `乙計畫及丙計畫`; a 及 inside a name follows no plan's ending. */
const splitConjunction = (name: string): string[] => name.split(/(?<=計畫|方案|專案|活動|系列|工程|業務)[及與和暨]/u)

function isNamed(printed: string, name: string): boolean {
  const full = comparable(printed)
  if (full === name) return true
  return name.length >= SHORTEST_NAME && full.endsWith(name) && full.length - name.length <= LONGEST_PREFIX
}
