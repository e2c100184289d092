/** Sentences in the languages that the tool speaks, with `{name}` where a parameter stands. */

export const languages = ['en', 'zh-TW'] as const
export type Language = (typeof languages)[number]

/** One sentence in every language. */
export type Wording = Record<Language, string>

/** Fills `{name}` from the parameters; a name without a parameter stays as it is, so that a slip is seen. */
export function fillTemplate(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole)
}
