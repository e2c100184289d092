import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Page, TextRow } from '../../src/model/page.ts'
import type { Layout, Table } from '../../src/model/table.ts'
import { layOut } from '../../src/table/index.ts'
import { emptyPage } from './make-page.ts'

const pageOf = (text: string): Page => ({
  ...emptyPage(),
  reader: 'rows',
  rows: text.split('\n').flatMap((line, i): TextRow[] => {
    if (line.trim() === '') return []
    const cells = /^\s*\|.*\|\s*$/u.test(line) ? line.trim().slice(1, -1).split('|') : line.split('\t')
    return [{ line: i + 1, cells }]
  }),
})
const tablesOf = (layout: Layout): Table[] =>
  layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
const rowsOf = (table: Table | undefined) =>
  Array.from({ length: table?.rows ?? 0 }, (_, row) =>
    table?.cells.filter((cell) => cell.row === row).map((cell) => cell.lines.map((line) => line.text).join('')),
  )

describe('text inputs', () => {
  test('rows of several cells are a table, single lines are notes, separators vanish', () => {
    const layout = layOut([
      pageOf('平衡計分卡 (111年)\n\n| 策略目標 | 件數 |\n|---|---|\n| AC1 | 3 |\n\n資料來源：本會'),
    ])
    expect(layout.blocks.map((block) => block.kind)).toEqual(['note', 'table', 'note'])
    expect(rowsOf(tablesOf(layout)[0])).toEqual([
      ['策略目標', '件數'],
      ['AC1', '3'],
    ])
    expect(layout.glyphs.lost).toBe(0)
  })

  test('words printed again in every column of a row are one cell; figures are not', () => {
    const layout = layOut([pageOf('目標\t件數\t人數\n一、顧客構面\t一、顧客構面\t一、顧客構面\nAC1\t3\t3\n0\t0\t0')])
    const [table] = tablesOf(layout)
    expect(table?.cells.filter((cell) => cell.row === 1)).toMatchObject([{ column: 0, columnSpan: 3 }])
    expect(rowsOf(table)[3]).toEqual(['0', '0', '0'])
    expect(layout.glyphs.lost).toBe(0)
  })

  test('a one-cell row inside a table spans all its columns', () => {
    const [table] = tablesOf(layOut([pageOf('目標\t件數\n顧客構面\nAC1\t3')]))
    expect(table?.cells.find((cell) => cell.row === 1)).toMatchObject({ column: 0, columnSpan: 2 })
  })

  test('empty cells stay empty cells, short rows are filled up', () => {
    const [table] = tablesOf(layOut([pageOf('目標\t件數\t備註\nAC1\t3\n\t4\t無')]))
    expect(rowsOf(table)?.slice(1)).toEqual([
      ['AC1', '3', ''],
      ['', '4', '無'],
    ])
  })

  test('rows beside one far too wide to fill the others up to are notes', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `AC${i}\t3`)
    const layout = layOut([pageOf([`x${'\t'.repeat(1000)}`, ...rows].join('\n'))])
    expect(layout.blocks).toHaveLength(1001)
    expect(layout.blocks[8]).toMatchObject({ kind: 'note', note: { lines: [{ text: 'AC7 3' }] } })
    expect(layout.glyphs.lost).toBe(0)
  })

  test('very many one-cell rows inside a table', () => {
    const layout = layOut([pageOf(`目標\t件數\n${'說明\n'.repeat(60_000)}AC1\t3`)])
    expect(tablesOf(layout)).toMatchObject([{ rows: 60_002 }])
  })

  test('a repeated header, spaced otherwise, goes on with the table, and a rest joins the row above', () => {
    const [table, ...others] = tablesOf(
      layOut([
        pageOf(
          '目標\t實際值\t預算(元)\nAC1提升\t9,490\t10,000\nBC1鼓勵\t55,000\t12,000,00\n\n目標\t實際 值\t預算 (元)\n市民參與\t\t0\nCC1建構\t538\t2,000',
        ),
      ]),
    )
    expect(others).toEqual([])
    expect(table).toMatchObject({ rows: 4, repeatedHeaders: 1 })
    expect(table?.cells.find((cell) => cell.row === 2 && cell.column === 0)?.lines.map((line) => line.text)).toEqual([
      'BC1鼓勵',
      '市民參與',
    ])
    expect(table?.joins.map((join) => join.kind)).toEqual(['table', 'row'])
  })

  test('the rest of a label above a finer label that goes on moves up to it', () => {
    const [table] = tablesOf(
      layOut([
        pageOf(
          '目標\t關鍵成功因素\tKPI\t計畫\nAC1甲\t推動展演\tAC1.1人數\tAC1.1.1甲\nCC2乙\t落實單一窗口，主動關\tCC2.1滿意度\tCC2.1.1乙\n\n' +
            '目標\t關鍵成功因素\tKPI\t計畫\n\t懷洽公民眾\t\tCC2.1.2丙\n\t\tCC2.2日數\tCC2.2.1丁',
        ),
      ]),
    )
    expect(rowsOf(table)?.slice(2)).toEqual([
      ['CC2乙', '落實單一窗口，主動關懷洽公民眾', 'CC2.1滿意度', 'CC2.1.1乙'],
      ['', '', '', 'CC2.1.2丙'],
      ['', '', 'CC2.2日數', 'CC2.2.1丁'],
    ])
  })

  test('a title parts two tables with one header', () => {
    const text = '目標\t件數\nAC1\t3'
    expect(tablesOf(layOut([pageOf(`甲局\n\n${text}\n\n乙局\n\n${text}`)]))).toHaveLength(2)
  })

  test('the sample: four tables, the card joined from four pages', () => {
    const layout = layOut([pageOf(readFileSync('samples/hakka-111.txt', 'utf8'))])
    expect(tablesOf(layout).map(({ rows, columns, repeatedHeaders }) => [rows, columns, repeatedHeaders])).toEqual([
      [3, 15, 0],
      [5, 5, 0],
      [4, 4, 0],
      [30, 15, 3],
    ])
    expect(layout.glyphs.lost).toBe(0)
  })
})
