/** Tables as CSV: RFC 4180, UTF-8, `\n`, no BOM, empty = null. */
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Cell, Row, TableDefinition } from './tables.ts'
import { WholeFile } from './whole-file.ts'

/** How spreadsheet programs want it: a byte order mark, and no cell that they would take for a formula. */
const BYTE_ORDER_MARK = '\ufeff'
/** What makes a spreadsheet program take text for a formula; the full-width forms do so in East Asian versions. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/

export interface CsvOptions {
  excel: boolean
}

/** The shortest decimal notation that reads back as the same number, never with an exponent: 1e21 is 1000000000000000000000. */
export function printNumber(value: number): string {
  const shortest = String(value)
  const [mantissa, exponent] = shortest.split('e')
  if (mantissa === undefined || exponent === undefined) return shortest
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return digits.length <= point
    ? sign + digits.padEnd(point, '0')
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

function printCell(cell: Cell | undefined, options: CsvOptions): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return printNumber(cell)
  return options.excel && FORMULA_START.test(cell) ? `'${cell}` : cell
}

/** Lines of CSV, each ended by `\n`. */
export function printCsvRows(table: TableDefinition, rows: readonly Row[], options: CsvOptions): string {
  if (rows.length === 0) return ''
  const cells = rows.map((row) => table.columns.map((column) => printCell(row[column.name], options)))
  return `${Papa.unparse(cells, { newline: '\n' })}\n`
}

export function printCsvHeader(table: TableDefinition, options: CsvOptions): string {
  const header = Papa.unparse([table.columns.map((column) => column.name)], { newline: '\n' })
  return `${options.excel ? BYTE_ORDER_MARK : ''}${header}\n`
}

/** One CSV file under way. */
export class CsvFile {
  readonly table: TableDefinition
  readonly file: WholeFile
  readonly #options: CsvOptions

  constructor(folder: string, table: TableDefinition, options: CsvOptions, temporaryFolder?: string) {
    this.table = table
    this.file = new WholeFile(join(folder, `${table.name}.csv`), temporaryFolder)
    this.#options = options
    this.file.write(printCsvHeader(table, options))
  }

  add(rows: readonly Row[]): void {
    this.file.write(printCsvRows(this.table, rows, this.#options))
  }
}
