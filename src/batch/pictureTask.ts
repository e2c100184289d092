/** A worker thread that draws parts of pages; a file that hangs while it is drawn takes only its pictures with it. */
import { readFileSync } from 'node:fs'
import { unite } from '../geometry/box.ts'
import type { Box } from '../model/page.ts'
import { readImageFile } from '../page/image/index.ts'
import { withPdf } from '../page/pdf/index.ts'
import { findKind } from '../readPages.ts'

export interface PictureTask {
  path: string
  /** Opens an encrypted PDF. */
  password: string | null
  /** Dots an inch of the pictures. */
  dpi: number
  crops: { page: number; box: Box | null }[]
  format: 'webp' | 'png'
}

/** One picture a crop; null where a page could not be drawn. */
export type PictureResult = (Uint8Array | null)[]

const POINTS_PER_INCH = 72
/** At 40 the digits of a scan are as clear as in its source, at half the size of 60. */
const WEBP_QUALITY = 40

/** A page, or a part of it, 8 bits of grey a pixel. */
interface GreyPicture {
  data: Uint8Array
  width: number
  height: number
  dpi: number
  /** Where its top left corner lies on the page, in points. */
  origin: readonly [x: number, y: number]
}

/** Draws at least this part of a page, or all of it; null where there is nothing to draw. */
type DrawPage = (page: number, box: Box | undefined) => Promise<GreyPicture | null>

/** Brightness of pixels of four bytes, as ITU-R BT.709 weighs their colours, in thousandths. */
function toGrey(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let pixel = 0, from = 0; pixel < grey.length; pixel += 1, from += 4) {
    grey[pixel] = (213 * (rgba[from] ?? 0) + 715 * (rgba[from + 1] ?? 0) + 72 * (rgba[from + 2] ?? 0)) / 1000
  }
  return grey
}

async function cut(picture: GreyPicture, box: Box | null, task: PictureTask): Promise<Uint8Array> {
  // loaded only where a document has something to show
  const { default: sharp } = await import('sharp')
  const { data, width, height, dpi, origin } = picture
  let image = sharp(data, { raw: { width, height, channels: 1 } })
  let drawn = { width, height }
  if (box) {
    const scale = dpi / POINTS_PER_INCH
    const [x0, y0, x1, y1] = box
    const left = Math.min(width - 1, Math.max(0, Math.round((x0 - origin[0]) * scale)))
    const top = Math.min(height - 1, Math.max(0, Math.round((y0 - origin[1]) * scale)))
    drawn = {
      width: Math.max(1, Math.min(width - left, Math.round((x1 - x0) * scale))),
      height: Math.max(1, Math.min(height - top, Math.round((y1 - y0) * scale))),
    }
    image = image.extract({ left, top, ...drawn })
  }
  if (dpi > task.dpi) image = image.resize(Math.max(1, Math.round((drawn.width * task.dpi) / dpi)))
  const buffer = task.format === 'webp' ? image.webp({ quality: WEBP_QUALITY }) : image.png({ compressionLevel: 6 })
  return new Uint8Array(await buffer.toBuffer())
}

/** The part of a page that holds these crops, in whole pixels; undefined where one of them is the page. */
function partWith(boxes: readonly (Box | null)[], dpi: number): Box | undefined {
  const parts = boxes.filter((box) => box !== null)
  const part = parts.length < boxes.length ? null : unite(parts)
  if (part === null) return undefined
  const pixel = POINTS_PER_INCH / dpi
  const down = (side: number) => Math.floor(Math.max(0, side) / pixel) * pixel
  const up = (side: number) => Math.ceil(side / pixel) * pixel
  return [down(part[0]), down(part[1]), up(part[2]), up(part[3])]
}

async function drawAll(task: PictureTask, draw: DrawPage): Promise<PictureResult> {
  const results: PictureResult = task.crops.map(() => null)
  for (const number of new Set(task.crops.map((crop) => crop.page))) {
    const crops = [...task.crops.entries()].filter(([, { page }]) => page === number)
    try {
      const picture = await draw(
        number,
        partWith(
          crops.map(([, { box }]) => box),
          task.dpi,
        ),
      )
      if (picture === null) continue
      for (const [at, { box }] of crops) results[at] = await cut(picture, box, task)
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
      return image === undefined ? null : { ...image, data: image.grey, origin: [0, 0] }
    })
  }
  return withPdf(bytes, task.password === null ? {} : { password: task.password }, (pdf) =>
    drawAll(task, async (number, box) => {
      const { width, height, data } = await pdf.render(number, task.dpi, box)
      return { width, height, data: toGrey(data), dpi: task.dpi, origin: box ? [box[0], box[1]] : [0, 0] }
    }),
  )
}
