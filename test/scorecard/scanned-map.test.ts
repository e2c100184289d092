/** Strategy maps of scans: what is not sure is told, and names are settled by what the document prints elsewhere. */
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../src/model/draft.ts'
import type { Line, Note } from '../../src/model/table.ts'
import { resolveFields } from '../../src/repair/resolve.ts'
import { readWholeMap } from '../../src/scorecard/whole-map.ts'
import { makeDraft } from '../support/draft.ts'

type Read = [first: string, second: string, confidence: number]

const lineOf = ([text, second, confidence]: Read, at: number): Line => ({
  text,
  page: 1,
  box: [50, 20 * at, 300, 20 * at + 12],
  full: false,
  confidence,
  readings: ['tesseract', 'ppocr'].map((reader, one) => ({ reader, text: one === 0 ? text : second, confidence })),
})

const noteOf = (lines: readonly Read[]): Note => ({
  page: 1,
  box: [50, 0, 300, 20 * lines.length],
  lines: lines.map(lineOf),
  role: 'text',
})

const readMapOf = (...notes: Read[][]) =>
  readWholeMap({ title: '', notes: notes.map(noteOf), tables: [], notesAbove: notes.length })

const sure = (text: string): Read => [text, text, 0.98]

describe('a statement of a scan', () => {
  it.each<[print: Read[], told: (string | null)[][]]>([
    [[['使命：傳承客家語吉', '使命：傳承客家語言', 0.7]], [['mission', '傳承客家語吉', '0.70']]],
    [[sure('使命：傳承客家語言'), ['願景：客家之都', '願景：容家之都', 0.6]], [['vision', '客家之都', '0.60']]],
    [[sure('核心價值：'), ['創新、熱忧', '創新、熱忱', 0.55]], [['core_value', '創新、熱忧', '0.55']]],
    [[sure('使命：傳承客家語言')], []],
    [[sure('【核心價值】')], [['core_value', '【核心價值】', '0.00']]],
  ])('%j is told where it is not sure', (print, told) => {
    const { findings } = readMapOf(print)
    expect(findings.map(({ rule }) => rule)).toEqual(told.map(() => 'ocr-uncertain'))
    expect(findings.map(({ place, printed, parameters }) => [place.field, printed, parameters.confidence])).toEqual(
      told,
    )
    for (const { evidence } of findings) expect(evidence.map(({ detail }) => detail).join()).toMatch(/tesseract.*ppocr/)
  })
})

describe('an objective of a scanned map', () => {
  const objectives: Read[] = [
    ['AC1瓣理客家文化節', 'AC1辦理客家文化節', 0.7],
    sure('AC2推廣客語'),
    ['AP1辦理國際', 'AP1瓣理國際', 0.98],
    sure('交流活動'),
  ]
  const { map, fields } = readMapOf(objectives)

  it('has the confidence and the readings of its own lines', () => {
    expect(map?.objectives.map(({ code, name }) => [code, name.confidence, name.readings.length])).toEqual([
      ['AC1', 0.7, 2],
      ['AC2', 0.98, 2],
      ['AP1', 0.98, 4],
    ])
  })

  it('is settled by the names that the cards print', () => {
    const draft: Draft = makeDraft([{ plans: [{ code: 'AC1.1.1', name: '辦理客家文化節' }] }])
    draft.fields.push(...fields)
    const { repairs } = resolveFields(draft)
    expect(map?.objectives.map(({ code, name }) => [code, name.text, name.status])).toEqual([
      ['AC1', '辦理客家文化節', 'repaired'],
      ['AC2', '推廣客語', 'printed'],
      ['AP1', '辦理國際交流活動', 'printed'],
    ])
    expect(repairs.map(({ rule, place }) => [rule, place.code])).toEqual([['ocr-consensus', 'AC1']])
  })
})

describe('a code of a scanned map that both readers took for a word', () => {
  const codesOf = (...lines: Read[]) =>
    readMapOf([sure('AC1辦理客家文化節'), sure('BC1推廣客語'), ...lines]).map?.objectives.map(({ code, name }) => [
      code,
      name.raw,
      name.confidence,
    ])

  it.each([['API改善部落建設'], ['APl改善部落建設'], ['AP|改善部落建設']])('%s is AP1, and not sure', (text) => {
    expect(codesOf(sure(text))).toContainEqual(['AP1', '改善部落建設', 0.7])
  })

  it.each([['導入API介接'], ['API'], ['APIs開放']])('%s has no code', (text) => {
    expect(codesOf(sure(text))?.map(([code]) => code)).toEqual(['AC1', 'BC1'])
  })
})
