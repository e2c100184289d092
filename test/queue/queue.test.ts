import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendDecisions, readDecisions } from '../../src/batch/corrections.ts'
import { InterruptedError } from '../../src/batch/interrupted.ts'
import { outputLayout } from '../../src/batch/layout.ts'
import { type BatchResult, runBatch } from '../../src/batch/run.ts'
import { runInProcess, type TaskRunner } from '../../src/batch/runner.ts'
import { findSources } from '../../src/batch/sources.ts'
import { convertDocument as convertReally } from '../../src/convert.ts'
import type { Correction } from '../../src/model/correction.ts'
import { manifestSchema } from '../../src/model/document.ts'
import { ConversionError } from '../../src/model/errors.ts'
import type { SqlClient } from '../../src/output/postgres.ts'
import { quoteName } from '../../src/output/sql.ts'
import { type CollectOptions, collect } from '../../src/queue/collect.ts'
import { makeSteady } from '../../src/queue/steady.ts'
import { QueueStore } from '../../src/queue/store.ts'
import { type SubmitOptions, type Submitted, submit } from '../../src/queue/submit.ts'
import { type WorkOptions, work } from '../../src/queue/work.ts'
import { databases } from '../support/databases.ts'
import { readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
// @ts-expect-error plain JavaScript, so that worker threads can load it too
import { convertDocument } from '../support/json-converter.mjs'
import { batchOptions, writeInputs } from '../support/output-folder.ts'
import { sampleText } from '../support/review.ts'
import { comparableTree, temporaryFolder } from '../support/temporary-folder.ts'

describe.each(databases)('a queue $name', ({ missing, open }) => {
  const test = it.skipIf(missing !== null)
  let client: SqlClient
  let close: () => Promise<void>
  beforeAll(async () => {
    if (missing === null) ({ client, close } = await open())
  })
  afterAll(async () => {
    await close?.()
  })

  /** A queue of its own, and a folder with inputs and outputs. */
  async function makeQueue(number: number) {
    const queue = `queue "${process.pid} ${number}"`
    await client.query(`DROP SCHEMA IF EXISTS ${quoteName(queue)} CASCADE`)
    const store = new QueueStore(client, queue)
    const folder = temporaryFolder()
    const input = join(folder, 'input')
    const output = join(folder, 'output')
    const put = (options: Partial<SubmitOptions> = {}): Promise<Submitted> =>
      submit(store, { inputs: [input], conversion: { ocr: 'off' }, queue, replace: false, force: false, ...options })
    const convert = (
      options: Partial<WorkOptions> = {},
      runner: TaskRunner = runInProcess(convertDocument),
      signal?: AbortSignal,
    ) => work(store, { jobs: 2, password: null, untilDone: true, queue, name: 'here', ...options }, runner, {}, signal)
    const gather = (options: Partial<CollectOptions> = {}): Promise<BatchResult> =>
      collect(
        store,
        { ...batchOptions([], output), queue, wait: false, ...options },
        runInProcess(() => Promise.reject(new Error('converted here'))),
      )
    return { store, queue, folder, input, output, put, convert, gather }
  }

  const gatherOf = (store: QueueStore, queue: string, output = join(temporaryFolder(), 'output')) =>
    collect(store, { ...batchOptions([], output), queue, wait: false }, runInProcess(convertDocument))

  const outcomes = ({ outcomes }: BatchResult) =>
    outcomes.map(({ id, status, failure }) => [id, failure === null ? status : failure.code])

  const series = () => readSeries('series-10').documents.map((facts) => documentFromFacts(facts))

  test('gives what one machine makes of the same inputs, byte for byte', async () => {
    const { folder, input, output, put, convert, gather } = await makeQueue(1)
    writeInputs(input, series())
    mkdirSync(join(input, 'again'))
    copyFileSync(join(input, 'series-10-111.txt'), join(input, 'again', 'series-10-111.txt'))
    writeFileSync(join(input, 'bad.txt'), 'throw')
    expect(await put()).toMatchObject({ added: 5, changed: 0, unchanged: 0, removed: 0, failures: [] })
    expect(await convert()).toEqual({ converted: 4, failed: 1 })
    const collected = await gather()
    const alone = join(folder, 'alone')
    const converted = await runBatch({ ...batchOptions([input], alone), ocr: 'off' }, runInProcess(convertDocument))
    expect(outcomes(collected)).toEqual(outcomes(converted))
    expect(collected.totals).toEqual(converted.totals)
    expect(comparableTree(output)).toEqual(comparableTree(alone))
    // Nothing is done twice, neither here nor there.
    expect(await put()).toMatchObject({ added: 0, changed: 1, unchanged: 4 })
    expect(new Set(outcomes(await gather()).map(([, status]) => status))).toEqual(
      new Set(['unchanged', 'not-converted-yet']),
    )
  })

  test('keeps decisions and corrections, and copies of inputs that are nowhere else', async () => {
    const { folder, input, output, put, convert, gather } = await makeQueue(2)
    mkdirSync(input)
    copyFileSync(sampleText, join(input, 'card.txt'))
    await put()
    await convert({}, runInProcess(convertReally))
    await gather()
    const document = JSON.parse(readFileSync(join(output, 'documents', 'card.json'), 'utf8'))
    const found = document.anomalies.find(({ rule }: { rule: string }) => rule === 'malformed-number')
    const correction: Correction = {
      document: document.source.sha256,
      place: found.place,
      printed: '1,4004,000',
      value: 1_404_000,
      by: 'Chen',
      at: '2026-01-01T00:00:00Z',
      why: 'called the agency',
    }
    const budgets = (of: string): string => readFileSync(join(of, 'tables', 'budgets.csv'), 'utf8')
    expect(budgets(output)).not.toContain(',1404000,"1,4004,000"')
    const path = join(output, 'corrections.jsonl')
    appendDecisions(path, [correction], readDecisions(path).version)
    expect(outcomes(await gather())).toEqual([['card', 'converted']])
    expect(budgets(output)).toContain(',1404000,"1,4004,000"')
    expect(outcomes(await gather())).toEqual([['card', 'unchanged']])

    const other = join(folder, 'other')
    rmSync(join(input, 'card.txt'))
    await gather({ output: other, corrections: [correction] })
    expect(budgets(other)).toEqual(budgets(output))
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(other, 'manifest.json'), 'utf8')))
    const copy = findSources(outputLayout(other), manifest).get('card')
    expect(copy).toBe(join(other, '.tidycard', 'inputs', 'card.txt'))
    expect(readFileSync(copy ?? '')).toEqual(readFileSync(sampleText))
  })

  test('tells what is not converted yet, and what failed is tried again when submitted again', async () => {
    const { input, output, put, convert, gather, store } = await makeQueue(3)
    writeInputs(input, series())
    await put()
    expect(new Set(outcomes(await gather()).map(([, code]) => code))).toEqual(new Set(['not-converted-yet']))
    const failing = {
      ...runInProcess(convertDocument),
      run: async () => ({ failure: { code: 'time-limit', parameters: { seconds: '1' }, stack: null } as const }),
    }
    expect(await convert({}, failing)).toEqual({ converted: 0, failed: 3 })
    expect(new Set(outcomes(await gather()).map(([, code]) => code))).toEqual(new Set(['time-limit']))
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')))
    expect(manifest.inputs[0]?.error?.message).toBe('not finished after 1 s and ended; allow more with --timeout')
    expect(await put()).toMatchObject({ added: 0, changed: 3, unchanged: 0 })
    const waiting = gather({ wait: true })
    await convert()
    expect(outcomes(await waiting)).toEqual([
      ['series-10-109', 'converted'],
      ['series-10-110', 'converted'],
      ['series-10-111', 'converted'],
    ])
    expect((await store.look()).counts).toEqual({ arriving: 0, waiting: 0, taken: 0, converted: 3, failed: 0 })
  })

  test('converts again what has changed, forgets what is gone, and keeps no files of either', async () => {
    const { input, put, convert, gather, queue } = await makeQueue(4)
    const [first, second, third] = series()
    if (!first || !second || !third) throw new Error('no series')
    writeInputs(input, [first, second])
    await put()
    await convert()
    const owners = async () => (await client.query(`SELECT DISTINCT owner FROM ${quoteName(queue)}.files`)).rows.length
    expect(await owners()).toBe(4)
    writeInputs(input, [{ ...second, anomalies: [] }, third])
    writeFileSync(join(input, `${second.id}.txt`), JSON.stringify({ ...second, rocYear: 1 }))
    expect(await put()).toMatchObject({ added: 1, changed: 1, unchanged: 1, removed: 0 })
    rmSync(join(input, `${first.id}.txt`))
    expect(await put()).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0 })
    expect(await convert()).toEqual({ converted: 2, failed: 0 })
    expect(outcomes(await gather())).toHaveLength(3)
    expect(await put({ replace: true })).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 1 })
    expect(outcomes(await gather())).toEqual([
      [second.id, 'unchanged'],
      [third.id, 'unchanged'],
    ])
    expect(await owners()).toBe(4)
  })

  test('gives two documents of one name their own ids, also when they come one after the other', async () => {
    const { input, put, convert, gather } = await makeQueue(5)
    const [first, second] = series()
    if (!first || !second) throw new Error('no series')
    writeInputs(join(input, 'a'), [{ ...first, id: 'card' }])
    await put()
    await convert()
    expect(outcomes(await gather())).toEqual([['card', 'converted']])
    writeInputs(join(input, 'b'), [{ ...second, id: 'card' }])
    expect(await put({ inputs: [join(input, 'b')] })).toMatchObject({ added: 1, changed: 1 })
    await convert()
    expect(outcomes(await gather())).toEqual([
      [expect.stringMatching(/^card-[0-9a-f]{8}$/u), 'converted'],
      [expect.stringMatching(/^card-[0-9a-f]{8}$/u), 'converted'],
    ])
  })

  test('has one way of converting, unless all is put in anew', async () => {
    const { input, put, convert, gather } = await makeQueue(6)
    writeInputs(input, series())
    await put()
    await convert()
    const other = { conversion: { ocr: 'off', severities: { 'kpi-added': 'off' } } } as const
    await expect(put(other)).rejects.toThrow(/with other options \(--ocr off\)/u)
    expect(await put({ ...other, replace: true })).toMatchObject({ added: 0, changed: 3, unchanged: 0 })
    await convert()
    expect((await gather()).totals.anomalies).not.toHaveProperty('kpi-added')
  })

  test('gives the documents of a worker that is gone to others, but not for ever', async () => {
    const { input, put, convert, store, queue, gather } = await makeQueue(7)
    const [document] = series()
    if (!document) throw new Error('no series')
    writeInputs(input, [document])
    await put()
    const version = (await store.readSettings())?.version ?? ''
    const goAway = () => client.query(`UPDATE ${quoteName(queue)}.items SET leased_until = now() - interval '1 s'`)
    const first = await store.take('gone', version)
    expect(first).toMatchObject({ id: document.id, attempts: 1 })
    expect(await store.take('here', version)).toBeNull()
    await goAway()
    expect((await store.look()).counts).toMatchObject({ waiting: 1, taken: 0 })
    expect(await store.take('here', version)).toMatchObject({ id: document.id, attempts: 2 })
    // What comes too late counts for nothing.
    expect(await store.finish(first?.lease ?? '', 'key', null)).toBe(false)
    await goAway()
    await store.beat([first?.lease ?? ''])
    const third = await store.take('here', version)
    expect(third).toMatchObject({ attempts: 3 })
    await goAway()
    await store.beat([third?.lease ?? ''])
    expect(await store.take('here', version)).toBeNull()
    await goAway()
    expect(await convert()).toEqual({ converted: 0, failed: 1 })
    expect(outcomes(await gather())).toEqual([[document.id, 'worker-lost']])
  })

  test('has back what an interrupted worker had taken', async () => {
    const { input, put, convert, store, gather } = await makeQueue(8)
    writeInputs(input, series())
    await put()
    const interrupt = new AbortController()
    // As a pool does: what is under way ends with it.
    let end = (): void => {}
    const run: TaskRunner['run'] = () => {
      interrupt.abort()
      return new Promise((resolve) => {
        end = () => resolve({ failure: { code: 'worker-ended', parameters: { detail: '' }, stack: null } })
      })
    }
    const close = async (): Promise<void> => end()
    const stopped = convert({ jobs: 1 }, { ...runInProcess(convertDocument), run, close }, interrupt.signal)
    await expect(stopped).rejects.toThrow(InterruptedError)
    expect((await store.look()).counts).toMatchObject({ waiting: 3, taken: 0 })
    expect(await convert()).toEqual({ converted: 3, failed: 0 })
    expect(outcomes(await gather())).toHaveLength(3)
  })

  test('is of one version', async () => {
    const { input, put, convert, gather, store } = await makeQueue(9)
    await expect(convert()).rejects.toThrow(/has no queue/u)
    await expect(gather()).rejects.toThrow(/has no queue/u)
    writeInputs(input, series())
    await put()
    await store.settle({ version: '0.0.0', options: { ocr: 'off' } }, [])
    expect(await store.take('worker', '0.1.0')).toBeNull()
    await expect(convert()).rejects.toThrow(/is for tidycard 0\.0\.0/u)
    await expect(gather()).rejects.toThrow(/is for tidycard 0\.0\.0/u)
    await put()
    await store.keepOnly([])
    await expect(gather()).rejects.toThrow(/holds no documents/u)
  })

  test('holds files of any length, whole or not at all', async () => {
    const { store } = await makeQueue(10)
    await store.create()
    for (const length of [0, 1, 4 * 1024 * 1024, 9_000_001]) {
      const bytes = Uint8Array.from({ length }, (_, at) => at % 251)
      expect(await store.getFile(`${length}`, 'input')).toBeNull()
      await store.putFile(`${length}`, 'input', bytes)
      expect(await store.hasFile(`${length}`, 'input')).toBe(true)
      expect(Buffer.compare((await store.getFile(`${length}`, 'input')) ?? Buffer.from('none'), bytes)).toBe(0)
    }
    let left = 1
    const cut: SqlClient = {
      query(text, values) {
        if (text.startsWith('INSERT') && left-- === 0) return Promise.reject(new Error('the network is gone'))
        return client.query(text, values)
      },
    }
    const halfway = new QueueStore(cut, `queue "${process.pid} 10"`)
    await expect(halfway.putFile('cut', 'input', new Uint8Array(9_000_001))).rejects.toThrow('gone')
    expect(await store.hasFile('cut', 'input')).toBe(false)
    expect(await store.getFile('cut', 'input')).toBeNull()
  })

  test('is asked again when the database comes back', async () => {
    const { input, put, queue, store, gather } = await makeQueue(11)
    writeInputs(input, series())
    await put()
    let away = 2
    const shaky: SqlClient = {
      query(text, values) {
        if (text.startsWith('UPDATE') && away-- > 0) {
          return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
        }
        return client.query(text, values)
      },
    }
    const retries: unknown[] = []
    const options = { jobs: 1, password: null, untilDone: true, queue, name: 'here' }
    const runner = runInProcess(convertDocument)
    const steady = makeSteady(shaky, (error) => retries.push(error), new AbortController().signal)
    expect(await work(new QueueStore(steady, queue), options, runner)).toEqual({ converted: 3, failed: 0 })
    expect(retries).toHaveLength(2)
    expect((await gather()).totals.documents).toBe(3)
    // What will not pass ends it.
    const broken: SqlClient = { query: () => Promise.reject(new Error('permission denied for schema x')) }
    await expect(work(new QueueStore(broken, queue), options, runner)).rejects.toThrow('permission denied')
    expect((await store.look()).counts.converted).toBe(3)
  })

  test('is settled by those who submit alone: what changes while workers are waited for counts', async () => {
    const { input, put, convert, gather, store } = await makeQueue(14)
    writeInputs(input, series())
    await put()
    const waiting = gather({ wait: true })
    await put({ conversion: { ocr: 'force' }, replace: true })
    await convert()
    expect(new Set(outcomes(await waiting).map(([, status]) => status))).toEqual(new Set(['converted']))
    expect((await store.look()).counts).toMatchObject({ converted: 3, waiting: 0 })
  })

  test('is not emptied by a slip, nor stopped by a file that cannot be read', async () => {
    const { input, put, store } = await makeQueue(15)
    writeInputs(join(input, 'a'), series())
    await put()
    expect(await put({ inputs: [join(input, 'typo')], replace: true })).toMatchObject({ removed: 0, failures: [{}] })
    expect(await store.listItems()).toHaveLength(3)
    mkdirSync(join(input, 'b'))
    writeFileSync(join(input, 'b', 'series-10-111.txt'), '')
    expect(await put({ replace: true })).toMatchObject({ unchanged: 2, changed: 1, removed: 0, failures: [{}] })
    rmSync(join(input, 'b'), { recursive: true })
    expect(await put({ inputs: [join(input, '..', 'input', 'a', '..', 'a')] })).toMatchObject({ added: 0 })
  })

  test('may be begun by several at once, and none lets go of what another is still putting in', async () => {
    const { input, put, convert, store, queue } = await makeQueue(16)
    const [first] = series()
    if (!first) throw new Error('no series')
    writeInputs(input, [first])
    await Promise.all(Array.from({ length: 4 }, () => new QueueStore(client, queue).create()))
    await put()
    const item = (await store.listItems())[0]
    if (!item) throw new Error('no item')
    await store.announce({ ...item, id: first.id, name: 'name', sha256: 'other' })
    await store.release(item)
    expect(await convert()).toEqual({ converted: 0, failed: 0 })
    expect(outcomes(await gatherOf(store, queue))).toEqual([[first.id, 'not-whole-in-queue']])
    expect(await put()).toMatchObject({ changed: 1 })
    expect(await convert()).toEqual({ converted: 1, failed: 0 })
  })

  test('gives what a machine failed at to others, before it is given up', async () => {
    const { input, put, convert } = await makeQueue(17)
    writeInputs(input, series())
    await put()
    let crashes = 2
    const runner = runInProcess(convertDocument)
    const run: TaskRunner['run'] = async (task) =>
      crashes-- > 0 ? { failure: { code: 'worker-ended', parameters: { detail: 'x' }, stack: null } } : runner.run(task)
    expect(await convert({ jobs: 1 }, { ...runner, run })).toEqual({ converted: 3, failed: 0 })
  })

  test('leaves an output as it is where the database is lost', async () => {
    const { input, output, put, convert, gather, queue } = await makeQueue(18)
    writeInputs(input, series())
    await put()
    await convert()
    await gather()
    const before = comparableTree(output)
    await put({ force: true })
    await convert()
    rmSync(join(output, '.tidycard', 'state', 'series-10-110.json'))
    const lost: SqlClient = {
      query: (text, values) =>
        text.includes('is_last, bytes')
          ? Promise.reject(new ConversionError('database-failed', { detail: 'gone' }))
          : client.query(text, values),
    }
    await expect(gatherOf(new QueueStore(lost, queue), queue, output)).rejects.toThrow('the database said: gone')
    await gather()
    expect(comparableTree(output)).toEqual(before)
  })

  test('makes each document once where the answer of the database is lost', async () => {
    const { input, put, queue, gather } = await makeQueue(13)
    writeInputs(input, series())
    await put()
    let lost = 0
    const deaf: SqlClient = {
      async query(text, values) {
        const answer = await client.query(text, values)
        if (!text.includes('SKIP LOCKED') || lost > 0) return answer
        lost += 1
        throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
      },
    }
    const onRetry = (): void => {
      client.query(`UPDATE ${quoteName(queue)}.items SET leased_until = now() - interval '1 s'`)
    }
    const options = { jobs: 1, password: null, untilDone: true, queue, name: 'here' }
    const steady = makeSteady(deaf, onRetry, new AbortController().signal)
    const counts = await work(new QueueStore(steady, queue), options, runInProcess(convertDocument))
    expect([lost, counts]).toEqual([1, { converted: 3, failed: 0 }])
    expect(new Set(outcomes(await gather()).map(([, status]) => status))).toEqual(new Set(['converted']))
  })

  test('tells of inputs that cannot be read, and takes the others', async () => {
    const { input, put, gather, convert, output } = await makeQueue(12)
    writeInputs(input, series())
    writeFileSync(join(input, 'empty.pdf'), '')
    const { added, failures } = await put({ inputs: [input, join(input, 'none.pdf')] })
    expect([added, failures.map(({ failure }) => failure.code)]).toEqual([3, ['input-not-found', 'input-empty']])
    await expect(put({ inputs: [join(input, 'none')] })).resolves.toMatchObject({ added: 0 })
    await convert()
    await gather()
    expect(existsSync(join(output, 'report.html'))).toBe(true)
    await expect(put({ inputs: [temporaryFolder()] })).rejects.toThrow(ConversionError)
  })
})
