/** Runs that are ended from outside at any moment, in processes of their own; the built code is what runs. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { awkwardDocument, readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
import { writeInputs } from '../support/output-folder.ts'
import { comparableTree, readTree, temporaryFolder } from '../support/temporary-folder.ts'

const driver = fileURLToPath(new URL('../support/batch-driver.mjs', import.meta.url))
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

const KILLS = 20
/** A run of the documents below takes about a second: kills fall on its start, its middle and its end. */
const LATEST_KILL_MS = 1200
const SEED = 20221122
/** Steps of the size of a disk, from too small to large enough. */
const GROWTH = 2

/** Numbers that are the same every time (a linear congruential generator): 0 to 1. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    yield state / 2 ** 32
  }
}

/** Years of two organizations, so that runs end in documents that other years change. */
function manyDocuments(): Document[] {
  const years = readSeries('series-10').documents
  return ['甲', '乙'].flatMap((organization) =>
    years.map((facts) => {
      const document = documentFromFacts(facts, `${facts.id}-${organization}`)
      const rename = <T extends { organization: string | null }>(part: T): T => ({ ...part, organization })
      return { ...rename(document), cards: document.cards.map(rename) }
    }),
  )
}

const run = (input: string, output: string, jobs: number): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, [driver, input, output, String(jobs)], { encoding: 'utf8' })

async function runAndKill(input: string, output: string, milliseconds: number): Promise<'killed' | 'done'> {
  const child = spawn(process.execPath, [driver, input, output, '2'], { stdio: 'ignore' })
  const ended = new Promise<'killed' | 'done'>((resolve) => {
    child.on('exit', (_, signal) => resolve(signal === 'SIGKILL' ? 'killed' : 'done'))
  })
  await Promise.race([ended, wait(milliseconds)])
  child.kill('SIGKILL')
  return ended
}

describe('a batch', () => {
  it(`killed at ${KILLS} random moments and resumed each time ends in the bytes of an undisturbed one`, async () => {
    const folder = temporaryFolder()
    const input = writeInputs(join(folder, 'input'), manyDocuments())
    const random = seeded(SEED)
    const ends: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Something has to be done in every run: one document changes before each.
      writeInputs(input, [awkwardDocument(kill % 2 === 0 ? 'changing' : `changing-${kill}`)])
      ends.push(await runAndKill(input, join(folder, 'killed'), random.next().value * LATEST_KILL_MS))
    }
    expect(ends.filter((end) => end === 'killed').length).toBeGreaterThan(KILLS / 4)
    expect(run(input, join(folder, 'killed'), 2)).toEqual(expect.objectContaining({ status: 0, stderr: '' }))
    expect(run(input, join(folder, 'undisturbed'), 1)).toEqual(expect.objectContaining({ status: 0, stderr: '' }))
    expect(comparableTree(join(folder, 'killed'))).toEqual(comparableTree(join(folder, 'undisturbed')))
  }, 300_000)

  it('that is interrupted from the keyboard ends with 130 and no lock', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'output')
    mkdirSync(join(folder, 'input'))
    // So many that the interruption comes before the end.
    for (let copy = 0; copy < 40; copy += 1) writeFileSync(join(folder, 'input', `${copy}.txt`), `表 ${copy}`)
    const child = spawn(process.execPath, [
      cli,
      'convert',
      join(folder, 'input'),
      '-o',
      output,
      '--jobs',
      '1',
      '--quiet',
    ])
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
    while (!existsSync(join(output, '.tidycard', 'temporary')) && child.exitCode === null) await wait(5)
    child.kill('SIGINT')
    expect([await ended, stderr]).toEqual([130, expect.stringMatching(/^interrupted; .*\n$/)])
    expect([...readTree(output).keys()].filter((name) => /lock|temporary/.test(name))).toEqual([])
  })
})

describe('a full disk', () => {
  /** A small file system of its own, or null where mounting is not allowed. */
  function mountSmall(folder: string, kilobytes: number): ((kilobytes: number) => void) | null {
    mkdirSync(folder)
    const mount = (...options: string[]): boolean =>
      spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', folder]).status === 0
    if (!mount(`size=${kilobytes}k`)) return null
    onTestFinished(() => {
      spawnSync('umount', [folder])
    })
    return (more) => {
      mount('remount', `size=${more}k`)
    }
  }

  it('ends a run with a clear error and no half-written file, and the run goes on when there is space', (context) => {
    const folder = temporaryFolder()
    const input = writeInputs(join(folder, 'input'), manyDocuments())
    const small = join(folder, 'small')
    const grow = mountSmall(small, 200)
    if (grow === null) return context.skip('skipped: mounting a file system is not allowed here')
    const output = join(small, 'output')
    // At every size another write is the one that fails: of a document, a state, a table, a database.
    let failures = 0
    for (let kilobytes = 200; ; kilobytes *= GROWTH) {
      grow(Math.round(kilobytes))
      const { status, stderr } = run(input, output, 2)
      for (const [name, content] of readTree(output)) {
        expect(name).not.toMatch(/tmp|lock/)
        if (name.endsWith('.json')) expect(() => JSON.parse(content.toString('utf8')), name).not.toThrow()
      }
      if (status === 0) break
      expect(stderr).toMatch(/^disk-full: no space left/)
      failures += 1
    }
    expect(failures).toBeGreaterThan(1)
    expect(run(input, join(folder, 'undisturbed'), 1).status).toBe(0)
    expect(comparableTree(output)).toEqual(comparableTree(join(folder, 'undisturbed')))
  }, 300_000)
})
