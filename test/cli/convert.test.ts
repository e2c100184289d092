/** The command line as a user sees it; the built code is what runs. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { documentSchema, manifestSchema } from '../../src/model/document.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const samples = fileURLToPath(new URL('../../samples', import.meta.url))
const sampleText = join(samples, 'hakka-111.txt')
const samplePdf = join(samples, 'hakka-111.pdf')

function tidycard(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8' })
}

describe('convert', () => {
  it('converts what is good, names what is bad in one line each, and ends with 3', () => {
    const folder = temporaryFolder()
    const input = join(folder, 'input')
    mkdirSync(input)
    const pdf = readFileSync(samplePdf)
    writeFileSync(join(input, 'good.txt'), readFileSync(sampleText))
    writeFileSync(join(input, 'empty.pdf'), '')
    writeFileSync(join(input, 'letter.pdf'), 'Dear Sir')
    writeFileSync(join(input, 'cut.pdf'), pdf.subarray(0, pdf.length / 3))
    writeFileSync(join(input, 'notes.txt'), '今天天氣很好。\n')
    const output = join(folder, 'output')
    const result = tidycard('convert', input, join(folder, 'none.pdf'), '-o', output, '--json', '--quiet')
    expect(result.status).toBe(3)
    const lines = result.stderr.trim().split('\n').sort()
    expect(lines).toEqual([
      expect.stringMatching(/cut\.pdf: the PDF is damaged or cut short/),
      expect.stringMatching(/empty\.pdf: the file is empty/),
      expect.stringMatching(/letter\.pdf: .*not a PDF/),
      expect.stringMatching(/notes\.txt: no scorecard was found/),
      expect.stringMatching(/none\.pdf: no such file or folder/),
    ])
    const summary = JSON.parse(result.stdout)
    expect(summary).toMatchObject({ converted: 1, failed: 5, documents: 1, cards: 2 })
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')))
    expect(manifest.inputs.map(({ id, error }) => [id, error?.code ?? null])).toEqual([
      ['cut', 'damaged-pdf'],
      ['empty', 'input-empty'],
      ['good', null],
      ['letter', 'not-a-pdf'],
      ['notes', 'no-scorecard'],
      ['none', 'input-not-found'],
    ])
    documentSchema.parse(JSON.parse(readFileSync(join(output, 'documents', 'good.json'), 'utf8')))
  })

  it('says that the folder of an earlier run was left as it was where no input is found', () => {
    const folder = temporaryFolder()
    const output = join(folder, 'output')
    tidycard('convert', sampleText, '-o', output, '--quiet')
    const before = readFileSync(join(output, 'manifest.json'), 'utf8')
    const { status, stderr } = tidycard('convert', join(folder, 'none.pdf'), '-o', output)
    expect(status).toBe(3)
    expect(stderr).toContain(`nothing to convert was found; ${output} was left as it was\n`)
    expect(stderr).not.toContain('report.html')
    expect(readFileSync(join(output, 'manifest.json'), 'utf8')).toBe(before)
  })

  it.each([
    ['new', false],
    ['converted already', true],
  ])('ends with 3 where no thread can start in the memory that it is given, the inputs being %s', (_, converted) => {
    const output = join(temporaryFolder(), 'output')
    if (converted) tidycard('convert', sampleText, sampleText, '-o', output, '--quiet', '--fail-on', 'never')
    const inputs = converted ? [sampleText] : [sampleText, samplePdf, samples]
    const { status, stderr } = tidycard('convert', ...inputs, '-o', output, '--memory', '1', '--quiet')
    expect([status, stderr]).toEqual([3, expect.stringContaining('memory')])
  })

  it('says by its exit status whether anomalies reach --fail-on', () => {
    const output = join(temporaryFolder(), 'output')
    const status = (failOn: string): number | null =>
      tidycard('convert', sampleText, '-o', output, '--quiet', '--fail-on', failOn).status
    expect([status('error'), status('warning'), status('never')]).toEqual([0, 1, 0])
  })

  it('ends as it would have where nobody reads the standard error to its end', async () => {
    const folder = temporaryFolder()
    const words = ['convert', join(folder, 'none.pdf'), '-o', join(folder, 'output'), '--verbose']
    const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.destroy()
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect(status).toBe(3)
  })

  it('speaks Chinese where it is told to, and nothing where it is told to be quiet', () => {
    const folder = temporaryFolder()
    const chinese = tidycard('convert', join(folder, 'none.pdf'), '-o', join(folder, 'output'), '--lang', 'zh-TW')
    expect(chinese.stderr).toContain('找不到檔案或資料夾')
    const quiet = tidycard('convert', sampleText, '-o', join(folder, 'output'), '--quiet')
    expect([quiet.stderr, quiet.stdout]).toEqual(['', ''])
  })

  it.each([
    ['no input', ['convert']],
    ['an unknown option', ['convert', 'x.pdf', '--nonsense']],
    ['a number of jobs that is none', ['convert', 'x.pdf', '--jobs', '0']],
    ['a format that is none', ['convert', 'x.pdf', '--format', 'xlsx']],
    ['an unknown command', ['nonsense']],
    ['a folder without anything to convert', ['convert', fileURLToPath(new URL('.', import.meta.url))]],
    ['an output that is none', ['check', '/nowhere/at/all']],
  ])('takes %s for wrong usage', (_, words) => {
    const { status, stdout, stderr } = tidycard(...words)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stderr.trim()).not.toBe('')
  })

  it.each([
    ['before the input', ['--without-repair', 'malformed-number', sampleText]],
    ['several times', [sampleText, '--without-repair', 'shifted-row', '--without-repair', 'malformed-number']],
    ['with commas', ['--without-repair', 'shifted-row,malformed-number', sampleText]],
  ])('makes no repair that is turned off %s', (_, words) => {
    const output = join(temporaryFolder(), 'output')
    const { stdout } = tidycard('convert', ...words, '-o', output, '--json', '--quiet')
    const { documents, repairs } = JSON.parse(stdout)
    expect([documents, repairs['malformed-number']]).toEqual([1, undefined])
  })

  it('takes a file of corrections that begins with a byte order mark', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'corrections.jsonl'), '\ufeff\n')
    const words = ['--corrections', join(folder, 'corrections.jsonl'), '-o', join(folder, 'output'), '--quiet']
    expect(tidycard('convert', sampleText, ...words, '--fail-on', 'never')).toMatchObject({ status: 0, stderr: '' })
  })

  it('refuses a file of corrections that is none, and names the line', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'corrections.jsonl')
    writeFileSync(file, '\n{"document": 1}\n')
    const { status, stderr } = tidycard('convert', sampleText, '-o', join(folder, 'output'), '--corrections', file)
    expect([status, stderr]).toEqual([2, expect.stringContaining('line 2')])
  })

  it('applies a correction, and tells of one that no longer fits the print', () => {
    const folder = temporaryFolder()
    const output = join(folder, 'output')
    tidycard('convert', sampleText, '-o', output, '--quiet', '--fail-on', 'never')
    const read = () =>
      documentSchema.parse(JSON.parse(readFileSync(join(output, 'documents', 'hakka-111.json'), 'utf8')))
    const document = read()
    const [card] = document.cards
    const kpi = card?.kpis[0]
    const value = kpi?.values[0]
    const place = {
      card: card?.number,
      level: card?.level,
      code: kpi?.code,
      series: kpi?.series,
      field: value?.kind,
      rocYear: value?.rocYear,
    }
    const line = {
      document: document.source.sha256,
      place,
      value: 4321,
      by: 'a person',
      at: '2026-01-01T00:00:00Z',
      why: 'w',
    }
    const file = join(folder, 'corrections.jsonl')
    const convert = (printed: string | null | undefined) => {
      writeFileSync(file, `${JSON.stringify({ ...line, printed })}\n`)
      return tidycard('convert', sampleText, '-o', output, '--quiet', '--fail-on', 'never', '--corrections', file)
    }
    expect(convert(value?.raw).stderr).toBe('')
    expect(read().cards[0]?.kpis[0]?.values[0]?.value).toBe(4321)
    const place111 = `${kpi?.code}, card ${card?.number}, ${value?.kind} ${value?.rocYear}`
    expect(convert('something\n else').stderr).toBe(
      `hakka-111: a correction by a person (${place111}) was not applied: the print is now "${value?.raw}", not "something else"; settle it again in tidycard review\n`,
    )
    expect(read().cards[0]?.kpis[0]?.values[0]?.value).toBe(value?.value)
  })
})

describe('help', () => {
  it.each(['convert', 'check', 'load', 'schema'])('of %s has examples', (command) => {
    const { status, stdout } = tidycard(command, '--help')
    expect([status, stdout]).toEqual([0, expect.stringContaining(`$ tidycard ${command}`)])
    for (const option of ['--quiet', '--json', '--lang']) expect(stdout).toContain(option)
  })
})

describe('schema', () => {
  it('prints the JSON Schema of a document', () => {
    const { stdout } = tidycard('schema')
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', properties: { cards: { type: 'array' } } })
  })
})
