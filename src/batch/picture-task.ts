/** A worker thread that draws parts of pages; a file that hangs while it is drawn takes only its pictures with it. */
import { readFileSync } from 'node:fs'
import type { Canvas } from '@napi-rs/canvas'
import { unite } from '../geometry/box.ts'
import type { Box } from '../model/page.ts'
import { openImageFile } from '../page/image/index.ts'
import { withPdf } from '../page/pdf/index.ts'
import type { PageImage } from '../page/scan/page-image.ts'
import { findKind } from '../reading/pages.ts'

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

/** Loaded only where a document has something to show. */
const loadCanvas = () => import('@napi-rs/canvas')

/** A page, or a part of it, as it was drawn. */
interface Drawing {
  canvas: Canvas
  dpi: number
  /** Where its top left corner lies on the page, in points. */
  origin: readonly [x: number, y: number]
}

/** Draws at least this part of a page, or all of it, for as long as `use` runs. */
type DrawPage = (page: number, part: Box | undefined, use: (drawing: Drawing) => Promise<void>) => Promise<void>

/** Encoded by this thread: handed to another and waited for, one picture after the other, it took 6% longer with 2 jobs. */
async function cut({ canvas, dpi, origin }: Drawing, box: Box | null, task: PictureTask): Promise<Uint8Array> {
  const { createCanvas } = await loadCanvas()
  const scale = dpi / POINTS_PER_INCH
  const [x0, y0, x1, y1] = box ?? [origin[0], origin[1], Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const left = Math.min(canvas.width - 1, Math.max(0, Math.round((x0 - origin[0]) * scale)))
  const top = Math.min(canvas.height - 1, Math.max(0, Math.round((y0 - origin[1]) * scale)))
  const width = Math.max(1, Math.min(canvas.width - left, Math.round((x1 - x0) * scale)))
  const height = Math.max(1, Math.min(canvas.height - top, Math.round((y1 - y0) * scale)))
  const shrink = Math.min(1, task.dpi / dpi)
  const picture = createCanvas(Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink)))
  const context = picture.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, left, top, width, height, 0, 0, picture.width, picture.height)
  return task.format === 'webp' ? picture.encodeSync('webp', WEBP_QUALITY) : picture.encodeSync('png')
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
    const boxes = crops.map(([, { box }]) => box)
    try {
      await draw(number, partWith(boxes, task.dpi), async (drawing) => {
        for (const [at, { box }] of crops) results[at] = await cut(drawing, box, task)
      })
    } catch {}
  }
  return results
}

/** Hands over a scan, or a part of it (points), on a canvas. */
async function drawScan(
  image: PageImage,
  part: Box | undefined,
  use: (drawing: Drawing) => Promise<void>,
): Promise<void> {
  const { createCanvas } = await loadCanvas()
  const scale = image.dpi / POINTS_PER_INCH
  const [x0, y0, x1, y1] = part ?? [0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const [left, top] = [Math.floor(x0 * scale), Math.floor(y0 * scale)]
  const [right, bottom] = [Math.min(image.width, Math.ceil(x1 * scale)), Math.min(image.height, Math.ceil(y1 * scale))]
  const canvas = createCanvas(Math.max(1, right - left), Math.max(1, bottom - top))
  const context = canvas.getContext('2d')
  const pixels = context.createImageData(canvas.width, canvas.height)
  let to = 0
  for (let y = top; y < bottom; y += 1) {
    for (const grey of image.grey.subarray(y * image.width + left, y * image.width + right)) {
      pixels.data[to] = grey
      pixels.data[to + 1] = grey
      pixels.data[to + 2] = grey
      pixels.data[to + 3] = 255
      to += 4
    }
  }
  context.putImageData(pixels, 0, 0)
  await use({ canvas, dpi: image.dpi, origin: [left / scale, top / scale] })
  // The garbage collector does not see its pixels.
  canvas.width = 1
  canvas.height = 1
}

/** Draws what is asked for; throws where the file cannot be opened. */
export default async function drawPictures(task: PictureTask): Promise<PictureResult> {
  const bytes = new Uint8Array(readFileSync(task.path))
  const kind = findKind(bytes, task.path)
  if (kind === 'text') return task.crops.map(() => null)
  if (kind === 'image') {
    const file = await openImageFile(bytes)
    return drawAll(task, async (number, part, use) => {
      const { image } = await file.read(number)
      await drawScan(image, part, use)
    })
  }
  return withPdf(bytes, task.password === null ? {} : { password: task.password }, (pdf) =>
    drawAll(task, (number, part, use) =>
      pdf.draw(number, task.dpi, part, (canvas) =>
        use({ canvas, dpi: task.dpi, origin: part ? [part[0], part[1]] : [0, 0] }),
      ),
    ),
  )
}
