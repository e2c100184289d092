/** A person's way through the review page and the report, in Chromium. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Overview } from '../../src/review/api.ts'
import { sampleText } from '../support/review.ts'
import { type Folder, makeTemporaryFolder } from '../support/temporary-folder.ts'
import { chromiumPath, launchBrowser, noChromium, runProgram, type StartedReview, startProgram } from './support.ts'

const samplePdf = join(import.meta.dirname, '../../samples/hakka-111.pdf')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

if (chromiumPath === null) console.warn(`browser tests are skipped: ${noChromium}`)

/** The program needs seconds on a busy machine. */
const eventually: typeof expect.poll = (actual, options) => expect.poll(actual, { timeout: 20_000, ...options })

describe.skipIf(chromiumPath === null)('in Chromium', () => {
  let folder: Folder
  let browser: Browser
  let input: string
  let output: string
  let review: StartedReview

  beforeAll(async () => {
    folder = makeTemporaryFolder()
    input = join(folder.path, 'input')
    output = join(folder.path, 'output')
    mkdirSync(input)
    writeFileSync(join(input, 'pages.pdf'), readFileSync(samplePdf))
    // A name that is markup, and one that would be: a document decides neither what is shown nor what runs.
    const text = readFileSync(sampleText, 'utf8')
    const hostile = text.replaceAll('團體數', '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">')
    expect(hostile).not.toBe(text)
    writeFileSync(join(input, 'markup.txt'), hostile)
    const { status, stderr } = runProgram('convert', input, '-o', output, '--fail-on', 'never', '--quiet')
    expect([status, stderr]).toEqual([0, ''])
    review = await startProgram(output, '--as', 'Chen Yi-jun')
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await review?.stop()
    folder?.remove()
  })

  /** A page that fails the test on any error, and on any request to somewhere else. */
  async function openPage(
    url: string,
    size = { width: 1280, height: 720 },
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: size })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol !== 'data:' && origin !== new URL(url).origin) complaints.push(request.url())
    })
    await page.goto(url)
    return { page, complaints }
  }
  const row = (table: string, ...parts: string[]): string =>
    readFileSync(join(output, 'tables', `${table}.csv`), 'utf8')
      .split('\n')
      .find((line) => parts.every((part) => line.includes(part))) ?? ''
  const budget = (): string => row('budgets', 'pages,2,agency,AC1.1.1,111')
  const selected = (page: Page) => page.locator('[role=option][aria-selected=true]')
  const saved = (page: Page) => page.locator('.tables.saved').waitFor()
  /** What keeps people out: serious and critical findings of axe. */
  async function findBarriers(page: Page): Promise<string[]> {
    // The page's policy lets no script in but its own; this one comes in from outside of the page.
    await page.evaluate(axeSource)
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await axe.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
    })
  }

  it('is worked from the keyboard alone, and the decision outlives the server and a conversion', async () => {
    let { page, complaints } = await openPage(review.url)
    await selected(page).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('1,4004,000 pages.pdf approved')
    await page.keyboard.press('Escape')
    await eventually(() => page.locator('.count').textContent()).toMatch(/^1 \//)
    await page.keyboard.press('j')
    await eventually(() => page.locator('#finding-title').textContent()).toContain('AC1.1.1 · approved 111')
    expect(await page.locator('dd.print').textContent()).toBe('1,4004,000')
    expect(await page.locator('#taken').textContent()).toBe('14,004,000')
    const readings = await page.locator('.reading').allTextContents()
    const wanted = readings.findIndex((reading) => reading.startsWith('1,400,000'))
    await page.locator('.sheet img:not([hidden])').waitFor()
    expect(await page.locator('.sheet rect.asked').count()).toBe(1)
    expect(await page.locator('.chart circle.ring').count()).toBe(1)

    await page.keyboard.press('g')
    await page.locator('#tab-values[aria-selected=true]').waitFor()
    // Before the next key can come: the letters of a comment are no commands.
    const focused = await page.evaluate(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true }))
      return document.activeElement?.id
    })
    expect(focused).toBe('comment')
    await page.keyboard.type('asked the agency')
    await page.keyboard.press('Escape')
    expect(budget()).toContain('14004000')
    await page.keyboard.press(String(wanted + 1))
    await saved(page)
    await eventually(budget).toContain(',1400000,"1,4004,000",repaired,1,')
    await page.keyboard.press('u')
    await eventually(budget).toContain(',14004000,"1,4004,000",repaired,')
    await saved(page)
    await page.keyboard.press('y')
    await eventually(budget).toContain(',1400000,"1,4004,000",repaired,1,')
    await saved(page)
    expect(complaints).toEqual([])
    await page.close()

    const tables = readFileSync(join(output, 'tables/budgets.csv'), 'utf8')
    const before = review.url
    await review.stop()
    review = await startProgram(output, '--as', 'Chen Yi-jun')
    expect(review.url).not.toBe(before)
    ;({ page, complaints } = await openPage(review.url))
    await page.selectOption('label:has-text("State") select', 'decided')
    await expect
      .poll(() => page.locator('.decision').textContent())
      .toMatch(/changed to 1400000 · Decided by Chen Yi-jun, .*asked the agency/)
    await page.close()
    expect(runProgram('convert', input, '-o', output, '--fail-on', 'never', '--quiet', '--force').status).toBe(0)
    expect(readFileSync(join(output, 'tables/budgets.csv'), 'utf8')).toBe(tables)
    const lines = readFileSync(join(output, 'corrections.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).undo ?? false)).toEqual([false, true, false])
    expect(complaints).toEqual([])
  }, 240_000)

  it('moves on by itself, accepts, takes a typed value, and what is right as printed', async () => {
    const { page, complaints } = await openPage(review.url)
    await page.fill('#search', 'year-on-year pages.pdf')
    await eventually(() => page.locator('.count').textContent()).toMatch(/^2 \//)
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const title = page.locator('#finding-title')
    await eventually(() => title.textContent()).toContain('BP2.1 · actual 108')
    await page.keyboard.press('p')
    await eventually(() => title.textContent()).toContain('CC2.2 · actual 109')
    await page.keyboard.press('a')
    await saved(page)
    await eventually(() => page.locator('.count').textContent()).toMatch(/^0 \//)
    expect(row('anomalies', 'pages,', 'year-on-year-jump')).toBe('')

    await page.fill('#search', 'composite pages.pdf')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await eventually(() => page.locator('#finding-title').textContent()).toContain('BP1.1.1')
    await page.keyboard.press('v')
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('value')
    await page.keyboard.type('６,204,370')
    await page.keyboard.press('Enter')
    await eventually(() => row('budgets', 'pages,2,agency,BP1.1.1,112')).toContain(',6204370,')
    expect(complaints).toEqual([])
    await page.close()
  })

  it('shows findings that come after the filter that asks for them', async () => {
    const page = await browser.newPage()
    let tellAll = (): void => {}
    const told = new Promise<void>((resolve) => {
      tellAll = resolve
    })
    await page.route('**/api/overview?first=*', async (route) => {
      const answer = await route.fetch()
      const { documents, ...rest } = (await answer.json()) as Overview
      const open = documents.map((one) => ({ ...one, items: one.items.filter(({ decided }) => !decided) }))
      await route.fulfill({ json: { ...rest, documents: open } })
    })
    await page.route('**/api/overview?since=0*', async (route) => {
      await told
      await route.continue()
    })
    await page.goto(review.url)
    await page.locator('#accept').waitFor()
    await page.selectOption('label:has-text("State") select', 'decided')
    await eventually(() => page.locator('.count').textContent()).toMatch(/^0 \//)
    tellAll()
    await eventually(() => page.locator('.decision').count()).toBe(1)
    await page.close()
  })

  it('shows what another tab decides, and lets it stand', async () => {
    const [one, other] = [await openPage(review.url), await openPage(review.url)]
    for (const { page } of [one, other]) {
      await page.fill('#search', 'cross-card-value pages.pdf')
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
      await eventually(() => page.locator('#finding-title').textContent()).toContain('CC1.1')
    }
    await one.page.locator('#accept').click()
    await saved(one.page)
    await eventually(() => other.page.locator('.count').textContent()).toMatch(/^0 \//)
    await eventually(() => other.page.locator('.decision').textContent()).toContain('kept as taken')
    await one.page.close()
    await other.page.close()
  }, 120_000)

  it('shows the values of a page, and each at its place', async () => {
    const { page, complaints } = await openPage(review.url)
    await page.fill('#search', 'displaced-cell pages.pdf')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.locator('.sheet img:not([hidden])').waitFor()
    await page.keyboard.press('g')
    const line = page.locator('.values tbody tr', { hasText: 'CC2.2 · actual 109' }).first()
    await line.hover()
    await eventually(() => page.locator('.sheet rect.hovered').count()).toBe(1)
    await line.locator('button').click()
    await eventually(() => page.locator('.chosen-value').textContent()).toContain('49,773')
    await page.locator('.sheet rect.chosen').hover()
    expect(await page.locator('.values tr.hovered').count()).toBe(1)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('keeps markup of a document text, in the page and in the report', async () => {
    const { page, complaints } = await openPage(review.url)
    await page.fill('#search', 'missing-kpi-code markup.txt')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await eventually(() => page.locator('.finding .subject').textContent()).toContain('<script>')
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(complaints).toEqual([])
    await page.close()
    for (const address of [`${review.url}report.html`, pathToFileURL(join(output, 'report.html')).href]) {
      const report = await openPage(address)
      await eventually(() => report.page.locator('article', { hasText: '<script>' }).count()).toBeGreaterThan(0)
      expect(await report.page.evaluate(() => 'hacked' in window)).toBe(false)
      expect(await report.page.locator('img').count()).toBe(0)
      expect(report.complaints).toEqual([])
      await report.page.close()
    }
  })

  it('answers no page of another site', async () => {
    const page = await browser.newPage()
    // Any local server is another site; this page has an opaque origin.
    await page.goto('about:blank')
    const read = await page.evaluate(
      (url) =>
        fetch(`${url}api/overview`).then(
          (response) => response.status,
          () => 'refused',
        ),
      review.url,
    )
    expect(read).toBe('refused')
    await page.close()
  })

  it.each(['en', 'zh-TW'])('keeps nobody out (%s)', async (language) => {
    const { page } = await openPage(review.url, { width: 1024, height: 768 })
    if (language === 'zh-TW') await page.getByRole('button', { name: '中文' }).click()
    await page.locator('.finding h2').waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toMatch(language.slice(0, 2))
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('g')
    await page.locator('.values tbody tr').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('?')
    await page.locator('dialog[open]').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.close()
  })

  it('filters the report without a network, and keeps nobody out of it', async () => {
    const { page, complaints } = await openPage(pathToFileURL(join(output, 'report.html')).href)
    const shown = page.locator('article.anomaly:visible')
    const all = await shown.count()
    await page.selectOption('select[name=rule]', 'malformed-number')
    await eventually(() => shown.count()).toBeLessThan(all)
    expect(await page.locator('article.anomaly:visible:not([data-rule=malformed-number])').count()).toBe(0)
    await page.fill('input[name=search]', 'no such words')
    await eventually(() => shown.count()).toBe(0)
    await page.getByRole('button', { name: 'Clear' }).click()
    await eventually(() => shown.count()).toBe(all)
    await page.locator('button[data-set=rule]', { hasText: 'displaced-cell' }).click()
    await eventually(() => page.locator('article.anomaly:visible:not([data-rule=displaced-cell])').count()).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })
})
