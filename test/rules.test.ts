/** The catalogue is whole: every rule of the contract, with examples, a test and a page that says what its file says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { historyRules } from '../src/anomaly/history-rules.ts'
import { languages } from '../src/model/rule.ts'
import { numberRepairs, textRepairs } from '../src/repair/catalogue.ts'
import { markdownIndex, markdownOf, printRule } from '../src/rule-pages.ts'
import { findRule, rules } from '../src/rules.ts'

/** The ids that other systems rely on, with the severity they have unless a person changes it. null: only recorded. */
const contract: Record<string, 'error' | 'warning' | 'info' | null> = {
  'split-text': null,
  'split-number': 'info',
  'malformed-number': 'warning',
  'ungrouped-number': 'info',
  'scaled-number': null,
  'page-split-row': null,
  'shifted-row': 'info',
  'displaced-cell': 'warning',
  'missing-kpi-code': 'warning',
  'middle-dot-comma': null,
  'width-form': null,
  'ocr-consensus': null,
  'unreadable-number': 'error',
  'missing-value': 'info',
  'unmapped-column': 'error',
  'orphan-row': 'error',
  'ocr-uncertain': 'warning',
  // Beyond the contract: nothing else would tell of a page that was not read at all.
  'unreadable-page': 'error',
  // Nor of a table of which nobody knows whose it is, or of which year.
  'untitled-card': 'warning',
  'card-year-mismatch': 'warning',
  'declared-count-mismatch': 'error',
  'duplicate-code': 'error',
  'code-parent-mismatch': 'warning',
  'objective-name-mismatch': 'warning',
  'cross-card-value-mismatch': 'warning',
  'cross-card-code-mismatch': 'info',
  'composite-budget-mismatch': 'warning',
  'duplicate-series': 'info',
  'duplicate-kpi-name': 'info',
  'percent-out-of-range': 'warning',
  'target-below-actual': 'info',
  'year-on-year-jump': 'warning',
  'restated-actual': 'warning',
  'revised-target': 'info',
  'revised-budget': 'info',
  'kpi-added': 'info',
  'kpi-removed': 'info',
  'kpi-renamed': 'info',
  'unit-changed': 'warning',
}

const root = new URL('../', import.meta.url)
const pages = new URL('docs/rules/', root)

/** All test files below a folder, as one text. */
function readTests(folder: URL): string {
  if (!existsSync(folder)) return ''
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      if (entry.isDirectory()) return readTests(new URL(`${entry.name}/`, folder))
      return entry.name.endsWith('.test.ts') ? readFileSync(new URL(entry.name, folder), 'utf8') : ''
    })
    .join('\n')
}

describe('the catalogue of rules', () => {
  it('has the ids and severities of the contract, each once', () => {
    expect(Object.fromEntries(rules.map(({ id, severity }) => [id, severity]))).toEqual(contract)
    expect(rules).toHaveLength(Object.keys(contract).length)
  })

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s says what it finds in both languages', (id, rule) => {
    for (const language of languages) {
      expect(rule.messages[language].length).toBeGreaterThan(4)
      expect(rule.explanation[language].length).toBeGreaterThan(20)
      expect(printRule(rule, language)).toContain(rule.explanation[language])
    }
    expect(rule.messages['zh-TW']).toMatch(/\p{Script=Han}/u)
    expect(namesIn(rule.messages['zh-TW']), 'both wordings use the same parameters').toEqual(namesIn(rule.messages.en))
    expect(rule.examples.length).toBeGreaterThan(0)
    for (const { why, before, inChinese = before } of rule.examples) {
      if (why) expect(why['zh-TW']).toMatch(/\p{Script=Han}/u)
      // an example across years is written as its test reads it; options have no Chinese names
      if (rule.kind !== 'history') expect(inChinese.replace(/--\w+ \w+/gu, '')).not.toMatch(/[a-z]{2,}/u)
    }
    expect(findRule(id)).toBe(rule)
  })

  it('has a file for every rule, and a rule for every file', () => {
    const files = ['repair', 'anomaly'].flatMap((folder) => readdirSync(new URL(`src/${folder}/rules/`, root)))
    expect(files.sort()).toEqual(rules.map(({ id }) => `${id}.ts`).sort())
  })

  it('has a test for each rule: by its examples or cases where those are run, else one that is named after it', () => {
    const tests = ['repair', 'anomaly', 'history']
      .map((folder) => readTests(new URL(`test/${folder}/`, root)))
      .join('\n')
    const run: [by: RegExp, rules: readonly { id: string }[]][] = [
      [/it\.each\(examplesOf\(numberRepairs\)\)/u, numberRepairs],
      [/it\.each\(examplesOf\(textRepairs\)\)/u, textRepairs],
      [/describe\.each\(historyRules\b/u, historyRules],
    ]
    const byExamples = run.flatMap(([by, of]) => (by.test(tests) ? of.map(({ id }) => id) : []))
    const isTested = (id: string): boolean =>
      new RegExp(`\\bit\\('${id} |^  '${id}': \\[$|it\\.each\\(\\[[^\\]]*'${id}'`, 'mu').test(tests)
    expect(rules.map(({ id }) => id).filter((id) => !byExamples.includes(id) && !isTested(id))).toEqual([])
  })
})

const namesIn = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()

describe('docs/rules', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s.md is what the rule says (else: npm run docs:rules)',
    (id, rule) => {
      expect(readFileSync(new URL(`${id}.md`, pages), 'utf8')).toBe(markdownOf(rule))
    },
  )

  it('holds a list of all rules, and no page of a rule that is gone', () => {
    expect(readFileSync(new URL('README.md', pages), 'utf8')).toBe(markdownIndex(rules))
    const written = readdirSync(pages).filter((file) => file.endsWith('.md'))
    expect(written.sort()).toEqual(['README.md', ...rules.map(({ id }) => `${id}.md`)].sort())
  })
})
