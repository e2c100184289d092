/**
 * Measures tidycard and the table readers a user could install instead, on the same files in the same run.
 * Usage: npm run bench:tables [-- DATA] [-- --only=tidycard,pdfplumber]; DATA (or TIDYCARD_BENCH_DATA) holds `icdar2013`,
 * the scorer lies in `../tools/icdar.mjs` beside it. The peers go into a folder for temporary files, nothing into the project.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

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

const scratch = join(tmpdir(), 'tidycard-bench')
const python = join(scratch, 'venv', 'bin', 'python')
const modules = join(scratch, 'npm', 'node_modules')
const PEERS = [
  { name: 'tidycard', kind: 'node', modules: resolve(here, '../../dist') },
  { name: 'pdfplumber', kind: 'python', package: 'pdfplumber' },
  { name: 'camelot lattice', kind: 'python', package: 'camelot-py' },
  { name: 'camelot hybrid', kind: 'python', package: 'camelot-py' },
  { name: 'PyMuPDF', kind: 'python', package: 'PyMuPDF' },
  { name: 'tabula-py', kind: 'python', package: 'tabula-py[jpype]' },
  { name: 'img2table', kind: 'python', package: 'img2table' },
  { name: 'liteparse', kind: 'node', package: '@llamaindex/liteparse', modules },
  { name: 'pdf-data-parser', kind: 'node', package: 'pdf-data-parser', modules },
]
const only = options
  .find((option) => option.startsWith('--only='))
  ?.slice(7)
  .split(',')
const files = readdirSync(truth)
  .filter((name) => name.endsWith('.pdf'))
  .map((name) => join(truth, name))

/** Installs a peer into the scratch folder; false where that fails. */
function install(peer) {
  if (!peer.package) return true
  mkdirSync(join(scratch, 'npm'), { recursive: true })
  const quiet = { stdio: 'ignore', timeout: 300_000 }
  try {
    if (peer.kind === 'node') {
      if (existsSync(join(modules, peer.package))) return true
      execFileSync(
        'npm',
        ['install', '--ignore-scripts', '--no-save', '--prefix', join(scratch, 'npm'), peer.package],
        quiet,
      )
      return true
    }
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', join(scratch, 'venv')], quiet)
    if (spawnSync(python, ['-m', 'pip', 'show', '-q', peer.package.replace(/\[.*/u, '')], quiet).status !== 0) {
      execFileSync(python, ['-m', 'pip', 'install', '-q', peer.package], quiet)
    }
    return true
  } catch {
    return false
  }
}

/** The command on one core, where the system can bind it. */
function onOneCore(command) {
  const bound = spawnSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' }).status === 0
  return bound ? ['taskset', '-c', '0', ...command] : command
}

function measure(peer) {
  const out = join(scratch, 'found', peer.name.replaceAll(' ', '-'))
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const command =
    peer.kind === 'node'
      ? [process.execPath, join(here, 'peers.mjs'), peer.name, peer.modules, out, ...files]
      : [python, join(here, 'peers.py'), peer.name, out, ...files]
  const [program, ...rest] = onOneCore(command)
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' }
  const run = spawnSync(program, rest, { encoding: 'utf8', timeout: 540_000, maxBuffer: 1 << 26, env })
  const last = (run.stdout ?? '').trim().split('\n').at(-1) ?? ''
  if (run.status !== 0 || !last.startsWith('{'))
    return { peer, error: (run.stderr ?? '').trim().split('\n').at(-1) ?? 'failed' }
  const scores = join(scratch, `${peer.name.replaceAll(' ', '-')}.scores.json`)
  const printed = execFileSync(process.execPath, [scorer, '--gt', truth, '--pred', out, '--docs', '--json', scores], {
    encoding: 'utf8',
  })
  return { peer, ...JSON.parse(last), printed }
}

const percent = (line, key) =>
  line.match(new RegExp(`${key} macro P\\s*[\\d.]+ R\\s*[\\d.]+ F\\s*([\\d.]+)`, 'u'))?.[1] ?? '?'

function main() {
  const chosen = PEERS.filter((peer) => !only || only.includes(peer.name))
  const missing = chosen.filter((peer) => !install(peer))
  const pages = countPages()
  const results = []
  for (const peer of chosen.filter((each) => !missing.includes(each))) {
    console.error(`measuring ${peer.name} …`)
    results.push(measure(peer))
    // after each tool, so that an interrupted run leaves what it has
    if (!only) writeSection(report(results, missing, pages))
  }
  console.log(report(results, missing, pages))
}

function countPages() {
  return files.reduce((sum, file) => {
    const counts = [...readFileSync(file, 'latin1').matchAll(/\/Count\s+(\d+)/gu)].map((match) => Number(match[1]))
    return sum + (pageCounts[file] ?? Math.max(1, ...counts))
  }, 0)
}

const pageCounts = {}
for (const file of files) {
  const info = spawnSync('pdfinfo', [file], { encoding: 'utf8' })
  const count = /^Pages:\s+(\d+)/mu.exec(info.stdout ?? '')?.[1]
  if (count) pageCounts[file] = Number(count)
}

function report(results, missing, pages) {
  const rows = results.map((result) => {
    if (result.error) return `| ${result.peer.name} | failed: ${result.error.slice(0, 60)} | | | | | |`
    const line = result.printed.split('\n')[0] ?? ''
    const exact = /exact (\d+)/u.exec(line)?.[1] ?? '?'
    const speed = (pages / result.cpuSeconds).toFixed(1)
    return `| ${result.peer.name} | ${percent(line, 'adj')} | ${percent(line, 'cellNows')} | ${percent(line, 'cellShift')} | ${exact} | ${speed} | ${result.peakMib.toFixed(0)} |`
  })
  const own = results.find((result) => result.peer.name === 'tidycard' && !result.error)
  const lines = [
    '## Tables',
    '',
    `ICDAR 2013 table competition, eu half: ${files.length} documents, ${pages} pages, whole pages, no hints, no model. One run of \`npm run bench:tables\`, every tool as its documentation shows it, one process on one core, its start included. Speed is in pages per CPU second and depends on the machine and what else runs on it; compare within the table.`,
    '',
    '| tool | adjacency F1 | exact cell F1 | with one shift | exact tables of 76 | pages per CPU second | peak MiB |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ]
  if (missing.length > 0) lines.push(`Not installed here: ${missing.map((peer) => peer.name).join(', ')}.`, '')
  if (own) {
    const total = Object.values(own.stages).reduce((sum, seconds) => sum + seconds, 0)
    lines.push('Where tidycard spends its time:', '', '| stage | share | CPU ms per page |', '|---|---|---|')
    for (const [stage, seconds] of Object.entries(own.stages)) {
      lines.push(`| ${stage} | ${((100 * seconds) / total).toFixed(0)} % | ${((1000 * seconds) / pages).toFixed(1)} |`)
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

/** Puts the section into bench/RESULTS.md, in place of the one that is there. */
function writeSection(text) {
  const path = resolve(here, '../RESULTS.md')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Benchmarks\n'
  const start = before.indexOf('## Tables')
  if (start < 0) return writeFileSync(path, `${before.trimEnd()}\n\n${text.trimEnd()}\n`)
  const next = before.indexOf('\n## ', start + 1)
  const rest = next < 0 ? '' : before.slice(next)
  writeFileSync(path, `${before.slice(0, start)}${text.trimEnd()}\n${rest}`)
}

main()
