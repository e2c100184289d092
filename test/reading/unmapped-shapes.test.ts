/** Characters that a PDF shows and does not name. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { type ReadOptions, readPages } from '../../src/reading/pages.ts'
import { closeScanner } from '../../src/reading/scanners.ts'
import { makePdf, stream } from '../page/pdf/make-pdf.ts'

afterAll(closeScanner)

/** Helvetica (F1) and a Helvetica that says of none of its letters what they mean (F2), as a file may that was printed again. */
const fonts = {
  100: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 101 0 R >>',
  101: stream(
    '',
    'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <20><20><0020> <21><7E><E021> endbfrange endcmap',
  ),
}

async function readPage(lines: string[], ocr: ReadOptions['ocr'] = 'auto'): Promise<Page> {
  const content = lines.map((line, i) => `BT 12 TL 40 ${170 - i * 22} Td ${line} ET`).join('\n')
  let read: Page | undefined
  await readPages(makePdf([{ content, fonts: '/F2 100 0 R' }], fonts), 'pdf', { ocr }, async (page) => {
    read = page
  })
  if (read === undefined) throw new Error('no page was read')
  return read
}

const plain = (text: string) => `/F1 12 Tf (${text}) Tj`
const unnamed = (text: string) => `/F2 12 Tf (${text}) Tj`
const textsOf = (page: Page) => page.runs.map((run) => run.text)

describe('characters that a PDF shows and does not name', () => {
  it('are read from the picture and stand exactly where the file puts them', async () => {
    const lines = ['Budget 10,280', 'Budget 11,798', 'Target 20,731', 'Target 98,207']
    const [page, named] = [await readPage(lines.map(unnamed)), await readPage(lines.map(plain))]
    expect(page.reader).toBe('pdf')
    expect(textsOf(page)).toEqual(lines)
    expect(page.runs.map((run) => run.box)).toEqual(named.runs.map((run) => run.box))
    for (const run of page.runs)
      expect(run.readings).toEqual([{ reader: 'shapes', text: run.text, confidence: run.confidence }])
  }, 60_000)

  it('leave the known text beside them as it is', async () => {
    const page = await readPage([`${plain('Il1 O0')} ${unnamed('Budget')}`, plain('rn m vv w')])
    expect(textsOf(page)).toEqual(['Il1 O0', 'Budget', 'rn m vv w'])
    expect(page.runs.map((run) => run.readings.length)).toEqual([0, 1, 0])
    expect(page.runs[0]?.confidence).toBe(1)
  }, 60_000)

  it('stay unknown without the recognisers, and the page says so', async () => {
    const page = await readPage([unnamed('Budget')], 'off')
    expect(textsOf(page)).toEqual(['\ufffd'.repeat(6)])
    expect(page.problems.map(({ code }) => code)).toEqual(['no-unicode', 'needs-ocr'])
  })
})
