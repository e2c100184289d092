import type { Canvas } from '@napi-rs/canvas'
import { heightOf, holds, middleX, middleY, widthOf } from '../../geometry/box.ts'
import type { Box } from '../../model/page.ts'
import type { PdfLimits } from '../limits.ts'
import { PdfError } from './error.ts'
import type { OperatorList, PdfJsPage } from './library.ts'
import { IDENTITY, type Matrix, multiply, unitBox } from './matrix.ts'
import { within } from './open.ts'
import { type PlacedPicture, placedPictures } from './placed-pictures.ts'

const POINTS_PER_INCH = 72
/** A picture that covers this part of the page, with nothing else seen, is the page. */
const PAGE_PART = 0.8
/** Stencils of the print are at least so much of the pictures of a page, reasoned: print covers a third of a card. */
const GOOD_PART = 0.1
/** Kinds of pixels in pdf.js: one bit, three bytes, four bytes each. */
const GREY_1BPP = 1
const RGB_24BPP = 2
const RGBA_32BPP = 3
/** Pictures are decoded behind the operator list; a broken one never comes. */
const DECODE_MILLISECONDS = 60_000

/** RGBA, four bytes a pixel, rows from the top. */
export interface Bitmap {
  width: number
  height: number
  data: Uint8ClampedArray
}

/** The scan that a page consists of. */
export interface PageImage extends Bitmap {
  /** Dots an inch as placed on the page. */
  dpi: number
  /** Degrees clockwise by which the picture is turned when the page is displayed. */
  rotation: 0 | 90 | 180 | 270
  /** True where the picture is displayed as in a mirror. */
  mirrored: boolean
  /** Where the picture lies on the page, in points. */
  box: Box
}

/** Draws a page, or the part of it in `box` (points), on white paper, which `use` may look at for as long as it runs. */
export async function drawPage<T>(
  page: PdfJsPage,
  dpi: number,
  box: Box | undefined,
  limits: PdfLimits,
  use: (canvas: Canvas) => T | Promise<T>,
): Promise<T> {
  const scale = dpi / POINTS_PER_INCH
  const whole = page.getViewport({ scale: 1 })
  const [x0, y0, x1, y1] = box ?? [0, 0, whole.width, whole.height]
  const width = Math.max(1, Math.round((x1 - x0) * scale))
  const height = Math.max(1, Math.round((y1 - y0) * scale))
  if (!(width * height <= limits.renderPixels)) {
    throw new PdfError('limit-exceeded', `the picture of a page would have more than ${limits.renderPixels} pixels`)
  }
  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(width, height)
  const viewport = page.getViewport({ scale, offsetX: -x0 * scale, offsetY: -y0 * scale })
  const task = page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport, background: '#ffffff' })
  try {
    await within(limits.pageMilliseconds, task.promise, 'a page takes too long to draw')
    return await use(canvas)
  } catch (error) {
    task.cancel()
    throw error
  } finally {
    // Its pixels are no memory that the garbage collector sees: forty pages would wait for it with half a gigabyte.
    canvas.width = 1
    canvas.height = 1
  }
}

export function readBitmap(canvas: Canvas): Bitmap {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  return { width, height, data }
}

interface PdfJsImage {
  width: number
  height: number
  kind: number
  data: Uint8Array | Uint8ClampedArray
}

/** The picture that is most of the page, with its own pixels, where the page paints no other. */
export async function findPageImage(
  page: PdfJsPage,
  list: OperatorList,
  codes: Record<string, number>,
): Promise<PageImage | null> {
  const [only, ...others] = findPlaced(page, list, codes)
  if (!only || others.length > 0 || !coversPage(page, only)) return null
  const image = await pixelsOf(page, only.source)
  const placement = placementOf(only.matrix)
  if (!image || !placement) return null
  const data = toRgba(image)
  if (!data) return null
  const dpi = resolutionOf(only.matrix, image.width)
  return { width: image.width, height: image.height, data, dpi, ...placement, box: unitBox(only.matrix) }
}

function coversPage(page: PdfJsPage, { matrix }: Placed): boolean {
  const viewport = page.getViewport({ scale: 1 })
  const [x0, y0, x1, y1] = unitBox(matrix)
  const width = Math.min(x1, viewport.width) - Math.max(x0, 0)
  const height = Math.min(y1, viewport.height) - Math.max(y0, 0)
  return width > 0 && height > 0 && width * height >= PAGE_PART * viewport.width * viewport.height
}

/**
 * Dots an inch of the pictures whose middles lie in the box (points): the finest that are a good part of them. Scanners that
 * part a page (ITU-T T.44) put a fine stencil of the print over a coarse background, others cut it in strips; a fine logo
 * makes no page fine. Null where none says its pixels.
 */
export async function findResolution(
  page: PdfJsPage,
  list: OperatorList,
  codes: Record<string, number>,
  box: Box,
): Promise<number | null> {
  const found: { resolution: number; area: number }[] = []
  let decodes = true
  for (const { matrix, source, pixels } of findPlaced(page, list, codes)) {
    const placed = unitBox(matrix)
    const area = widthOf(placed) * heightOf(placed)
    if (!(area > 0) || !holds(box, middleX(placed), middleY(placed))) continue
    // Decoded it is as fine as its mask. Where one never comes the others are not waited for.
    const decoded = decodes ? await pixelsOf(page, source).catch(() => undefined) : null
    if (decoded === undefined) decodes = false
    const across = decoded?.width ?? pixels
    if (across > 0) found.push({ resolution: resolutionOf(matrix, across), area })
  }
  found.sort((one, other) => other.resolution - one.resolution)
  let left = found.reduce((sum, { area }) => sum + area, 0) * GOOD_PART
  for (const { resolution, area } of found) {
    left -= area
    if (left <= 0) return resolution
  }
  return null
}

/** Dots an inch of a picture of so many pixels across, as placed. */
const resolutionOf = ([a, b]: Matrix, pixels: number): number => (pixels / Math.hypot(a, b)) * POINTS_PER_INCH

interface Placed extends Omit<PlacedPicture, 'place'> {
  /** From the unit square to the page as displayed. */
  matrix: Matrix
}

/** The pictures that a page paints, in order. */
function findPlaced(page: PdfJsPage, list: OperatorList, codes: Record<string, number>): Placed[] {
  const stack: Matrix[] = []
  let matrix = multiply(IDENTITY, page.getViewport({ scale: 1 }).transform)
  const found: Placed[] = []
  list.fnArray.forEach((code, index) => {
    const args = list.argsArray[index] ?? []
    if (code === codes.save) stack.push(matrix)
    else if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (code === codes.transform) matrix = multiply(matrix, args as number[])
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix)
      if (args[0]) matrix = multiply(matrix, args[0] as number[])
    } else {
      for (const { place, source, pixels } of placedPictures(code, args, codes)) {
        found.push({ matrix: multiply(matrix, place), source, pixels })
      }
    }
  })
  return found
}

/** How the upright picture is turned by the matrix that places the unit square (its top is at y = 1). */
function placementOf(matrix: Matrix): { rotation: PageImage['rotation']; mirrored: boolean } | null {
  const [a, b, c, d] = matrix
  const angle = (Math.atan2(b, a) * 180) / Math.PI
  const quarter = Math.round(angle / 90)
  // A scan set a little askew is still one; beyond that its pixels are not the page's.
  if (Math.abs(angle - quarter * 90) > 5) return null
  const rotation = (((quarter * 90) % 360) + 360) % 360
  const mirrored = a * d - b * c > 0
  return { rotation: rotation as PageImage['rotation'], mirrored }
}

async function pixelsOf(page: PdfJsPage, source: unknown): Promise<PdfJsImage | null> {
  let image = source
  const id = typeof source === 'object' && source !== null ? (source as { data?: unknown }).data : source
  if (typeof id === 'string') {
    const objects = id.startsWith('g_') ? page.commonObjs : page.objs
    const decoded = new Promise<unknown>((resolve) => objects.get(id, resolve))
    image = await within(DECODE_MILLISECONDS, decoded, 'a picture takes too long to decode')
  }
  if (typeof image !== 'object' || image === null) return null
  const { width, height, data, kind } = image as Partial<PdfJsImage>
  if (!width || !height || !data) return null
  return { width, height, data, kind: kind ?? GREY_1BPP }
}

function toRgba({ width, height, kind, data }: PdfJsImage): Uint8ClampedArray | null {
  const pixels = width * height
  if (kind === RGBA_32BPP) return new Uint8ClampedArray(data.buffer, data.byteOffset, pixels * 4)
  const rgba = new Uint8ClampedArray(pixels * 4)
  if (kind === RGB_24BPP) {
    for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1, from += 3, to += 4) {
      rgba[to] = data[from] ?? 0
      rgba[to + 1] = data[from + 1] ?? 0
      rgba[to + 2] = data[from + 2] ?? 0
      rgba[to + 3] = 255
    }
    return rgba
  }
  if (kind !== GREY_1BPP) return null
  const stride = (width + 7) >> 3
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = ((data[y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      const to = (y * width + x) * 4
      rgba.fill(bit * 255, to, to + 3)
      rgba[to + 3] = 255
    }
  }
  return rgba
}
