import { describe, expect, it } from 'vitest'
import type { Ruling } from '../../../src/model/page.ts'
import { makePdf } from './make-pdf.ts'
import { readFirstPage } from './read-pages.ts'

async function rulings(content: string, resources = ''): Promise<Ruling[]> {
  return (await readFirstPage(makePdf([{ content, resources }]))).rulings
}

const FOUR = [
  ['horizontal', 50, 10, 110],
  ['horizontal', 100, 10, 110],
  ['vertical', 10, 50, 100],
  ['vertical', 110, 50, 100],
]

function sides(lines: Ruling[]) {
  return lines
    .toSorted((a, b) => a.orientation.localeCompare(b.orientation) || a.at - b.at)
    .map(({ orientation, at, from, to }) => [orientation, Math.round(at), Math.round(from), Math.round(to)])
}

describe('rulings', () => {
  it.each([
    ['four strokes', '10 100 m 110 100 l S 10 150 m 110 150 l S 10 100 m 10 150 l S 110 100 m 110 150 l S'],
    ['a stroked rectangle', '10 100 100 50 re S'],
    ['a closed path', '10 100 m 110 100 l 110 150 l 10 150 l s'],
    ['thin filled rectangles', '10 99.8 100 .4 re 10 149.8 100 .4 re 9.8 100 .4 50 re 109.8 100 .4 50 re f'],
    ['the area between two rectangles', '9.7 99.7 100.6 50.6 re 10.3 100.3 99.4 49.4 re f*'],
    ['a scaled form of the same', 'q .1 0 0 .1 0 0 cm 100 1000 1000 500 re S Q'],
  ])('of a cell drawn as %s', async (_, content) => {
    expect(sides(await rulings(content))).toEqual(FOUR)
  })

  it('have the thickness and kind that were drawn', async () => {
    const lines = await rulings('2 w 10 100 m 110 100 l S 10 20 100 0.5 re f q 3 0 0 3 0 0 cm 0.5 w 1 5 m 1 20 l S Q')
    expect(lines.map((line) => [line.drawn, line.thickness])).toEqual([
      ['stroke', 2],
      ['fill', expect.closeTo(0.5)],
      ['stroke', 1.5],
    ])
  })

  it('a dashed stroke is one line, dashes drawn one by one stay as they are, doubled lines stay two', async () => {
    expect(await rulings('[2 2] 0 d 10 100 m 110 100 l S')).toHaveLength(1)
    expect(await rulings('10 100 m 14 100 l 18 100 m 22 100 l 26 100 m 30 100 l S')).toHaveLength(3)
    expect(await rulings('10 100 m 110 100 l 10 102 m 110 102 l S')).toHaveLength(2)
  })

  it('dots in line make one, three dots do not', async () => {
    const dots = (count: number, x: number, y: number, dx: number, dy: number) =>
      Array.from({ length: count }, (_, index) => `${x + index * dx} ${y + index * dy} 1 1 re f`).join('\n')
    const lines = await rulings([dots(20, 10, 100, 2, 0), dots(20, 150, 50, 0, 2), dots(3, 200, 20, 2, 0)].join('\n'))
    expect(sides(lines)).toEqual([
      ['horizontal', 100, 10, 49],
      ['vertical', 151, 111, 150],
    ])
  })

  it('follow the page when it is turned', async () => {
    const page = await readFirstPage(makePdf([{ content: '10 100 m 110 100 l S', page: '/Rotate 90' }]))
    expect(sides(page.rulings)).toEqual([['vertical', 100, 10, 110]])
  })

  it('are none where two rectangles make an area', async () => {
    const page = await readFirstPage(makePdf([{ content: '.5 g 10 100 100 50 re 12 102 96 46 re f' }]))
    expect(page.rulings).toEqual([])
    expect(page.fills).toHaveLength(2)
  })

  it.each([
    ['by the even-odd rule', '9 99 102 52 re 9.5 99.5 101 51 re 11 101 98 48 re 11.5 101.5 97 47 re f*'],
    [
      'by their directions',
      `9 99 102 52 re 9.5 99.5 m 9.5 150.5 l 110.5 150.5 l 110.5 99.5 l h
       11 101 98 48 re 11.5 101.5 m 11.5 148.5 l 108.5 148.5 l 108.5 101.5 l h f`,
    ],
  ])('of a double border are two frames and hide nothing, %s', async (_, border) => {
    const content = `BT /F1 10 Tf 20 120 Td (A1) Tj ET ${border}`
    const page = await readFirstPage(makePdf([{ content }]))
    expect(page.rulings).toHaveLength(8)
    expect(page.fills).toEqual([])
    expect(page.glyphs).toEqual({ visible: 2, hidden: 0 })
  })

  it('slanted and curved strokes are none', async () => {
    expect(await rulings('10 10 m 100 60 l S 10 10 m 50 90 80 90 100 10 c S')).toEqual([])
  })

  it('end where a clip ends, and white ones on white paper are not seen', async () => {
    expect(sides(await rulings('q 20 90 50 20 re W n 10 100 m 110 100 l S Q'))).toEqual([['horizontal', 100, 20, 70]])
    expect(await rulings('1 G 10 100 m 110 100 l S')).toEqual([])
  })

  it('white rules between coloured fills stay', async () => {
    expect(await rulings('.8 g 10 50 100 100 re f 1 G 10 100 m 110 100 l S')).toHaveLength(1)
  })

  it('a 1 by 1 stencil stretched to a line is one', async () => {
    const content = 'q 100 0 0 0.5 10 100 cm BI /W 1 /H 1 /IM true /BPC 1 ID \u0000 EI Q'
    expect(sides(await rulings(content))).toEqual([['horizontal', 100, 10, 110]])
  })

  it('a picture of a few pixels stretched to a line is one too', async () => {
    const content = 'q 100 0 0 0.5 10 100 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \u0000\u0000 EI Q'
    const page = await readFirstPage(makePdf([{ content }]))
    expect(sides(page.rulings)).toEqual([['horizontal', 100, 10, 110]])
    expect(page.images).toEqual([])
  })
})

describe('fills', () => {
  it('keep box and colour, and are told from rules', async () => {
    const page = await readFirstPage(makePdf([{ content: '0 0.5 1 rg 10 100 100 20 re f' }]))
    expect(page.fills).toEqual([{ box: [10, 80, 110, 100], colour: '#0080ff' }])
    expect(page.rulings).toEqual([])
  })

  it('white on white paper is none, white on a tint is one', async () => {
    const page = await readFirstPage(
      makePdf([{ content: '1 g 0 0 300 200 re f .5 g 10 100 100 50 re f 1 g 20 110 50 20 re f 200 20 50 50 re f' }]),
    )
    expect(page.fills.map((fill) => fill.box)).toEqual([
      [10, 50, 110, 100],
      [20, 70, 70, 90],
    ])
  })

  it('corners may be round, and a thick stroke is one', async () => {
    const round =
      '.8 g 20 100 m 100 100 l 105 100 110 105 110 110 c 110 140 l 110 145 105 150 100 150 c 20 150 l 15 150 10 145 10 140 c 10 110 l 10 105 15 100 20 100 c f'
    const page = await readFirstPage(makePdf([{ content: `${round} .5 G 20 w 150 50 m 250 50 l S` }]))
    expect(page.fills.map((fill) => fill.box)).toEqual([
      [10, 50, 110, 100],
      [150, 140, 250, 160],
    ])
    expect(page.rulings).toEqual([])
  })

  it('a shading fills its clip with an unknown colour', async () => {
    const page = await readFirstPage(
      makePdf([
        {
          content: 'q 10 100 100 20 re W n /S1 sh Q',
          resources:
            '/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >> >>',
        },
      ]),
    )
    expect(page.fills).toEqual([{ box: [10, 80, 110, 100], colour: '' }])
  })
})
