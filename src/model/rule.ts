/** What every rule of the catalogue has, repair or anomaly: id, wording in both languages, explanation, examples. */

export const languages = ['en', 'zh-TW'] as const
export type Language = (typeof languages)[number]
export type Wording = Record<Language, string>

/** `before` as printed; `after` as taken, null where the rule must leave the print alone, and why. */
export interface RuleExample {
  before: string
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

/** Puts parameters into a message: `{code} has …` */
export function fillMessage(message: string, parameters: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole)
}
