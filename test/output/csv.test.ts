import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { printCsvHeader, printCsvRows, printNumber } from '../../src/output/csv.ts'
import { kpiHistoryTable } from '../../src/output/kpi-history.ts'
import { documentTables, type TableDefinition } from '../../src/output/tables.ts'
import { awkwardDocument } from '../support/documents.ts'

const tableNamed = (name: string) => {
  const table = documentTables.find((other) => other.name === name)
  if (table === undefined) throw new Error(name)
  return table
}

describe('numbers', () => {
  it.each([
    [5380000, '5380000'],
    [12.98, '12.98'],
    [-5, '-5'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-1.25e25, '-12500000000000000000000000'],
    [0, '0'],
  ])('%s is printed %s', (value, text) => {
    expect(printNumber(value)).toBe(text)
  })

  it('are printed without an exponent and read back as they were', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = printNumber(value)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(text)).toBe(value === 0 ? 0 : value)
      }),
    )
  })
})

describe('tables', () => {
  // CONTRACT: what downstream systems rely on.
  it.each([
    ['cards', 'document,card,level,title,group,organization,roc_year,year,first_page,last_page'],
    ['strategy_map', 'document,organization,objective_code,objective_name,perspective,theme_code,theme_name'],
    ['strategy_statements', 'document,organization,kind,position,code,text'],
    ['declared_counts', 'document,organization,roc_year,objectives,kpis,action_plans'],
    ['objectives', 'document,card,level,objective_code,objective_name,perspective'],
    ['kpis', 'document,card,level,objective_code,csf,kpi_code,series,kpi_name,formula,unit,owners'],
    [
      'kpi_values',
      'document,card,level,kpi_code,series,roc_year,year,kind,value,unit,raw,status,confidence,page,x0,y0,x1,y1',
    ],
    ['action_plans', 'document,card,level,kpi_code,plan_code,plan_name,note,owners'],
    ['budgets', 'document,card,level,plan_code,roc_year,year,stage,amount,raw,status,confidence,page,x0,y0,x1,y1'],
    ['repairs', 'document,card,level,code,field,roc_year,rule,before,after,confidence,alternatives,page,x0,y0,x1,y1'],
    ['anomalies', 'document,card,level,code,field,roc_year,rule,severity,message,evidence,page,x0,y0,x1,y1'],
  ])('%s has its columns in their order', (name, header) => {
    expect(printCsvHeader(tableNamed(name), { excel: false })).toBe(`${header}\n`)
  })

  it('give every column of every row, and no other', () => {
    const document = awkwardDocument()
    for (const table of documentTables) {
      const rows = [...table.rows(document)]
      expect(rows.length, table.name).toBeGreaterThan(0)
      for (const row of rows) expect(Object.keys(row)).toEqual(table.columns.map((column) => column.name))
    }
  })

  it('name only columns that exist in their keys', () => {
    for (const table of [...documentTables, kpiHistoryTable] satisfies TableDefinition[]) {
      const names = table.columns.map((column) => column.name)
      for (const key of [table.primaryKey, ...table.indexes]) expect(names).toEqual(expect.arrayContaining([...key]))
      for (const { columns, references, table: other } of table.foreignKeys) {
        expect(names).toEqual(expect.arrayContaining([...columns]))
        expect(tableNamed(other).primaryKey).toEqual(references)
      }
    }
  })

  it('round points to hundredths and say which year of our era it is', () => {
    const [row] = tableNamed('anomalies').rows(awkwardDocument())
    expect(row).toMatchObject({ roc_year: 108, page: 2, x0: 1.01, y0: 2.34, x1: 4, y1: 4, evidence: 'sum-of-parts: x' })
    const [card] = tableNamed('cards').rows(awkwardDocument())
    expect(card).toMatchObject({ roc_year: 109, year: 2020 })
  })

  it('list the other readings of a repair, the best first', () => {
    const [row] = tableNamed('repairs').rows(awkwardDocument())
    expect(row).toMatchObject({ before: '1,4004,000', after: '14004000', alternatives: '1404000' })
  })
})

describe('CSV', () => {
  it('reads back as what went in: quotes, commas, line breaks, separators inside lists', () => {
    const table = tableNamed('kpis')
    const [row] = table.rows(awkwardDocument())
    const text = printCsvRows(table, row ? [row] : [], { excel: false })
    const [cells] = Papa.parse<string[]>(text.slice(0, -1)).data
    expect(cells?.[table.columns.findIndex((column) => column.name === 'kpi_name')]).toBe('「引號", 逗號\n與換行」')
    expect(cells?.at(-1)).toBe('甲科;乙；丙科')
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toContain('\r')
  })

  it('keeps null empty, and numbers out of exponents', () => {
    const table = tableNamed('kpi_values')
    const rows = [...table.rows(awkwardDocument())].slice(0, 6)
    const values = Papa.parse<string[]>(printCsvRows(table, rows, { excel: false }).trim()).data.map(
      (cells) => cells[8],
    )
    expect(values).toEqual(['-5', '0.1', '1000000000000000000000', '0.00000015', '', '12.98'])
  })

  it.each(['=SUM(A1)', '+1', '@x', '-cmd', '＝SUM(A1)', '\tx'])('for spreadsheets, %j is no formula', (text) => {
    const table = tableNamed('strategy_statements')
    const row = { document: 'd', organization: null, kind: 'mission', position: 1, code: null, text }
    expect(printCsvRows(table, [row], { excel: true })).toContain(`'${text}`)
    expect(printCsvRows(table, [row], { excel: false })).not.toContain(`'${text}`)
  })

  it('for spreadsheets, has a byte order mark, and figures stay figures', () => {
    expect(printCsvHeader(tableNamed('cards'), { excel: true }).startsWith('\ufeffdocument')).toBe(true)
    const table = tableNamed('kpi_values')
    const rows = [...table.rows(awkwardDocument())].slice(0, 1)
    expect(printCsvRows(table, rows, { excel: true })).toContain(',-5,')
  })
})
