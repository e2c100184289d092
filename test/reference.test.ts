/**
 * The reference document, a print of 111 in PDFs of two producers and as another extractor's text, fact by fact in
 * the written CSV files, against what a careful reader found in it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from './support/cli.ts'
import { makeTemporaryFolder } from './support/temporary-folder.ts'

type Row = Record<string, string>
type Fact = Record<string, string | number | string[] | null | undefined>

const facts = JSON.parse(readFileSync(new URL('data/hakka-111.facts.json', import.meta.url), 'utf8'))

/** White space aside, in one width. */
const fold = (text: unknown): string =>
  String(text ?? '')
    .normalize('NFKC')
    .replace(/\s+/gu, '')

const output = makeTemporaryFolder()
afterAll(output.remove)

/** Each input has a folder of its own: they are one document three times, not three of one organization. */
const inputs = ['hakka-111.pdf', 'hakka-111-qt.pdf', 'hakka-111.txt']

beforeAll(async () => {
  for (const input of inputs) {
    const path = fileURLToPath(new URL(`../samples/${input}`, import.meta.url))
    const result = await runCli(['convert', path, '-o', join(output.path, input), '--jobs', '1', '--quiet'])
    expect(result).toEqual({ status: 0, stdout: '', stderr: '' })
  }
})

/** Warnings and errors beyond the listed ones that a careful reader of the input would agree with, and why. */
const agreed: Record<string, Record<string, string>> = {
  'hakka-111.pdf': {},
  'hakka-111-qt.pdf': {},
  'hakka-111.txt': {},
}

describe.each(inputs)('%s', (input) => {
  const read = (table: string): Row[] => {
    const text = readFileSync(join(output.path, input, 'tables', `${table}.csv`), 'utf8')
    const { data, errors } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true })
    expect(errors).toEqual([])
    return data
  }
  const isText = input.endsWith('.txt')

  /** Rows and facts as lines of the same columns, sorted, so that a difference can be read. */
  const lines = (rows: readonly object[], columns: readonly string[]): string[] =>
    rows.map((row) => columns.map((column) => fold((row as Fact)[column])).join(' | ')).sort()

  const withLevel = (list: Fact[]): Fact[] => list.map((fact) => ({ ...fact, level: fact.card }))
  const withOwners = (list: Fact[]): Fact[] =>
    list.map((fact) => ({ ...fact, owners: (fact.owners as string[]).join(';') }))

  it.each<[table: string, facts: () => Fact[], columns: string[]]>([
    ['cards', () => facts.cards, ['level', 'title', 'group', 'organization', 'roc_year']],
    ['objectives', () => withLevel(facts.objectives), ['level', 'objective_code', 'objective_name', 'perspective']],
    [
      'kpis',
      () => withOwners(withLevel(facts.kpis)),
      ['level', 'objective_code', 'csf', 'kpi_code', 'series', 'kpi_name', 'formula', 'unit', 'owners'],
    ],
    ['kpi_values', () => withLevel(facts.kpi_values), ['level', 'kpi_code', 'series', 'roc_year', 'kind', 'value']],
    [
      'action_plans',
      () => withOwners(withLevel(facts.action_plans)),
      ['level', 'kpi_code', 'plan_code', 'plan_name', 'note', 'owners'],
    ],
    ['budgets', () => withLevel(facts.budgets), ['level', 'plan_code', 'roc_year', 'stage', 'amount']],
    ['declared_counts', () => facts.summary_counts, ['roc_year', 'objectives', 'kpis', 'action_plans']],
    [
      'strategy_map',
      () => facts.strategy_map.objectives.map((objective: Fact) => ({ ...objective, theme_code: themeOf(objective) })),
      ['objective_code', 'objective_name', 'perspective', 'theme_code'],
    ],
  ])('%s.csv holds exactly the facts', (table, expected, columns) => {
    expect(lines(read(table), columns)).toEqual(lines(expected(), columns))
  })

  it('strategy_statements.csv holds mission, vision, core values and themes in order', () => {
    const { mission, vision, core_values: coreValues, themes } = facts.strategy_map
    const expected = [
      `mission 1  ${mission}`,
      `vision 1  ${vision}`,
      ...coreValues.map((text: string, at: number) => `core_value ${at + 1}  ${text}`),
      ...themes.map(({ code, name }: Fact, at: number) => `theme ${at + 1} ${code} ${name}`),
    ].map(fold)
    const written = read('strategy_statements').map(
      ({ kind, position, code, text }) => `${kind}${position}${code}${text}`,
    )
    expect(written.map(fold).sort()).toEqual(expected.sort())
  })

  it('gives Gregorian years, places and confidence beside every figure', () => {
    for (const row of [...read('kpi_values'), ...read('budgets')]) {
      expect(Number(row.year)).toBe(Number(row.roc_year) + 1911)
      if (isText) expect([row.page, row.x0]).toEqual(['', ''])
      else if (row.status !== 'missing') {
        const [x0, y0, x1, y1] = [row.x0, row.y0, row.x1, row.y1].map(Number)
        expect([Number(row.page) > 0, (x1 ?? 0) > (x0 ?? 0), (y1 ?? 0) > (y0 ?? 0)]).toEqual([true, true, true])
      }
      if (row.status === 'printed') expect(row.confidence).toBe('1')
      if (row.status === 'missing') expect(row.value ?? row.amount).toBe('')
    }
  })

  /** `level/code/year`, the year only where the anomaly is about one. */
  const tells = (row: Row, place: string): boolean => {
    const [level, code, year] = place.split('/')
    return row.level === level && row.code === code && (year === undefined || row.roc_year === year)
  }
  const isListed = (row: Row): boolean =>
    facts.anomalies.some(
      ([rule, places]: [string, string]) =>
        rule.split('|').includes(row.rule ?? '') && places.split('|').some((place) => tells(row, place)),
    )

  it.each<[rules: string, places: string]>(facts.anomalies)('reports %s at %s', (rules, places) => {
    // Where only another extractor put a space into a number, the print has nothing to report.
    const found = read('anomalies').filter((row) => rules.split('|').includes(row.rule ?? ''))
    const told = found.filter((row) => places.split('|').some((place) => tells(row, place)))
    expect(told.length, found.map((row) => `${row.level}/${row.code}/${row.roc_year}`).join(', ')).toBeGreaterThan(0)
    for (const row of told) expect(row.message).not.toBe('')
  })

  it('reports no other error or warning than those with a reason', () => {
    const others = read('anomalies').filter((row) => row.severity !== 'info' && !isListed(row))
    const told = others.map((row) => [row.rule, row.level, row.code, row.roc_year].join(' '))
    expect(told.sort()).toEqual(Object.keys(agreed[input] ?? {}).sort())
  })

  it('keeps the print of every repaired figure, and a record of the repair', () => {
    const repairs = read('repairs')
    for (const row of [...read('kpi_values'), ...read('budgets')].filter((one) => one.status === 'repaired')) {
      expect(row.raw).not.toBe('')
      const code = row.kpi_code ?? row.plan_code
      expect(repairs.some((one) => one.code === code && one.card === row.card && one.roc_year === row.roc_year)).toBe(
        true,
      )
    }
  })
})

const themeOf = (objective: Fact): string => String(objective.theme ?? String(objective.objective_code)[0])
