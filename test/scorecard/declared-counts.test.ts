import { describe, expect, it } from 'vitest'
import type { Cell, Table } from '../../src/model/table.ts'
import { isCountsTable, readCounts } from '../../src/scorecard/declared-counts.ts'

/** `print/another reading` of a scan, else print alone. */
function makeTable(rows: readonly (readonly string[])[]): Table {
  const cells = rows.flatMap((texts, row) =>
    texts.map((both, column): Cell => {
      const [text = '', ...others] = both.split('/')
      const readings = others.length === 0 ? [] : [text, ...others]
      const lines = [
        {
          text,
          page: 1,
          box: null,
          full: null,
          confidence: 0.8,
          readings: readings.map((reading, at) => ({ reader: `reader ${at}`, text: reading, confidence: 0.8 })),
        },
      ]
      return { row, column, rowSpan: 1, columnSpan: 1, lines, page: 1, box: null, continues: [], ink: false }
    }),
  )
  const columns = Math.max(...rows.map((texts) => texts.length))
  const pages = { number: 1, firstPage: 1, lastPage: 1 }
  return { ...pages, rows: rows.length, columns, headerRows: 1, repeatedHeaders: 0, cells, joins: [] }
}

const years = [
  ['111年', '11', '20', '31'],
  ['112年', '11', '21', '29'],
]

describe('the labels of declared counts', () => {
  it.each([
    ['as printed', ['', '策略目標數', 'KPI數', '行動計畫數'], true],
    [
      'with 目 of a scan misread by all readers',
      ['', '策略日標數/策略日標數', 'KPI數/KPI數', '行動計畫數/行動計畫數'],
      true,
    ],
    ['that another reading has', ['', '策略目標數/策略目標數', 'KPI數/KPI数', '行動計盡數/行動計畫數'], true],
    ['of print are never respelled', ['', '策略日標數', 'KPI數', '行動計畫數'], false],
  ])('%s', (_, labels, isCounts) => {
    const table = makeTable([labels, ...years])
    expect(isCountsTable(table)).toBe(isCounts)
    expect(readCounts(table, 'print').counts.map(({ rocYear }) => rocYear)).toEqual(isCounts ? [111, 112] : [])
  })
})
