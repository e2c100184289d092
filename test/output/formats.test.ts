/** One run in every format: each is read back with its own engine and must hold the same rows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import sqlite from 'node-sqlite3-wasm'
import Papa from 'papaparse'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadOutput } from '../../src/batch/load.ts'
import { kpiHistoryTable } from '../../src/output/kpi-history.ts'
import type { SqlClient } from '../../src/output/postgres.ts'
import { quoteName } from '../../src/output/sql.ts'
import { type Cell, documentTables, type TableDefinition } from '../../src/output/tables.ts'
import { awkwardDocument, readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
import { runHere, writeInputs } from '../support/output-folder.ts'
import { makeTemporaryFolder } from '../support/temporary-folder.ts'

const tables: readonly TableDefinition[] = [...documentTables, kpiHistoryTable]
const folder = makeTemporaryFolder()
const output = join(folder.path, 'output')

beforeAll(async () => {
  const documents = readSeries('series-10').documents.map((facts) => documentFromFacts(facts))
  await runHere([writeInputs(join(folder.path, 'input'), [awkwardDocument(), ...documents])], output, {
    formats: ['csv', 'parquet', 'sqlite'],
  })
})
afterAll(() => folder.remove())

type Rows = Record<string, unknown>[]

/** Rows as the definition types them, sorted: databases have no order of their own. */
function normalize(table: TableDefinition, rows: Rows): string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        table.columns.map((column): Cell => {
          const cell = row[column.name]
          if (cell === null || cell === undefined || cell === '') return null
          return column.type === 'integer' || column.type === 'number' ? Number(cell) : String(cell)
        }),
      ),
    )
    .sort()
}

function readCsv(table: TableDefinition): Rows {
  const text = readFileSync(join(output, 'tables', `${table.name}.csv`), 'utf8')
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data
}

async function readParquet(table: TableDefinition): Promise<Rows> {
  return parquetReadObjects({ file: await asyncBufferFromFile(join(output, 'tables', `${table.name}.parquet`)) })
}

function readSqlite(table: TableDefinition): Rows {
  const database = new sqlite.Database(join(output, 'tidycard.sqlite'), { readOnly: true })
  try {
    return database.all(`SELECT * FROM ${quoteName(table.name)}`) as Rows
  } finally {
    database.close()
  }
}

async function readPostgres(client: SqlClient, table: TableDefinition): Promise<Rows> {
  return (await client.query(`SELECT * FROM tidycard.${quoteName(table.name)}`)).rows as Rows
}

/** What every PostgreSQL must do, in the process or as a server. */
async function checkLoading(client: SqlClient): Promise<void> {
  const target = { client, schema: 'tidycard' }
  // A database of an older version lacks a column.
  await client.query('CREATE SCHEMA tidycard')
  await client.query(
    'CREATE TABLE tidycard.cards (document text, card bigint, title text, PRIMARY KEY (document, card))',
  )
  expect(await loadOutput(output, target)).toEqual({ loaded: 4, unchanged: 0, removed: 0 })
  const expectSame = async (): Promise<void> => {
    for (const table of tables) {
      expect(normalize(table, await readPostgres(client, table)), table.name).toEqual(normalize(table, readCsv(table)))
    }
  }
  await expectSame()
  expect(await loadOutput(output, target)).toEqual({ loaded: 0, unchanged: 4, removed: 0 })
  await expectSame()
  await client.query(`UPDATE tidycard.documents SET content = 'other' WHERE document = 'awkward'`)
  await client.query(`INSERT INTO tidycard.documents VALUES ('gone', 'x', '1')`)
  await client.query(`INSERT INTO tidycard.cards (document, card, level, title) VALUES ('gone', 1, 'city', 't')`)
  expect(await loadOutput(output, target)).toEqual({ loaded: 1, unchanged: 3, removed: 1 })
  await expectSame()
}

describe('the same rows', () => {
  it('are in CSV, and there are some', () => {
    for (const table of tables) expect(readCsv(table).length, table.name).toBeGreaterThan(0)
  })

  it.each(tables.map((table) => [table.name, table] as const))('are in Parquet: %s', async (_, table) => {
    expect(normalize(table, await readParquet(table))).toEqual(normalize(table, readCsv(table)))
  })

  it.each(tables.map((table) => [table.name, table] as const))('are in SQLite: %s', (_, table) => {
    expect(normalize(table, readSqlite(table))).toEqual(normalize(table, readCsv(table)))
  })

  it('are in PostgreSQL inside the process, also loaded twice', async () => {
    const database = new PGlite()
    try {
      await checkLoading(database)
    } finally {
      await database.close()
    }
  })

  const address = process.env.TIDYCARD_TEST_POSTGRES
  it.skipIf(address === undefined)(
    `are in a PostgreSQL server, also loaded twice (${address === undefined ? 'skipped: TIDYCARD_TEST_POSTGRES is not set' : 'as TIDYCARD_TEST_POSTGRES says'})`,
    async () => {
      const client = new pg.Client({ connectionString: address })
      await client.connect()
      try {
        await client.query('DROP SCHEMA IF EXISTS tidycard CASCADE')
        await checkLoading(client)
      } finally {
        await client.query('DROP SCHEMA IF EXISTS tidycard CASCADE')
        await client.end()
      }
    },
  )
})

describe('types and keys', () => {
  it('are in Parquet as the definition says', async () => {
    const [row] = await readParquet(tables.find((table) => table.name === 'kpi_values') ?? kpiHistoryTable)
    expect(typeof row?.roc_year).toBe('bigint')
    expect(typeof row?.value).toBe('number')
  })

  it('are in SQLite: keys hold, indexes are there', () => {
    const database = new sqlite.Database(join(output, 'tidycard.sqlite'), { readOnly: true })
    try {
      expect(database.all('PRAGMA foreign_key_check')).toEqual([])
      expect(database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
      const plan = database.all(`EXPLAIN QUERY PLAN SELECT * FROM anomalies WHERE severity = 'error'`)
      expect(JSON.stringify(plan)).toContain('USING INDEX')
      expect(() => database.exec(`INSERT INTO cards SELECT * FROM cards`)).toThrow()
    } finally {
      database.close()
    }
  })
})
