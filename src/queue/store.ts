/**
 * A queue of documents in PostgreSQL: what was submitted, who has taken it, what was made of it. Every step is one
 * statement, so that nothing is half done where a machine or the network ends it.
 *
 * A worker has a document on lease (C. Gray and D. Cheriton, Leases, 1989): it says again and again that it is alive,
 * and what it no longer says so of goes to another.
 */
import { z } from 'zod'
import type { ConvertOptions } from '../batch/task.ts'
import type { SqlClient } from '../output/postgres.ts'
import { quoteName } from '../output/sql.ts'
import { codeOf } from './steady.ts'

/** A worker that was not heard of for so long is gone. It speaks every `BEAT_SECONDS`, so two silences are forgiven. */
export const LEASE_SECONDS = 60
export const BEAT_SECONDS = 20

/** Bytes of a file in one row: node-postgres sends and receives a row as a whole, twice as long in its text form. */
const PART_BYTES = 4 * 1024 * 1024

/** What PostgreSQL says where two make the same at once (its appendix A): unique_violation, duplicate_schema, duplicate_table. */
const MADE_BY_OTHER = ['23505', '42P06', '42P07']

/** How all documents of a queue are converted. */
const settingsSchema = z.object({
  version: z.string(),
  options: z.string().transform((text): ConvertOptions => JSON.parse(text)),
})
export type QueueSettings = z.output<typeof settingsSchema>

/** `arriving`: its content is still on its way into the queue. */
const statusSchema = z.enum(['arriving', 'waiting', 'taken', 'converted', 'failed'])

const itemSchema = z.object({
  /** As the user gave it when it was submitted; one document a path. */
  path: z.string(),
  /** Of the content. */
  sha256: z.string(),
  /** Of the conversion: content, name, options and versions. */
  key: z.string(),
  status: statusSchema,
  /** Owner of the files that were made of it. */
  result: z.string().nullable(),
  failure: z.string().nullable(),
})
export type QueueItem = z.infer<typeof itemSchema>

const takenSchema = z.object({
  lease: z.string(),
  path: z.string(),
  id: z.string(),
  name: z.string(),
  sha256: z.string(),
  attempts: z.int(),
})
export type TakenItem = z.infer<typeof takenSchema>

const lookSchema = z.object({
  counts: z.object({
    arriving: z.int(),
    waiting: z.int(),
    taken: z.int(),
    converted: z.int(),
    failed: z.int(),
  }),
  /** Documents that were finished in the last five minutes. */
  recent: z.int(),
  taken: z.array(z.object({ path: z.string(), worker: z.string(), seconds: z.number() })),
})
export type QueueLook = z.infer<typeof lookSchema>

/** A document on its way into the queue. */
export interface NewItem {
  path: string
  id: string
  name: string
  sha256: string
  key: string
}

export class QueueStore {
  readonly #client: SqlClient
  readonly #schema: string
  readonly #name: (table: string) => string

  constructor(client: SqlClient, schema: string) {
    this.#client = client
    this.#schema = schema
    this.#name = (table) => `${quoteName(schema)}.${quoteName(table)}`
  }

  async #rows<Row>(schema: z.ZodType<Row>, text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query(text, values)
    return rows.map((row) => schema.parse(row))
  }

  /** Makes the queue where there is none. */
  async create(): Promise<void> {
    while (!(await this.exists())) {
      try {
        await this.#make()
      } catch (error) {
        // Another has made it at the same time: `IF NOT EXISTS` is no lock.
        if (!MADE_BY_OTHER.includes(codeOf(error))) throw error
      }
    }
  }

  /** All of it or nothing: one statement. */
  async #make(): Promise<void> {
    const name = this.#name
    // The indexes: with 100,000 documents a worker has its next one in 1 ms, not in 47.
    await this.#client.query(`DO $make$ BEGIN
      CREATE SCHEMA IF NOT EXISTS ${quoteName(this.#schema)};
      CREATE TABLE IF NOT EXISTS ${name('items')} (
        path text PRIMARY KEY, id text NOT NULL, name text NOT NULL, sha256 text NOT NULL, key text NOT NULL,
        status text NOT NULL, attempts integer NOT NULL DEFAULT 0,
        lease text, leased_until timestamptz, taken_at timestamptz, worker text,
        result text, failure text, finished_at timestamptz);
      CREATE INDEX IF NOT EXISTS items_open ON ${name('items')} (attempts, id) WHERE status IN ('waiting', 'taken');
      CREATE INDEX IF NOT EXISTS items_lease ON ${name('items')} (lease);
      CREATE TABLE IF NOT EXISTS ${name('files')} (
        owner text NOT NULL, name text NOT NULL, part integer NOT NULL, is_last boolean NOT NULL, bytes bytea NOT NULL,
        PRIMARY KEY (owner, name, part));
      CREATE TABLE IF NOT EXISTS ${name('settings')} (
        one boolean PRIMARY KEY DEFAULT true CHECK (one), version text NOT NULL, options text NOT NULL);
    END $make$`)
  }

  /** Is there a queue? */
  async exists(): Promise<boolean> {
    const found = await this.#rows(z.object({ found: z.boolean() }), 'SELECT to_regclass($1) IS NOT NULL AS found', [
      this.#name('settings'),
    ])
    return found[0]?.found ?? false
  }

  async readSettings(): Promise<QueueSettings | null> {
    const found = await this.#rows(settingsSchema, `SELECT version, options FROM ${this.#name('settings')}`)
    return found[0] ?? null
  }

  /**
   * How the documents of the queue are called and converted, all at once: those that were to be so otherwise are to be
   * converted once more. Returns the paths of these. Documents that have got another content since they were listed stay.
   */
  async settle(
    { version, options }: QueueSettings,
    items: readonly Pick<NewItem, 'path' | 'sha256' | 'id' | 'key'>[],
  ): Promise<string[]> {
    const column = (name: 'path' | 'sha256' | 'id' | 'key'): string[] => items.map((item) => item[name])
    const renewed = await this.#rows(
      z.object({ path: z.string() }),
      `WITH chosen AS (
         INSERT INTO ${this.#name('settings')} (version, options) VALUES ($1, $2)
         ON CONFLICT (one) DO UPDATE SET version = EXCLUDED.version, options = EXCLUDED.options)
       UPDATE ${this.#name('items')} AS item SET id = wanted.id, key = wanted.key, attempts = 0, lease = NULL,
         result = NULL, failure = NULL, status = CASE item.status WHEN 'arriving' THEN item.status ELSE 'waiting' END
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS wanted (path, sha256, id, key)
       WHERE item.path = wanted.path AND item.sha256 = wanted.sha256 AND item.key <> wanted.key
       RETURNING item.path`,
      [version, JSON.stringify(options), column('path'), column('sha256'), column('id'), column('key')],
    )
    return renewed.map(({ path }) => path)
  }

  /** Every document of the queue. */
  listItems(): Promise<QueueItem[]> {
    return this.#rows(itemSchema, `SELECT path, sha256, key, status, result, failure FROM ${this.#name('items')}`)
  }

  /** The settings and every document at one moment; null where there are no settings. */
  async snapshot(): Promise<{ settings: QueueSettings; items: QueueItem[] } | null> {
    const found = await this.#rows(
      z.object({ ...settingsSchema.shape, items: z.array(itemSchema) }),
      `SELECT version, options, (
         SELECT coalesce(json_agg(json_build_object('path', path, 'sha256', sha256, 'key', key, 'status', status,
           'result', result, 'failure', failure)), '[]') FROM ${this.#name('items')}) AS items
       FROM ${this.#name('settings')}`,
    )
    const [first] = found
    return first === undefined ? null : { settings: first, items: first.items }
  }

  /** Puts a document in, in place of what its path held; workers do not see it before `release`. */
  async announce({ path, id, name, sha256, key }: NewItem): Promise<void> {
    await this.#client.query(
      `INSERT INTO ${this.#name('items')} (path, id, name, sha256, key, status) VALUES ($1, $2, $3, $4, $5, 'arriving')
       ON CONFLICT (path) DO UPDATE SET id = EXCLUDED.id, name = EXCLUDED.name, sha256 = EXCLUDED.sha256,
         key = EXCLUDED.key, status = 'arriving', attempts = 0, lease = NULL, result = NULL, failure = NULL`,
      [path, id, name, sha256, key],
    )
  }

  /** The content of an announced document is there. */
  async release({ path, sha256 }: Pick<NewItem, 'path' | 'sha256'>): Promise<void> {
    await this.#client.query(
      `UPDATE ${this.#name('items')} SET status = 'waiting' WHERE path = $1 AND sha256 = $2 AND status = 'arriving'`,
      [path, sha256],
    )
  }

  /** Documents that are not among these leave the queue. Returns how many. */
  async keepOnly(paths: readonly string[]): Promise<number> {
    const gone = await this.#rows(
      z.object({ path: z.string() }),
      `DELETE FROM ${this.#name('items')} WHERE NOT (path = ANY($1::text[])) RETURNING path`,
      [paths],
    )
    return gone.length
  }

  /** Files that belong to no document any more leave the queue. */
  async sweep(): Promise<void> {
    await this.#client.query(
      `DELETE FROM ${this.#name('files')} WHERE owner NOT IN (
         SELECT unnest(ARRAY[sha256, result, lease]) FROM ${this.#name('items')} EXCEPT SELECT NULL::text)`,
    )
  }

  /** Whether all of a file is in the queue. */
  async hasFile(owner: string, name: string): Promise<boolean> {
    const last = await this.#rows(
      z.object({ part: z.int() }),
      `SELECT part FROM ${this.#name('files')} WHERE owner = $1 AND name = $2 AND is_last`,
      [owner, name],
    )
    return last.length > 0
  }

  /** A file, part by part; its last part tells that all are there. */
  async putFile(owner: string, name: string, bytes: Uint8Array): Promise<void> {
    const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES))
    for (let part = 0; part < parts; part += 1) {
      const piece = Buffer.from(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES))
      await this.#client.query(
        `INSERT INTO ${this.#name('files')} (owner, name, part, is_last, bytes) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING`,
        [owner, name, part, part === parts - 1, piece],
      )
    }
  }

  /** The bytes of a file; null where not all of it is there. */
  async getFile(owner: string, name: string): Promise<Uint8Array | null> {
    const pieces: Uint8Array[] = []
    for (let isLast = false; !isLast; ) {
      const found = await this.#rows(
        z.object({ is_last: z.boolean(), bytes: z.instanceof(Uint8Array) }),
        `SELECT is_last, bytes FROM ${this.#name('files')} WHERE owner = $1 AND name = $2 AND part = $3`,
        [owner, name, pieces.length],
      )
      if (found[0] === undefined) return null
      pieces.push(found[0].bytes)
      isLast = found[0].is_last
    }
    // A buffer of its own: small ones may share theirs, and those of inputs are given away.
    const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    return bytes
  }

  /**
   * Takes the next document of a queue of this version, with a lease of its own each time; documents whose worker is gone
   * come last. null: there is none.
   */
  async take(worker: string, version: string): Promise<TakenItem | null> {
    const items = this.#name('items')
    const taken = await this.#rows(
      takenSchema,
      `UPDATE ${items} SET status = 'taken', attempts = attempts + 1, lease = gen_random_uuid()::text, worker = $1,
         taken_at = now(),
         leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE path = (
         SELECT path FROM ${items}
         WHERE status IN ('waiting', 'taken') AND (status = 'waiting' OR leased_until < now())
           AND EXISTS (SELECT 1 FROM ${this.#name('settings')} WHERE version = $2)
         ORDER BY attempts, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING lease, path, id, name, sha256, attempts`,
      [worker, version],
    )
    return taken[0] ?? null
  }

  /** The worker of these leases is alive. */
  async beat(leases: readonly string[]): Promise<void> {
    await this.#client.query(
      `UPDATE ${this.#name('items')} SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE status = 'taken' AND lease = ANY($1::text[])`,
      [leases],
    )
  }

  /** What was made of the document of a lease, with this key, is there, or why nothing could be; false where the lease is lost. */
  async finish(lease: string, key: string, failure: string | null): Promise<boolean> {
    const finished = await this.#rows(
      z.object({ path: z.string() }),
      `UPDATE ${this.#name('items')} SET status = $2, result = $3, failure = $4, key = $5, lease = NULL, finished_at = now()
       WHERE status = 'taken' AND lease = $1 RETURNING path`,
      [lease, failure === null ? 'converted' : 'failed', failure === null ? lease : null, failure, key],
    )
    return finished.length > 0
  }

  /** What the machine of a worker failed at is for another to try. */
  async passOn(lease: string): Promise<void> {
    await this.#client.query(
      `UPDATE ${this.#name('items')} SET status = 'waiting', lease = NULL WHERE status = 'taken' AND lease = $1`,
      [lease],
    )
  }

  /** A worker that stops gives back what it has taken. */
  async giveBack(leases: readonly string[]): Promise<void> {
    await this.#client.query(
      `UPDATE ${this.#name('items')} SET status = 'waiting', attempts = attempts - 1, lease = NULL
       WHERE status = 'taken' AND lease = ANY($1::text[])`,
      [leases],
    )
  }

  /** How far the queue is. A document whose worker is gone waits. */
  async look(): Promise<QueueLook> {
    const looks = await this.#rows(
      lookSchema,
      `WITH now_so AS (
         SELECT *, CASE WHEN status = 'taken' AND leased_until < now() THEN 'waiting' ELSE status END AS so
         FROM ${this.#name('items')})
       SELECT json_build_object(${statusSchema.options.map((so) => `'${so}', count(*) FILTER (WHERE so = '${so}')`).join(', ')}) AS counts,
         count(*) FILTER (WHERE finished_at > now() - interval '5 minutes' AND so IN ('converted', 'failed'))::int AS recent,
         coalesce(json_agg(json_build_object('path', path, 'worker', worker, 'seconds',
           round(extract(epoch FROM now() - taken_at))) ORDER BY path) FILTER (WHERE so = 'taken'), '[]') AS taken
       FROM now_so`,
    )
    const look = looks[0]
    if (look === undefined) throw new Error('an aggregate without a row')
    return look
  }
}
