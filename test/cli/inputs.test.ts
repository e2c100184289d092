/** Inputs that cannot be converted: one clear line each, the others converted, never a stack. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestSchema } from '../../src/model/document.ts'
import { encryptedPdf } from '../page/pdf/encrypted-pdf.ts'
import { makePdf } from '../page/pdf/make-pdf.ts'
import { printCard } from '../support/card-text.ts'
import { type CliResult, runCli } from '../support/cli.ts'
import { makeTemporaryFolder } from '../support/temporary-folder.ts'

const sample = fileURLToPath(new URL('../../samples/hakka-111.pdf', import.meta.url))
const folder = makeTemporaryFolder()
afterAll(folder.remove)
const input = join(folder.path, 'input')
const at = (name: string): string => join(input, name)

const row = 'CC1參與|設計|CC1.2參與人次|人次|10|11|12|研究發展組|CC1.2.1辦理節慶|1,000|2,000|文教推廣組'

beforeAll(() => {
  mkdirSync(input)
  const whole = readFileSync(sample)
  const files: Record<string, string | Uint8Array> = {
    'empty.pdf': '',
    'letter.pdf': 'Dear reader, this is no PDF.',
    'cut.pdf': whole.subarray(0, whole.length / 3),
    'locked.pdf': encryptedPdf('secret'),
    'other.pdf': makePdf([{ content: 'BT /F1 10 Tf 50 100 Td (Minutes of a meeting) Tj ET' }]),
    'notes.txt': '會議紀錄\n一、報告事項',
    'good.txt': printCard([row]),
    'table.docx': 'PK',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content)
})

const NO_STACK = /\n\s+at |node:internal|\.js:\d+/

function convert(words: readonly string[]): Promise<CliResult> {
  return runCli([
    'convert',
    ...words,
    '-o',
    join(folder.path, `output-${words.join('-').replace(/\W+/g, '-')}`),
    '--jobs',
    '1',
  ])
}

describe('one input that cannot be converted', () => {
  it.each<[name: string, says: RegExp, words?: string[]]>([
    ['missing.pdf', /no such file or folder/],
    ['empty.pdf', /the file is empty; fetch it again/],
    ['letter.pdf', /its content is not a PDF/],
    ['cut.pdf', /damaged or cut short/],
    ['locked.pdf', /encrypted; give its password with --password/],
    ['locked.pdf', /the password does not open the PDF/, ['--password', 'wrong']],
    ['locked.pdf', /no scorecard was found/, ['--password', 'secret']],
    ['other.pdf', /no scorecard was found in it; .*tidycard tables/],
    ['notes.txt', /no scorecard was found/],
    ['table.docx', /not a kind of file that can be read/],
  ])('%s: %s', async (name, says, words = []) => {
    const { status, stdout, stderr } = await convert([at(name), ...words])
    expect(status).toBe(3)
    expect(stdout).toBe('')
    const lines = stderr.split('\n').filter((line) => line.startsWith(at(name)))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(says)
    expect(stderr).not.toMatch(NO_STACK)
  })

  it('says so in Chinese where asked', async () => {
    const { stderr } = await convert([at('empty.pdf'), '--lang', 'zh-TW'])
    expect(stderr).toContain('檔案是空的')
  })
})

describe('a folder that mixes good and bad', () => {
  it('converts the good, names the bad, and ends with 3', async () => {
    const output = join(folder.path, 'mixed')
    copyFileSync(sample, at('sample.pdf'))
    const { status, stdout, stderr } = await runCli(['convert', input, '-o', output, '--jobs', '2', '--json'])
    expect(status).toBe(3)
    expect(stderr).not.toMatch(NO_STACK)
    const bad = ['cut.pdf', 'empty.pdf', 'letter.pdf', 'locked.pdf', 'notes.txt', 'other.pdf']
    for (const name of bad) expect(stderr.split('\n').filter((line) => line.startsWith(at(name)))).toHaveLength(1)
    const summary = JSON.parse(stdout)
    expect(summary).toMatchObject({ converted: 2, failed: bad.length, unchanged: 0 })
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')))
    const failed = manifest.inputs.filter((one) => one.status === 'failed').map((one) => [one.id, one.error?.code])
    expect(Object.fromEntries(failed)).toEqual({
      cut: 'damaged-pdf',
      empty: 'input-empty',
      letter: 'not-a-pdf',
      locked: 'password-needed',
      notes: 'no-scorecard',
      other: 'no-scorecard',
    })
    const cards = readFileSync(join(output, 'tables', 'cards.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(cards.slice(1).map((line) => line.split(',')[0])).toEqual(['good', 'sample', 'sample'])
  })
})
