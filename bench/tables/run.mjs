/**
 * Measures tidycard and the table readers a user could install instead, on the same files in the same run.
 * Usage: npm run bench:tables [-- DATA] [-- --only=tidycard,pdfplumber]; DATA (or TIDYCARD_BENCH_DATA) holds `icdar2013`,
 * the scorer lies in `../tools/icdar.mjs` beside it. The peers go into a folder for temporary files, nothing into the project.
 * tabula-py needs a Java runtime on the machine (Debian: default-jre-headless). A tool that cannot run here gets a row that says so.
 * Without --only the section of bench/RESULTS.md is written anew after each tool.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeSection } from '../results.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const options = process.argv.slice(2)
const data = resolve(
  options.find((option) => !option.startsWith('--')) ?? process.env.TIDYCARD_BENCH_DATA ?? '../shared/bench',
)
const truth = join(data, 'icdar2013')
const scorer = join(data, '..', 'tools', 'icdar.mjs')
if (!existsSync(truth) || !existsSync(scorer)) {
  console.error(
    `No bench data: ${truth} and ${scorer} are needed. Name another folder by argument or TIDYCARD_BENCH_DATA.`,
  )
  process.exit(1)
}

/** A tool that takes longer than this over all files, or over its installation, is stopped; its row says so. */
const LIMIT_SECONDS = 600

const scratch = join(tmpdir(), 'tidycard-bench')
const ownModules = resolve(here, '../../dist')
/** `call` is how its documentation calls it. `packages`: the first one is the tool, in the newest version unless one is named. */
const PEERS = [
  { name: 'tidycard', call: '`layOut`, page by page' },
  { name: 'pdfplumber', call: '`page.extract_tables()`', pip: ['pdfplumber'] },
  { name: 'camelot-lattice', call: "`read_pdf(pages='all', flavor='lattice')`", pip: ['camelot-py'] },
  { name: 'camelot-hybrid', call: "`read_pdf(pages='all', flavor='hybrid')`", pip: ['camelot-py'] },
  { name: 'PyMuPDF', call: '`page.find_tables()`, `table.extract()`', pip: ['PyMuPDF'] },
  { name: 'PyMuPDF-1.28', call: "`page.find_tables(strategy='lines_strict')`", pip: ['PyMuPDF==1.28.2'] },
  { name: 'tabula-py', call: "`read_pdf(pages='all')`, Java in the process", pip: ['tabula-py[jpype]', 'pypdfium2'] },
  { name: 'img2table', call: '`PDF(path).extract_tables()`', pip: ['img2table'] },
  { name: 'img2table-borderless', call: '`extract_tables(borderless_tables=True)`', pip: ['img2table'] },
  { name: 'liteparse', call: "`outputFormat: 'markdown'`, its pipe tables", npm: '@llamaindex/liteparse' },
  { name: 'pdf-data-parser', call: '`new PdfDataParser({ url, cells: 2 }).parse()`', npm: 'pdf-data-parser' },
]
/** What explains a figure that is far from what a tool reaches elsewhere. */
const NOTES = {
  PyMuPDF:
    'PyMuPDF 2.0 looks for tables with a layout model, and its `extract()` puts the decimal points of some fonts on a line of their own (`347\\n.` for 34.7), which makes these cells wrong; 1.28, the last series before both, has a row of its own, with the strategy that serves it best (71.3 adjacency F1; by default 63.1).',
  'tabula-py':
    'tabula-py does not say which page a table is on; after the measurement each is put on the page that has its text.',
  'pdf-data-parser':
    'pdf-data-parser gives rows, not tables: all rows of a page with two cells or more count as one table. The rows do not say their page; after the measurement it is asked again page by page.',
}
const only = options
  .find((option) => option.startsWith('--only='))
  ?.slice(7)
  .split(',')
const files = readdirSync(truth)
  .filter((name) => name.endsWith('.pdf'))
  .map((name) => join(truth, name))

const folderOf = (peer) => join(scratch, (peer.pip ?? [peer.npm ?? ''])[0].replace(/\W+/gu, '-'))

/** Installs a peer into a folder of its own; false where that fails. */
function install(peer) {
  const folder = folderOf(peer)
  const done = join(folder, peer.npm ? `node_modules/${peer.npm}` : '.complete')
  if (!(peer.pip || peer.npm) || existsSync(done)) return true
  mkdirSync(folder, { recursive: true })
  const [program, ...rest] = peer.npm
    ? ['npm', 'install', '--ignore-scripts', '--no-save', '--prefix', folder, peer.npm]
    : ['python3', '-m', 'pip', 'install', '--quiet', '--upgrade', '--target', folder, ...peer.pip]
  const run = spawnSync(program, rest, { stdio: 'ignore', timeout: LIMIT_SECONDS * 1000 })
  if (run.status !== 0) return false
  if (peer.pip) writeFileSync(done, '')
  return true
}

/** The version that is installed, empty for tidycard. */
function versionOf(peer) {
  const folder = folderOf(peer)
  if (peer.npm) return JSON.parse(readFileSync(join(folder, 'node_modules', peer.npm, 'package.json'), 'utf8')).version
  const name = peer.pip?.[0]
    .replace(/[[=].*/u, '')
    .replace('-', '_')
    .toLowerCase()
  const info = name && readdirSync(folder).find((entry) => entry.toLowerCase().startsWith(`${name}-`))
  return /-([\d.]+)\.dist-info$/u.exec(info ?? '')?.[1] ?? ''
}

/** The command on one core, where the system can bind it. */
function onOneCore(command) {
  const bound = spawnSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' }).status === 0
  return bound ? ['taskset', '-c', '0', ...command] : command
}

/** Runs a command in a process group of its own, which ends as a whole at the limit, or with this process. */
function runLimited(command, env) {
  const [program, ...rest] = command
  const child = spawn(program, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  for (const key of ['stdout', 'stderr']) child[key].on('data', (chunk) => (texts[key] += chunk))
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {} // it has ended
  }
  process.on('exit', kill)
  let stopped = false
  const timer = setTimeout(() => {
    stopped = true
    kill()
  }, LIMIT_SECONDS * 1000)
  return new Promise((done) => {
    const finish = (status) => {
      clearTimeout(timer)
      process.off('exit', kill)
      kill()
      done({ status, stopped, ...texts })
    }
    child.on('error', () => finish(1))
    child.on('close', finish)
  })
}

async function measure(peer) {
  const out = join(scratch, 'found', peer.name)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const modules = peer.npm ? join(folderOf(peer), 'node_modules') : ownModules
  const command = peer.pip
    ? ['python3', join(here, 'peers.py'), peer.name, out, ...files]
    : [process.execPath, join(here, 'peers.mjs'), peer.name, modules, out, ...files]
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONPATH: folderOf(peer) }
  const run = await runLimited(onOneCore(command), env)
  if (run.stopped) return { peer, error: `stopped after ${LIMIT_SECONDS} s` }
  const last = run.stdout.trim().split('\n').at(-1) ?? ''
  if (run.status !== 0 || !last.startsWith('{'))
    return { peer, error: `failed: ${run.stderr.trim().split('\n').at(-1)?.slice(0, 80)}` }
  const measured = JSON.parse(last)
  if (measured.failed.length === files.length) return { peer, error: `failed on every file: ${measured.failed[0]}` }
  // the scorer looks at the path that it was started by
  const scored = [realpathSync(scorer), '--gt', truth, '--pred', out, '--docs']
  return { peer, ...measured, printed: execFileSync(process.execPath, scored, { encoding: 'utf8' }) }
}

const percent = (line, key) =>
  line.match(new RegExp(`${key} macro P\\s*[\\d.]+ R\\s*[\\d.]+ F\\s*([\\d.]+)`, 'u'))?.[1] ?? '?'

async function main() {
  const chosen = PEERS.filter((peer) => !only || only.includes(peer.name))
  const pages = await countPages()
  const results = []
  for (const peer of chosen) {
    console.error(`measuring ${peer.name} …`)
    results.push(install(peer) ? await measure(peer) : { peer, error: 'could not be installed here' })
    // after each tool, so that an interrupted run leaves what it has
    if (!only) writeSection(report(results, pages))
  }
  console.log(report(results, pages))
}

async function countPages() {
  const { withPdf } = await import(join(ownModules, 'page/pdf/index.js'))
  let pages = 0
  for (const file of files) pages += await withPdf(new Uint8Array(readFileSync(file)), {}, async (pdf) => pdf.pageCount)
  return pages
}

function toRow({ peer, error, printed, cpuSeconds, peakMib }, pages) {
  const name = `| ${`${peer.name.replace('-1.28', '')} ${error ? '' : versionOf(peer)}`.trim()} | ${peer.call} |`
  if (error) return `${name} ${error.replaceAll('|', ' ')} | | | | | |`
  const line = printed.split('\n')[0] ?? ''
  const exact = /exact (\d+)/u.exec(line)?.[1] ?? '?'
  const scores = ['adj', 'cellNows', 'cellShift'].map((key) => percent(line, key)).join(' | ')
  return `${name} ${scores} | ${exact} | ${(pages / cpuSeconds).toFixed(1)} | ${peakMib.toFixed(0)} |`
}

function report(results, pages) {
  const own = results.find((result) => result.peer.name === 'tidycard' && !result.error)
  const failed = results.filter((result) => result.failed?.length > 0)
  const lines = [
    '## Tables',
    '',
    `ICDAR 2013 table competition, eu half: ${files.length} documents, ${pages} pages, whole pages, no hints, no model but PyMuPDF's. One run of \`npm run bench:tables\`, every tool as its documentation calls it, one process on one core, its start included. Speed is in pages per CPU second and depends on the machine and what else runs on it; compare within the table. A tool that takes more than ${LIMIT_SECONDS} s is stopped.`,
    '',
    '| tool | called as | adjacency F1 | exact cell F1 | with one shift | exact tables of 76 | pages per CPU second | peak MiB |',
    '|---|---|---|---|---|---|---|---|',
    ...results.map((result) => toRow(result, pages)),
    '',
    ...results.flatMap(({ peer }) => (NOTES[peer.name] ? [`- ${NOTES[peer.name]}`] : [])),
    ...failed.map((result) => `- ${result.peer.name} gave an error on ${result.failed.join(', ')}.`),
    '',
  ]
  if (own) {
    const total = Object.values(own.stages).reduce((sum, seconds) => sum + seconds, 0)
    lines.push('Where tidycard spends its time:', '', '| stage | share | CPU ms per page |', '|---|---|---|')
    for (const [stage, seconds] of Object.entries(own.stages)) {
      const share = seconds / total
      lines.push(
        `| ${stage} | ${(100 * share).toFixed(0)} % | ${((1000 * share * own.cpuSeconds) / pages).toFixed(1)} |`,
      )
    }
    lines.push(
      '',
      'By document:',
      '',
      '| document | adjacency F1 | exact cell F1 | tables found |',
      '|---|---|---|---|',
    )
    for (const line of own.printed.split('\n').slice(1)) {
      const found = /^(\S+)\s+adj .*? F\s*([\d.]+) .*nows F\s*([\d.]+) tables (\S+) out (\d+)/u.exec(line)
      if (found) lines.push(`| ${found[1]} | ${found[2]} | ${found[3]} | ${found[4]}${extra(found[4], found[5])} |`)
    }
    lines.push('')
  }
  return lines.join('\n')
}

const extra = (matched, out) => {
  const surplus = Number(out) - Number(matched.split('/')[0])
  return surplus > 0 ? `, ${surplus} more` : ''
}

await main()
