/** The report: one file that loads nothing, where the words of a document are never markup. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import { ruleTexts } from '../../src/batch/section.ts'
import { convertDocument } from '../../src/convert.ts'
import type { Document } from '../../src/model/document.ts'
import type { Language } from '../../src/model/rule.ts'
import {
  planDocumentCrops,
  renderReport,
  Summary,
  showSection,
  summarizeDocument,
} from '../../src/output/report/index.ts'
import { html } from '../../src/output/report/markup.ts'
import { printCard } from '../support/card-text.ts'
import { sampleText } from '../support/review.ts'

const text = readFileSync(sampleText, 'utf8')

async function read(content: string): Promise<Document> {
  const { document } = await convertDocument(new TextEncoder().encode(content), {
    id: 'card',
    name: 'card.txt',
    ocr: 'off',
  })
  return document
}

async function render(
  documents: Document[],
  language: Language = 'en',
  failures: { path: string; message: string }[] = [],
): Promise<string> {
  const summary = new Summary()
  for (const document of documents) summary.add(summarizeDocument(document))
  const { agencies } = summary
  const sections = documents.map((document, position) =>
    showSection(document, { language, rules: ruleTexts, position, agencies, pictures: new Map() }),
  )
  const ids = documents.map(({ id }) => id)
  const source = { documents: ids, summary, sections, histories: [], failures, rules: ruleTexts }
  let report = ''
  for await (const chunk of renderReport(source, { language, madeBy: 'tidycard' })) report += chunk
  return report
}

it('escapes values, and takes markup for markup only where it was made here', () => {
  const hostile = `<script>"'&\u202e\u0000`
  expect(html`<b title="${hostile}">${hostile}${html`<i>${hostile}</i>`}${null}${[1, 'a<']}</b>`.text).toBe(
    '<b title="&lt;script&gt;&quot;&#39;&amp;\uFFFD\uFFFD">&lt;script&gt;&quot;&#39;&amp;\uFFFD\uFFFD<i>&lt;script&gt;&quot;&#39;&amp;\uFFFD\uFFFD</i>1a&lt;</b>',
  )
})

describe('the report of a scorecard', async () => {
  const document = await read(text)

  it('says what came in, what came out, and every anomaly with its print and its readings', async () => {
    const report = await render([document], 'en', [{ path: 'bad <one>.pdf', message: 'damaged' }])
    for (const anomaly of document.anomalies) expect(report).toContain(`data-rule="${anomaly.rule}"`)
    expect(report.match(/<article class="anomaly/g)).toHaveLength(document.anomalies.length)
    expect(report).toMatch(/1,4004,000[\s\S]*14,004,000 *<[\s\S]*1,404,000/)
    expect(report).toContain('bad &lt;one&gt;.pdf')
    expect(report).toContain(`<b>${document.cards.length}</b> cards`)
  })

  it('begins with the worst, in the order of the review page', () => {
    const summary = new Summary()
    summary.add(summarizeDocument(document))
    const codes = summary.concerns().map(({ anomaly }) => anomaly.place.code)
    expect(codes.slice(0, 3)).toEqual(['BP1.1.1', 'CC1.1', 'AC1.1.1'])
  })

  it('speaks the language asked for', async () => {
    expect(await render([document], 'zh-TW')).toContain('千分位不正確')
    expect(await render([document], 'zh-TW')).toContain('保留全部數字，重作千分位分組')
    expect(await render([document], 'zh-TW')).toContain('lang="zh-Hant-TW"')
    expect(await render([document])).toContain('cannot be right')
  })

  it('has no English in Chinese, but for ids of rules and what the document prints', async () => {
    const other = await read(text.replace('260,000', '260,00 0'))
    const report = await render([document, other], 'zh-TW')
    const shown = report.replace(/<(style|script)>[\s\S]*?<\/\1>/gu, '').replace(/<[^>]*>/gu, ' ')
    const known = [...ruleTexts.keys(), text, 'tidycard', 'hakka', 'card.txt'].join(' ')
    const latin = shown.match(/[A-Za-z][A-Za-z-]{2,}/gu) ?? []
    expect(report).toContain('互換')
    expect([...new Set(latin)].filter((word) => !known.includes(word))).toEqual([])
  })

  it('counts one of a kind as one', async () => {
    const report = await render([await read(printCard(['CC1鼓勵|因素|CC1.1人次|人次|1|2|3|組|CC1.1.1辦理|1|2|組']))])
    expect(report).toContain('<b>1</b> card<')
    expect(report).toContain('<b>1</b> KPI<')
    expect(report).toContain('1 <small>document<')
  })

  it('can show the anomalies of documents without a year', async () => {
    const years = { ...document, rocYear: null, cards: document.cards.map((card) => ({ ...card, rocYear: null })) }
    const report = await render([years])
    expect(report).toContain('<option value="unknown">(unknown)</option>')
    expect(report).toContain('data-year="unknown"')
  })

  it('is the same for the same documents', async () => {
    expect(await render([document])).toBe(await render([structuredClone(document)]))
  })

  it('loads nothing, and lets only its own style and script in', async () => {
    const report = await render([document])
    expect(report).not.toMatch(/(?:src|href)="(?!#|data:)/)
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(report)?.[1]?.replaceAll('&#39;', "'") ?? ''
    expect(policy).toMatch(/^default-src 'none'/)
    for (const tag of ['style', 'script']) {
      const parts = [...report.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
      expect(parts).toHaveLength(1)
      expect(policy).toContain(
        `'sha256-${createHash('sha256')
          .update(parts[0]?.[1] ?? '')
          .digest('base64')}'`,
      )
    }
    expect(report).not.toMatch(/ style="| on\w+="/)
  })

  it('shows pictures where they help, and only where there is a page', async () => {
    expect(planDocumentCrops(document)).toEqual([])
    const pages = [
      {
        number: 1,
        width: 842,
        height: 595,
        reader: 'pdf' as const,
        dpi: null,
        tables: 1,
        glyphs: { visible: 1, hidden: 0 },
        problems: [],
      },
    ]
    const anomalies = document.anomalies.map((anomaly) => ({
      ...anomaly,
      pieces: [{ page: 1, box: [800, 580, 850, 600] as [number, number, number, number] }],
    }))
    const crops = planDocumentCrops({ ...document, pages, anomalies })
    expect(crops).toHaveLength(1)
    const [x0, y0, x1, y1] = crops[0]?.box ?? []
    expect([x0, y0].every((edge) => edge !== undefined && edge >= 0)).toBe(true)
    expect([x1, y1]).toEqual([842, 595])
  })
})

it('keeps markup of a document text', async () => {
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const report = await render([await read(text.replaceAll('團體數', hostile))])
  expect(report).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')
  expect(report.match(/<script/g)).toHaveLength(1)
  expect(report).not.toContain('<img')
})

it('is in a folder of its own for every reader: no path, no time', async () => {
  vi.useFakeTimers({ now: new Date('2031-05-17T08:09:10Z'), toFake: ['Date'] })
  try {
    const report = await render([await read(text)], 'en', [{ path: 'archive/bad.pdf', message: 'damaged' }])
    expect(report).not.toMatch(/2031|17 May|May 17|08:09|file:|[A-Z]:\\/u)
    expect(report).not.toContain(process.cwd())
    expect(report).not.toContain(homedir())
  } finally {
    vi.useRealTimers()
  }
})
