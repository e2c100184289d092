/** All tables in one SQLite file, with keys and indexes. */
import { chmodSync, closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import sqlite from 'node-sqlite3-wasm'
import { ConversionError } from '../model/errors.ts'
import type { TableWriter } from './formats.ts'
import { describeColumns, describeIndexes, quoteName, type SqlTypes } from './sql.ts'
import type { Row, TableDefinition } from './tables.ts'
import { replaceFile, temporaryName } from './whole-file.ts'

const sqliteTypes: SqlTypes = { string: 'TEXT', list: 'TEXT', integer: 'INTEGER', number: 'REAL' }

/** The file layer makes files for their owner alone; this one is like its neighbours. */
const READABLE = 0o666

/** What SQLite says where the disk is full; its file layer cannot always tell. */
const DISK_FULL = /disk is full|disk I\/O error/i

export class SqliteTables implements TableWriter {
  readonly #path: string
  readonly #temporary: string
  readonly #tables: readonly TableDefinition[]
  readonly #database: sqlite.Database
  readonly #inserts: Map<string, sqlite.Statement>

  constructor(path: string, tables: readonly TableDefinition[], temporaryFolder?: string) {
    this.#path = path
    this.#temporary = temporaryName(path, temporaryFolder)
    this.#tables = tables
    this.#database = new sqlite.Database(this.#temporary)
    // Written once and renamed when whole: neither journal nor waiting for the disk is needed on the way.
    this.#guard(() => this.#database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN'))
    for (const table of tables) {
      const columns = describeColumns(table, sqliteTypes, quoteName)
      this.#guard(() => this.#database.exec(`CREATE TABLE ${quoteName(table.name)} (${columns})`))
    }
    this.#inserts = new Map(
      tables.map((table) => {
        const places = table.columns.map(() => '?').join(', ')
        return [table.name, this.#database.prepare(`INSERT INTO ${quoteName(table.name)} VALUES (${places})`)]
      }),
    )
  }

  add(table: TableDefinition, rows: readonly Row[]): void {
    const insert = this.#inserts.get(table.name)
    if (insert === undefined) return
    this.#guard(() => {
      for (const row of rows) insert.run(table.columns.map((column) => row[column.name] ?? null))
    })
  }

  seal(): void {
    for (const insert of this.#inserts.values()) insert.finalize()
    this.#inserts.clear()
    this.#guard(() => {
      for (const table of this.#tables)
        for (const index of describeIndexes(table, quoteName)) this.#database.exec(index)
      this.#database.exec('COMMIT')
    })
    this.#database.close()
    chmodSync(this.#temporary, READABLE & ~process.umask())
    const handle = openSync(this.#temporary, 'r+')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }

  place(): void {
    replaceFile(this.#temporary, this.#path)
  }

  discard(): void {
    for (const insert of this.#inserts.values()) insert.finalize()
    this.#inserts.clear()
    try {
      if (this.#database.isOpen) this.#database.close()
    } catch {}
    rmSync(this.#temporary, { force: true })
    rmSync(`${this.#temporary}.lock`, { recursive: true, force: true })
  }

  #guard(action: () => void): void {
    try {
      action()
    } catch (error) {
      if (error instanceof Error && DISK_FULL.test(error.message)) {
        throw new ConversionError('disk-full', { path: this.#path }, { cause: error })
      }
      throw error
    }
  }
}
