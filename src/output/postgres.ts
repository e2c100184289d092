/** The tables in PostgreSQL: made or widened where needed, and filled one document a transaction. */
import { type Document, SCHEMA_VERSION } from '../model/document.ts'
import { describeColumns, describeIndexes, quoteName, type SqlTypes } from './sql.ts'
import { documentTables, type Row, type TableDefinition } from './tables.ts'

/** What is asked of a database client: node-postgres has it, and so has a database inside the process. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

const postgresTypes: SqlTypes = { string: 'text', list: 'text', integer: 'bigint', number: 'double precision' }

/** What has been loaded, by document. */
const DOCUMENTS = 'documents'

export interface PostgresTables {
  client: SqlClient
  /** Name of the database schema that holds the tables. */
  schema: string
}

const nameIn =
  (schema: string) =>
  (table: string): string =>
    `${quoteName(schema)}.${quoteName(table)}`

async function inTransaction<T>(client: SqlClient, action: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await action()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Makes the tables, and adds columns that a newer version has. */
export async function createTables(
  { client, schema }: PostgresTables,
  tables: readonly TableDefinition[],
): Promise<void> {
  const name = nameIn(schema)
  await inTransaction(client, async () => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`)
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${name(DOCUMENTS)} (document text PRIMARY KEY, content text NOT NULL, schema_version text NOT NULL)`,
    )
    for (const table of tables) {
      await client.query(
        `CREATE TABLE IF NOT EXISTS ${name(table.name)} (${describeColumns(table, postgresTypes, name)})`,
      )
      for (const column of table.columns) {
        const type = postgresTypes[column.type]
        await client.query(`ALTER TABLE ${name(table.name)} ADD COLUMN IF NOT EXISTS ${quoteName(column.name)} ${type}`)
      }
      for (const index of describeIndexes(table, name)) await client.query(index)
    }
  })
}

/** All rows of a table in one statement, a column a parameter. */
async function insertRows(
  { client, schema }: PostgresTables,
  table: TableDefinition,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const names = table.columns.map((column) => quoteName(column.name)).join(', ')
  const arrays = table.columns.map((column, index) => `$${index + 1}::${postgresTypes[column.type]}[]`).join(', ')
  const values = table.columns.map((column) => rows.map((row) => row[column.name] ?? null))
  await client.query(`INSERT INTO ${nameIn(schema)(table.name)} (${names}) SELECT * FROM unnest(${arrays})`, values)
}

/** Puts a document in the place of what was loaded of it before, all or nothing. */
export async function loadDocument(
  target: PostgresTables,
  document: Document,
  content: string,
): Promise<'loaded' | 'unchanged'> {
  const { client, schema } = target
  const name = nameIn(schema)
  return inTransaction(client, async () => {
    const known = await client.query(
      `SELECT 1 FROM ${name(DOCUMENTS)} WHERE document = $1 AND content = $2 AND schema_version = $3`,
      [document.id, content, SCHEMA_VERSION],
    )
    if (known.rows.length > 0) return 'unchanged'
    await removeRows(target, document.id)
    await client.query(
      `INSERT INTO ${name(DOCUMENTS)} (document, content, schema_version) VALUES ($1, $2, $3)
       ON CONFLICT (document) DO UPDATE SET content = EXCLUDED.content, schema_version = EXCLUDED.schema_version`,
      [document.id, content, SCHEMA_VERSION],
    )
    for (const table of documentTables) await insertRows(target, table, [...table.rows(document)])
    return 'loaded'
  })
}

async function removeRows({ client, schema }: PostgresTables, id: string): Promise<void> {
  // Tables that refer to others come after them.
  for (const table of [...documentTables].reverse()) {
    await client.query(`DELETE FROM ${nameIn(schema)(table.name)} WHERE document = $1`, [id])
  }
}

/** Removes the documents that are not among these. Returns how many. */
export async function removeOtherDocuments(target: PostgresTables, ids: readonly string[]): Promise<number> {
  const { client, schema } = target
  const documents = nameIn(schema)(DOCUMENTS)
  const { rows } = await client.query(`SELECT document FROM ${documents} WHERE NOT (document = ANY($1::text[]))`, [ids])
  const others = rows.flatMap((row) =>
    row !== null && typeof row === 'object' && 'document' in row ? [String(row.document)] : [],
  )
  for (const id of others) {
    await inTransaction(client, async () => {
      await removeRows(target, id)
      await client.query(`DELETE FROM ${documents} WHERE document = $1`, [id])
    })
  }
  return others.length
}

/** Puts these rows in the place of all rows of a table that does not belong to single documents. */
export async function replaceTable(
  target: PostgresTables,
  table: TableDefinition,
  groups: Iterable<readonly Row[]>,
): Promise<void> {
  await inTransaction(target.client, async () => {
    await target.client.query(`DELETE FROM ${nameIn(target.schema)(table.name)}`)
    for (const rows of groups) await insertRows(target, table, rows)
  })
}
