/**
 * Runs tidycard or one npm peer over PDFs, and writes what it found for the scorer.
 * Usage: node peers.mjs PEER MODULES OUT_DIR FILE...   MODULES is the folder of the peer's node_modules (tidycard: dist).
 * The last line printed is JSON: CPU seconds and peak memory of the process, for tidycard also the seconds of each stage.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [peer, modules, out, ...files] = process.argv.slice(2)
const load = (path) => import(pathToFileURL(join(modules, path)).href)
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
const grid = (page, rows) => ({
  page,
  cells: rows.flatMap((row, r) =>
    row.flatMap((text, c) =>
      text === '' || text == null ? [] : [{ row: r, col: c, rowspan: 1, colspan: 1, text: String(text) }],
    ),
  ),
})

// By the clock, which costs nothing to look at: asking for the CPU time after every page took 2 to 4 % of it.
const stages = {}
const addTo = (stage, seconds) => {
  stages[stage] = (stages[stage] ?? 0) + seconds
}

async function startTidycard() {
  // The command tunes the engine before anything else.
  await load('cli/engine.js')
  const { withPdf } = await load('page/pdf/index.js')
  const { layOut } = await load('table/index.js')
  addTo('start', performance.now() / 1000)
  return async (path) => {
    let mark = performance.now() / 1000
    const lap = (stage) => {
      const now = performance.now() / 1000
      addTo(stage, now - mark)
      mark = now
    }
    const tables = []
    await withPdf(new Uint8Array(readFileSync(path)), {}, async (pdf) => {
      for (let number = 1; number <= pdf.pageCount; number++) {
        const page = await pdf.page(number)
        lap('reading pages')
        for (const block of layOut([page]).blocks) {
          if (block.kind === 'table') tables.push(toScored(block.table))
        }
        lap('layout')
      }
    })
    lap('reading pages')
    return tables
  }
}

const toScored = (table) => ({
  page: table.firstPage,
  cells: table.cells.map((cell) => ({
    row: cell.row,
    col: cell.column,
    rowspan: cell.rowSpan,
    colspan: cell.columnSpan,
    text: cell.lines.map((line) => line.text).join(' '),
  })),
})

/** Pipe tables of a Markdown text. */
function tablesOfMarkdown(page, text) {
  const tables = []
  let rows = []
  for (const line of [...text.split('\n'), '']) {
    if (/^\s*\|.*\|\s*$/u.test(line)) {
      if (!/^[\s|:-]+$/u.test(line))
        rows.push(
          line
            .trim()
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        )
    } else if (rows.length > 0) {
      tables.push(grid(page, rows))
      rows = []
    }
  }
  return tables
}

async function startLiteparse() {
  const { LiteParse } = await load('@llamaindex/liteparse/dist/lib.js')
  const parser = new LiteParse({ outputFormat: 'markdown', ocrEnabled: false, quiet: true })
  return async (path) => {
    const { pages } = await parser.parse(path)
    return pages.flatMap((page) => tablesOfMarkdown(page.pageNum, page.markdown || page.text))
  }
}

/** Its rows do not say their page: `again` asks page by page. Rows of one cell are headings and paragraphs to it. */
async function startPdfDataParser() {
  const { PdfDataParser } = await load('pdf-data-parser/lib/index.js')
  const parse = async (url, pages) => (await new PdfDataParser({ url, pages, cells: 2 }).parse()) ?? []
  const again = async (path) => {
    const { getDocument } = await load('pdfjs-dist/legacy/build/pdf.mjs')
    const document = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise
    const tables = []
    for (let number = 1; number <= document.numPages; number++) {
      const rows = await parse(path, [number])
      if (rows.length > 0) tables.push(grid(number, rows))
    }
    await document.destroy()
    return tables
  }
  return Object.assign((path) => parse(path), { again })
}

const failed = []
async function readAll(read) {
  for (const path of files) {
    let tables = []
    try {
      tables = await read(path)
    } catch (error) {
      failed.push(`${basename(path)} (${error.name})`)
    }
    writeFileSync(join(out, basename(path).replace(/\.pdf$/u, '.json')), JSON.stringify({ tables }))
  }
}

const start = { tidycard: startTidycard, liteparse: startLiteparse, 'pdf-data-parser': startPdfDataParser }[peer]
const read = await start()
await readAll(read)
const measured = { cpuSeconds: cpuSeconds(), peakMib: process.resourceUsage().maxRSS / 1024, failed, stages }
if (read.again) await readAll(read.again)
console.log(JSON.stringify(measured))
process.exit(0)
