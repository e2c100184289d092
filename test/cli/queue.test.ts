import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/cli.ts'
import { serverAddress as address } from '../support/databases.ts'
import { sampleText } from '../support/review.ts'
import { comparableTree, temporaryFolder } from '../support/temporary-folder.ts'

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const queue = `queue_${process.pid}`
const nowhere = 'postgres://user:secret@127.0.0.1:1/none'

it.each([
  [['submit', '.'], 'tidycard: no PostgreSQL address among what was given'],
  [['submit', '.', nowhere, nowhere], 'tidycard: <address>: not a PostgreSQL address'],
  [['worker', 'localhost'], 'tidycard: <address>: not a PostgreSQL address'],
  [['status', 'http://localhost'], 'tidycard: <address>: not a PostgreSQL address'],
  [['collect', 'output'], 'tidycard: <address>: not a PostgreSQL address'],
  [['submit', '.', nowhere, '--severity', 'no-such=off'], 'tidycard: there is no rule no-such'],
])('%j is a slip, in one line', async (words, message) => {
  const { status, stdout, stderr } = await runCli(words, temporaryFolder())
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1])
  expect(stderr).toContain(message)
})

it.each([
  ['submit', ['submit', sampleText, nowhere]],
  ['worker', ['worker', nowhere]],
  ['status', ['status', nowhere]],
  ['collect', ['collect', nowhere]],
])('%s says when there is no database, and never the password', async (_, words) => {
  const { status, stderr } = await runCli([...words, '--quiet'], temporaryFolder())
  expect([status, stderr]).toEqual([3, expect.stringMatching(/^tidycard: the database said: .*ECONNREFUSED.*\n$/u)])
  expect(stderr).not.toContain('secret')
})

describe.skipIf(address === undefined)(
  `a queue on a server${address === undefined ? ' (skipped: TIDYCARD_TEST_POSTGRES is not set)' : ''}`,
  () => {
    const at = [address ?? '', '--queue', queue]
    const forget = async (sql: string): Promise<void> => {
      const client = new pg.Client({ connectionString: address })
      await client.connect()
      await client.query(sql).finally(() => client.end())
    }
    afterAll(() => forget(`DROP SCHEMA IF EXISTS ${queue} CASCADE`))

    it('is filled, worked off by several workers of which one is killed, and collected', async () => {
      const folder = temporaryFolder()
      mkdirSync(join(folder, 'archive'))
      for (let copy = 0; copy < 12; copy += 1) copyFileSync(sampleText, join(folder, 'archive', `card-${copy}.txt`))
      writeFileSync(join(folder, 'archive', 'letter.txt'), '沒有計分卡')

      expect(await runCli(['status', ...at], folder)).toMatchObject({ status: 2 })
      expect(await runCli(['worker', ...at], folder)).toMatchObject({ status: 2 })
      const submitted = await runCli(['submit', 'archive', ...at, '--json'], folder)
      expect(submitted.status).toBe(0)
      expect(JSON.parse(submitted.stdout)).toMatchObject({ added: 13, unchanged: 0, failed: 0 })

      const killed = spawn(process.execPath, [program, 'worker', ...at, '--jobs', '2', '--quiet'], { stdio: 'ignore' })
      const ended = new Promise((resolve) => killed.on('close', resolve))
      const look = async () => JSON.parse((await runCli(['status', ...at, '--json'], folder)).stdout)
      while ((await look()).waiting === 13) await setTimeout(20)
      killed.kill('SIGKILL')
      await ended
      // As if its lease had run out.
      await forget(`UPDATE ${queue}.items SET leased_until = now() - interval '1 s' WHERE status = 'taken'`)
      const workers = await Promise.all(
        [1, 2].map(() => runCli(['worker', ...at, '--jobs', '1', '--until-done'], folder)),
      )
      expect(workers.map(({ status }) => status)).toEqual([0, 0])
      expect(await look()).toMatchObject({ converted: 12, failed: 1, waiting: 0, taken: 0 })

      const collected = await runCli(['collect', ...at, '-o', 'collected', '--fail-on', 'never'], folder)
      const converted = await runCli(['convert', 'archive', '-o', 'converted', '--fail-on', 'never'], folder)
      expect([collected.status, converted.status]).toEqual([3, 3])
      expect(collected.stderr.split('\n').slice(0, -2)).toEqual(converted.stderr.split('\n').slice(0, -2))
      const [one, other] = ['collected', 'converted'].map((name) => comparableTree(join(folder, name)))
      // How a reading is packed tells the threads that made it.
      const isData = ([name]: [string, string]): boolean => !name.startsWith('.tidycard/')
      expect(Object.entries(one ?? {}).filter(isData)).toEqual(Object.entries(other ?? {}).filter(isData))
    })

    it('has its documents back when a worker is asked to end', async () => {
      const folder = temporaryFolder()
      copyFileSync(sampleText, join(folder, 'card.txt'))
      await runCli(['submit', 'card.txt', ...at, '--replace', '--force'], folder)
      const worker = spawn(process.execPath, [program, 'worker', ...at], { stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      worker.stderr.on('data', (text) => {
        said += text
      })
      const ended = new Promise((resolve) => worker.on('close', resolve))
      while (!said.includes('1 document converted here')) await setTimeout(50)
      worker.kill('SIGTERM')
      expect(await ended).toBe(130)
      expect(said).toContain('interrupted')
      const { stderr } = await runCli(['status', ...at, '--lang', 'zh-TW'], folder)
      expect(stderr).toBe('已轉換 1、失敗 0、轉換中 0、等候中 0\n')
    })
  },
)
