/** Owner cells as printed, with the other owner cells of their document. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OwnerVocabulary, readOwners } from '../../src/repair/owners.ts'
import { makeOwnerField } from '../support/draft.ts'

/** `full`: whether the lines of the cell fill it, as in a narrow column. */
function read(
  cell: string,
  others: readonly string[] = [],
  full: boolean | null = null,
  reader: 'print' | 'rows' = 'print',
): string[] {
  const cells = [cell, ...others].map((one) => ({ lines: makeOwnerField(one, full).lines, reader }))
  return readOwners(cells[0]?.lines ?? [], reader, new OwnerVocabulary(cells))
}

describe('owners of a print', () => {
  it.each<[cell: string, names: string[], others: string[]]>([
    ['研究發展組', ['研究發展組'], []],
    ['研究發展組\n文教推廣組', ['研究發展組', '文教推廣組'], ['研究發展組', '文教推廣組']],
    ['研究發展組、文教推廣組', ['研究發展組', '文教推廣組'], []],
    ['研究發展組，文教推廣組', ['研究發展組', '文教推廣組'], []],
    ['研究發展組 文教推廣組', ['研究發展組', '文教推廣組'], []],
    ['環境保護\n局', ['環境保護局'], []],
    ['廢棄物處\n理科', ['廢棄物處理科'], []],
    ['環保稽查\n大隊\n環境清潔\n科', ['環保稽查大隊', '環境清潔科'], []],
    ['水質保護\n科\n綜合企劃\n科\n環保稽查\n大隊', ['水質保護科', '綜合企劃科', '環保稽查大隊'], []],
    ['健康管理\n科\n心理衛生\n科\n企劃室', ['健康管理科', '心理衛生科', '企劃室'], []],
    ['食品藥物\n管理科\n健康管理\n科', ['食品藥物管理科', '健康管理科'], []],
    ['兼辦人事\n研究發展組', ['兼辦人事', '研究發展組'], []],
  ])('%j', (cell, names, others) => {
    expect(read(cell, others, true)).toEqual(names)
  })
})

describe('owners of a scan', () => {
  const readScan = (text: string) => {
    const lines = makeOwnerField(text, true).lines.map((line) => ({
      ...line,
      readings: [{ reader: 'tesseract', text: line.text, confidence: 0.8 }],
    }))
    return readOwners(lines, 'print', new OwnerVocabulary([{ lines, reader: 'print' }]))
  }
  it.each([
    ['綜合企劃組:經濟建設組：社會福利組', ['綜合企劃組', '經濟建設組', '社會福利組']],
    ["勞資關係科;'勞動條件科", ['勞資關係科', '勞動條件科']],
    ['主責:秘書室', ['主責:秘書室']],
  ])('%s', (text, names) => expect(readScan(text)).toEqual(names))

  it('a colon of print is none', () => expect(read('綜合企劃組:經濟建設組')).toEqual(['綜合企劃組:經濟建設組']))
})

describe('two names that always stand one below the other', () => {
  it.each<[full: boolean, names: string[]]>([
    [true, ['地政局土地開發總隊']],
    [false, ['地政局', '土地開發總隊']],
  ])('are one where the first fills its line: %s', (full, names) => {
    expect(read('地政局\n土地開發總隊', ['地政局\n土地開發總隊'], full)).toEqual(names)
  })

  it('are two where one of them stands alone elsewhere', () => {
    expect(read('地政局\n土地開發總隊', ['地政局\n土地開發總隊', '地政局'], true)).toEqual(['地政局', '土地開發總隊'])
  })
})

describe('lines with room, in a cell that prints separators', () => {
  it.each([
    ['運銷加工\n科、農會\n輔導科', ['運銷加工科', '農會輔導科']],
    ['綜合企劃\n組、社會\n福利組', ['綜合企劃組', '社會福利組']],
    ['教育科、體育科\n秘書室', ['教育科', '體育科', '秘書室']],
  ])('%j', (cell, names) => {
    expect(read(cell, [], false)).toEqual(names)
  })
})

describe('owners of a text', () => {
  it.each<[cell: string, names: string[]]>([
    ['運輸管理科 交通安全科', ['運輸管理科', '交通安全科']],
    ['停車管理工程處 公共運輸處 交通安全科', ['停車管理工程處', '公共運輸處', '交通安全科']],
    ['空氣品質 科 環境清潔 科', ['空氣品質科', '環境清潔科']],
    ['廢棄物處 理科', ['廢棄物處理科']],
    ['環保稽查 大隊 水質保護 科', ['環保稽查大隊', '水質保護科']],
    ['', []],
  ])('%j', (cell, names) => {
    expect(read(cell, [], null, 'rows')).toEqual(names)
  })
})

describe('names that a text runs together', () => {
  it.each<[cell: string, others: string[], names: string[]]>([
    ['資訊科都市更新處', ['資訊科', '都市更新處'], ['資訊科', '都市更新處']],
    ['住宅服務科都市測量科資訊科', ['資訊科', '住宅服務科', '都市測量科'], ['住宅服務科', '都市測量科', '資訊科']],
    ['住宅服務科都市規劃科', ['住宅服務科'], ['住宅服務科', '都市規劃科']],
    ['人工智慧科技管理科', ['資訊科'], ['人工智慧科技管理科']],
    ['教育局學務科', ['教育局'], ['教育局學務科']],
    ['社會科學科', ['社會科', '學科'], ['社會科學科']],
  ])('%s with %j', (cell, others, names) => {
    expect(read(cell, others, null, 'rows')).toEqual(names)
  })

  it('are left as they are in a print, which has its breaks', () => {
    expect(read('資訊科都市更新處', ['資訊科', '都市更新處'])).toEqual(['資訊科都市更新處'])
  })
})

describe('any owner cell', () => {
  const sections = Array.from({ length: 2000 }, (_, i) => `第${i}科`)
  it.each<[what: string, cell: string, names: string[]]>([
    ['words', sections.join(' '), sections],
    ['characters', '組'.repeat(4000), ['組'.repeat(4000)]],
  ])('may have thousands of %s', (_, cell, names) => {
    expect(read(cell, [], null, 'rows')).toEqual(names)
  })

  it('gives every character back, in order', () => {
    const piece = fc.string({ unit: fc.constantFrom(...'研究發展組文教推廣科室處A'), minLength: 1, maxLength: 6 })
    const gap = fc.constantFrom('\n', ' ', '、', '，')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(piece, gap), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('print', 'rows'),
        (parts, reader) => {
          const names = read(parts.map(([text, end]) => text + end).join(''), [], true, reader)
          const pieces = parts.map(([text]) => text)
          // Taken off the print one after the other; a name that is printed twice in one cell is given once.
          const bare = names.map((name) => name.replaceAll(' ', ''))
          const print = pieces.join('')
          const ends = new Set([0])
          for (let at = 0; at < print.length; at++)
            if (ends.has(at)) for (const name of bare) if (print.startsWith(name, at)) ends.add(at + name.length)
          expect(ends.has(print.length), `${pieces.join('|')} as ${names.join(';')}`).toBe(true)
          for (const name of names) expect(pieces.join('')).toContain(name.replaceAll(' ', ''))
        },
      ),
    )
  })
})
