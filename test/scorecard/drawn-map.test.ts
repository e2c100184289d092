/** Strategy maps that are drawn: every theme, perspective and objective stands in a box of its own. */
import { describe, expect, it } from 'vitest'
import type { Cell, Note, Table } from '../../src/model/table.ts'
import { readScorecard } from '../../src/scorecard/read.ts'
import { readWholeMap } from '../../src/scorecard/whole-map.ts'

const noteOf = (texts: readonly string[], at: number): Note => ({
  page: 1,
  box: [50, 40 * at, 300, 40 * at + 12 * texts.length],
  lines: texts.map((text, line) => ({
    text,
    page: 1,
    box: [50, 40 * at + 12 * line, 300, 40 * at + 12 * line + 12],
    full: false,
    confidence: 1,
    readings: [],
  })),
  role: 'text',
})

const readMapOf = (...notes: string[][]) =>
  readWholeMap({ title: '', notes: notes.map(noteOf), tables: [], notesAbove: notes.length }).map

const VALUES = ['願景：安心食農', '核心價值：開放共享、追求卓越']

describe('the boxes of a drawn map', () => {
  it.each([
    ['themes, letter first', [['A 培育專業人才'], ['B 深化數位治理'], ['C', '打造永續環境']], ['A', 'B', 'C']],
    ['themes, letter last', [['培育專業人才 A'], ['深化數位治理(B)']], ['A', 'B']],
    ['a perspective', [['內部流程構面']], []],
    ['an objective', [['AC1 拓展農產品行銷通路']], []],
  ])('end the statements above them: %s', (_, boxes, codes) => {
    const objectives = ['A', 'B', 'C'].filter((letter) => codes.length === 0 || codes.includes(letter))
    const map = readMapOf(VALUES, ...boxes, ...objectives.map((letter) => [`${letter}P1 推動農業節水減碳`]))
    const texts = (kind: string) => map?.statements.filter((one) => one.kind === kind).map(({ text }) => text)
    expect(texts('vision')).toEqual(['安心食農'])
    expect(texts('core_value')).toEqual(['開放共享', '追求卓越'])
    expect(map?.themes.map(({ code }) => code)).toEqual(codes)
    expect(map?.objectives.at(-1)?.code).toBe(`${objectives.at(-1)}P1`)
  })

  it.each([
    [
      'a text that goes on apart from its heading',
      [['使命：'], ['發展永續農業，'], ['增進農民福祉']],
      '發展永續農業，增進農民福祉',
    ],
    ['a text that ends in a letter alone', [['使命：培育人才'], ['邁向城市A']], '培育人才邁向城市A'],
  ])('are none: %s', (_, notes, mission) => {
    const map = readMapOf(...notes, ['AC1 提升服務品質'])
    expect(map?.statements.map(({ kind, text }) => [kind, text])).toEqual([['mission', mission]])
    expect(map?.themes).toEqual([])
  })
})

describe('values that sound like perspectives', () => {
  it.each([
    [
      ['專業', '學習成長', '創新', 'AC1 服務', 'AP1 內控'],
      ['專業', '學習成長', '創新'],
    ],
    [
      ['專業', '學習成長', 'AC1 服務', 'AP1 內控'],
      ['專業', '學習成長'],
    ],
    [
      ['學習與成長', '顧客', 'AC1 服務', 'AP1 內控'],
      ['學習與成長', '顧客'],
    ],
    [['專業', '顧客', 'AC1 服務', '內部流程', 'AP1 內控'], ['專業']],
    [['專業', '顧客構面', '服務', 'AC1 服務'], ['專業']],
  ])('are values where no objective of theirs stands below them: %s', (boxes, values) => {
    const map = readMapOf(['核心價值：'], ...boxes.map((text) => [text]))
    expect(map?.statements.map(({ text }) => text)).toEqual(values)
  })
})

describe('no themes of a drawn map', () => {
  it.each([
    [
      'are labels of perspectives',
      [['顧客構面 C'], ['內部流程 P'], ['學習成長 L']],
      ['CC1 服務', 'PP1 內控', 'LL1 訓練'],
    ],
    ['are values', [['核心價值：'], ['專業'], ['A 級服務'], ['B 型企業'], ['創新']], ['AC1 服務', 'BP1 內控']],
    ['are the last values', [['核心價值：'], ['專業'], ['A 級服務'], ['B 型企業']], ['AC1 服務', 'BP1 內控']],
    ['have a letter without objectives', [['使命：建設'], ['宜居城市A'], ['智慧城市B']], ['AC1 服務']],
    ['go on as other text does', [['使命：建設'], ['宜居城市A'], ['智慧城市B'], ['及鄉村']], ['AC1 服務', 'BP1 內控']],
  ])('%s', (_, notes, objectives) => {
    const map = readMapOf(...notes, ...objectives.map((text) => [text]))
    expect(map?.themes).toEqual([])
    const printed = notes
      .flat()
      .join('')
      .replace(/^.*：|^顧客.*$/u, '')
    expect(map?.statements.map(({ text }) => text).join('')).toBe(printed)
  })
})

describe('the objectives of a map that its paper had no room for', () => {
  const cellOf = (text: string, row: number, column: number): Cell => {
    const { box, lines } = noteOf([text], row)
    return { row, column, rowSpan: 1, columnSpan: 1, lines, page: 1, box, continues: [], ink: false }
  }
  const table: Table = {
    number: 1,
    firstPage: 1,
    lastPage: 1,
    rows: 2,
    columns: 2,
    headerRows: 0,
    repeatedHeaders: 0,
    cells: [
      cellOf('顧客構面', 0, 0),
      cellOf('AC1提升服務品質', 0, 1),
      cellOf('內部流程構面', 1, 0),
      cellOf('AP1強化內控', 1, 1),
    ],
    joins: [],
  }

  it.each([
    ['are on the next page, each in a box', ['CC1營造親水空間', 'CP1強化水土保持'], ['AC1', 'AP1', 'CC1', 'CP1']],
    ['are none where the table has them', ['AC1為本年度重點'], ['AC1', 'AP1']],
    ['are none in the middle of a text', ['本年度新增CC1'], ['AC1', 'AP1']],
  ])('%s', (_, notes, codes) => {
    const blocks = [
      { kind: 'note' as const, note: noteOf(['臺北市政府文化局111年策略地圖'], 0) },
      { kind: 'table' as const, table },
      ...notes.map((text, at) => ({ kind: 'note' as const, note: { ...noteOf([text], at), page: 2 } })),
    ]
    const { scorecard } = readScorecard({ blocks, glyphs: { visible: 0, inCells: 0, inNotes: 0, lost: 0 } })
    expect(scorecard.strategyMaps.flatMap(({ objectives }) => objectives.map(({ code }) => code))).toEqual(codes)
  })
})
