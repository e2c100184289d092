/**
 * How fast batches are, and whether memory grows with them: copies of scorecards that differ, converted with 1 and 2
 * jobs. `node bench/batch/run.mjs [--documents 2000] [--write]`; --write puts the figures into
 * bench/RESULTS.md.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findSources, measureCommand, writeSection } from '../command.mjs'

const { values: options } = parseArgs({
  options: { documents: { type: 'string', default: '2000' }, write: { type: 'boolean', default: false } },
})
const documents = Number(options.documents)
const few = Math.max(1, Math.round(documents / 10))

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

async function measure(input, output, jobs) {
  const words = ['convert', input, '-o', output, '--jobs', String(jobs), '--fail-on', 'never', '--quiet']
  const usage = await measureCommand(words, `${output}.usage`)
  const { inputs } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'))
  const pages = inputs.reduce((sum, one) => sum + (one.pages ?? 0), 0)
  return { jobs, documents: inputs.length, pages, ...usage }
}

const row = ({ jobs, documents: count, pages, seconds, cpuSeconds, megabytes }) =>
  `| ${count} | ${jobs} | ${seconds.toFixed(1)} | ${(count / seconds).toFixed(1)} | ${(pages / seconds).toFixed(1)} | ${cpuSeconds.toFixed(0)} | ${megabytes.toFixed(0)} |`

function describe([small, one, two]) {
  return [
    '## Batch',
    '',
    `\`npm run bench:batch\`: ${documents} documents made out of ${findSources().length} born-digital and text files, copies that differ,`,
    `report, tables and history included; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
    '',
    '| documents | jobs | seconds | documents/s | pages/s | CPU seconds | peak memory, MB |',
    '|---|---|---|---|---|---|---|',
    row(one),
    row(two),
    row(small),
    '',
    `Speed-up of 2 jobs over 1: ${(one.seconds / two.seconds).toFixed(2)}. ` +
      `Peak memory at ${two.documents} documents over that at ${small.documents}, both with 2 jobs: ${(two.megabytes / small.megabytes).toFixed(2)}.`,
    '',
  ].join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'tidycard-bench-'))
try {
  const sources = findSources()
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
  if (options.write) writeSection(section)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
