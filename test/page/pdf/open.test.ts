import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { PdfError, withPdf } from '../../../src/page/pdf/index.ts'
import { encryptedPdf, HI } from './encrypted-pdf.ts'
import { makePdf, stream } from './make-pdf.ts'
import { readFirstPage, readPages, textsOf } from './read-pages.ts'

/** A picture of 4 by 2 pixels, the first white, the others black. */
const DEFLATED = deflateSync(Uint8Array.from([255, 0, 0, 0, 0, 0, 0, 0])).toString('latin1')
const PIXELS = '/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode'
const INLINE = `BI /W 4 /H 2 /CS /G /BPC 8 /F /Fl ID ${DEFLATED} EI`
const FIRST_PIXELS = [255, 255, 255, 255, 0, 0, 0, 255]

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

async function codeOf(bytes: Uint8Array, options = {}): Promise<string> {
  try {
    await readPages(bytes, options)
  } catch (error) {
    if (error instanceof PdfError) return error.code
    throw error
  }
  return 'read'
}

describe('files that cannot be read', () => {
  const whole = makePdf([HI])
  it.each([
    ['empty', new Uint8Array(), 'empty-file'],
    ['not a PDF', ascii('PK\u0003\u0004 a word processor file'), 'not-a-pdf'],
    ['cut off', whole.slice(0, whole.length - 300), 'truncated'],
    ['without a catalogue', ascii('%PDF-1.7\n1 0 obj\n<< >>\nendobj\nstartxref\n9\n%%EOF'), 'damaged'],
    ['encrypted', encryptedPdf('secret'), 'encrypted'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code)
  })

  it('a wrong password is told from none, and the right one opens', async () => {
    expect(await codeOf(encryptedPdf('secret'), { password: 'wrong' })).toBe('wrong-password')
    expect(textsOf(await readFirstPage(encryptedPdf('secret'), { password: 'secret' }))).toEqual(['Hi'])
  })

  it('a file that only its owner locked opens without', async () => {
    expect(textsOf(await readFirstPage(encryptedPdf('')))).toEqual(['Hi'])
  })

  it.each([
    ['bytes', { bytes: 100 }],
    ['pages', { pages: 1 }],
  ])('more %s than allowed', async (_, limits) => {
    expect(await codeOf(makePdf([HI, HI]), { limits })).toBe('limit-exceeded')
  })
})

describe('pages that fail alone', () => {
  const heavy = { content: 'BT /F1 10 Tf 50 100 Td (Hi) Tj ET '.repeat(400) }
  it.each([
    ['operators', { operators: 1000 }],
    ['glyphs', { glyphs: 500 }],
  ])('too many %s: the others go on', async (_, limits) => {
    const pages = await readPages(makePdf([HI, heavy, HI]), { limits })
    expect(pages.map((page) => page.problems.map((problem) => problem.code))).toEqual([[], ['limit-exceeded'], []])
    expect(pages.map((page) => textsOf(page)[0])).toEqual(['Hi', undefined, 'Hi'])
  })

  it('too many path segments', async () => {
    const content = '10 10 m 20 20 l S '.repeat(300)
    const [page] = await readPages(makePdf([{ content }]), { limits: { segments: 100 } })
    expect(page?.problems).toMatchObject([{ code: 'limit-exceeded' }])
  })

  it('a broken page tree', async () => {
    const pages = await readPages(
      makePdf([HI, HI], { 2: '<< /Type /Pages /Kids [10 0 R 99 0 R] /Count 2 /MediaBox [0 0 9 9] >>' }),
    )
    expect(pages).toHaveLength(2)
    expect(pages[1]?.problems.map((problem) => problem.code)).toEqual(['damaged'])
  })

  it('a page with nothing on it says so', async () => {
    const page = await readFirstPage(makePdf([{ content: '' }]))
    expect(page.problems).toMatchObject([{ code: 'empty-page' }])
  })
})

describe('an open file', () => {
  it('gives pages by number and refuses others', async () => {
    await withPdf(makePdf([HI, { content: '' }]), {}, async (pdf) => {
      expect(pdf.pageCount).toBe(2)
      expect((await pdf.page(2)).number).toBe(2)
      await expect(pdf.page(3)).rejects.toThrow(RangeError)
    })
  })

  it('lets go of everything when its user throws', async () => {
    const listeners = process.listenerCount('unhandledRejection')
    await expect(withPdf(makePdf([HI]), {}, () => Promise.reject(new Error('mine')))).rejects.toThrow('mine')
    expect(process.listenerCount('unhandledRejection')).toBe(listeners)
  })

  it('leaves the bytes to their owner', async () => {
    const bytes = makePdf([HI])
    const copy = bytes.slice()
    await readPages(bytes)
    expect(bytes).toEqual(copy)
  })

  it('draws a page, or a part of it, in dots an inch', async () => {
    const bytes = makePdf([{ content: '1 0 0 rg 0 100 150 100 re f', page: '/Rotate 90' }])
    await withPdf(bytes, {}, async (pdf) => {
      const whole = await pdf.render(1, 72)
      expect([whole.width, whole.height]).toEqual([200, 300])
      const pixel = (x: number, y: number) => [...whole.data.slice((y * 200 + x) * 4, (y * 200 + x) * 4 + 3)]
      // The upper left quarter comes to the upper right when the page is turned clockwise.
      expect(pixel(150, 50)).toEqual([255, 0, 0])
      expect(pixel(50, 50)).toEqual([255, 255, 255])
      const part = await pdf.render(1, 144, [100, 0, 150, 50])
      expect([part.width, part.height]).toEqual([100, 100])
      expect([...part.data.slice(0, 3)]).toEqual([255, 0, 0])
    })
  })

  it('finds the picture that is the page, as it was scanned', async () => {
    const image = 'BI /W 4 /H 2 /CS /G /BPC 8 ID \u00ff\u0000\u0000\u0000\u0000\u0000\u0000\u0000 EI'
    const bytes = makePdf([
      { content: `q 300 0 0 200 0 0 cm ${image} Q` },
      { content: `q 30 0 0 20 0 0 cm ${image} Q` },
      { content: `q 300 0 0 200 0 0 cm ${image} Q`, page: '/Rotate 90' },
    ])
    await withPdf(bytes, {}, async (pdf) => {
      const scan = await pdf.pageImage(1)
      expect(scan).toMatchObject({ width: 4, height: 2, rotation: 0, mirrored: false, box: [0, 0, 300, 200] })
      expect(scan?.dpi).toBeCloseTo((4 / 300) * 72)
      expect([...(scan?.data.slice(0, 8) ?? [])]).toEqual([255, 255, 255, 255, 0, 0, 0, 255])
      expect(await pdf.pageImage(2)).toBeNull()
      expect(await pdf.pageImage(3)).toMatchObject({ rotation: 90, width: 4, dpi: scan?.dpi })
    })
  })

  it.each([
    ['on its own', '/Scan Do'],
    ['within the text', INLINE],
  ])('shows a deflated picture, %s, also when pages were read before', async (_place, paint) => {
    const scan = { content: `q 300 0 0 200 0 0 cm ${paint} Q ${HI.content}`, resources: '/XObject << /Scan 100 0 R >>' }
    const bytes = makePdf([scan, scan, scan], { 100: stream(`/Type /XObject /Subtype /Image ${PIXELS}`, DEFLATED) })
    await withPdf(bytes, {}, async (pdf) => {
      for await (const page of pdf.pages()) {
        expect(page.images).toEqual([[0, 0, 300, 200]])
        expect(page.runs).toHaveLength(1)
      }
      for (const number of [3, 1]) {
        expect([...((await pdf.pageImage(number))?.data.slice(0, 8) ?? [])]).toEqual(FIRST_PIXELS)
      }
      const { data } = await pdf.render(2, 72)
      expect([...data.slice(0, 3)]).toEqual(FIRST_PIXELS.slice(0, 3))
    })
  })
})

describe('the reference document', () => {
  const sample = (name: string) => readFile(new URL(`../../../samples/${name}`, import.meta.url))

  it.each(['hakka-111.pdf', 'hakka-111-qt.pdf'])('%s: text and rules of the first page', async (name) => {
    await withPdf(await sample(name), {}, async (pdf) => {
      expect(pdf.pageCount).toBe(6)
      const page = await pdf.page(1)
      const glyphs = page.runs.flatMap((run) => run.glyphs)
      const title = glyphs.filter((glyph) => glyph.size > 10).map((glyph) => glyph.text)
      expect(title.join('')).toBe('發展文化多元C組府級平衡計分卡(111年)')
      expect(page.glyphs).toEqual({ visible: glyphs.length, hidden: 0 })
      expect(page.problems).toEqual([])
      expect(page.rulings.length).toBeGreaterThan(40)
    })
  })

  it('reads the same characters from both producers', async () => {
    const characters = async (name: string) => {
      const pages = await readPages(await sample(name))
      return pages.map((page) =>
        page.runs
          .flatMap((run) => run.glyphs.map((glyph) => glyph.text))
          .sort()
          .join(''),
      )
    }
    expect(await characters('hakka-111.pdf')).toEqual(await characters('hakka-111-qt.pdf'))
  })
})
