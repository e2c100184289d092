import { describe, expect, it } from 'vitest'
import { withPdf } from '../../../src/page/pdf/index.ts'
import { makePdf, stream } from './make-pdf.ts'

/** Codestream of 2100 by 2 pixels, the left half black (lossless, made with OpenJPEG 2.5). */
const JPEG_2000 =
  '/0//UQApAAAAAAg0AAAAAgAAAAAAAAAAAAAINAAAAAIAAAAAAAAAAAABBwEB/1IADAAAAAEAAQQEAAH/XAAHQEBISFD/kAAKAAAAAACxAAH/k/7/cAX+' +
  'AL/wBf4Av/wBf4Av/AF/gC//YEl9oJv2gn7QTv7QT9oJ/tBP2gn3/aBgCWgb/38JaBv/fwloG/9/CWgb/38JaBv/fwloG/9/CWgb/38JaBv/fwlS3ihN' +
  'xOAoSElYUGEg9x9F+KKrMIF+KKrMIF+KKrMIF+KKvwKvLk8Cry5PAq8uTwKvLk8Cry5PAq8uTwKvLk8Cq8fvH/tBACPN/3//2Q=='

const pixels = (count: number): string => '\u00ff\u0000'.repeat(Math.ceil(count / 2)).slice(0, count)
const grey = (width: number, more = '') =>
  stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 ${more}`,
    pixels(width * 2),
  )
const STENCIL = stream(
  '/Type /XObject /Subtype /Image /Width 400 /Height 2 /ImageMask true /BitsPerComponent 1',
  pixels(100),
)
const place = (name: string, x: number, y: number, width: number, height: number) =>
  `q ${width} 0 0 ${height} ${x} ${y} cm /${name} Do Q`
const grid = (name: string, columns: number, rows: number): string => {
  const [width, height] = [300 / columns, 200 / rows]
  const cells = Array.from(
    { length: columns * rows },
    (_, cell) => [cell % columns, Math.floor(cell / columns)] as const,
  )
  return cells.map(([column, row]) => place(name, column * width, row * height, width, height)).join(' ')
}
const RESOURCES = '/XObject << /Page 100 0 R /Stencil 101 0 R /Masked 102 0 R /Logo 104 0 R >>'
const OBJECTS = {
  100: grey(100),
  101: STENCIL,
  102: grey(10, '/SMask 103 0 R'),
  103: grey(400),
  104: grey(4000),
}
const PAGE: [number, number, number, number] = [0, 0, 300, 200]
const dpiOf = (pixelsAcross: number) => (pixelsAcross / 300) * 72

describe('how fine the pictures of a page are', () => {
  it.each([
    ['one picture', place('Page', 0, 0, 300, 200), 100],
    ['a stencil over a coarse background', `${place('Page', 0, 0, 300, 200)} ${place('Stencil', 0, 0, 300, 200)}`, 400],
    ['a mask finer than what it shows', `${place('Page', 0, 0, 300, 200)} ${place('Masked', 0, 0, 300, 200)}`, 400],
    ['strips', grid('Page', 1, 5), 100],
    ['tiles, of which pdf.js makes one operator', grid('Page', 3, 4), 300],
    ['stencils, of which pdf.js makes one operator', `${place('Page', 0, 0, 300, 200)} ${grid('Stencil', 2, 6)}`, 800],
    ['a fine logo on a page', `${place('Page', 0, 0, 300, 200)} ${place('Logo', 10, 10, 20, 10)}`, 100],
    ['a picture of no size', `${place('Page', 0, 0, 300, 200)} ${place('Logo', 10, 10, 0, 0)}`, 100],
    ['no picture', '', null],
  ])('%s', async (_, content, across) => {
    await withPdf(makePdf([{ content, resources: RESOURCES }], OBJECTS), {}, async (pdf) => {
      const found = await pdf.resolution(1, PAGE)
      expect(found === null ? null : Math.round(found)).toBe(across === null ? null : Math.round(dpiOf(across)))
    })
  })

  it.each([
    ['one picture', place('Page', 0, 0, 300, 200), 100],
    ['with a small stencil on it', `${place('Page', 0, 0, 300, 200)} ${place('Stencil', 10, 10, 30, 5)}`, undefined],
    ['twice', grid('Page', 1, 2), undefined],
  ])('the page is its picture alone: %s', async (_, content, width) => {
    await withPdf(makePdf([{ content, resources: RESOURCES }], OBJECTS), {}, async (pdf) => {
      expect((await pdf.pageImage(1))?.width).toBe(width)
    })
  })
})

describe('pictures of JPEG 2000', () => {
  const scan = stream(
    '/Type /XObject /Subtype /Image /Width 2100 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode',
    Buffer.from(JPEG_2000, 'base64').toString('latin1'),
  )
  const bytes = makePdf([{ content: place('Scan', 0, 0, 300, 200), resources: '/XObject << /Scan 100 0 R >>' }], {
    100: scan,
  })

  it('keep their pixels, however wide they are', async () => {
    await withPdf(bytes, {}, async (pdf) => {
      const image = await pdf.pageImage(1)
      expect([image?.width, image?.height]).toEqual([2100, 2])
      expect([image?.data[0], image?.data[1049 * 4], image?.data[1050 * 4]]).toEqual([0, 0, 255])
    })
  })

  it.each([
    ['an A3 scan of 600 dpi', 9921, 7016, true],
    ['a page wide as no other', 60_000, 1000, true],
    ['more pixels than any picture may have', 16_000, 16_000, false],
  ])('are told how large they may be: %s', async (_, width, height, allowed) => {
    await withPdf(bytes, {}, async () => {
      const canvas = new OffscreenCanvas(width, height)
      expect(canvas.getContext('2d')?.getImageData(0, 0, 1, 1).data[3] !== 0).toBe(allowed)
    })
  })

  it('leave nothing behind in the process', async () => {
    await withPdf(bytes, {}, async () => {})
    expect('OffscreenCanvas' in globalThis).toBe(false)
  })
})
