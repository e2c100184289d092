import { describe, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import type { Layout, Table } from '../../src/model/table.ts'
import { layOut } from '../../src/table/index.ts'
import { emptyPage, entriesOf, printTable, printText } from './make-page.ts'

const tablesOf = (layout: Layout): Table[] =>
  layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
const textsOf = (table: Table | undefined) => table?.cells.map((cell) => cell.lines.map((line) => line.text).join(''))
const notesOf = (layout: Layout) =>
  layout.blocks.flatMap((block) =>
    block.kind === 'note' ? [{ role: block.note.role, text: block.note.lines.map((line) => line.text).join('|') }] : [],
  )

const SMALL = [
  ['年度', '件數', '人次'],
  ['109年', '12', '340'],
  ['110年', '15', '410'],
]
const OTHER = [
  ['單位', '預算數'],
  ['文教推廣組', '1,200,000'],
  ['研究發展組', '944,370'],
]

describe('tables on one page', () => {
  test('beside each other stay two, read from left to right', () => {
    const page = emptyPage()
    printTable(page, { x: 50, y: 80, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    printTable(page, { x: 300, y: 80, widths: [80, 80], entries: entriesOf(OTHER) })
    expect(tablesOf(layOut([page])).map(textsOf)).toEqual([SMALL.flat(), OTHER.flat()])
  })

  test('one inside a cell of the other keeps its text', () => {
    const page = emptyPage()
    printTable(page, {
      x: 50,
      y: 60,
      widths: [100, 400],
      entries: [
        { text: '說明', row: 0, column: 0 },
        { text: '內容', row: 0, column: 1 },
        { text: '附表', row: 1, column: 0 },
        { text: `附表如下${'\n '.repeat(9)}完`, row: 1, column: 1 },
      ],
    })
    printTable(page, { x: 180, y: 105, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    const texts = tablesOf(layOut([page])).map(textsOf)
    expect(texts).toContainEqual(SMALL.flat())
    expect(texts).toContainEqual(['說明', '內容', '附表', '附表如下完'])
  })

  test('that touch stay two when their columns have nothing in common', () => {
    const page = emptyPage()
    const { ys } = printTable(page, { x: 50, y: 80, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    printTable(page, { x: 50, y: ys.at(-1) ?? 0, widths: [90, 90], entries: entriesOf(OTHER) })
    expect(tablesOf(layOut([page])).map(textsOf)).toEqual([SMALL.flat(), OTHER.flat()])
  })

  test('text between and around them are notes in reading order', () => {
    const page = emptyPage()
    printText(page, '壹、辦理情形', 50, 40, 12)
    printTable(page, { x: 50, y: 80, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    printText(page, '資料來源：客家事務委員會', 50, 200, 10)
    printTable(page, { x: 50, y: 250, widths: [80, 80], entries: entriesOf(OTHER) })
    expect(
      layOut([page]).blocks.map((block) => (block.kind === 'note' ? block.note.lines[0]?.text : block.table.number)),
    ).toEqual(['壹、辦理情形', 1, '資料來源：客家事務委員會', 2])
  })

  test('prose in two columns is no table', () => {
    const page = emptyPage(1, 595, 842)
    for (let i = 0; i < 30; i++) {
      printText(page, 'the initiative would be managed by the council', 50, 60 + i * 13, 10)
      printText(page, 'a separate review of the programme was made in', 310, 60 + i * 13, 10)
    }
    expect(tablesOf(layOut([page]))).toEqual([])
  })

  test('a table of contents is no table', () => {
    const page = emptyPage(1, 595, 842)
    ;['Introduction', 'Background', 'Method', 'Results', 'Discussion'].forEach((title, i) => {
      printText(page, `${title} ${'.'.repeat(60 - title.length)}`, 50, 60 + i * 15, 10)
      printText(page, String(3 + i * 7), 420, 60 + i * 15, 10)
    })
    expect(tablesOf(layOut([page]))).toEqual([])
  })

  test('a watermark behind a table is a note of its own', () => {
    const page = emptyPage()
    printTable(page, { x: 50, y: 80, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    printText(page, '草案', 90, 90, 40, 45)
    const layout = layOut([page])
    expect(textsOf(tablesOf(layout)[0])).toEqual(SMALL.flat())
    expect(notesOf(layout)).toEqual([{ role: 'watermark', text: '草案' }])
  })
})

describe('text in cells', () => {
  test.each([90, 270] as const)('a table printed sideways (%i degrees) reads like a level one', (angle) => {
    const level = emptyPage()
    printTable(level, { x: 50, y: 80, widths: [60, 60, 60], entries: entriesOf(SMALL) })
    const page = turned(level, angle)
    const [table] = tablesOf(layOut([page]))
    expect(textsOf(table)).toEqual(SMALL.flat())
    const inside = table?.cells.every(({ box }) => box && box[0] >= 0 && box[2] <= page.width && box[3] <= page.height)
    expect(inside).toBe(true)
  })

  test('words that overflow their cell stay whole, cells printed as one run are cut', () => {
    const page = emptyPage()
    printTable(page, {
      x: 50,
      y: 80,
      widths: [60, 60, 60],
      entries: [
        ...['編號', '名稱', '數量'].map((text, column) => ({ text, row: 0, column })),
        ...['1', '', ''].map((text, column) => ({ text, row: 1, column })),
        ...['', '', ''].map((text, column) => ({ text, row: 2, column })),
      ],
    })
    printText(page, '1,234,567,890,12', 113, 105, 10)
    printText(page, '2            甲案       35', 53, 123, 10)
    expect(textsOf(tablesOf(layOut([page]))[0])).toEqual([
      '編號',
      '名稱',
      '數量',
      '1',
      '1,234,567,890,12',
      '',
      '2',
      '甲案',
      '35',
    ])
  })

  test('lines say whether they ended because the cell was full', () => {
    const page = emptyPage()
    printTable(page, {
      x: 50,
      y: 80,
      widths: [60, 66, 60],
      entries: [
        ...['主責科室', '行動計畫', '預算'].map((text, column) => ({ text, row: 0, column })),
        ...['文教推廣組\n研究發展組', '辦理大學青年學習系列活動', '5,304,370'].map((text, column) => ({
          text,
          row: 1,
          column,
        })),
        ...['會計室\n人事室', '辦理國際客家事務交流計畫', '910,000'].map((text, column) => ({ text, row: 2, column })),
      ],
    })
    const cells = tablesOf(layOut([page]))[0]?.cells ?? []
    const fullOf = (text: string) => cells.flatMap((cell) => cell.lines).find((line) => line.text === text)?.full
    expect(fullOf('會計室')).toBe(false)
    expect(fullOf('辦理大學青年')).toBe(true)
    expect(fullOf('文教推廣組')).toBe(true)
    expect(fullOf('人事室')).toBe(null)
  })

  test.each([
    ['a space of half an em', '兼辦人事 研究發展組', '兼辦人事 研究發展組'],
    ['words and figures', 'Total 1,200 NTD', 'Total 1,200 NTD'],
    ['no space', '客家文化節', '客家文化節'],
  ])('%s', (_, printed, expected) => {
    const page = emptyPage()
    printText(page, printed, 50, 50)
    expect(notesOf(layOut([page]))).toEqual([{ role: 'text', text: expected }])
  })
})

/** The page as it looks when it is printed with its text reading down (90) or up (270). */
function turned(page: Page, angle: 90 | 270): Page {
  const { width, height } = page
  const box = ([x0, y0, x1, y1]: readonly [number, number, number, number]) =>
    angle === 90 ? ([height - y1, x0, height - y0, x1] as const) : ([y0, width - x1, y1, width - x0] as const)
  return {
    ...page,
    width: height,
    height: width,
    runs: page.runs.map((run) => ({
      ...run,
      angle,
      box: box(run.box),
      glyphs: run.glyphs.map((glyph) => ({ ...glyph, box: box(glyph.box) })),
    })),
    rulings: page.rulings.map((ruling) => {
      const level = ruling.orientation === 'horizontal'
      const [x0, y0, x1, y1] = box(
        level ? [ruling.from, ruling.at, ruling.to, ruling.at] : [ruling.at, ruling.from, ruling.at, ruling.to],
      )
      return level
        ? { ...ruling, orientation: 'vertical' as const, at: x0, from: y0, to: y1 }
        : { ...ruling, orientation: 'horizontal' as const, at: y0, from: x0, to: x1 }
    }),
  }
}
