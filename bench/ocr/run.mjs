/**
 * Accuracy, calibration, time and memory of reading scans, beside whole-page tesseract.js on the same pages.
 * Usage: npm run bench:ocr [-- PDF...] [-- --pages=3,4]; without arguments the sample's two fullest pages.
 * Each reader runs in a process of its own, one after the other; a Markdown section comes out on stdout.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { CONDITIONS, makeScans } from './scans.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const options = process.argv.slice(2)
const optionOf = (name) => options.find((option) => option.startsWith(`--${name}=`))?.slice(name.length + 3)
const given = options.filter((option) => !option.startsWith('--'))
const files = given.length > 0 ? given.map((file) => resolve(file)) : [resolve(here, '../../samples/hakka-111.pdf')]
const pages = optionOf('pages')?.split(',').map(Number) ?? (given.length > 0 ? null : [3, 5])
const BANDS = [0.99, 0.95, 0.9, 0.7, 0]

const bare = (text) => text.normalize('NFKC').replace(/\s/g, '').replace(/[—–]/g, '-')
const isNumber = (text) => /^[\d.,%-]+$/.test(bare(text))
const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

async function decode(picture) {
  const { data, info } = await sharp(picture)
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, grey: new Uint8Array(data) }
}

/** The text that a reader saw inside each true line: characters whose middle lies in its box. */
function compare(scan, characters) {
  return scan.lines.map(({ text, box }) => {
    const inside = characters
      .filter(({ x, y }) => x > box[0] - 1 && x < box[2] + 1 && y > box[1] - 1 && y < box[3] + 1)
      .sort((a, b) => a.x - b.x)
    const read = inside.map((character) => character.text).join('')
    const confidence = Math.min(1, ...inside.map((character) => character.confidence))
    return { right: bare(read) === bare(text), number: isNumber(text), confidence: inside.length > 0 ? confidence : 0 }
  })
}

async function readWithTidycard(scans, workers) {
  const { createScanner } = await import('../../dist/page/scan/index.js')
  const scanner = await createScanner({ workers })
  const results = []
  for (const scan of scans) {
    const image = { ...(await decode(scan.picture)), dpi: scan.dpi }
    const started = performance.now()
    const cpu = process.cpuUsage()
    const page = await scanner.readPage(image, { number: 1, width: scan.width, height: scan.height })
    const seconds = (performance.now() - started) / 1000
    const characters = page.runs.flatMap((run) =>
      run.glyphs.map(({ text, box }) => ({
        text,
        x: (box[0] + box[2]) / 2,
        y: (box[1] + box[3]) / 2,
        confidence: run.confidence,
      })),
    )
    results.push({ condition: scan.condition, seconds, cpu: cpuSeconds(cpu), lines: compare(scan, characters) })
  }
  const megabytes = process.memoryUsage().rss / 1e6
  await scanner.close()
  return { results, megabytes }
}

/** What a first try looks like: the page as it is, automatic segmentation. */
async function readNaively(scans) {
  const { createWorker } = await import('tesseract.js')
  const require = createRequire(import.meta.url)
  const langPath = join(dirname(require.resolve('@tesseract.js-data/chi_tra/package.json')), '4.0.0_best_int')
  const worker = await createWorker('chi_tra', 1, { langPath, cacheMethod: 'none', errorHandler: () => {} })
  await worker.setParameters({ debug_file: '/dev/null', user_defined_dpi: '300' })
  const results = []
  for (const scan of scans) {
    const started = performance.now()
    const cpu = process.cpuUsage()
    const { data } = await worker.recognize(scan.picture, { tessedit_pageseg_mode: '3' }, { blocks: true, text: false })
    const seconds = (performance.now() - started) / 1000
    const turn = (-scan.skew * Math.PI) / 180
    const toPoints = 72 / scan.dpi
    const symbols = (data.blocks ?? []).flatMap((block) =>
      block.paragraphs.flatMap((paragraph) =>
        paragraph.lines.flatMap((line) => line.words.flatMap((word) => word.symbols)),
      ),
    )
    const characters = symbols.map(({ text, bbox, confidence }) => {
      // Its boxes are turned back by the known skew: only its reading is judged.
      const x = ((bbox.x0 + bbox.x1) / 2) * toPoints - scan.width / 2
      const y = ((bbox.y0 + bbox.y1) / 2) * toPoints - scan.height / 2
      return {
        text,
        confidence: confidence / 100,
        x: x * Math.cos(turn) - y * Math.sin(turn) + scan.width / 2,
        y: x * Math.sin(turn) + y * Math.cos(turn) + scan.height / 2,
      }
    })
    results.push({ condition: scan.condition, seconds, cpu: cpuSeconds(cpu), lines: compare(scan, characters) })
  }
  const megabytes = process.memoryUsage().rss / 1e6
  await worker.terminate()
  return { results, megabytes }
}

/** Seconds of CPU by stage, the stages run one after the other. */
async function measureStages(scans) {
  const { preparePage } = await import('../../dist/page/scan/prepare.js')
  const { cutLine } = await import('../../dist/page/scan/line-image.js')
  const { openReaders } = await import('../../dist/page/scan/readers/open.js')
  const { looksNumeric } = await import('../../dist/page/scan/combine-number.js')
  const { needsThird } = await import('../../dist/page/scan/combine-text.js')
  const readers = await openReaders({ workers: 1 })
  const stages = { 'rules and lines': 0, 'PP-OCRv4': 0, 'tesseract text': 0, 'tesseract digits': 0, 'third reading': 0 }
  const measure = async (stage, work) => {
    const cpu = process.cpuUsage()
    const result = await work()
    stages[stage] += cpuSeconds(cpu)
    return result
  }
  for (const scan of scans) {
    const { width, height, grey } = await decode(scan.picture)
    const images = await measure('rules and lines', async () => {
      const page = await preparePage({ width, height, data: grey }, scan.dpi)
      return page.lines.map((line) => cutLine(page.grey, page.mask, line))
    })
    const second = readers.ppocr ? await measure('PP-OCRv4', () => readers.ppocr.read(images)) : []
    const text = images.map((_, i) => i).filter((i) => !looksNumeric(second[i]?.text ?? ''))
    const numbers = images.map((_, i) => i).filter((i) => looksNumeric(second[i]?.text ?? ''))
    const first = await measure('tesseract text', () => readers.tesseract.text.read(text.map((i) => images[i])))
    await measure('tesseract digits', () => readers.tesseract.digits.read(numbers.map((i) => images[i])))
    const unsettled = text.filter((i, k) => second[i] && needsThird(first[k], second[i], readers.ppocr.knows))
    await measure('third reading', () => readers.tesseract.large.read(unsettled.map((i) => images[i])))
  }
  await readers.close()
  return { stages, pages: scans.length }
}

async function runChild(task) {
  const scans = await makeScans(files, pages)
  if (task === 'naive') return readNaively(scans)
  if (task === 'stages') return measureStages(scans.filter((scan) => scan.dpi === 300))
  return readWithTidycard(scans, Number(task))
}

function spawnTask(task) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), ...options, `--task=${task}`],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (status !== 0) throw new Error(`${task}: ${stderr}`)
  return JSON.parse(stdout)
}

const share = (lines) =>
  lines.length === 0 ? '-' : (lines.filter((line) => line.right).length / lines.length).toFixed(4)
const mean = (values) => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1)

function report() {
  const runs = {
    'tidycard, 2 workers': spawnTask('2'),
    'tidycard, 1 worker': spawnTask('1'),
    'tesseract.js, whole page': spawnTask('naive'),
  }
  const { stages, pages: staged } = spawnTask('stages')
  const out = []
  out.push(
    '| reader | condition | pages | numbers exact | text lines exact | CPU s a page | wall s a page | memory MB |',
  )
  out.push('|---|---|---|---|---|---|---|---|')
  for (const [name, { results, megabytes }] of Object.entries(runs)) {
    for (const { name: condition } of CONDITIONS) {
      const own = results.filter((result) => result.condition === condition)
      const lines = own.flatMap((result) => result.lines)
      const numbers = lines.filter((line) => line.number)
      const text = lines.filter((line) => !line.number)
      out.push(
        `| ${name} | ${condition} | ${own.length} | ${share(numbers)} of ${numbers.length} | ${share(text)} of ${text.length} | ${mean(own.map((result) => result.cpu))} | ${mean(own.map((result) => result.seconds))} | ${Math.round(megabytes)} |`,
      )
    }
  }
  out.push('', '| confidence | numbers | right | text lines | right |', '|---|---|---|---|---|')
  const all = runs['tidycard, 2 workers'].results.flatMap((result) => result.lines)
  BANDS.forEach((from, i) => {
    const to = BANDS[i - 1] ?? 1.01
    const band = all.filter((line) => line.confidence >= from && line.confidence < to)
    const numbers = band.filter((line) => line.number)
    const text = band.filter((line) => !line.number)
    out.push(`| ${from}–${Math.min(1, to)} | ${numbers.length} | ${share(numbers)} | ${text.length} | ${share(text)} |`)
  })
  out.push('', `| stage (300 dpi, one worker) | CPU s a page |`, '|---|---|')
  for (const [stage, seconds] of Object.entries(stages)) out.push(`| ${stage} | ${(seconds / staged).toFixed(2)} |`)
  console.log(out.join('\n'))
}

const task = optionOf('task')
if (task) console.log(JSON.stringify(await runChild(task)))
else report()
