/**
 * How fast batches are, and whether memory grows with them: copies of scorecards that differ, converted with 1 and 2
 * jobs. `node bench/batch/run.mjs [--documents 2000] [--rounds 1] [--write]`; --write puts the figures into
 * bench/RESULTS.md. Of several rounds, which take turns at going first, the median counts: machines of a cloud differ
 * by a tenth from one minute to the next. All outputs stay until the end: ext4 is slower for minutes after files were deleted.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findSources, measureCommand } from '../command.mjs'
import { writeSection } from '../results.mjs'

const { values: options } = parseArgs({
  options: {
    documents: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const documents = Number(options.documents)
const rounds = Number(options.rounds)
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

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) / 2)]

/** The run in the middle by time, with the most memory that any took. */
function middleOf(runs) {
  const seconds = median(runs.map((run) => run.seconds))
  const megabytes = Math.max(...runs.map((run) => run.megabytes))
  return { ...runs.find((run) => run.seconds === seconds), megabytes }
}

function describe(smalls, ones, twos) {
  const [small, one, two] = [middleOf(smalls), middleOf(ones), middleOf(twos)]
  const speedUps = ones.map((run, round) => run.seconds / twos[round].seconds)
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
    `Speed-up of 2 jobs over 1: ${median(speedUps).toFixed(2)}${rounds > 1 ? ` (rounds: ${speedUps.map((ratio) => ratio.toFixed(2)).join(', ')})` : ''}. ` +
      `Peak memory at ${two.documents} documents over that at ${small.documents}, both with 2 jobs: ${(two.megabytes / small.megabytes).toFixed(2)}.`,
    '',
  ].join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'tidycard-bench-'))
try {
  const sources = findSources()
  makeInputs(join(folder, 'all'), documents, sources)
  makeInputs(join(folder, 'few'), few, sources)
  const run = async (name, jobs, round) => {
    const figures = await measure(join(folder, name), join(folder, `output-${name}-${jobs}-${round}`), jobs)
    console.log(row(figures))
    return figures
  }
  const smalls = []
  const byJobs = { 1: [], 2: [] }
  for (let round = 0; round < rounds; round += 1) {
    smalls.push(await run('few', 2, round))
    for (const jobs of round % 2 === 0 ? [1, 2] : [2, 1]) byJobs[jobs].push(await run('all', jobs, round))
  }
  const section = describe(smalls, byJobs[1], byJobs[2])
  console.log(`\n${section}`)
  if (options.write) writeSection(section)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
