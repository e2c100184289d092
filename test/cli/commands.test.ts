/** Exit status, what goes to the standard output and what to the terminal, help, and the small commands. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../src/rules.ts'
import { printCard } from '../support/card-text.ts'
import { runCli } from '../support/cli.ts'
import { makeTemporaryFolder } from '../support/temporary-folder.ts'

const folder = makeTemporaryFolder()
afterAll(folder.remove)
const sound = 'CC1參與|設計|CC1.2參與人次|人次|10|11|12|研究發展組|CC1.2.1辦理節慶|1,000|2,000|文教推廣組'
const cards = {
  sound: [sound],
  warning: [sound.replace('|1,000|2,000|', '|1,4004,000|14,500,000|')],
  error: [sound.replace('|1,000|', '|8,83,000|')],
}
const inputOf = (name: keyof typeof cards): string => join(folder.path, `${name}.txt`)

beforeAll(() => {
  mkdirSync(folder.path, { recursive: true })
  for (const [name, rows] of Object.entries(cards)) writeFileSync(join(folder.path, `${name}.txt`), printCard(rows))
})

const convert = (name: keyof typeof cards, ...words: string[]) =>
  runCli(['convert', inputOf(name), '-o', join(folder.path, `output-${name}`), '--jobs', '1', ...words])

describe('exit status', () => {
  it.each<[keyof typeof cards, words: string[], status: number]>([
    ['sound', [], 0],
    ['sound', ['--fail-on', 'warning'], 0],
    ['warning', [], 0],
    ['warning', ['--fail-on', 'warning'], 1],
    ['error', [], 1],
    ['error', ['--fail-on', 'never'], 0],
    ['error', ['--severity', 'unreadable-number=info'], 0],
    ['warning', ['--severity', 'malformed-number=error'], 1],
  ])('%s %j is %d', async (name, words, status) => {
    const result = await convert(name, ...words)
    expect([result.status, result.stdout]).toEqual([status, ''])
  })

  it.each<[words: string[], says: RegExp]>([
    [['convert'], /missing required argument/],
    [['convert', 'x', '--jobs', '0'], /whole number/],
    [['convert', 'x', '--format', 'doc'], /csv, json, parquet, sqlite/],
    [['convert', 'x', '--ocr', 'maybe'], /auto, off, force/],
    [['convert', 'x', '--severity', 'high'], /rule=error/],
    [['convert', 'x', '--lang', 'fr'], /en, zh-TW/],
    [['nonsense'], /unknown command/],
    [['constructor'], /unknown command/],
    [['convert', 'x', '--timeout', '2147484'], /at most 2147483 seconds/],
    [['tables', 'x', '--timeout', '2147484'], /at most 2147483 seconds/],
    [['explain', 'nonsense'], /no rule nonsense; tidycard rules lists them/],
  ])('of wrong usage %j is 2', async (words, says) => {
    const { status, stdout, stderr } = await runCli(words, folder.path)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

describe('standard output', () => {
  it('is one JSON value with --json', async () => {
    const { stdout, stderr } = await convert('warning', '--json', '--force')
    const summary = JSON.parse(stdout)
    expect(summary).toMatchObject({ converted: 1, failed: 0, documents: 1, kpis: 1, actionPlans: 1 })
    expect(summary.anomalies).toMatchObject({ 'malformed-number': 1 })
    expect(stderr).not.toBe('')
  })

  it('counts the figures that came out, not the cells', async () => {
    const { stdout } = await convert('error', '--json', '--force', '--fail-on', 'never')
    const { values, budgets } = JSON.parse(stdout)
    expect([values, budgets]).toEqual([3, 1])
  })

  it('and the terminal stay empty with --quiet', async () => {
    expect(await convert('warning', '--quiet', '--force')).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})

describe('wrong use', () => {
  it.each<[words: string[], status: number, says: RegExp]>([
    [['convert', 'sound.txt', '-o', 'file'], 2, /^tidycard: file: is a file; choose a folder/],
    [['tables', 'sound.txt', '-o', 'file'], 2, /^tidycard: file: is a file; choose a folder/],
    [['convert', 'sound.txt', '--severity', 'no-such=error'], 2, /no rule no-such; tidycard rules lists them/],
    [['convert', 'sound.txt', '--without-repair', 'missing-value'], 2, /no rule missing-value/],
    [
      ['convert', 'sound.txt', '--severity', 'split-text=error'],
      2,
      /split-text is a repair that is recorded and never/,
    ],
    [
      ['convert', 'sound.txt', '--without-repair', 'page-split-row'],
      2,
      /page-split-row cannot be turned off: rows are/,
    ],
    [['check', 'nowhere', '--severity', 'no-such=off'], 2, /no rule no-such/],
    [['check', 'nowhere'], 2, /^tidycard: nowhere: no tidycard output there; run tidycard convert first/],
    [['load', 'nowhere', 'postgres://127.0.0.1:1/x'], 2, /^tidycard: nowhere: no tidycard output there/],
    [
      ['load', 'nowhere', 'secret@host'],
      2,
      /^tidycard: <address>: not a PostgreSQL address; give postgres:(?!.*secret)/,
    ],
    [['load', 'nowhere', 'mysql://secret@host'], 2, /^tidycard: <address>: not a PostgreSQL address(?!.*secret)/],
    [
      ['convert', 'sound.txt', '--corrections', 'none.jsonl'],
      2,
      /^tidycard: none.jsonl: no such file; check the path$/m,
    ],
    [['convert', 'sound.txt', '--corrections', '.'], 2, /^tidycard: \.: is a folder; give a file$/m],
    [['inspect', 'missing.pdf'], 3, /^tidycard: missing.pdf: no such file/],
    [['inspect', '.'], 3, /^tidycard: \.: not a kind of file/],
    [['explain', 'no-such'], 2, /no rule no-such/],
    [['convert'], 2, /missing required argument/],
  ])('%j ends with %i and says what to do', async (words, status, says) => {
    writeFileSync(join(folder.path, 'file'), '')
    const result = await runCli(words, folder.path)
    expect([result.status, result.stdout]).toEqual([status, ''])
    expect(result.stderr).toMatch(says)
  })
})

describe('every command', () => {
  it('is in the help, with help and examples of its own', async () => {
    const { status, stdout } = await runCli(['--help'])
    expect(status).toBe(0)
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1] ?? '')
      .filter((name) => name !== 'help')
    expect(names).toEqual(expect.arrayContaining(['convert', 'check', 'rules', 'explain', 'schema']))
    for (const name of names) {
      const help = await runCli([name, '--help'])
      expect(help.status).toBe(0)
      expect(help.stdout, name).toMatch(/Examples:\n {2}\$ tidycard /)
      expect(help.stdout, name).not.toMatch(/default: (?:\{\}|\[\])/)
      for (const option of ['--quiet', '--json', '--lang']) expect(help.stdout, name).toContain(option)
    }
  })
})

describe('help', () => {
  it.each([
    ['schema', /--json +changes nothing: the schema is JSON/],
    ['rules', /--json +print the rules whole, as JSON/],
    ['explain', /--json +print the rule whole, as JSON/],
    ['inspect', /<file> .*a PDF, scan, picture or text/],
  ])('of %s says what it takes and prints', async (command, says) => {
    expect((await runCli([command, '--help'])).stdout.replace(/\s+/g, ' ')).toMatch(says)
  })
})

describe('rules and explain', () => {
  it('list every rule on a line', async () => {
    const { status, stdout } = await runCli(['rules'])
    expect(status).toBe(0)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/)[0]),
    ).toEqual(rules.map(({ id }) => id))
    expect(JSON.parse((await runCli(['rules', '--json'])).stdout)).toEqual(JSON.parse(JSON.stringify(rules)))
  })

  it('explain one in either language', async () => {
    const { stdout } = await runCli(['explain', 'malformed-number'])
    expect(stdout).toMatch(/1,4004,000.*→.*14,004,000/)
    expect(stdout).toContain('--severity malformed-number=')
    const chinese = (await runCli(['explain', 'malformed-number', '--lang', 'zh-TW'])).stdout
    expect(chinese).toContain('千分位')
    expect(chinese).toContain('不修復（是兩個數字，不是一個）')
    expect(JSON.parse((await runCli(['explain', 'malformed-number', '--json'])).stdout)).toMatchObject({
      severity: 'warning',
    })
  })
})

describe('schema', () => {
  it('is a JSON Schema of what convert writes', async () => {
    const { stdout } = await runCli(['schema'])
    const schema = JSON.parse(stdout)
    expect(schema.$schema).toContain('json-schema.org')
    await convert('sound', '--quiet')
    const document = JSON.parse(readFileSync(join(folder.path, 'output-sound', 'documents', 'sound.json'), 'utf8'))
    expect(Object.keys(document).sort()).toEqual([...schema.required].sort())
  })
})
