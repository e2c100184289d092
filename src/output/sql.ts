/** The tables in the words of SQL, for both databases. */
import type { ColumnType, TableDefinition } from './tables.ts'

export type SqlTypes = Record<ColumnType, string>

/** A name in SQL: quoted, since `group` and `year` are words of the language. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

const quoteNames = (names: readonly string[]): string => names.map(quoteName).join(', ')

/** Columns, primary key and foreign keys between the parentheses of CREATE TABLE. */
export function describeColumns(table: TableDefinition, types: SqlTypes, tableName: (name: string) => string): string {
  const columns = table.columns.map(
    (column) => `${quoteName(column.name)} ${types[column.type]}${column.required ? ' NOT NULL' : ''}`,
  )
  const primaryKey = table.primaryKey.length > 0 ? [`PRIMARY KEY (${quoteNames(table.primaryKey)})`] : []
  const foreignKeys = table.foreignKeys.map(
    (key) =>
      `FOREIGN KEY (${quoteNames(key.columns)}) REFERENCES ${tableName(key.table)} (${quoteNames(key.references)}) ON DELETE CASCADE`,
  )
  return [...columns, ...primaryKey, ...foreignKeys].join(', ')
}

/** CREATE INDEX statements. */
export function describeIndexes(table: TableDefinition, tableName: (name: string) => string): string[] {
  return table.indexes.map((columns) => {
    const name = quoteName(`${table.name}_${columns.join('_')}`.slice(0, 60))
    return `CREATE INDEX IF NOT EXISTS ${name} ON ${tableName(table.name)} (${quoteNames(columns)})`
  })
}
