import { constants, deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { readPages } from '../../src/reading/pages.ts'
import { makePdf, stream } from '../page/pdf/make-pdf.ts'

const CONTENT = 'BT /F1 10 Tf 50 100 Td (1,234,000) Tj ET '.repeat(20)
/** Stored, not packed: a changed byte changes one character and nothing else. */
const STORED = deflateSync(CONTENT, { level: 0 })
const changed = Buffer.from(STORED)
changed.write('7', STORED.indexOf('1,234'))

/** The problems of two pages, the second of which has this stream. */
async function problemsOf(content: Buffer): Promise<string[][]> {
  const page = { content: CONTENT }
  const pdf = makePdf([page, page], { 13: stream('/Filter /FlateDecode', content.toString('latin1')) })
  const pages: Page[] = []
  await readPages(pdf, 'pdf', { ocr: 'off' }, async (read) => {
    pages.push(read)
  })
  return pages.map(({ problems }) => problems.map(({ code }) => code))
}

it.each([
  ['is whole', STORED, []],
  ['holds another figure than its checksum was made of', changed, ['damaged']],
  ['is cut short', STORED.subarray(0, 300), ['damaged']],
  ['lacks its checksum alone', STORED.subarray(0, -4), []],
  ['was flushed and never closed', deflateSync(CONTENT, { finishFlush: constants.Z_SYNC_FLUSH }), []],
])('a page whose content %s', async (_, content, problems) => {
  expect(await problemsOf(content)).toEqual([[], problems])
})
