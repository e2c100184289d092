/** Text of a born-digital page that its fonts do not tell is read from the picture. */
import { afterAll, expect, it } from 'vitest'
import type { ReadOptions } from '../../src/reading/pages.ts'
import { readPages } from '../../src/reading/pages.ts'
import { rereadUnreadable } from '../../src/reading/reread-unreadable.ts'
import { closeScanner } from '../../src/reading/scanners.ts'
import { explainPage } from '../../src/table/index.ts'
import { makePdf, stream } from '../page/pdf/make-pdf.ts'

afterAll(closeScanner)

/** Helvetica that says of none of its letters what they mean, as a file may that was printed again. */
const fonts = {
  100: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 101 0 R >>',
  101: stream(
    '',
    'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20><7E><E020> endbfrange endcmap',
  ),
}
const content = [
  'BT /F2 14 Tf 40 160 Td (SCORECARD) Tj ET',
  '1 w 40 60 80 60 re S 120 60 80 60 re S',
  'BT /F2 12 Tf 50 84 Td (10,280) Tj ET BT /F1 12 Tf 130 84 Td (11,798) Tj ET',
].join('\n')

async function readTexts(ocr: ReadOptions['ocr']): Promise<string[]> {
  const bytes = makePdf([{ content, fonts: '/F2 100 0 R' }], fonts)
  const texts: string[] = []
  await readPages(bytes, 'pdf', { ocr }, async (page, look) => {
    const { layout } = explainPage(page)
    await rereadUnreadable(layout, look, { ocr })
    for (const block of layout.blocks) {
      const holders = block.kind === 'table' ? block.table.cells : [block.note]
      for (const { lines } of holders) texts.push(lines.map((line) => line.text).join('\n'))
    }
  })
  return texts
}

it('in cells and outside of them, and nothing else', async () => {
  expect(await readTexts('auto')).toEqual(['SCORECARD', '10,280', '11,798'])
}, 60_000)

it('but not without the recognisers', async () => {
  expect(await readTexts('off')).toEqual(['�'.repeat(9), '�'.repeat(6), '11,798'])
})
