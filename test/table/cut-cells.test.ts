import { describe, expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import type { Table } from '../../src/model/table.ts'
import { layOut } from '../../src/table/index.ts'
import { type Borders, type Entry, emptyPage, printTable } from './make-page.ts'

const HEADER = ['策略目標', '關鍵成功因素', '關鍵績效指標', '109年實際值', '行動計畫', '預算(元)']
const WIDTHS = [50, 60, 90, 60, 120, 70]
const [OBJECTIVE, FACTOR, INDICATOR, ACTUAL, PLAN, BUDGET] = [0, 1, 2, 3, 4, 5]

/** Rows of texts below the header; null goes on the cell above it, a text alone is a section. */
function entriesOf(rows: (string | null)[][], header: boolean): Entry[] {
  const entries: Entry[] = []
  for (const [row, cells] of [...(header ? [HEADER] : []), ...rows].entries()) {
    for (const [column, text] of cells.entries()) {
      const above = text === null ? entries.findLast((entry) => entry.column === column) : undefined
      if (above) above.rowSpan = row - above.row + 1
      else entries.push({ text: text ?? '', row, column, columnSpan: cells.length === 1 ? WIDTHS.length : 1 })
    }
  }
  return entries
}

/** A sheet's page: where it cuts the cells of `cut` at its foot or at its top, no rule closes them. */
function sheet(
  number: number,
  rows: (string | null)[][],
  cut: { foot?: number[]; top?: number[] },
  borders: Borders,
): Page {
  const page = emptyPage(number)
  const entries = entriesOf(rows, number === 1 || cut.top === undefined)
  const { xs, ys } = printTable(page, { x: 40, y: 60, widths: WIDTHS, entries, size: 9, borders })
  const open = (y: number | undefined, columns: readonly number[] = []) => {
    const isOpen = (from: number) => columns.some((column) => Math.abs((xs[column] ?? 0) - from) < 1)
    page.rulings = page.rulings.filter(
      (rule) => rule.orientation === 'vertical' || Math.abs(rule.at - (y ?? 0)) > 1 || !isOpen(rule.from),
    )
  }
  open(ys.at(-1), cut.foot)
  open(ys[0], cut.top)
  return page
}

const tablesOf = (pages: Page[]): Table[] =>
  layOut(pages).blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))

const column = (table: Table | undefined, at: number) =>
  table?.cells
    .filter((cell) => cell.column === at && cell.row >= table.headerRows)
    .map((cell) => [cell.row, cell.rowSpan, cell.lines.map((line) => line.text).join('')])

const FIRST = ['AC1提升學習意願', '推廣活動', 'AC1.1參與學生人數', '9,490', 'AC1.1.1推動教學', '14,004,000']
const BELOW = ['CC1健全服務', '強化合作', 'CC1.1服務人數', '35', 'CC1.1.1推動服務', '20,000']
const LAST = ['DC1提升滿意度', '訪查客戶', 'DC1.1訪查次數', '46', 'DC1.1.1訪查計畫', '30,000']

describe('a cell over several rows that a sheet prints as far as its page goes', () => {
  test.each([
    ['its text stands below the break alone', ['BC1提升參與', ''], ['', '辦理競賽']],
    ['its text stands above the break alone', ['BC1提升參與', '辦理競賽'], ['', '']],
    ['the break runs between its lines', ['BC1提升', '辦理'], ['參與', '競賽']],
  ])('is one, where %s', (_, [objective = '', factor = ''], [restOfObjective = '', restOfFactor = '']) => {
    const above = [FIRST, [objective, factor, 'BC1.1參與青年人數', '1,350', 'BC1.1.1辦理推動', '750,000']]
    const below = [[restOfObjective, restOfFactor, 'BC1.2競賽場次', '12', 'BC1.2.1辦理競賽', '60,000'], BELOW]
    const [table, ...others] = tablesOf([
      sheet(1, above, { foot: [OBJECTIVE, FACTOR] }, 'strokes'),
      sheet(2, below, {}, 'strokes'),
    ])
    expect(others).toEqual([])
    expect(column(table, OBJECTIVE)).toEqual([
      [1, 1, 'AC1提升學習意願'],
      [2, 2, 'BC1提升參與'],
      [4, 1, 'CC1健全服務'],
    ])
    expect(column(table, FACTOR)).toEqual([
      [1, 1, '推廣活動'],
      [2, 2, '辦理競賽'],
      [4, 1, '強化合作'],
    ])
  })

  test('is one, though it has no code, where the cell right of it goes on with its code', () => {
    const above = [FIRST, ['內部', '', 'AP1.1參與人數', '1,350', 'AP1.1.1推動', '750,000']]
    const below = [['流程', '辦理', '', '', 'AP1.1.2競賽', '60,000'], BELOW]
    const foot = [OBJECTIVE, FACTOR, INDICATOR, ACTUAL]
    const [table] = tablesOf([sheet(1, above, { foot }, 'strokes'), sheet(2, below, {}, 'strokes')])
    expect(column(table, OBJECTIVE)?.[1]).toEqual([2, 2, '內部流程'])
    expect(column(table, INDICATOR)?.[1]).toEqual([2, 2, 'AP1.1參與人數'])
  })

  test('ends with the page where a rule closes it', () => {
    const above = [FIRST, ['BC1提升參與', '', 'BC1.1參與青年人數', '1,350', 'BC1.1.1辦理推動', '750,000']]
    const [table] = tablesOf([sheet(1, above, {}, 'strokes'), sheet(2, [BELOW], {}, 'strokes')])
    expect(column(table, FACTOR)?.slice(1)).toEqual([
      [2, 1, ''],
      [3, 1, '強化合作'],
    ])
  })

  test('is one in a table without sides that sections part, its figures too, where no header is repeated', () => {
    const cut = [OBJECTIVE, FACTOR, INDICATOR, ACTUAL]
    const plans = [2, 3, 4, 5, 6, 7, 8, 9].map((plan) => [null, null, null, null, `AC1.1.${plan}推動教學`, '10,000'])
    const next = ['BC1提升參與', '辦理', 'BC1.1參與青年人數', '1,350', 'BC1.1.1辦理推動', '750,000']
    const above = [['顧客構面'], FIRST, ...plans, ['內部流程'], next]
    const below = [['', '競賽', '', '', 'BC1.1.2辦理競賽', '60,000'], BELOW, ['學習成長'], LAST]
    const pages = [sheet(1, above, { foot: cut }, 'open sides'), sheet(2, below, { top: cut }, 'open sides')]
    const [table, ...others] = tablesOf(pages)
    expect(others).toEqual([])
    expect(column(table, ACTUAL)).toEqual([
      [2, 9, '9,490'],
      [12, 2, '1,350'],
      [14, 1, '35'],
      [16, 1, '46'],
    ])
    expect(column(table, FACTOR)?.slice(0, 2)).toEqual([
      [2, 9, '推廣活動'],
      [12, 2, '辦理競賽'],
    ])
  })
  test('is one where its last row stands alone on a page, without sides or header', () => {
    const cut = [OBJECTIVE, FACTOR, INDICATOR, ACTUAL]
    const above = [FIRST, BELOW, ['DC1提升', '', 'DC1.1訪查', '', 'DC1.1.1訪查計畫', '30,000']]
    const below = [['滿意度', '訪查客戶', '次數', '46', 'DC1.1.2訪查志工', '40,000']]
    const pages = [sheet(1, above, { foot: cut }, 'open sides'), sheet(2, below, { top: cut }, 'open sides')]
    const [table, ...others] = tablesOf(pages)
    expect(others).toEqual([])
    expect([OBJECTIVE, INDICATOR, ACTUAL].map((at) => column(table, at)?.at(-1))).toEqual([
      [3, 2, 'DC1提升滿意度'],
      [3, 2, 'DC1.1訪查次數'],
      [3, 2, '46'],
    ])
  })
})

describe('a rule that lacks at the foot of a page, where the row ended,', () => {
  const coded = ['BC1提升參與', '辦理競賽', 'BC1.1參與青年人數', '1,350', 'BC1.1.1辦理推動', '750,000']
  const blank = ['BC1提升參與', '辦理競賽', 'BC1.1參與青年人數', '', 'BC1.1.1辦理推動', '']
  const [uncoded, next] = [coded, BELOW].map((row) => row.map((text) => text.replace(/^[A-Z]+\d[\d.]*/u, '')))
  test.each([
    ['under filled figures', [ACTUAL, BUDGET], coded, BELOW],
    ['under blank figures', [ACTUAL, BUDGET], blank, BELOW],
    ['under blank figures of rows without codes', [ACTUAL, BUDGET], uncoded?.with(ACTUAL, ''), next],
    ['under texts', [FACTOR, ACTUAL], coded, BELOW],
    ['under texts without codes', [OBJECTIVE, FACTOR], uncoded, next],
    ['under a blank cell, the code below another', [OBJECTIVE], blank.with(OBJECTIVE, ''), BELOW],
    ['under a blank cell of a column that has others', [OBJECTIVE], uncoded?.with(OBJECTIVE, ''), next],
    ['under all but the plan', [OBJECTIVE, FACTOR, INDICATOR, ACTUAL], blank, BELOW],
  ])('joins no cells: %s', (_, foot, last = [], first = []) => {
    const above = [FIRST, FIRST.with(OBJECTIVE, ''), last]
    const [table] = tablesOf([sheet(1, above, { foot }, 'strokes'), sheet(2, [first, LAST], {}, 'strokes')])
    const rows = [OBJECTIVE, FACTOR, INDICATOR, ACTUAL, PLAN, BUDGET].map((at) => column(table, at)?.slice(-3))
    expect(rows.map((cells) => cells?.map(([, span, text]) => [span, text]))).toEqual(
      [OBJECTIVE, FACTOR, INDICATOR, ACTUAL, PLAN, BUDGET].map((at) =>
        [last, first, LAST].map((cells) => [1, cells[at]]),
      ),
    )
  })
})
