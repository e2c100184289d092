/**
 * One long document: scorecards of many agencies joined to 250, 500 and 1,000 pages. Does time grow with the pages, and
 * how much memory does it take? `node bench/pages/run.mjs [--write]`; --write puts the figures into bench/RESULTS.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PDFDocument } from 'pdf-lib'
import { findSources, measureCommand } from '../command.mjs'
import { writeSection } from '../results.mjs'

const LENGTHS = [250, 500, 1000]
const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } })

/** All sources one after the other, again and again, until there are so many pages. */
async function makeDocument(path, pages, sources) {
  const joined = await PDFDocument.create()
  const parts = await Promise.all(sources.map(async (source) => PDFDocument.load(readFileSync(source))))
  for (let at = 0; joined.getPageCount() < pages; at += 1) {
    const part = parts[at % parts.length]
    const left = pages - joined.getPageCount()
    for (const page of await joined.copyPages(part, part.getPageIndices().slice(0, left))) joined.addPage(page)
  }
  writeFileSync(path, await joined.save())
}

const row = ({ command, pages, seconds, cpuSeconds, megabytes }) =>
  `| ${command} | ${pages} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${((1000 * cpuSeconds) / pages).toFixed(0)} | ${megabytes.toFixed(0)} |`

const folder = mkdtempSync(join(tmpdir(), 'tidycard-bench-'))
try {
  const sources = findSources().filter((path) => path.endsWith('.pdf'))
  const rows = []
  for (const pages of LENGTHS) {
    const input = join(folder, `${pages}.pdf`)
    await makeDocument(input, pages, sources)
    for (const [command, ...more] of [['tables'], ['convert', '--jobs', '1', '--fail-on', 'never']]) {
      const output = join(folder, `${command}-${pages}`)
      const usage = await measureCommand([command, input, '-o', output, '--quiet', ...more], join(folder, 'usage'))
      rmSync(output, { recursive: true, force: true })
      rows.push(row({ command, pages, ...usage }))
      console.log(rows.at(-1))
    }
  }
  const section = [
    '## One long document',
    '',
    `\`npm run bench:pages\`: ${sources.length} scorecards joined again and again to one PDF; peak memory is that of the whole process`,
    `(resident set), from its start; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}.`,
    '',
    '| command | pages | seconds | CPU seconds | CPU ms a page | peak memory, MB |',
    '|---|---|---|---|---|---|',
    ...rows.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).reverse(),
    '',
  ].join('\n')
  console.log(`\n${section}`)
  if (options.write) writeSection(section)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
