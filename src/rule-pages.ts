/** A rule as a page for a person: on the terminal in one language, under `docs/rules/` in both. */
import { type Language, languages, type RuleExample } from './model/rule.ts'
import { canBeTurnedOff, type Rule } from './rules.ts'

interface Words {
  kind: Record<Rule['kind'], string>
  severity: Record<'error' | 'warning' | 'info' | 'none', string>
  examples: string
  /** What an example of an anomaly rule says: reported or not. */
  reported: string
  silent: string
  unchanged: string
  empty: string
  control: string
  /** Why, behind the outcome of an example. */
  aside(why: string): string
  silence(id: string): string
  switchOff(id: string): string
  overrule: string
}

const words: Record<Language, Words> = {
  en: {
    kind: { repair: 'repair', anomaly: 'anomaly', history: 'anomaly across years' },
    severity: { error: 'error', warning: 'warning', info: 'info', none: 'recorded, not reported' },
    examples: 'Examples',
    reported: 'reported',
    silent: 'not reported',
    unchanged: 'no repair',
    empty: '(nothing)',
    control: 'Changing it',
    aside: (why) => `  (${why})`,
    silence: (id) =>
      `Report it differently, or not at all: --severity ${id}=error, =warning, =info or =off (convert and check); severities: { '${id}': 'off' } in the library.`,
    switchOff: (id) =>
      `Do not make the repair: --without-repair ${id}; withoutRepairs: ['${id}'] in the library. What it would change stays as printed, or unreadable.`,
    overrule:
      'Overrule what was taken for one value: a line in a corrections file (--corrections, see docs/formats.md), or a decision in tidycard review. What was printed stays in the data beside it.',
  },
  'zh-TW': {
    kind: { repair: '修復', anomaly: '異常', history: '跨年度異常' },
    severity: { error: '錯誤', warning: '警告', info: '提示', none: '僅記錄，不回報' },
    examples: '範例',
    reported: '回報',
    silent: '不回報',
    unchanged: '不修復',
    empty: '（空白）',
    control: '如何調整',
    aside: (why) => `（${why}）`,
    silence: (id) =>
      `改變回報等級或不回報：convert 與 check 的 --severity ${id}=error、=warning、=info 或 =off；程式庫用 severities: { '${id}': 'off' }。`,
    switchOff: (id) =>
      `不做此修復：--without-repair ${id}；程式庫用 withoutRepairs: ['${id}']。原應修復者照印保留，或列為無法判讀。`,
    overrule:
      '推翻某一數值的讀法：在更正檔加一行（--corrections，見 docs/formats.md），或於 tidycard review 中決定。原印文字保留於資料中。',
  },
}

export const severityWord = (rule: Rule, language: Language): string =>
  words[language].severity[rule.severity ?? 'none']
/** The message without the names of its parameters: `{code} is printed {times} times` → `… is printed … times`. */
export const outlineMessage = (rule: Rule, language: Language): string =>
  rule.messages[language].replace(/\{\w+\}/g, '…')
export const kindWord = (rule: Rule, language: Language): string => words[language].kind[rule.kind]

const showExample = ({ before, inChinese = before }: RuleExample, language: Language): string =>
  showPrint(language === 'zh-TW' ? inChinese : before, language)

const showPrint = (print: string, language: Language): string =>
  print === '' ? words[language].empty : print.replaceAll('\n', ' ⏎ ')

function showOutcome(rule: Rule, example: RuleExample, language: Language): string {
  const { reported, silent, unchanged } = words[language]
  if (example.after === null) return rule.kind === 'repair' ? unchanged : silent
  return rule.kind === 'repair' ? showPrint(example.after, language) : reported
}

function waysToChange(rule: Rule, language: Language): string[] {
  const { silence, switchOff, overrule } = words[language]
  return [
    ...(rule.severity === null ? [] : [silence(rule.id)]),
    ...(canBeTurnedOff(rule) ? [switchOff(rule.id)] : []),
    overrule,
  ]
}

/** The page that `tidycard explain` prints. */
export function printRule(rule: Rule, language: Language): string {
  const { examples, control } = words[language]
  const lines = rule.examples.map((example) => {
    const why = example.why === undefined ? '' : words[language].aside(example.why[language])
    return `  ${showExample(example, language)}  →  ${showOutcome(rule, example, language)}${why}`
  })
  return [
    `${rule.id}  [${kindWord(rule, language)}, ${severityWord(rule, language)}]`,
    rule.messages[language],
    rule.explanation[language],
    [examples, ...lines].join('\n'),
    [control, ...waysToChange(rule, language).map((way) => `  ${way}`)].join('\n'),
  ].join('\n\n')
}

/** The same page in both languages, as Markdown. */
export function markdownOf(rule: Rule): string {
  const sections = languages.map((language) => {
    const { examples, control } = words[language]
    return [
      `## ${language === 'en' ? 'English' : '中文'}`,
      `*${kindWord(rule, language)}, ${severityWord(rule, language)}*`,
      `> ${rule.messages[language]}`,
      rule.explanation[language],
      `### ${examples}`,
      exampleTable(rule, language),
      `### ${control}`,
      waysToChange(rule, language)
        .map((way) => `- ${way}`)
        .join('\n'),
    ].join('\n\n')
  })
  return `${[`# ${rule.id}`, '<!-- Written by `npm run docs:rules` from the file of the rule. -->', ...sections].join('\n\n')}\n`
}

function exampleTable(rule: Rule, language: Language): string {
  const heads = language === 'en' ? ['print', 'outcome', 'why'] : ['原印', '結果', '原因']
  const rows = rule.examples.map((example) => {
    const cells = [
      code(showExample(example, language)),
      showOutcome(rule, example, language),
      example.why?.[language] ?? '',
    ]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return [`| ${heads.join(' | ')} |`, '|---|---|---|', ...rows].join('\n')
}

const code = (text: string): string => `\`${text}\``

/** The list of all pages. */
export function markdownIndex(all: readonly Rule[]): string {
  const rows = all.map(
    (rule) =>
      `| [${rule.id}](${rule.id}.md) | ${kindWord(rule, 'en')} | ${severityWord(rule, 'en')} | ${outlineMessage(rule, 'en')} |`,
  )
  return `${['# Rules', '<!-- Written by `npm run docs:rules`. -->', 'Every repair is recorded beside what was printed; every anomaly names its place. `tidycard rules` lists them, `tidycard explain <rule>` prints a page.', ['| rule | kind | severity | says |', '|---|---|---|---|', ...rows].join('\n')].join('\n\n')}\n`
}
