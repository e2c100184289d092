/** Tables as Parquet, one file a table, written row group by row group. */
import { join } from 'node:path'
import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import type { TableWriter } from './formats.ts'
import type { Cell, Column, Row, TableDefinition } from './tables.ts'
import { makeFolder, WholeFile } from './whole-file.ts'

/** Enough for readers to skip by, few enough to hold. */
const ROWS_IN_GROUP = 10_000

const parquetTypes = { string: 'STRING', list: 'STRING', integer: 'INT64', number: 'DOUBLE' } as const

function toParquet(cell: Cell | undefined, column: Column): Cell | bigint {
  if (cell === null || cell === undefined) return null
  return column.type === 'integer' && typeof cell === 'number' ? BigInt(cell) : cell
}

const toColumns = (table: TableDefinition, rows: readonly Row[]): ColumnSource[] =>
  table.columns.map((column) => ({
    name: column.name,
    type: parquetTypes[column.type],
    nullable: column.required !== true,
    data: rows.map((row) => toParquet(row[column.name], column)),
  }))

class ParquetFile {
  readonly file: WholeFile
  readonly #table: TableDefinition
  readonly #bytes = new ByteWriter()
  readonly #writer: ParquetWriter
  #rows: Row[] = []

  constructor(folder: string, table: TableDefinition, temporaryFolder?: string) {
    this.#table = table
    this.file = new WholeFile(join(folder, `${table.name}.parquet`), temporaryFolder)
    const schema = schemaFromColumnData({ columnData: toColumns(table, []) })
    this.#writer = new ParquetWriter({ writer: this.#bytes, schema, createdBy: 'tidycard' })
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#rows.push(row)
    if (this.#rows.length >= ROWS_IN_GROUP) this.#writeGroup()
  }

  seal(): void {
    if (this.#rows.length > 0) this.#writeGroup()
    this.#writer.finish()
    this.#flush()
    this.file.seal()
  }

  #writeGroup(): void {
    const rows = this.#rows
    this.#rows = []
    this.#writer.write({ columnData: toColumns(this.#table, rows), rowGroupSize: rows.length })
    this.#flush()
  }

  #flush(): void {
    // The bytes are copied: the writer goes on in the same memory.
    this.file.write(this.#bytes.getBytes().slice())
    this.#bytes.index = 0
  }
}

export class ParquetTables implements TableWriter {
  readonly #files: Map<string, ParquetFile>

  constructor(folder: string, tables: readonly TableDefinition[], temporaryFolder?: string) {
    makeFolder(folder)
    this.#files = new Map(tables.map((table) => [table.name, new ParquetFile(folder, table, temporaryFolder)]))
  }

  add(table: TableDefinition, rows: readonly Row[]): void {
    this.#files.get(table.name)?.add(rows)
  }

  seal(): void {
    for (const file of this.#files.values()) file.seal()
  }

  place(): void {
    for (const { file } of this.#files.values()) file.place()
  }

  discard(): void {
    for (const { file } of this.#files.values()) file.discard()
  }
}
