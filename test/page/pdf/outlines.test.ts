import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withPdf } from '../../../src/page/pdf/index.ts'
import { withoutOutlines } from '../../../src/page/pdf/outlines.ts'
import { makePdf, stream } from './make-pdf.ts'
import { findRun, readFirstPage } from './read-pages.ts'

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const LIBERATION = readFileSync(join(root, 'standard_fonts', 'LiberationSans-Regular.ttf'))

/** What a font file says of itself: its tables, and the numbers that reading needs. */
function describeFont(bytes: Uint8Array) {
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const offsets = new Map<string, number>()
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16) {
    offsets.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8))
  }
  const at = (tag: string, offset: number) => font.readInt16BE((offsets.get(tag) ?? Number.NaN) + offset)
  return {
    tables: [...offsets.keys()].sort(),
    unitsPerEm: at('head', 18),
    box: [at('head', 36), at('head', 38), at('head', 40), at('head', 42)],
    ascent: at('hhea', 4),
    descent: at('hhea', 6),
    glyphs: at('maxp', 4),
  }
}

/** The font with one thing about it changed. */
function changed(change: (font: Buffer) => void): Uint8Array {
  const font = Buffer.from(LIBERATION)
  change(font)
  return new Uint8Array(font)
}

const renamed = (from: string, to: string) => changed((font) => font.write(to, font.indexOf(from), 'latin1'))

describe('a font without its outlines', () => {
  it('keeps its heights and has one glyph', () => {
    const { tables, glyphs, ...heights } = describeFont(LIBERATION)
    const cut = withoutOutlines(LIBERATION)
    expect(describeFont(cut)).toEqual({ ...heights, tables: ['head', 'hhea', 'hmtx', 'loca', 'maxp'], glyphs: 1 })
    expect(glyphs).toBeGreaterThan(500)
    expect(tables).toContain('glyf')
    expect(cut.length).toBeLessThan(300)
  })

  it('may begin as those of Apple do', () => {
    const apple = changed((font) => font.write('true', 0, 'latin1'))
    expect(withoutOutlines(apple)).toEqual(withoutOutlines(LIBERATION))
  })

  it.each([
    ['is OpenType of PostScript', changed((font) => font.write('OTTO', 0, 'latin1'))],
    ['has outlines of PostScript too', renamed('glyf', 'CFF ')],
    ['does not say where its glyphs are', renamed('loca', 'xxxx')],
    ['has no head', renamed('head', 'xxxx')],
    ['does not say how many glyphs it has', renamed('maxp', 'xxxx')],
    ['breaks off within its heads', new Uint8Array(LIBERATION.subarray(0, 400))],
    ['breaks off within its list of tables', new Uint8Array(LIBERATION.subarray(0, 100))],
    ['is no font', new TextEncoder().encode('BT /F1 10 Tf (text) Tj ET')],
    ['is empty', new Uint8Array()],
  ])('that %s comes back as it is', (_, bytes) => {
    expect(withoutOutlines(bytes)).toBe(bytes)
  })

  it('is never asked for in vain: bytes that only begin like a font come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (tail) => {
        const bytes = Uint8Array.from([0, 1, 0, 0, 0, 8, ...tail])
        expect(withoutOutlines(bytes)).toBe(bytes)
      }),
    )
  })
})

/** A page whose font is in the file, packed as the writers of PDFs do; unpacked, its outlines are not taken away. */
function pageWithFont(packed: boolean): Uint8Array {
  const file = packed ? deflateSync(LIBERATION) : LIBERATION
  const objects = {
    100: `<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+LiberationSans /Encoding /WinAnsiEncoding
      /FirstChar 72 /LastChar 72 /Widths [722] /FontDescriptor 101 0 R >>`,
    101: `<< /Type /FontDescriptor /FontName /ABCDEF+LiberationSans /Flags 32 /FontFile2 102 0 R >>`,
    102: stream(`${packed ? '/Filter /FlateDecode ' : ''}/Length1 ${LIBERATION.length}`, file.toString('latin1')),
  }
  return makePdf([{ content: 'BT /F2 40 Tf 20 100 Td (HHH) Tj ET', fonts: '/F2 100 0 R' }], objects)
}

describe('a document with a packed font', () => {
  it('is read as with its outlines', async () => {
    const page = await readFirstPage(pageWithFont(true))
    expect(page).toEqual(await readFirstPage(pageWithFont(false)))
    expect(findRun(page, 'HHH').box[2]).toBeCloseTo(20 + 3 * 0.722 * 40, 1)
  })

  it('is drawn with them, also after it was read', async () => {
    const draw = (bytes: Uint8Array) =>
      withPdf(bytes, {}, async (pdf) => {
        await pdf.page(1)
        return (await pdf.render(1, 72)).data
      })
    const drawn = await draw(pageWithFont(true))
    expect(drawn).toEqual(await draw(pageWithFont(false)))
    expect(drawn.filter((value, i) => i % 4 === 0 && value < 64).length).toBeGreaterThan(500)
  })
})
