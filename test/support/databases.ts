/** PostgreSQL for tests: one inside of the process, and a server where there is one. */
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { SqlClient } from '../../src/output/postgres.ts'

export interface TestDatabase {
  name: string
  /** Why its tests cannot run; null: they can. */
  missing: string | null
  open(): Promise<{ client: SqlClient; close(): Promise<void> }>
}

export const serverAddress = process.env.TIDYCARD_TEST_POSTGRES

export const databases: readonly TestDatabase[] = [
  {
    name: 'in PostgreSQL inside the process',
    missing: null,
    async open() {
      const client = new PGlite()
      return { client, close: () => client.close() }
    },
  },
  {
    name: `in a PostgreSQL server${serverAddress === undefined ? ' (skipped: TIDYCARD_TEST_POSTGRES is not set)' : ''}`,
    missing: serverAddress === undefined ? 'TIDYCARD_TEST_POSTGRES is not set' : null,
    async open() {
      const client = new pg.Pool({ connectionString: serverAddress })
      return { client, close: () => client.end() }
    },
  },
]
