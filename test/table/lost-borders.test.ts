/** A line that a cell lacks between two texts, as scans lose them; what has no text on one side may be merged. */
import { describe, expect, it } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { type Entry, emptyPage, printTable } from './make-page.ts'
import { tablesOf } from './print-lines.ts'

const WIDTHS = [90, 150, 60, 60, 90]

const HEADING: Entry[] = [
  { text: '關鍵績效指標', row: 0, column: 0, rowSpan: 2 },
  { text: '行動計畫', row: 0, column: 1, rowSpan: 2 },
  { text: '預算', row: 0, column: 2, columnSpan: 2 },
  { text: '主責局處', row: 0, column: 4, rowSpan: 2 },
  { text: '已編', row: 1, column: 2 },
  { text: '預估', row: 1, column: 3 },
].map((entry) => ({ ...entry, align: 'center' }))

const plan = (row: number, name: string): Entry[] => [
  { text: name, row, column: 1 },
  { text: `1,${row}00`, row, column: 2, align: 'right' },
  { text: `2,${row}00`, row, column: 3, align: 'right' },
  { text: '社會救助科', row, column: 4 },
]

const BODY: Entry[] = [
  { text: 'AC1.1老人福利機構評鑑合格率', row: 2, column: 0, rowSpan: 2 },
  ...plan(2, 'AC1.1.1辦理機構評鑑及輔導改善計畫，並追蹤其後續辦理情形'),
  ...plan(3, 'AC1.1.2機構公共安全計畫'),
  { text: 'AC1.2服務人次', row: 4, column: 0, rowSpan: 2 },
  ...plan(4, 'AC1.2.1關懷據點計畫'),
  ...plan(5, 'AC1.2.2居家服務人力培訓及留任計畫，含教材編印'),
]

/** A page with the table, drawn cell by cell, without the upright lines at `at` between `from` and `to` (points). */
function print(entries: Entry[], lost?: { at: number; from: number; to: number }): Page {
  const page = emptyPage()
  printTable(page, { x: 40, y: 70, widths: WIDTHS, size: 9, entries, borders: 'cell by cell' })
  const isLost = ({ orientation, at, from, to }: Page['rulings'][number]): boolean =>
    lost !== undefined &&
    orientation === 'vertical' &&
    Math.abs(at - lost.at) < 2 &&
    Math.min(to, lost.to) - Math.max(from, lost.from) > 2
  return { ...page, rulings: page.rulings.filter((ruling) => !isLost(ruling)) }
}

const cellsOf = (page: Page) =>
  tablesOf(page).flatMap(({ cells }) =>
    cells.map(({ row, column, rowSpan, columnSpan, lines, box }) => ({
      place: `${row}+${rowSpan} ${column}+${columnSpan}`,
      text: lines.map((line) => line.text).join(''),
      row,
      column,
      box: box ?? [0, 0, 0, 0],
    })),
  )

const say = (page: Page): string[] => cellsOf(page).map(({ place, text }) => `${place} ${text}`)

describe('a line between two texts', () => {
  const whole = cellsOf(print([...HEADING, ...BODY]))
  const borders = whole.filter(({ row, column }) => row >= 2 && column > 0)

  it.each(borders.map(({ row, column, box }) => ({ row, column, lost: { at: box[0], from: box[1], to: box[3] } })))(
    'is there though it is lost at the left of row $row, column $column',
    ({ lost }) => {
      expect(say(print([...HEADING, ...BODY], lost))).toEqual(whole.map(({ place, text }) => `${place} ${text}`))
    },
  )
})

it.each([
  ['has one text', { text: '併入其他計畫', row: 4, column: 2, columnSpan: 2 }],
  ['is a heading of its columns, its words far apart', { text: '預　　　算', row: 0, column: 2, columnSpan: 2 }],
] as [string, Entry][])('a cell over two columns that %s stays one', (_, merged) => {
  const others = [...HEADING, ...BODY].filter(
    ({ row, column }) => row !== merged.row || column < merged.column || column > merged.column + 1,
  )
  const entries = [...others, { ...merged, align: 'center' as const }]
  const places = cellsOf(print(entries)).map(({ place, text }) => [place, text.replace(/\s/gu, '')])
  expect(places).toContainEqual([`${merged.row}+1 2+2`, merged.text.replace(/\s/gu, '')])
})
