/** The tables of one document as files: `<id>.tables.json` and one `<id>.table-N.csv` a table. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { z } from 'zod'
import { ConversionError } from '../model/errors.ts'
import { type TableGrid, type TablesSummary, tableGridSchema, tablesSummarySchema } from '../model/tables-file.ts'
import { WholeFile, writeWhole } from './whole-file.ts'

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

/**
 * The files of one document under way: each table is checked and written as it comes, in JSON with one cell or page on a
 * line. Ends with `finish` or `discard`. Throws ConversionError `invalid-result` for what breaks the schema.
 */
export class GridsWriter {
  readonly #folder: string
  readonly #id: string
  readonly #json: WholeFile
  #tables = 0

  constructor(folder: string, id: string) {
    this.#folder = folder
    this.#id = id
    this.#json = new WholeFile(join(folder, `${id}.tables.json`))
    this.#json.write('{\n  "tables": [')
  }

  add(grid: TableGrid): void {
    check(tableGridSchema, grid, `tables.${this.#tables}`)
    const { cells, ...head } = grid
    writeWhole(join(this.#folder, `${this.#id}.table-${grid.table}.csv`), printGridCsv(grid))
    this.#json.write(`${this.#tables === 0 ? '' : ','}\n    ${JSON.stringify(head).slice(0, -1)},"cells":[\n`)
    this.#json.write(cells.map((cell) => `      ${JSON.stringify(cell)}`).join(',\n'))
    this.#json.write('\n    ]}')
    this.#tables += 1
  }

  /** Places the JSON and takes away tables that an earlier run found and this one did not. Returns the number of tables. */
  finish(summary: TablesSummary): number {
    const { pages, glyphs } = check(tablesSummarySchema, summary, '')
    this.#json.write(`${this.#tables === 0 ? '' : '\n  '}],\n  "pages": [\n`)
    this.#json.write(pages.map((page) => `    ${JSON.stringify(page)}`).join(',\n'))
    this.#json.write(`\n  ],\n  "glyphs": ${JSON.stringify(glyphs)}\n}\n`)
    this.#json.place()
    const start = `${this.#id}.table-`
    for (const name of readdirSync(this.#folder)) {
      const number = name.startsWith(start) ? /^(\d+)\.csv$/.exec(name.slice(start.length))?.[1] : undefined
      if (number !== undefined && Number(number) > this.#tables) rmSync(join(this.#folder, name), { force: true })
    }
    return this.#tables
  }

  discard(): void {
    this.#json.discard()
  }
}

function check<T>(schema: z.ZodType<T>, value: T, place: string): T {
  const { data, error } = schema.safeParse(value)
  if (data !== undefined) return data
  const [issue] = error?.issues ?? []
  throw new ConversionError('invalid-result', { detail: `${place} ${issue?.path.join('.')}: ${issue?.message}`.trim() })
}
