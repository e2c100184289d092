/** `tidycard tables` and `tidycard inspect` as a user calls them; the built code is what runs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import Papa from 'papaparse'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { type TablesFile, tablesFileSchema } from '../../src/model/tables-file.ts'
import { repeatSpans } from '../../src/output/grids.ts'
import { encryptedPdf } from '../page/pdf/encrypted-pdf.ts'
import { makePdf, stream } from '../page/pdf/make-pdf.ts'
import { runCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const sample = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url))

const readGrids = (folder: string, id: string): TablesFile =>
  tablesFileSchema.parse(JSON.parse(readFileSync(join(folder, `${id}.tables.json`), 'utf8')))

describe('tables', () => {
  it('writes every table of a PDF as a grid, and as CSV with the spans repeated', async () => {
    const output = temporaryFolder()
    const { status, stdout } = await runCli(['tables', sample('hakka-111.pdf'), '-o', output, '--json', '--quiet'])
    expect(status).toBe(0)
    const file = readGrids(output, 'hakka-111')
    expect(JSON.parse(stdout)).toMatchObject({ tables: file.tables.length, failures: [] })
    expect(file.glyphs.lost).toBe(0)
    expect(file.pages.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6])
    for (const grid of file.tables) {
      const csv = readFileSync(join(output, `hakka-111.table-${grid.table}.csv`), 'utf8')
      expect(Papa.parse(csv.trimEnd()).data).toEqual(repeatSpans(grid))
    }
    const counts = file.tables.find(({ rows, columns }) => rows === 4 && columns === 4)
    expect(counts && repeatSpans(counts)[1]).toEqual(['110年', '15', '20', '25'])
  })

  it('keeps a cell that a page break cut as one cell with the rest under continues', async () => {
    const output = temporaryFolder()
    await runCli(['tables', sample('hakka-111.pdf'), '-o', output, '--quiet'])
    const cells = readGrids(output, 'hakka-111').tables.flatMap((table) => table.cells)
    const cut = cells.filter((cell) => cell.continues !== undefined)
    expect(cut.length).toBeGreaterThan(0)
    for (const { page, continues } of cut) expect(continues?.[0]?.page).toBe(page + 1)
    expect(cut.map(({ lines, text }) => [lines.join(''), text])).toContainEqual(['12,000,000', '12,000,000'])
  })

  it('reads the tables of a text file, without boxes', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.tsv'), '縣市\t案名\t戶數\n臺北市\t明倫社會住宅\t380\n新北市\t五股, "芳洲"\t1,070\n')
    const { status, stderr } = await runCli(['tables', join(folder, 'a.tsv'), '-o', folder, '--verbose'])
    expect(status).toBe(0)
    expect(stderr).toBe(`${join(folder, 'a.tsv')}: 1 table on 1 page\n1 table from 1 document in ${folder}\n`)
    const [grid] = readGrids(folder, 'a').tables
    expect(grid?.cells.every(({ box }) => box === null)).toBe(true)
    expect(readFileSync(join(folder, 'a.table-1.csv'), 'utf8')).toBe(
      '縣市,案名,戶數\n臺北市,明倫社會住宅,380\n新北市,"五股, ""芳洲""","1,070"\n',
    )
  })

  it('says that a page is damaged, though it has a table', async () => {
    const folder = temporaryFolder()
    const rules = [20, 100, 180].map((x) => `${x} 60 m ${x} 140 l S`)
    const levels = [60, 100, 140].map((y) => `20 ${y} m 180 ${y} l S`)
    const texts = ['1,234', '5,678', '9,012', '3,456'].map(
      (text, index) => `BT /F1 10 Tf ${30 + 80 * (index % 2)} ${index < 2 ? 115 : 75} Td (${text}) Tj ET`,
    )
    const stored = deflateSync([...rules, ...levels, ...texts].join('\n'), { level: 0 })
    stored.write('7', stored.indexOf('1,234'))
    const pdf = makePdf([{ content: '' }], { 11: stream('/Filter /FlateDecode', stored.toString('latin1')) })
    const path = join(folder, 'a.pdf')
    writeFileSync(path, pdf)
    const { status, stdout, stderr } = await runCli(['tables', path, '-o', folder, '--json'])
    expect(status).toBe(0)
    expect(stderr).toContain('  p. 1: the page is damaged (the file holds other data than was written)\n')
    expect(JSON.parse(stdout)).toMatchObject({
      tables: 1,
      documents: [{ pagesWithoutTables: [], unreadPages: [{ page: 1, problem: 'damaged' }] }],
    })
  })

  it('says why a page gives no table, and takes away the tables of an earlier run', async () => {
    const folder = temporaryFolder()
    const blank = await PDFDocument.create()
    blank.addPage()
    writeFileSync(join(folder, 'blank.pdf'), await blank.save())
    writeFileSync(join(folder, 'blank.table-1.csv'), 'from an earlier run\n')
    const { status, stderr } = await runCli(['tables', join(folder, 'blank.pdf'), '-o', folder])
    expect(status).toBe(0)
    expect(stderr).toContain('p. 1: the page is blank')
    expect(readGrids(folder, 'blank')).toMatchObject({ tables: [], pages: [{ page: 1, tables: 0, why: 'empty-page' }] })
    expect(existsSync(join(folder, 'blank.table-1.csv'))).toBe(false)
  })

  it('names what cannot be read in one line each, reads the others, and ends with 3', async () => {
    const folder = temporaryFolder()
    const input = join(folder, 'input')
    mkdirSync(input)
    writeFileSync(join(input, 'good.txt'), 'a\tb\n1\t2\n3\t4\n')
    writeFileSync(join(input, 'letter.pdf'), 'Dear Sir')
    writeFileSync(join(input, 'locked.pdf'), encryptedPdf('secret'))
    const output = join(folder, 'output')
    const { status, stderr } = await runCli(['tables', input, join(folder, 'none.pdf'), '-o', output, '--quiet'])
    expect(status).toBe(3)
    expect(stderr.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/letter\.pdf: .*not a PDF/),
      expect.stringMatching(/locked\.pdf: the PDF is encrypted; give its password with --password/),
      expect.stringMatching(/none\.pdf: no such file or folder/),
    ])
    expect(readdirSync(output).sort()).toEqual(['good.table-1.csv', 'good.tables.json'])
    const wrong = await runCli(['tables', join(input, 'locked.pdf'), '-o', output, '--password', 'guess', '--quiet'])
    expect(wrong.stderr).toMatch(/locked\.pdf: the password does not open the PDF/)
  })
})

describe('inspect', () => {
  it('draws a page as SVG that needs no other file, and as PNG', async () => {
    const folder = temporaryFolder()
    const { status } = await runCli(['inspect', sample('hakka-111.pdf'), '--page', '3', '-o', folder, '--quiet'])
    expect(status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['hakka-111.page-3.png', 'hakka-111.page-3.svg'])
    const svg = readFileSync(join(folder, 'hakka-111.page-3.svg'), 'utf8')
    expect(svg).toContain('4 Result: 2 tables (4 × 4, 11 × 15)')
    expect(svg).toContain('table 1: 4 rows × 4 columns, header 1')
    expect(svg).not.toMatch(/href="(?!#|data:)/)
  })

  it('draws one step under a name of its own, and only steps that exist', async () => {
    const folder = temporaryFolder()
    const draw = (step: string) =>
      runCli(['inspect', sample('hakka-111.pdf'), '--page', '3', '--step', step, '-o', folder, '--quiet'])
    expect((await draw('4')).status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['hakka-111.page-3.step-4.png', 'hakka-111.page-3.step-4.svg'])
    const { status, stderr } = await draw('7')
    expect(status).toBe(2)
    expect(stderr).toMatch(/'--step <n>' argument '7' is invalid\. Allowed choices are 1, 2, 3, 4\./)
  })

  it('says that there is no such page', async () => {
    const { status, stderr } = await runCli(['inspect', sample('hakka-111.pdf'), '--page', '9'])
    expect(status).toBe(3)
    expect(stderr).toMatch(/there is no page 9: it has 6/)
  })
})
