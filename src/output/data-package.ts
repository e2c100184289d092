/** The Frictionless Data Package over the CSV tables: types, keys and checksums for other tools. */
import type { Column, TableDefinition } from './tables.ts'

/** A CSV file as it was written. */
export interface WrittenTable {
  table: TableDefinition
  /** Relative to the output folder, with `/`. */
  path: string
  bytes: number
  sha256: string
}

function describeField(column: Column): object {
  const constraints = {
    ...(column.required ? { required: true } : {}),
    ...(column.values ? { enum: column.values } : {}),
  }
  return {
    name: column.name,
    type: column.type === 'list' ? 'string' : column.type,
    description: column.type === 'list' ? `${column.description}; items joined with ;` : column.description,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  }
}

function describeTable({ table, path, bytes, sha256 }: WrittenTable): object {
  return {
    profile: 'tabular-data-resource',
    name: table.name,
    title: table.name,
    description: table.description,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    dialect: {
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
      skipInitialSpace: false,
      header: true,
    },
    schema: {
      fields: table.columns.map(describeField),
      missingValues: [''],
      ...(table.primaryKey.length > 0 ? { primaryKey: table.primaryKey } : {}),
      ...(table.foreignKeys.length > 0
        ? {
            foreignKeys: table.foreignKeys.map((key) => ({
              fields: key.columns,
              reference: { resource: key.table, fields: key.references },
            })),
          }
        : {}),
    },
  }
}

/** The descriptor, as it goes into datapackage.json. */
export function describePackage(tables: readonly WrittenTable[]): object {
  return {
    profile: 'tabular-data-package',
    name: 'tidycard',
    title: 'Balanced scorecards read by tidycard',
    resources: tables.map(describeTable),
  }
}
