import { describe, expect, it } from 'vitest'
import { makePdf, stream } from './make-pdf.ts'
import { findRun, readFirstPage, rounded, textsOf } from './read-pages.ts'

/** A font of Chinese that is not in the file, with one of the character maps that every reader has. */
function chineseFont(encoding: string): Record<number, string> {
  return {
    100: `<< /Type /Font /Subtype /Type0 /BaseFont /MSung-Light /Encoding /${encoding} /DescendantFonts [101 0 R] >>`,
    101: `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /MSung-Light /DW 1000 /FontDescriptor 102 0 R
      /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) /Supplement 0 >> >>`,
    102: '<< /Type /FontDescriptor /FontName /MSung-Light /Flags 4 /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >>',
  }
}

/** A font whose codes are glyph numbers; what they mean only `toUnicode` tells: pairs of a code and UTF-16, in hex. */
function subsetFont(toUnicode?: [string, string][], type = 'CIDFontType2'): Record<number, string> {
  const map =
    toUnicode &&
    stream(
      '',
      `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
    ${toUnicode.length} beginbfchar ${toUnicode.map(([code, text]) => `<${code}> <${text}>`).join('\n')} endbfchar endcmap`,
    )
  return {
    100: `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Subset /Encoding /Identity-H /DescendantFonts [101 0 R]
      ${map ? '/ToUnicode 103 0 R' : ''} >>`,
    101: `<< /Type /Font /Subtype /${type} /BaseFont /ABCDEF+Subset /DW 1000 /FontDescriptor 102 0 R
      /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>`,
    102: '<< /Type /FontDescriptor /FontName /ABCDEF+Subset /Flags 4 /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880] >>',
    ...(map ? { 103: map } : {}),
  }
}

async function show(hex: string, objects: Record<number, string>, at = '20 100') {
  const content = `BT /F2 10 Tf ${at} Td <${hex}> Tj ET`
  return await readFirstPage(makePdf([{ content, fonts: '/F2 100 0 R' }], objects))
}

describe('Latin fonts that are not embedded', () => {
  it.each([
    ['the substitute for Arial states its height', 'TrueType', 'Arial', [20, 91, 40, 102.1]],
    ['the one for Courier does not', 'Type1', 'Courier', [20, 91.2, 38, 101.2]],
  ])('%s', async (_name, type, name, box) => {
    const fonts = { 100: `<< /Type /Font /Subtype /${type} /BaseFont /${name} /Encoding /WinAnsiEncoding >>` }
    const page = await show('C441C4', fonts)
    expect(findRun(page, 'ÄAÄ').box.map((points) => Math.round(points * 10) / 10)).toEqual(box)
    expect(page.problems).toEqual([])
  })
})

describe('fonts of Chinese that are not embedded', () => {
  it.each([
    ['ETen-B5-H', 'ABC8AE61A965ADFB31', '客家委員1'],
    ['UniCNS-UCS2-H', '5BA25BB659D454E10031', '客家委員1'],
    ['UniCNS-UTF16-H', '5BA25BB659D454E10031', '客家委員1'],
    ['ETenms-B5-H', 'ABC8AE61', '客家'],
    // Maps of another collection than the font's own, as ReportLab writes them: the codes say what is meant.
    ['UniGB-UCS2-H', '5BA25BB659D454E10031', '客家委員1'],
    ['UniJIS-UTF16-H', '5BA2D842DFB70031', '客𠮷1'],
  ])('%s', async (encoding, hex, text) => {
    const page = await show(hex, chineseFont(encoding))
    expect(textsOf(page)).toEqual([text])
    expect(page.problems).toEqual([])
    expect(rounded(findRun(page, text).glyphs[1]?.box ?? [])).toEqual([30, 91, 40, 101])
  })

  it('vertical writing goes down, glyph under glyph', async () => {
    const page = await show('ABC8AE61', chineseFont('ETen-B5-V'))
    const run = findRun(page, '客家')
    expect(run).toMatchObject({ angle: 90, vertical: true })
    expect(run.glyphs.map((glyph) => rounded(glyph.box))).toEqual([
      [15, 100, 25, 110],
      [15, 110, 25, 120],
    ])
  })
})

describe('text in a font that cannot be loaded', () => {
  const broken = chineseFont('NoSuchMap-H')
  it.each([
    [
      'is a problem of the page, with the place where it begins',
      '20 100',
      [{ code: 'damaged', box: [20, 100, 20, 100] }],
    ],
    ['is none where nobody sees it: off the page', '20 400', [{ code: 'empty-page' }]],
    ['is none where nobody sees it: painted with no colour', '3 Tr 20 100', [{ code: 'empty-page' }]],
  ])('%s', async (_, at, problems) => {
    const page = await show('5BA25BB6', broken, at)
    expect(page.problems).toMatchObject(problems)
  })
})

describe('maps from codes to characters', () => {
  it('radicals and compatibility ideographs are the ideographs that they look like', async () => {
    const map: [string, string][] = [
      ['0005', '2F42'],
      ['0006', '2ED1'],
      ['0007', 'F914'],
      ['0008', 'FF11'],
    ]
    const page = await show('0005000600070008', subsetFont(map))
    expect(textsOf(page)).toEqual(['文長樂１'])
  })

  it('ligatures are spelt out, combining marks join what they stand on, spaces are gaps', async () => {
    const map: [string, string][] = [
      ['0005', 'FB01'],
      ['0006', '0065'],
      ['0007', '0301'],
      ['0008', '0020'],
      ['0009', '3000'],
    ]
    const page = await show('000500060007000800060009', subsetFont(map))
    expect(textsOf(page)).toEqual(['fié e'])
    expect(page.runs[0]?.glyphs.map((glyph) => glyph.text)).toEqual(['fi', 'é', 'e'])
    expect(page.glyphs.visible).toBe(3)
  })

  it.each([
    ['private use', subsetFont([['0005', 'E001']])],
    ['the replacement character', subsetFont([['0005', 'FFFD']])],
    ['control characters', subsetFont([['0005', '0011']])],
    ['no map at all', subsetFont()],
    ['a map without the code', subsetFont([['0006', '0041']])],
  ])('%s is no text but a problem with its place', async (_, objects) => {
    const page = await show('0005', objects)
    expect(textsOf(page)).toEqual(['\ufffd'])
    expect(page.problems).toMatchObject([{ code: 'no-unicode', detail: expect.stringContaining('Subset') }])
    expect(rounded(page.problems[0]?.box ?? [])).toEqual([20, 91, 30, 101])
  })

  const hex = (point: number) => point.toString(16).padStart(4, '0')
  it.each([
    ['Latin letters as wide as ideographs', (index: number) => hex(0xc0 + index)],
    ['one character for all', () => '4E00'],
  ])('a wrong map is not believed: %s', async (_, target) => {
    const map = Array.from({ length: 12 }, (_, index): [string, string] => [hex(5 + index), target(index)])
    const page = await show('00050006', subsetFont(map))
    expect(textsOf(page)).toEqual(['\ufffd\ufffd'])
    expect(page.problems).toMatchObject([{ code: 'no-unicode' }])
  })

  it.each([
    ['an ideograph', '5BA2', '客'],
    ['a Latin letter with an accent, which is never so wide', '00EE', '\ufffd'],
    ['a no-break space, which never is', '00A0', '\ufffd'],
    ['a ligature and a sign, which may be', '00C600D7', 'Æ×'],
  ])('a glyph as wide as an ideograph is %s', async (_, target, text) => {
    expect(textsOf(await show('0005', subsetFont([['0005', target]])))).toEqual([text])
  })

  it.each([
    ['where digits are half as wide', [500, 500, 1000], '\ufffd\ufffd', ['0031', '0032', '4E00']],
    ['where digits are as wide', [1000, 1000, 1000], 'x×', ['0031', '0032', '4E00']],
    ['where a control character is as wide', [1000, 500, 1000], '\ufffd\ufffd', ['007F', '00D7', '4E00']],
    ['where a no-break space is as wide', [1000, 500, 1000], '\ufffd\ufffd', ['00A0', '00D7', '4E00']],
    ['where ¬ is as wide', [1000, 500, 1000], '\ufffd\ufffd', ['00AC', '00D7', '4E00']],
    ['in a font without ideographs', [500, 500, 500], 'x×', ['0031', '0032', '0033']],
  ])('a letter and a sign as wide as ideographs %s', async (_, widths, text, others) => {
    const map: [string, string][] = [
      ['0005', '0078'],
      ['0006', '00D7'],
      ...others.map((to, i): [string, string] => [hex(7 + i), to]),
    ]
    const objects = subsetFont(map)
    objects[101] = objects[101]?.replace('/DW 1000', `/DW 1000 /W [7 [${widths.join(' ')}]]`) ?? ''
    expect(textsOf(await show('00050006', objects))).toEqual([text])
  })

  it('codes that a simple font names and has no glyph for do not speak against its map', async () => {
    const map = stream(
      '',
      'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <01><02><5BA2> endbfrange endcmap',
    )
    const page = await show('0102', {
      100: `<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Subset /FirstChar 1 /LastChar 2 /Widths [1000 1000]
        /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /cid1 /cid2] >>
        /FontDescriptor 102 0 R /ToUnicode 103 0 R >>`,
      102: '<< /Type /FontDescriptor /FontName /ABCDEF+Subset /Flags 4 /MissingWidth 1000 /FontBBox [0 -120 1000 880] >>',
      103: map,
    })
    expect(textsOf(page)).toEqual(['客宣'])
  })

  it('a mark that is painted by itself joins the letter beneath, before or after it', async () => {
    const map: [string, string][] = [
      ['0006', '0065'],
      ['0007', '0301'],
    ]
    const content =
      'BT /F2 10 Tf 20 100 Td <0007> Tj ET BT /F2 10 Tf 20 100 Td <0006> Tj 40 0 Td <0006> Tj <0007> Tj ET'
    const page = await readFirstPage(makePdf([{ content, fonts: '/F2 100 0 R' }], subsetFont(map)))
    expect(textsOf(page)).toEqual(['é', 'e', '\u0301'])
  })

  it('the check marks of Wingdings mean something', async () => {
    const objects = subsetFont([['0005', 'F0FE']])
    const page = await show('0005', JSON.parse(JSON.stringify(objects).replaceAll('Subset', 'Wingdings')))
    expect(textsOf(page)).toEqual(['☑'])
  })
})

describe('Type 3 fonts', () => {
  /** Shows two glyphs of these names and widths, in tenths of the font size. */
  const showGlyphs = (names: readonly [string, string], widths: readonly [number, number], map?: string) =>
    readFirstPage(
      makePdf([{ content: 'BT /F2 20 Tf 50 100 Td (ab) Tj ET', fonts: '/F2 100 0 R' }], {
        100: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 98
          /Widths [${widths.join(' ')}] /CharProcs << ${names.map((name) => `/${name} 101 0 R`).join(' ')} >> /Resources << >>
          /Encoding << /Type /Encoding /Differences [97 ${names.map((name) => `/${name}`).join(' ')}] >> ${map ? '/ToUnicode 102 0 R' : ''} >>`,
        101: stream('', '10 0 d0 0 0 8 8 re f'),
        102: stream('', `begincmap 1 begincodespacerange <00> <FF> endcodespacerange ${map} endcmap`),
      }),
    )

  it('whose names count the glyphs of another font name no characters', async () => {
    expect(textsOf(await showGlyphs(['g8C0A', 'uni8C0A'], [10, 10]))).toEqual(['\ufffd谊'])
  })

  it.each([
    ['a digit', '<0030>', 10, '\ufffd客'],
    ['a no-break space', '<00A0>', 10, '\ufffd客'],
    ['a narrow digit', '<0030>', 5, '0客'],
  ])('whose names count glyphs are not believed that %s is as wide as an ideograph', async (_, target, width, text) => {
    const map = `2 beginbfchar <61> ${target} <62> <5BA2> endbfchar`
    expect(textsOf(await showGlyphs(['g5D6', 'g3456'], [width, 10], map))).toEqual([text])
  })

  it('have text where the names of their glyphs say it, and boxes by their own matrix', async () => {
    const page = await showGlyphs(['A', 'six'], [10, 5])
    expect(textsOf(page)).toEqual(['A6'])
    expect(page.runs[0]?.glyphs.map((glyph) => rounded(glyph.box))).toEqual([
      [50, 80, 70, 100],
      [70, 80, 80, 100],
    ])
  })
})
