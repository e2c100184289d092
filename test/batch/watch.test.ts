import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { InterruptedError } from '../../src/batch/interrupted.ts'
import { runInProcess } from '../../src/batch/runner.ts'
import { watchInputs } from '../../src/batch/watch.ts'
import { readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
// @ts-expect-error plain JavaScript, so that worker threads can load it too
import { convertDocument } from '../support/json-converter.mjs'
import { batchOptions } from '../support/output-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const INTERVAL_MS = 300

it('a watched folder is converted as its files arrive complete, and again when they change or go', async () => {
  const folder = temporaryFolder()
  const input = join(folder, 'input')
  const output = join(folder, 'output')
  mkdirSync(input)
  const [first, second, third] = readSeries('series-10').documents.map((facts) =>
    JSON.stringify(documentFromFacts(facts)),
  )
  const stop = new AbortController()
  const runs: string[][] = []
  const watching = watchInputs(
    batchOptions([input], output),
    runInProcess(convertDocument),
    {},
    stop.signal,
    ({ outcomes }) => runs.push(outcomes.map(({ id, status }) => `${id} ${status}`)),
    INTERVAL_MS,
  ).catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error
  })
  const isTold = async (expected: string[]): Promise<void> => {
    await expect.poll(() => runs.at(-1), { timeout: 20_000 }).toEqual(expected)
  }

  writeFileSync(join(input, 'a.txt'), first ?? '')
  await isTold(['a converted'])

  // A file that grows in pieces is not read before it is whole.
  writeFileSync(join(input, 'b.txt'), '')
  const pieces = 8
  const text = second ?? ''
  const size = Math.ceil(text.length / pieces)
  for (let at = 0; at < text.length; at += size) {
    appendFileSync(join(input, 'b.txt'), text.slice(at, at + size))
    await wait(INTERVAL_MS / 10)
  }
  await isTold(['a unchanged', 'b converted'])
  expect(runs.flat().filter((line) => line.includes('failed'))).toEqual([])

  // What was made of a file stays while it is written anew, also where another file is converted then.
  const runsBefore = runs.length
  writeFileSync(join(input, 'a.txt'), '')
  await wait(INTERVAL_MS * 2)
  writeFileSync(join(input, 'c.txt'), third ?? '')
  for (let at = 0; at < text.length && runs.length === runsBefore; at += 1) {
    appendFileSync(join(input, 'a.txt'), text.slice(at, at + 1))
    await wait(INTERVAL_MS / 3)
  }
  expect(runs.slice(runsBefore)).toEqual([['a unchanged', 'b unchanged', 'c converted']])
  writeFileSync(join(input, 'a.txt'), text)
  await isTold(['a converted', 'b unchanged', 'c unchanged'])

  rmSync(join(input, 'a.txt'))
  await isTold(['b unchanged', 'c unchanged'])
  expect(existsSync(join(output, 'documents', 'a.json'))).toBe(false)
  rmSync(join(input, 'b.txt'))
  rmSync(join(input, 'c.txt'))
  await isTold([])
  expect(readdirSync(join(output, 'documents'))).toEqual([])

  // A folder that is gone as a whole says nothing of its files.
  writeFileSync(join(input, 'a.txt'), first ?? '')
  await isTold(['a converted'])
  const runsWithAll = runs.length
  renameSync(input, `${input}-away`)
  await wait(INTERVAL_MS * 4)
  expect(runs).toHaveLength(runsWithAll)
  expect(existsSync(join(output, 'documents', 'a.json'))).toBe(true)
  stop.abort()
  await watching
})
