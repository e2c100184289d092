/** Pictures of pages for the report: drawn once, kept beside the state, and never more than a report can carry. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Document } from '../model/document.ts'
import { cropKey, planDocumentCrops } from '../output/report/index.ts'
import { makeFolder, writeWhole } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'
import type { PictureResult, PictureTask } from './picture-task.ts'
import { hasContent } from './sources.ts'
import { TOOL } from './version.ts'

/** 8 pt print has 16 pixels a character: the strokes of 灣 stay apart. */
const REPORT_DPI = 144
/** Changes with the way pictures are made: those that were made before are drawn again. */
const DRAWING = 2
/** Base64 of all pictures of a report together, and of one document: 100 documents stay below 20 MB with their text. */
const REPORT_CHARACTERS = 12_000_000
const MOST_CHARACTERS = 400_000
/** Half a dozen crops. Where not every document can have as many, those with the worst anomalies have them. */
const LEAST_CHARACTERS = 30_000
/** Crops that the share of a document cannot hold are not even drawn; 476 crops of a batch had 5,196 in the mean. */
const CROP_CHARACTERS = 5200

const cacheSchema = z.object({ key: z.string(), pictures: z.record(z.string(), z.string().nullable()) })

export interface PictureSource {
  /** Absolute path of the input; null where it is not known. */
  path: string | null
  password: string | null
}

export type DrawPictures = (task: PictureTask) => Promise<PictureResult>

/** Characters of pictures that each document may have: `severity` tells how bad its anomalies are, 0 that it has none. */
export function sharePictures(documents: readonly { id: string; severity: number }[]): Map<string, number> {
  const asking = documents.filter(({ severity }) => severity > 0)
  const most = Math.floor(REPORT_CHARACTERS / LEAST_CHARACTERS)
  const served = asking.length <= most ? asking : asking.sort((a, b) => b.severity - a.severity).slice(0, most)
  const share = Math.min(MOST_CHARACTERS, REPORT_CHARACTERS / Math.max(1, served.length))
  return new Map(served.map(({ id }) => [id, share]))
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

/**
 * The pictures that the report shows of a document, by `cropKey`, the worst anomalies' first: at most `share`
 * characters of base64. Those that are not there yet are drawn; without its input a document has no others.
 */
export async function preparePictures(
  layout: OutputLayout,
  document: Document,
  share: number,
  source: PictureSource,
  draw: DrawPictures,
): Promise<ReadonlyMap<string, string>> {
  const { sha256, kind } = document.source
  const crops = kind === 'text' ? [] : planDocumentCrops(document).slice(0, Math.ceil(share / CROP_CHARACTERS))
  if (crops.length === 0) return new Map()
  const key = `${sha256} ${TOOL.version} ${REPORT_DPI} ${DRAWING}`
  const known = readCache(layout, document.id, key)
  const missing = crops.filter((crop) => known[cropKey(crop)] === undefined)
  const { path, password } = source
  if (missing.length > 0 && path !== null && hasContent(path, sha256)) {
    // A file that can be read and not be drawn: the report does without.
    const drawn = await draw({ path, password, dpi: REPORT_DPI, crops: missing, format: 'webp' }).catch(() => null)
    for (const [at, crop] of drawn === null ? [] : missing.entries()) {
      const bytes = drawn?.[at]
      known[cropKey(crop)] = bytes ? Buffer.from(bytes).toString('base64') : null
    }
    if (drawn !== null) {
      makeFolder(layout.pictures)
      writeWhole(cachePath(layout, document.id), JSON.stringify({ key, pictures: known }), layout.temporary)
    }
  }
  const shown = new Map<string, string>()
  let left = share
  for (const crop of crops) {
    const picture = known[cropKey(crop)]
    if (!picture) continue
    left -= picture.length
    if (left < 0) break
    shown.set(cropKey(crop), picture)
  }
  return shown
}

/** Removes the pictures of documents that are gone. */
export function removeOtherPictures(layout: OutputLayout, ids: ReadonlySet<string>): void {
  if (!existsSync(layout.pictures)) return
  for (const file of readdirSync(layout.pictures)) {
    if (!ids.has(file.slice(0, -'.json'.length))) rmSync(join(layout.pictures, file), { force: true })
  }
}
