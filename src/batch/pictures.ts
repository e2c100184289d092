/** Pictures of pages for the report: drawn once, kept beside the state, and never more than a report can carry. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Piscina } from 'piscina'
import { z } from 'zod'
import type { Document } from '../model/document.ts'
import { printJson } from '../output/json.ts'
import { cropKey, planDocumentCrops } from '../output/report/index.ts'
import { makeFolder, writeWhole } from '../output/wholeFile.ts'
import type { OutputLayout } from './layout.ts'
import type { PictureResult, PictureTask } from './pictureTask.ts'
import { hasContent } from './sources.ts'
import { TOOL } from './version.ts'

/** 8 pt print has 16 pixels a character: the strokes of 灣 stay apart. */
const REPORT_DPI = 144
/** Base64 of all pictures of a report together, and of one document: 100 documents stay below 20 MB with their text. */
const REPORT_CHARACTERS = 12_000_000
const DOCUMENT_CHARACTERS = 400_000
/** More crops than the budget can hold are not even drawn. */
const MOST_CROPS = 80
const TIMEOUT_MILLISECONDS = 120_000

const cacheSchema = z.object({ key: z.string(), pictures: z.record(z.string(), z.string().nullable()) })

export interface PictureSource {
  /** Absolute path of the input; null where it is not known. */
  path: string | null
  password: string | null
}

/** Threads that draw; one a document at a time. */
export class Painter {
  readonly #pool: Piscina<PictureTask, PictureResult>

  constructor(threads: number) {
    const filename = new URL('./pictureTask.js', import.meta.url).href
    this.#pool = new Piscina({ filename, minThreads: 0, maxThreads: threads, idleTimeout: 30_000 })
    this.#pool.on('error', () => {})
  }

  /** Throws where the file cannot be opened, or takes too long. */
  async draw(task: PictureTask): Promise<PictureResult> {
    return this.#pool.run(task, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) })
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }
}

const cachePath = (layout: OutputLayout, id: string): string => join(layout.pictures, `${id}.json`)

function readCache(layout: OutputLayout, id: string, key: string): Record<string, string | null> {
  try {
    const cache = cacheSchema.parse(JSON.parse(readFileSync(cachePath(layout, id), 'utf8')))
    return cache.key === key ? cache.pictures : {}
  } catch {
    return {}
  }
}

/** Draws what the document's anomalies need and is not there yet. Without its input a document has no pictures. */
export async function drawDocument(
  layout: OutputLayout,
  document: Document,
  source: PictureSource,
  painter: Painter,
): Promise<void> {
  const { id } = document
  const { sha256, kind } = document.source
  const key = `${sha256} ${TOOL.version} ${REPORT_DPI}`
  const crops = kind === 'text' ? [] : planDocumentCrops(document).slice(0, MOST_CROPS)
  if (crops.length === 0) return rmSync(cachePath(layout, id), { force: true })
  const known = readCache(layout, id, key)
  const missing = crops.filter((crop) => known[cropKey(crop)] === undefined)
  const drawn = new Map<string, string | null>()
  if (missing.length > 0 && source.path !== null && hasContent(source.path, sha256)) {
    try {
      const { path, password } = source
      const results = await painter.draw({ path, password, dpi: REPORT_DPI, crops: missing, format: 'webp' })
      for (const [at, crop] of missing.entries()) {
        const bytes = results[at]
        drawn.set(cropKey(crop), bytes ? Buffer.from(bytes).toString('base64') : null)
      }
    } catch {
      // The report does without.
    }
  }
  const pictures = Object.fromEntries(
    crops.flatMap((crop) => {
      const name = cropKey(crop)
      const picture = drawn.get(name) ?? known[name]
      return picture === undefined ? [] : [[name, picture]]
    }),
  )
  if (drawn.size > 0 || Object.keys(known).length !== Object.keys(pictures).length) {
    makeFolder(layout.pictures)
    writeWhole(cachePath(layout, id), printJson({ key, pictures }), layout.temporary)
  }
}

/** The pictures that the report of so many documents may show of this one: the worst anomalies' first. */
export function readPictures(layout: OutputLayout, document: Document, documents: number): ReadonlyMap<string, string> {
  const { sha256 } = document.source
  const known = readCache(layout, document.id, `${sha256} ${TOOL.version} ${REPORT_DPI}`)
  let left = Math.min(DOCUMENT_CHARACTERS, REPORT_CHARACTERS / Math.max(1, documents))
  const shown = new Map<string, string>()
  for (const crop of planDocumentCrops(document)) {
    const picture = known[cropKey(crop)]
    if (!picture) continue
    left -= picture.length
    if (left < 0) break
    shown.set(cropKey(crop), picture)
  }
  return shown
}

/** Pictures of documents that are gone. */
export function removeOtherPictures(layout: OutputLayout, ids: ReadonlySet<string>): void {
  if (!existsSync(layout.pictures)) return
  for (const file of readdirSync(layout.pictures)) {
    if (!ids.has(file.slice(0, -'.json'.length))) rmSync(join(layout.pictures, file), { force: true })
  }
}
