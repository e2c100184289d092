/** One document through all the stages; the only place where stages meet. */
import { createHash } from 'node:crypto'
import type { Severities } from './anomaly/catalogue.ts'
import { judge, type Reading } from './judge.ts'
import type { Correction, StaleCorrection } from './model/correction.ts'
import { type Document, SCHEMA_VERSION } from './model/document.ts'
import type { Page } from './model/page.ts'
import type { Anomaly } from './model/provenance.ts'
import { findKind, type InputKind, type ReadOptions, readPages } from './reading/pages.ts'
import { rereadUnreadable } from './reading/reread-unreadable.ts'
import { resolveFields } from './repair/resolve.ts'
import { readScorecard } from './scorecard/read.ts'
import { findUnreadPages } from './scorecard/unread-pages.ts'
import { layOutPage, PageStore, stitch } from './table/index.ts'

export interface ConvertOptions extends ReadOptions {
  /** Id of the document in every table. */
  id: string
  /** Base name of the input file; its ending tells text from pictures. */
  name: string
  corrections?: readonly Correction[]
  /** Severity of a rule, or `off`, instead of the catalogue's. */
  severities?: Severities
  /** Ids of repair rules that are turned off. */
  withoutRepairs?: readonly string[]
}

export interface Conversion {
  document: Document
  /** The document before a person's decisions. */
  reading: Reading
  /** Every open anomaly, also those of rules that are turned off. */
  found: Anomaly[]
  /** What the rules said before the corrections and say no longer. */
  settled: Anomaly[]
  /** Corrections that were not applied, because their printed text no longer stands at their place, with what does. */
  staleCorrections: StaleCorrection[]
  /** Milliseconds by stage. */
  timings: Record<string, number>
}

/** Converts the bytes of one input. Throws ConversionError for an input that cannot be read; broken data never throws. */
export async function convertDocument(bytes: Uint8Array, options: ConvertOptions): Promise<Conversion> {
  const clock = new StageClock()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const kind = findKind(bytes, options.name)

  const { draft, pages, glyphs } = await readDraft(bytes, kind, options, clock)
  const { repairs, findings } = resolveFields(draft, options.withoutRepairs)
  clock.lap('repairs')
  const reading: Reading = {
    head: {
      schemaVersion: SCHEMA_VERSION,
      id: options.id,
      source: { name: options.name, sha256, kind, pages: kind === 'text' ? 0 : pages.length },
    },
    scorecard: draft.scorecard,
    repairs,
    findings: [...draft.findings, ...findings, ...findUnreadPages(pages)],
    tail: { pages, glyphs, leftovers: draft.leftovers },
    severities: options.severities ?? {},
  }
  const { document, found, staleCorrections, settled } = judge(reading, options.corrections ?? [])
  clock.lap('anomalies')
  return { document, reading, found, settled, staleCorrections, timings: clock.timings }
}

/** What is printed; the pages and their tables are let go of on the way. */
async function readDraft(bytes: Uint8Array, kind: InputKind, options: ConvertOptions, clock: StageClock) {
  const layouts = new PageStore()
  const pages: Document['pages'] = []
  await readPages(bytes, kind, options, async (page, look) => {
    clock.lap('pages')
    const layout = layOutPage(page)
    await rereadUnreadable(layout, look, options)
    layouts.add(layout)
    pages.push(summarizePage(page, layout.blocks.filter((block) => block.kind === 'table').length))
    clock.lap('tables')
  })
  clock.lap('pages')
  const layout = stitch(layouts)
  clock.lap('tables')
  const draft = readScorecard(layout, options.withoutRepairs)
  clock.lap('scorecard')
  return { draft, pages, glyphs: layout.glyphs }
}

function summarizePage(page: Page, tables: number): Document['pages'][number] {
  const { number, width, height, reader, dpi, glyphs, problems } = page
  return {
    number,
    width,
    height,
    reader,
    dpi: dpi ?? null,
    tables,
    glyphs,
    problems: problems.map(({ code, detail }) => ({ code, detail })),
  }
}

class StageClock {
  readonly timings: Record<string, number> = {}
  private last = performance.now()

  /** Adds the time since the last call to a stage. */
  lap(stage: string): void {
    const now = performance.now()
    this.timings[stage] = (this.timings[stage] ?? 0) + now - this.last
    this.last = now
  }
}
