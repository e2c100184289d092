/** Pages that are not in the data are told, whatever the reason. */
import { describe, expect, it } from 'vitest'
import { convertDocument } from '../../src/convert.ts'
import { findUnreadPages } from '../../src/scorecard/unread-pages.ts'
import { makePdf } from '../page/pdf/make-pdf.ts'

const text = { content: 'BT /F1 10 Tf 50 100 Td (Hi) Tj ET' }
const picture = { content: 'q 300 0 0 200 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q' }
const blank = { content: '' }

describe('pages that are not in the data', () => {
  it('are told one by one: pictures that nobody may read, and damaged pages', async () => {
    const kids = '<< /Type /Pages /Kids [10 0 R 12 0 R 14 0 R 99 0 R 16 0 R] /Count 5 /MediaBox [0 0 300 200] >>'
    const bytes = makePdf([text, picture, blank, text], { 2: kids })
    const { document } = await convertDocument(bytes, { id: 'a', name: 'a.pdf', ocr: 'off' })
    expect(
      document.anomalies.map(({ rule, severity, place, pieces }) => [rule, severity, place.field, pieces[0]?.page]),
    ).toEqual([
      ['unreadable-page', 'error', 'page_2', 2],
      ['unreadable-page', 'error', 'page_4', 4],
    ])
    expect(document.anomalies[0]?.message).toBe(
      'page 2 was not read, or not all of it: only its picture can be read; allow --ocr auto',
    )
  })

  it('are told once, however many pictures they have', () => {
    const problem = { code: 'needs-ocr', detail: 'a table is a picture' }
    const page = { number: 7, width: 1, height: 1, reader: 'pdf', dpi: null, tables: 0 } as const
    expect(
      findUnreadPages([{ ...page, glyphs: { visible: 0, hidden: 0 }, problems: [problem, problem] }]),
    ).toHaveLength(1)
  })

  it.each([
    ['damaged', 'unreadable-page'],
    ['limit-exceeded', 'unreadable-page'],
    ['needs-ocr', 'unreadable-page'],
    ['too-coarse', 'ocr-uncertain'],
    ['empty-page', null],
    ['no-unicode', null],
  ])('%s: %s', (code, rule) => {
    const page = { number: 7, width: 1, height: 1, reader: 'pdf', dpi: null, tables: 0 } as const
    const found = findUnreadPages([{ ...page, glyphs: { visible: 0, hidden: 0 }, problems: [{ code, detail: 'why' }] }])
    expect(found.map((finding) => finding.rule)).toEqual(rule === null ? [] : [rule])
    expect(found.every(({ place, pieces }) => place.field === 'page_7' && pieces[0]?.page === 7)).toBe(true)
  })
})
