import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { PdfError } from '../../../src/page/pdf/index.ts'
import { makePdf, stream } from './make-pdf.ts'
import { readFirstPage, readPages, textsOf } from './read-pages.ts'

const PAGE = {
  content: 'q .8 g 10 10 80 30 re f Q BT /F1 10 Tf 50 100 Td (Hi there) Tj ET /X1 Do 10 10 m 90 10 l S',
  resources: '/XObject << /X1 100 0 R >>',
}
const FORM = stream('/Type /XObject /Subtype /Form /BBox [0 0 90 90]', '0 0 50 1 re f')

describe('hostile files', () => {
  it('end as pages or as a PdfError, whatever byte is changed, and print nothing', async () => {
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    const logged = [vi.spyOn(console, 'log'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
    const whole = makePdf([PAGE, PAGE], { 100: FORM })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 32, max: 126 })), {
          minLength: 1,
          maxLength: 12,
        }),
        async (changes) => {
          const bytes = whole.slice()
          for (const [index, byte] of changes) bytes[index] = byte
          try {
            for (const page of await readPages(bytes)) expect(page.glyphs.visible).toBeGreaterThanOrEqual(0)
          } catch (error) {
            expect(error).toBeInstanceOf(PdfError)
          }
        },
      ),
      { numRuns: 60, seed: 111 },
    )
    for (const spy of [...printed, ...logged]) {
      expect(spy.mock.calls.flat().join('')).not.toMatch(/pdf|warning/i)
      spy.mockRestore()
    }
  })

  it('a form that paints itself', async () => {
    const form = stream(
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 100 0 R >> >>',
      '/X1 Do',
    )
    const page = await readFirstPage(makePdf([PAGE], { 100: form }))
    expect(textsOf(page)).toEqual(['Hi there'])
  })

  it('states that are saved and never restored', async () => {
    const page = await readFirstPage(makePdf([{ content: `${'q '.repeat(5000)} 1 0 0 1 5 5 cm ${PAGE.content}` }]))
    expect(textsOf(page)).toEqual(['Hi there'])
  })

  it('a stream that inflates to a thousand times its size ends its page alone', async () => {
    const bomb = deflateSync(new Uint8Array(257 * 1024 * 1024)).toString('latin1')
    const pages = await readPages(makePdf([PAGE, PAGE], { 100: FORM, 13: stream('/Filter /FlateDecode', bomb) }))
    expect(pages.map((page) => page.problems.map((problem) => problem.code))).toEqual([[], ['limit-exceeded']])
  })

  it('leaves the decompressor of others alone', async () => {
    const before = globalThis.DecompressionStream
    await readPages(makePdf([PAGE]))
    expect(globalThis.DecompressionStream).toBe(before)
  })
})
