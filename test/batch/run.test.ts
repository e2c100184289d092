import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { runCheck } from '../../src/batch/check.ts'
import type { StageEvents } from '../../src/batch/events.ts'
import { InterruptedError } from '../../src/batch/interrupted.ts'
import { outputLayout } from '../../src/batch/layout.ts'
import { lockOutput } from '../../src/batch/lock.ts'
import { runBatch } from '../../src/batch/run.ts'
import { runInProcess, type TaskRunner } from '../../src/batch/runner.ts'
import { type Document, manifestSchema } from '../../src/model/document.ts'
import { awkwardDocument, readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
// @ts-expect-error plain JavaScript, so that worker threads can load it too
import { convertDocument } from '../support/json-converter.mjs'
import { batchOptions, runHere, writeInputs } from '../support/output-folder.ts'
import { comparableTree, readTree, temporaryFolder } from '../support/temporary-folder.ts'

const series = (): Document[] => readSeries('series-10').documents.map((facts) => documentFromFacts(facts))

function makeFolders(): { input: string; output: string; folder: string } {
  const folder = temporaryFolder()
  const input = writeInputs(join(folder, 'input'), series())
  return { folder, input, output: join(folder, 'output') }
}

const statuses = (result: { outcomes: { id: string; status: string }[] }): Record<string, string> =>
  Object.fromEntries(result.outcomes.map(({ id, status }) => [id, status]))

const readManifest = (output: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')))

describe('a run', () => {
  it('writes documents, tables, package and manifest, and the years are judged', async () => {
    const { input, output } = makeFolders()
    const { totals } = await runHere([input], output)
    expect(totals).toMatchObject({ documents: 3, cards: 3, kpis: 42, severities: { error: 0, warning: 2, info: 5 } })
    const last = JSON.parse(readFileSync(join(output, 'documents', 'series-10-111.json'), 'utf8'))
    expect(last.anomalies).toHaveLength(7)
    expect(
      readFileSync(join(output, 'tables', 'anomalies.csv'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(8)
    expect(readManifest(output).inputs.map(({ id, status, counts }) => [id, status, counts.warnings])).toEqual([
      ['series-10-109', 'converted', 0],
      ['series-10-110', 'converted', 0],
      ['series-10-111', 'converted', 2],
    ])
  })

  it('does again only what has changed, and forgets what is gone', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    const before = comparableTree(output)
    expect(statuses(await runHere([input], output))).toEqual({
      'series-10-109': 'unchanged',
      'series-10-110': 'unchanged',
      'series-10-111': 'unchanged',
    })
    expect(comparableTree(output)).toEqual(before)

    writeInputs(input, [{ ...awkwardDocument('series-10-110') }])
    rmSync(join(input, 'series-10-109.txt'))
    expect(statuses(await runHere([input], output))).toEqual({
      'series-10-110': 'converted',
      'series-10-111': 'unchanged',
    })
    expect(existsSync(join(output, 'documents', 'series-10-109.json'))).toBe(false)
    expect(readFileSync(join(output, 'tables', 'cards.csv'), 'utf8')).not.toContain('series-10-109')

    // A year that had been judged against one that is gone is as if that had never been.
    const alone = join(output, '..', 'alone')
    await runHere([input], alone)
    expect(comparableTree(output)).toEqual(comparableTree(alone))
  })

  it.each([
    ['options change', { ocr: 'off' as const }],
    ['it is told to', { force: true }],
    ['a severity changes', { severities: { 'kpi-added': 'off' as const } }],
  ])('does everything again where %s', async (_, options) => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    expect(new Set(Object.values(statuses(await runHere([input], output, options))))).toEqual(new Set(['converted']))
  })

  it('does again only the document that a new correction is about', async () => {
    const { input, output } = makeFolders()
    const { outcomes } = await runHere([input], output)
    const correction = {
      document: outcomes[1]?.sha256 ?? '',
      place: { card: 1, level: 'agency' as const, code: 'AC1.1', series: 1, field: 'actual', rocYear: 108 },
      printed: 'x',
      value: 1,
      by: 'a',
      at: '2026-01-01T00:00:00Z',
      why: 'w',
    }
    expect(Object.values(statuses(await runHere([input], output, { corrections: [correction] })))).toEqual([
      'unchanged',
      'converted',
      'unchanged',
    ])
  })

  it.each(['documents/series-10-109.json', 'documents/series-10-111.json', '.tidycard/state/series-10-110.json'])(
    'mends %s where it was damaged or lost',
    async (name) => {
      const { input, output } = makeFolders()
      await runHere([input], output)
      const before = comparableTree(output)
      writeFileSync(join(output, name), '{')
      await runHere([input], output)
      expect(comparableTree(output)).toEqual(before)
      rmSync(join(output, name))
      await runHere([input], output)
      expect(comparableTree(output)).toEqual(before)
    },
  )

  it('is the same whatever the order of the inputs, the number of jobs and the time they take', async () => {
    const { input, folder } = makeFolders()
    const names = ['series-10-109', 'series-10-110', 'series-10-111'].map((id) => join(input, `${id}.txt`))
    await runHere(names, join(folder, 'a'), { jobs: 1 })
    await runHere([...names].reverse(), join(folder, 'b'), { jobs: 3 })
    expect(comparableTree(join(folder, 'b'))).toEqual(comparableTree(join(folder, 'a')))
  })

  it.each([1, 2])('gives its runner no more than %i documents at once, though it reads ahead', async (jobs) => {
    const { input, output } = makeFolders()
    const runner = runInProcess(convertDocument)
    let now = 0
    let most = 0
    const run: TaskRunner['run'] = async (task) => {
      now += 1
      most = Math.max(most, now)
      // as long as a thread would take, while the next file is read
      await setTimeout(50)
      const result = await runner.run(task)
      now -= 1
      return result
    }
    const { outcomes } = await runBatch({ ...batchOptions([input], output), jobs }, { ...runner, run })
    expect(outcomes).toHaveLength(3)
    expect(most).toBe(jobs)
  })

  it('reports inputs that fail, with their reason, and converts the others', async () => {
    const { input, output } = makeFolders()
    writeFileSync(join(input, 'bad.txt'), 'throw')
    writeFileSync(join(input, 'empty.pdf'), '')
    const empty = { ...series()[0], cards: [] }
    writeFileSync(join(input, 'letter.txt'), JSON.stringify(empty))
    const result = await runHere([input, join(input, 'none.pdf')], output)
    expect(result.totals.documents).toBe(3)
    expect(readManifest(output).inputs.flatMap(({ id, error }) => (error ? [[id, error.code]] : []))).toEqual([
      ['bad', 'internal-error'],
      ['empty', 'input-empty'],
      ['letter', 'no-scorecard'],
      ['none', 'input-not-found'],
    ])
  })

  it('gives inputs that are not there ids of their own, and no counts of others', async () => {
    const { input, output, folder } = makeFolders()
    const names = ['nowhere', 'nowhere', 'elsewhere'].map((name) => join(folder, name, 'series-10-109.txt'))
    await runHere([input, ...names, join(folder, 'nowhere', 'x.txt')], output)
    const entries = readManifest(output).inputs.map(({ id, status, counts }) => [id, status, counts.cards ?? null])
    expect(new Set(entries.map(([id]) => id)).size).toBe(entries.length)
    expect(entries).toEqual([
      ['series-10-109', 'converted', 1],
      ['series-10-110', 'converted', 1],
      ['series-10-111', 'converted', 1],
      [expect.stringMatching(/^series-10-109-[0-9a-f]{8}$/), 'failed', null],
      [expect.stringMatching(/^series-10-109-[0-9a-f]{8}$/), 'failed', null],
      ['x', 'failed', null],
    ])
  })

  it('removes what an input had given when it fails', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    writeFileSync(join(input, 'series-10-110.txt'), 'throw')
    await runHere([input], output)
    expect([...readTree(output).keys()].filter((name) => name.includes('series-10-110'))).toEqual([])
  })

  it('does not empty a folder because of a slip in the path', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    const before = comparableTree(output)
    const result = await runHere([`${input}x`], output)
    expect(result.outcomes.map(({ failure }) => failure?.code)).toEqual(['input-not-found'])
    expect(comparableTree(output)).toEqual(before)
  })

  it('stops where another run has the folder, and touches nothing', async () => {
    const { input, output } = makeFolders()
    const unlock = lockOutput(outputLayout(output))
    await expect(runHere([input], output)).rejects.toThrow(expect.objectContaining({ code: 'output-locked' }))
    unlock()
    expect(existsSync(join(output, 'documents'))).toBe(false)
  })

  it('removes the stale locks that killed runs were taking away, and no lock of a run that goes on', () => {
    const { output } = makeFolders()
    const layout = outputLayout(output)
    lockOutput(layout)()
    const gone = 2 ** 31 - 1
    symlinkSync(`${gone} before`, layout.lock)
    symlinkSync(`${gone} before`, join(layout.state, '..', `.lock.${gone}.0123abcd.1.tmp`))
    symlinkSync(`${process.pid} `, join(layout.state, '..', '.lock.1.0123abcd.1.tmp'))
    const unlock = lockOutput(layout)
    expect(readdirSync(join(layout.state, '..')).sort()).toEqual(['.lock.1.0123abcd.1.tmp', 'lock', 'state'])
    unlock()
  })

  it('tells of each stage how many documents it has, and of each document that is done', async () => {
    const { input, output, folder } = makeFolders()
    const told: string[] = []
    const events: StageEvents = {
      onStage: (stage, documents) => told.push(`${stage} ${documents}`),
      onAdvance: () => told.push('+'),
    }
    await runHere([input, join(folder, 'gone.pdf')], output, {}, events)
    expect(told.join(' ')).toBe('documents 4 + + + + tables 3 + + + report 3 + + +')
    told.length = 0
    await runCheck(output, {}, 'en', events)
    expect(told.join(' ')).toBe('tables 3 + + + report 3 + + +')
  })

  it('that is interrupted leaves no lock and no temporary file, and goes on where it was', async () => {
    const { input, output, folder } = makeFolders()
    const interrupt = new AbortController()
    const onDone = (): void => interrupt.abort()
    await expect(runHere([input], output, { jobs: 1 }, { onDone }, interrupt.signal)).rejects.toThrow(InterruptedError)
    expect([...readTree(output).keys()].filter((name) => /lock|tmp|temporary/.test(name))).toEqual([])
    expect(Object.values(statuses(await runHere([input], output)))).toContain('unchanged')
    await runHere([input], join(folder, 'other'))
    expect(comparableTree(output)).toEqual(comparableTree(join(folder, 'other')))
  })

  it('leaves no table of a format that it was not asked for', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output, { formats: ['csv', 'parquet', 'sqlite'] })
    await runHere([input], output, { formats: ['parquet'] })
    const names = [...readTree(output).keys()]
    expect(names.filter((name) => name.endsWith('.parquet'))).toHaveLength(12)
    expect(names.filter((name) => /\.csv$|sqlite|datapackage/.test(name))).toEqual([])
  })

  it('removes no file that is not its own', async () => {
    const { input, output } = makeFolders()
    const theirs = [
      'documents/precious.json',
      'documents/precious.gz',
      'tables/cards.csv',
      'tables/mine.csv',
      'datapackage.json',
    ]
    for (const folder of ['documents', 'tables']) mkdirSync(join(output, folder), { recursive: true })
    for (const name of theirs) writeFileSync(join(output, name), 'mine')
    // Named like an input that gives no document.
    writeFileSync(join(output, 'documents', 'bad.json'), 'mine')
    writeFileSync(join(input, 'bad.txt'), 'throw')
    const mine = (): string[] =>
      [...readTree(output)].filter(([, content]) => content.toString() === 'mine').map(([name]) => name)
    const all = [...theirs, 'documents/bad.json'].sort()
    await runHere([`${input}x`], output, { formats: [] })
    expect(mine().sort()).toEqual(all)
    await runHere([input], output, { formats: [] })
    expect(mine().sort()).toEqual(all)
    await runCheck(output, {})
    expect(mine().sort()).toEqual(all)
    await runHere([join(input, 'series-10-109.txt')], output, { formats: ['parquet'] })
    expect(mine().sort()).toEqual(all)
    expect(readdirSync(join(output, 'documents'))).toEqual([
      'bad.json',
      'precious.gz',
      'precious.json',
      'series-10-109.json',
    ])
  })

  it('removes what a run left that was killed between a document and its state', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    rmSync(join(output, '.tidycard', 'state', 'series-10-110.json'))
    await runHere([join(input, 'series-10-109.txt')], output)
    expect(readdirSync(join(output, 'documents'))).toEqual(['series-10-109.json'])
  })

  it('knows what is its own in a folder of a version that kept no list', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    rmSync(join(output, '.tidycard', 'files.json'))
    writeFileSync(join(output, 'documents', 'mine.json'), 'mine')
    await runHere([join(input, 'series-10-109.txt')], output, { formats: [] })
    expect(readdirSync(join(output, 'documents'))).toEqual(['mine.json', 'series-10-109.json'])
    expect(readdirSync(join(output, 'tables'))).toEqual([])
  })

  it('gives the same bytes in every format each time', async () => {
    const { input, folder } = makeFolders()
    const formats = ['csv', 'parquet', 'sqlite'] as const
    for (const name of ['a', 'b']) await runHere([input], join(folder, name), { formats })
    expect(comparableTree(join(folder, 'b'))).toEqual(comparableTree(join(folder, 'a')))
  })
})

describe('check', () => {
  it('finds what convert found, and changes nothing', async () => {
    const { input, output } = makeFolders()
    const { totals } = await runHere([input], output, { formats: ['csv', 'sqlite'], excel: true, language: 'zh-TW' })
    const before = readTree(output)
    expect(await runCheck(output, {})).toEqual(totals)
    expect(readTree(output)).toEqual(before)
  })

  it('lets a rule weigh otherwise', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output)
    const { severities } = await runCheck(output, { 'restated-actual': 'error', 'unit-changed': 'off' })
    expect(severities).toEqual({ error: 1, warning: 0, info: 5 })
  })

  it('keeps the language of the report, unless another is given', async () => {
    const { input, output } = makeFolders()
    await runHere([input], output, { language: 'zh-TW' })
    const languageNow = () => /<html lang="([^"]*)"/.exec(readFileSync(join(output, 'report.html'), 'utf8'))?.[1]
    await runCheck(output, {})
    expect(languageNow()).toBe('zh-Hant-TW')
    await runCheck(output, {}, 'en')
    expect(languageNow()).toBe('en')
  })

  it('says so where there is nothing to check', async () => {
    await expect(runCheck(temporaryFolder(), {})).rejects.toThrow(expect.objectContaining({ code: 'output-not-found' }))
  })
})
