// Pages per second and peak memory of the reference PDF: in a cold process, then warm, split by stage.
// npm run bench; the figures are printed and kept in bench/RESULTS.md under "Convert".
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { writeSection } from './results.mjs'

const COLD_RUNS = 5
const WARM_RUNS = 20
const name = 'hakka-111.pdf'
const sample = new URL(`../samples/${name}`, import.meta.url)

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]
const megabytes = (bytes) => bytes / 2 ** 20

const cpuOfProcess = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** One conversion in this process: milliseconds in all and by stage, pages, memory at its peak. */
async function measure(convert) {
  const bytes = new Uint8Array(readFileSync(sample))
  const start = performance.now()
  const before = process.cpuUsage()
  const { document, timings } = await convert(bytes, { id: 'bench', name, ocr: 'off' })
  const { user, system } = process.cpuUsage(before)
  return { all: performance.now() - start, cpu: (user + system) / 1000, timings, pages: document.source.pages }
}

/** As a child process: from the start of Node to the end of one conversion. */
async function runCold() {
  const { convert } = await import('../dist/index.js')
  const figures = await measure(convert)
  console.log(
    JSON.stringify({
      ...figures,
      process: performance.now(),
      processCpu: cpuOfProcess(),
      memory: process.resourceUsage().maxRSS * 1024,
    }),
  )
}

async function runAll() {
  const cold = []
  for (let run = 0; run < COLD_RUNS; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), 'cold'])
    cold.push(JSON.parse(stdout))
  }
  const { convert } = await import('../dist/index.js')
  const warm = []
  await measure(convert)
  for (let run = 0; run < WARM_RUNS; run++) warm.push(await measure(convert))
  const memory = process.resourceUsage().maxRSS * 1024
  const [{ pages }] = cold
  const coldAll = median(cold.map((run) => run.process))
  const coldCpu = median(cold.map((run) => run.processCpu))
  const warmCpu = median(warm.map((run) => run.cpu))
  const warmAll = median(warm.map((run) => run.all))
  const row = (stage, a, b) =>
    `| ${stage} | ${a.toFixed(0)} | ${b.toFixed(1)} | ${((b / warmAll) * 100).toFixed(0)} % |`
  const stages = Object.keys(cold[0].timings)
  const coldStages = stages.map((stage) => median(cold.map((run) => run.timings[stage])))
  const warmStages = stages.map((stage) => median(warm.map((run) => run.timings[stage])))
  const start = coldAll - coldStages.reduce((a, b) => a + b, 0)
  return [
    `One conversion of \`samples/${name}\` (${pages} pages), ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}.`,
    `Cold: a process of its own, from its start (median of ${COLD_RUNS}). Warm: the same process again (median of ${WARM_RUNS}).`,
    '',
    '| | cold | warm |',
    '|---|---|---|',
    `| pages per second | ${((pages * 1000) / coldAll).toFixed(1)} | ${((pages * 1000) / warmAll).toFixed(1)} |`,
    `| pages per CPU second | ${((pages * 1000) / coldCpu).toFixed(1)} | ${((pages * 1000) / warmCpu).toFixed(1)} |`,
    `| milliseconds | ${coldAll.toFixed(0)} | ${warmAll.toFixed(0)} |`,
    `| peak memory, MB | ${megabytes(median(cold.map((run) => run.memory))).toFixed(0)} | ${megabytes(memory).toFixed(0)} (after ${WARM_RUNS + 1} conversions) |`,
    '',
    '| stage | cold, ms | warm, ms | share, warm |',
    '|---|---|---|---|',
    `| start of Node, loading | ${start.toFixed(0)} | - | - |`,
    ...stages.map((stage, at) => row(stage, coldStages[at], warmStages[at])),
  ].join('\n')
}

if (process.argv[2] === 'cold') await runCold()
else {
  const body = await runAll()
  console.log(body)
  writeSection(`## Convert\n\n${body}`)
}
