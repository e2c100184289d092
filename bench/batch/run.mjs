/**
 * How fast batches are, and whether memory grows with them: copies of scorecards that differ, converted with 1 and 2
 * jobs. `node bench/batch/run.mjs [--from FOLDER] [--documents 2000] [--write]`; --write puts the figures into
 * bench/RESULTS.md.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    from: { type: 'string' },
    documents: { type: 'string', default: '2000' },
    write: { type: 'boolean', default: false },
  },
})
const practice = join(root, '..', 'shared', 'practice')
const from = options.from ?? (existsSync(practice) ? practice : join(root, 'samples'))
const documents = Number(options.documents)
const few = Math.max(1, Math.round(documents / 10))

/** Born-digital and text files: reading scans would measure the recogniser. */
function findSources(folder) {
  const list = join(folder, 'cases.json')
  if (!existsSync(list)) return readdirSync(folder).map((name) => join(folder, name))
  const cases = JSON.parse(readFileSync(list, 'utf8')).filter((one) => one.needs !== 'ocr')
  return cases.flatMap((one) => one.inputs.map((input) => join(folder, one.case, input)))
}

/** Copies that differ in their bytes and say the same. */
function makeInputs(folder, count, sources) {
  mkdirSync(folder)
  for (let copy = 0; copy < count; copy += 1) {
    const source = sources[copy % sources.length]
    const ending = extname(source)
    const mark = ending === '.pdf' ? `\n% copy ${copy}\n` : `\n\n第${copy}份\n`
    const name = `${basename(source, ending)}-${String(copy).padStart(5, '0')}${ending}`
    writeFileSync(join(folder, name), Buffer.concat([readFileSync(source), Buffer.from(mark)]))
  }
}

/** One run of the command line; seconds and the peak memory of its process, threads and all. */
async function measure(input, output, jobs) {
  const memoryFile = `${output}.memory`
  const cli = join(root, 'dist', 'cli.js')
  const spy = new URL('./memory.mjs', import.meta.url).href
  const words = [
    '--import',
    spy,
    cli,
    'convert',
    input,
    '-o',
    output,
    '--jobs',
    String(jobs),
    '--fail-on',
    'never',
    '--quiet',
  ]
  const started = performance.now()
  const child = spawn(process.execPath, words, {
    stdio: 'inherit',
    env: { ...process.env, MEMORY_FILE: memoryFile },
  })
  const status = await new Promise((resolve) => child.on('exit', resolve))
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`convert ended with ${status}`)
  const { inputs } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'))
  const pages = inputs.reduce((sum, one) => sum + (one.pages ?? 0), 0)
  const megabytes = Number(readFileSync(memoryFile, 'utf8')) / 1024
  rmSync(output, { recursive: true, force: true })
  return { jobs, documents: inputs.length, pages, seconds, megabytes }
}

const row = ({ jobs, documents: count, pages, seconds, megabytes }) =>
  `| ${count} | ${jobs} | ${seconds.toFixed(1)} | ${(count / seconds).toFixed(1)} | ${(pages / seconds).toFixed(1)} | ${megabytes.toFixed(0)} |`

function describe([small, one, two]) {
  return [
    '## Batch',
    '',
    `\`npm run bench:batch\`: ${documents} documents made out of ${findSources(from).length} born-digital and text files, copies that differ,`,
    `report, tables and history included; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
    '',
    '| documents | jobs | seconds | documents/s | pages/s | peak memory, MB |',
    '|---|---|---|---|---|---|',
    row(one),
    row(two),
    row(small),
    '',
    `Speed-up of 2 jobs over 1: ${(one.seconds / two.seconds).toFixed(2)}. ` +
      `Peak memory at ${two.documents} documents over that at ${small.documents}, both with 2 jobs: ${(two.megabytes / small.megabytes).toFixed(2)}.`,
    '',
  ].join('\n')
}

/** Puts the section in the place of an older one. */
function writeResults(section) {
  const path = join(root, 'bench', 'RESULTS.md')
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '# Measurements\n'
  const kept = old.split(/^(?=## )/m).filter((part) => !part.startsWith('## Batch\n'))
  writeFileSync(path, `${kept.join('').trimEnd()}\n\n${section}`)
}

const folder = mkdtempSync(join(tmpdir(), 'tidycard-bench-'))
try {
  const sources = findSources(from)
  makeInputs(join(folder, 'all'), documents, sources)
  makeInputs(join(folder, 'few'), few, sources)
  const results = []
  for (const [name, jobs] of [
    ['few', 2],
    ['all', 1],
    ['all', 2],
  ]) {
    results.push(await measure(join(folder, name), join(folder, `output-${name}-${jobs}`), jobs))
    console.log(row(results.at(-1)))
  }
  const section = describe(results)
  console.log(`\n${section}`)
  if (options.write) writeResults(section)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
