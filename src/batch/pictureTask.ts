/** A worker thread that draws parts of pages; a file that hangs while it is drawn takes only its pictures with it. */
import { readFileSync } from 'node:fs'
import { readImageFile } from '../page/image/index.ts'
import { withPdf } from '../page/pdf/index.ts'
import { findKind } from '../readPages.ts'

export interface PictureTask {
  path: string
  /** Opens an encrypted PDF. */
  password: string | null
  /** Dots an inch of the pictures. */
  dpi: number
  crops: { page: number; box: [number, number, number, number] | null }[]
  format: 'webp' | 'png'
}

/** One picture a crop; null where a page could not be drawn. */
export type PictureResult = (Uint8Array | null)[]

const POINTS_PER_INCH = 72
/** At 40 the digits of a scan are as clear as in its source, at half the size of 60. */
const WEBP_QUALITY = 40

/** A whole page, 8 bits of grey a pixel. */
interface GreyPage {
  data: Uint8Array
  width: number
  height: number
  channels: 1 | 4
  dpi: number
}

type DrawPage = (page: number) => Promise<GreyPage | null>

async function cut(page: GreyPage, crop: PictureTask['crops'][number], task: PictureTask): Promise<Uint8Array> {
  // loaded only where a document has something to show
  const { default: sharp } = await import('sharp')
  const { data, width, height, channels, dpi } = page
  let image = sharp(data, { raw: { width, height, channels } })
  let drawn = { width, height }
  if (crop.box) {
    const scale = dpi / POINTS_PER_INCH
    const [x0, y0, x1, y1] = crop.box
    const left = Math.min(width - 1, Math.max(0, Math.round(x0 * scale)))
    const top = Math.min(height - 1, Math.max(0, Math.round(y0 * scale)))
    drawn = {
      width: Math.max(1, Math.min(width - left, Math.round((x1 - x0) * scale))),
      height: Math.max(1, Math.min(height - top, Math.round((y1 - y0) * scale))),
    }
    image = image.extract({ left, top, ...drawn })
  }
  if (dpi > task.dpi) image = image.resize(Math.max(1, Math.round((drawn.width * task.dpi) / dpi)))
  image = image.greyscale()
  const buffer =
    task.format === 'webp' ? image.webp({ quality: WEBP_QUALITY, effort: 5 }) : image.png({ compressionLevel: 6 })
  return new Uint8Array(await buffer.toBuffer())
}

async function drawAll(task: PictureTask, draw: DrawPage): Promise<PictureResult> {
  const results: PictureResult = task.crops.map(() => null)
  for (const number of new Set(task.crops.map((crop) => crop.page))) {
    try {
      const page = await draw(number)
      if (page === null) continue
      for (const [at, crop] of task.crops.entries()) {
        if (crop.page === number) results[at] = await cut(page, crop, task)
      }
    } catch {}
  }
  return results
}

/** Draws what is asked for; throws where the file cannot be opened. */
export default async function drawPictures(task: PictureTask): Promise<PictureResult> {
  const bytes = new Uint8Array(readFileSync(task.path))
  const kind = findKind(bytes, task.path)
  if (kind === 'text') return task.crops.map(() => null)
  if (kind === 'image') {
    const images = await readImageFile(bytes)
    return drawAll(task, async (number) => {
      const image = images[number - 1]
      return image === undefined ? null : { ...image, data: image.grey, channels: 1 }
    })
  }
  return withPdf(bytes, task.password === null ? {} : { password: task.password }, (pdf) =>
    drawAll(task, async (number) => {
      const { width, height, data } = await pdf.render(number, task.dpi)
      return {
        width,
        height,
        data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
        channels: 4,
        dpi: task.dpi,
      }
    }),
  )
}
