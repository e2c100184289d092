import { describe, expect, it } from 'vitest'
import { makePdf, type PageParts, stream } from './make-pdf.ts'
import { findRun, readFirstPage, rounded, textsOf } from './read-pages.ts'

/** Helvetica 10: H 7.22, i 2.22 wide; its box reaches 9 above and 2.1 below the base line. */
const HI = 'BT /F1 10 Tf 50 100 Td (Hi) Tj ET'

async function read(parts: PageParts, objects: Record<number, string> = {}) {
  return await readFirstPage(makePdf([parts], objects))
}

describe('where text stands on the page as displayed', () => {
  it.each([
    { name: 'upright', page: '', size: [300, 200], box: [50, 91, 59, 102], angle: 0 },
    { name: 'rotated by 90', page: '/Rotate 90', size: [200, 300], box: [98, 50, 109, 59], angle: 90 },
    { name: 'rotated by 180', page: '/Rotate 180', size: [300, 200], box: [241, 98, 250, 109], angle: 180 },
    { name: 'rotated by 270', page: '/Rotate 270', size: [200, 300], box: [91, 241, 102, 250], angle: 270 },
    { name: 'in a crop box', page: '/CropBox [40 50 240 150]', size: [200, 100], box: [10, 41, 19, 52], angle: 0 },
    { name: 'in units of two points', page: '/UserUnit 2', size: [600, 400], box: [100, 182, 119, 204], angle: 0 },
  ])('$name', async ({ page: entries, size, box, angle }) => {
    const page = await read({ content: HI, page: entries })
    expect([page.width, page.height]).toEqual(size)
    const run = findRun(page, 'Hi')
    expect(rounded(run.box)).toEqual(box)
    expect(run.angle).toBe(angle)
    expect(page.glyphs).toEqual({ visible: 2, hidden: 0 })
  })

  it('turned text keeps its angle and size', async () => {
    const run = findRun(await read({ content: 'BT /F1 10 Tf 0 2 -2 0 100 50 Tm (Hi) Tj ET' }), 'Hi')
    expect(run.angle).toBe(270)
    expect(run.size).toBeCloseTo(20)
    expect(rounded(run.box)).toEqual([82, 131, 104, 150])
  })

  it('inside scaled and nested forms', async () => {
    const page = await read(
      { content: 'q 2 0 0 2 10 20 cm /X1 Do Q', resources: '/XObject << /X1 100 0 R >>' },
      {
        100: stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 5 5] /Resources << /XObject << /X2 101 0 R >> >>',
          'q 0.5 0 0 0.5 0 0 cm /X2 Do Q',
        ),
        101: stream(
          '/Type /XObject /Subtype /Form /BBox [0 0 60 60] /Resources << /Font << /F1 3 0 R >> >>',
          'BT /F1 10 Tf 20 30 Td (in) Tj 60 0 Td (out of the box) Tj ET 10 10 40 0.5 re f',
        ),
      },
    )
    // x = 10 + 2 * (5 + 0.5 * 20), y = 200 - (20 + 2 * (5 + 0.5 * 30))
    expect(findRun(page, 'in').box[0]).toBeCloseTo(40)
    expect(findRun(page, 'in').glyphs[0]?.size).toBeCloseTo(10)
    expect(textsOf(page)).toEqual(['in'])
    expect(page.rulings).toMatchObject([{ orientation: 'horizontal', from: 30, to: 70, drawn: 'fill' }])
    expect(page.glyphs.hidden).toBe(11)
  })

  it('with character and word spacing, horizontal scaling, rise and kerning', async () => {
    const content = 'BT /F1 10 Tf 2 Tc 5 Tw 50 Tz 3 Ts 50 100 Td [(H) -1000 (i i)] TJ ET'
    const page = await read({ content })
    const [h, i, last] = page.runs[0]?.glyphs ?? []
    expect(h?.box[2]).toBeCloseTo(50 + 3.61)
    expect(i?.box[0]).toBeCloseTo(50 + (7.22 + 2 + 10) / 2)
    expect(last?.box[0]).toBeCloseTo(50 + (7.22 + 2 + 10 + 2.22 + 2 + 2.78 + 2 + 5) / 2)
    expect(h?.box[1]).toBeCloseTo(200 - 103 - 9, 1)
    expect(page.runs[0]?.text).toBe('Hi i')
  })
})

describe('what nobody sees', () => {
  it.each([
    ['render mode 3', '3 Tr (ghost) Tj'],
    ['white on white paper', '1 g (ghost) Tj'],
    ['fill alpha 0', '/G0 gs (ghost) Tj'],
    ['off the page', '-500 0 Td (ghost) Tj'],
  ])('%s is hidden, but kept apart', async (_, operators) => {
    const page = await read({
      content: `${HI} BT /F1 10 Tf 50 50 Td ${operators} ET`,
      resources: '/ExtGState << /G0 << /ca 0 >> >>',
    })
    expect(textsOf(page)).toEqual(['Hi'])
    expect(page.glyphs).toEqual({ visible: 2, hidden: 5 })
    expect(page.hidden?.map((run) => run.text)).toEqual(['ghost'])
  })

  it('white text on a dark fill is seen, dark text in the colour of its fill is not', async () => {
    const page = await read({
      content: `0.2 g 40 40 200 30 re f 1 g BT /F1 10 Tf 50 50 Td (seen) Tj ET
        0.2 g BT /F1 10 Tf 150 50 Td (unseen) Tj ET`,
    })
    expect(textsOf(page)).toEqual(['seen'])
    expect(page.fills).toMatchObject([{ colour: '#333333' }])
  })

  it('a clip cuts a run at the glyph', async () => {
    const page = await read({ content: `q 40 90 40 20 re W n BT /F1 10 Tf 50 100 Td (HHHHHH) Tj ET Q ${HI}` })
    expect(textsOf(page)).toEqual(['HHHH', 'Hi'])
    expect(page.hidden?.map((run) => run.text)).toContain('HH')
  })

  it('text under a later opaque fill is hidden, under a transparent one it is not', async () => {
    const page = await read({
      content: `BT /F1 10 Tf 50 100 Td (buried) Tj 0 -50 Td (tinted) Tj ET
        1 0 0 rg 40 90 100 20 re f /G5 gs 40 40 100 20 re f`,
      resources: '/ExtGState << /G5 << /ca 0.5 >> >>',
    })
    expect(textsOf(page)).toEqual(['tinted'])
    expect(page.hidden?.map((run) => run.text)).toEqual(['buried'])
  })

  it('a layer that is switched off', async () => {
    const page = await read({
      content: `/OC /L1 BDC BT /F1 10 Tf 50 50 Td (off) Tj ET 10 10 100 0.5 re f EMC ${HI}`,
      resources: '/Properties << /L1 90 0 R >>',
    })
    expect(textsOf(page)).toEqual(['Hi'])
    expect(page.rulings).toEqual([])
  })

  it('text painted twice for boldness or as a shadow counts once', async () => {
    const page = await read({
      content: `BT /F1 10 Tf 50 100 Td (bold) Tj 0.3 0 Td (bold) Tj 40 0 Td (bold) Tj ET
        0.7 g BT /F1 10 Tf 50.8 49.2 Td (shade) Tj ET 0 g BT /F1 10 Tf 50 50 Td (shade) Tj ET`,
    })
    expect(textsOf(page)).toEqual(['bold', 'bold', 'shade'])
    expect(page.glyphs.visible).toBe(13)
    expect(findRun(page, 'shade').box[0]).toBeCloseTo(50)
  })
})

describe('a large grey watermark', () => {
  it('stays, with the angle and size that tell it', async () => {
    const page = await read({
      content: `0.9 g BT /F1 60 Tf 0.7071 0.7071 -0.7071 0.7071 60 20 Tm (DRAFT) Tj ET 0 g ${HI}`,
    })
    expect(findRun(page, 'DRAFT')).toMatchObject({ angle: 315 })
    expect(findRun(page, 'DRAFT').size).toBeCloseTo(60, 1)
  })
})
