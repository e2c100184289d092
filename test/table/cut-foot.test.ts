import { expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { layOut } from '../../src/table/index.ts'
import { emptyPage, printTable, printText } from './make-page.ts'

const ROWS = [
  ['策略目標', '關鍵績效指標', '109年實際值', '行動計畫'],
  ['CL1深化終身學習', 'CL1.1平均學習時數', '1,920', 'CL1.1.1終身學習推動計畫'],
  ['CL2人才培育', 'CL2.1讀書會的全年辦理場次', '10', 'CL2.1.1讀書會'],
]

/** A table whose last line of text hangs below its upright rules, as where a browser ends a page inside of a row. */
function cutPage(closed: 'nowhere' | 'under the plan'): { page: Page; foot: number } {
  const page = emptyPage()
  const entries = ROWS.flatMap((cells, row) => cells.map((text, column) => ({ text, row, column })))
  const { xs, ys } = printTable(page, {
    x: 40,
    y: 60,
    widths: [90, 78, 60, 100],
    entries,
    size: 9,
    padding: 2,
    valign: 'top',
  })
  const foot = ys.at(-1) ?? 0
  const end = foot - 9
  page.rulings = page.rulings
    .filter((rule) => rule.orientation === 'vertical' || Math.abs(rule.at - foot) > 1)
    .map((rule) => (rule.orientation === 'vertical' ? { ...rule, to: Math.min(rule.to, end) } : rule))
  if (closed === 'under the plan') {
    const [rule] = page.rulings
    if (rule) page.rulings.push({ ...rule, orientation: 'horizontal', at: end, from: xs[3] ?? 0, to: xs[4] ?? 0 })
  }
  return { page, foot }
}

const tableOf = (page: Page) =>
  layOut([page]).blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))[0]

const textsOf = (page: Page, row: number) =>
  tableOf(page)
    ?.cells.filter((cell) => cell.row === row)
    .map((cell) => cell.lines.map((line) => line.text).join('|'))

test.each(['nowhere', 'under the plan'] as const)(
  'a line that hangs below a table closed %s ends its cell',
  (closed) => {
    const { page } = cutPage(closed)
    expect(tableOf(page)?.rows).toBe(3)
    expect(textsOf(page, 2)).toEqual(['CL2人才培育', 'CL2.1讀書會的全|年辦理場次', '10', 'CL2.1.1讀書會'])
  },
)

test.each([
  ['- 3 -', 160],
  ['註：本表依核定版本編列', 42],
])('%s below it is no line of a cell', (text, x) => {
  const { page, foot } = cutPage('nowhere')
  printText(page, text, x, foot + 4, 9)
  expect(textsOf(page, 2)?.join()).not.toContain(text)
})
