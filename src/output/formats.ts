/** All tables of a run in all formats asked for: rows go in document by document, files appear at the end. */
import { CsvFile } from './csv.ts'
import type { WrittenTable } from './data-package.ts'
import { allTables, type Row, type TableDefinition } from './tables.ts'
import { makeFolder } from './whole-file.ts'

export const tableFormats = ['csv', 'parquet', 'sqlite'] as const
export type TableFormat = (typeof tableFormats)[number]

/** Where one format's files are under way. */
export interface TableWriter {
  add(table: TableDefinition, rows: readonly Row[]): void
  /** Everything is on the disk under temporary names. */
  seal(): void
  /** The files take their places. */
  place(): void
  discard(): void
}

export class CsvWriter implements TableWriter {
  readonly #files: Map<string, CsvFile>

  constructor(folder: string, tables: readonly TableDefinition[], temporaryFolder: string, excel: boolean) {
    makeFolder(folder)
    this.#files = new Map(tables.map((table) => [table.name, new CsvFile(folder, table, { excel }, temporaryFolder)]))
  }

  add(table: TableDefinition, rows: readonly Row[]): void {
    this.#files.get(table.name)?.add(rows)
  }

  /** Rows that have been printed already. */
  addText(table: TableDefinition, text: string): void {
    this.#files.get(table.name)?.file.write(text)
  }

  seal(): void {
    for (const { file } of this.#files.values()) file.seal()
  }

  place(): void {
    for (const { file } of this.#files.values()) file.place()
  }

  discard(): void {
    for (const { file } of this.#files.values()) file.discard()
  }

  /** What the Data Package says of the files; once sealed. */
  written(folderName: string): WrittenTable[] {
    return [...this.#files.values()].map(({ table, file }) => ({
      table,
      path: `${folderName}/${table.name}.csv`,
      bytes: file.bytes,
      sha256: file.sha256,
    }))
  }
}

/** Files of all tables in a format, relative to the output folder. */
export function tableFiles(format: TableFormat): string[] {
  if (format === 'sqlite') return ['tidycard.sqlite']
  const files = allTables.map((table) => `tables/${table.name}.${format}`)
  return format === 'csv' ? [...files, 'datapackage.json'] : files
}
