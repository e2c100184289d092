/** What every rule of the catalogue has, repair or anomaly: id, wording in both languages, explanation, examples. */

export const languages = ['en', 'zh-TW'] as const
export type Language = (typeof languages)[number]
export type Wording = Record<Language, string>

/** `before` as printed; `after` as taken, null where the rule must leave the print alone, and why. */
export interface RuleExample {
  before: string
  /** `before` in Chinese, where it is told in words. */
  inChinese?: string
  after: string | null
  why?: Wording
}

export interface RuleText {
  /** kebab-case name of the defect; never reused. */
  id: string
  /** One line: what was found. `{name}` is replaced by the anomaly's parameter. */
  messages: Wording
  /** What is wrong, why it matters, what to do. */
  explanation: Wording
  examples: readonly RuleExample[]
}

/** Puts parameters into a message: `{code} has …`; a part in square brackets is told where its parameter is not empty. */
export function fillMessage(message: string, parameters: Readonly<Record<string, string>>): string {
  const told = message.replace(/\[([^\]]*\{(\w+)\}[^\]]*)\]/gu, (_, part: string, name: string) =>
    parameters[name] ? part : '',
  )
  return told.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole)
}
