/** The tables of one document as files: `<id>.tables.json` and one `<id>.table-N.csv` a table. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { ConversionError } from '../model/errors.ts'
import { type TableGrid, type TablesFile, tablesFileSchema } from '../model/tablesFile.ts'
import { WholeFile, writeWhole } from './wholeFile.ts'

/** A table as rows of fields, the text of a cell over several rows or columns in each of them. */
export function repeatSpans({ rows, columns, cells }: TableGrid): string[][] {
  const fields = Array.from({ length: rows }, () => new Array<string>(columns).fill(''))
  for (const { row, column, rowSpan, columnSpan, text } of cells) {
    for (const line of fields.slice(row, row + rowSpan)) line.fill(text, column, column + columnSpan)
  }
  return fields
}

/** RFC 4180 with `\n` lines; no header is added, as the print's own stands in its rows. */
export const printGridCsv = (grid: TableGrid): string => `${Papa.unparse(repeatSpans(grid), { newline: '\n' })}\n`

/** JSON with one cell or page on a line. */
function* printTablesFile({ tables, pages, glyphs }: TablesFile): Iterable<string> {
  yield '{\n  "tables": ['
  for (const [at, { cells, ...head }] of tables.entries()) {
    const start = JSON.stringify(head).slice(0, -1)
    yield `${at === 0 ? '' : ','}\n    ${start},"cells":[\n`
    yield cells.map((cell) => `      ${JSON.stringify(cell)}`).join(',\n')
    yield '\n    ]}'
  }
  yield `${tables.length === 0 ? '' : '\n  '}],\n  "pages": [\n`
  yield pages.map((page) => `    ${JSON.stringify(page)}`).join(',\n')
  yield `\n  ],\n  "glyphs": ${JSON.stringify(glyphs)}\n}\n`
}

/** Checks and writes the files of one document, the JSON last; takes away tables that an earlier run found and this one did not. */
export function writeGrids(folder: string, id: string, content: TablesFile): void {
  const { error } = tablesFileSchema.safeParse(content)
  if (error !== undefined) {
    const [issue] = error.issues
    throw new ConversionError('invalid-result', { detail: `${issue?.path.join('.')}: ${issue?.message}` })
  }
  for (const grid of content.tables) writeWhole(join(folder, `${id}.table-${grid.table}.csv`), printGridCsv(grid))
  const file = new WholeFile(join(folder, `${id}.tables.json`))
  for (const part of printTablesFile(content)) file.write(part)
  file.place()
  for (const name of readdirSync(folder)) {
    const number = name.startsWith(`${id}.table-`)
      ? /^(\d+)\.csv$/.exec(name.slice(`${id}.table-`.length))?.[1]
      : undefined
    if (number !== undefined && Number(number) > content.tables.length) rmSync(join(folder, name), { force: true })
  }
}
