/** Print that is no text: scans, stamped or not, and text drawn as outlines. */
import type { Box, Page } from '../model/page.ts'
import type { PdfFile } from '../page/pdf/index.ts'
import type { PrintEstimate } from '../page/scan/estimate.ts'
import { type PageImage, toGrey } from '../page/scan/page-image.ts'

/** A page of fewer visible characters than this, with a picture all over it, is that picture. */
const FEW_GLYPHS = 30
/** Archives stamp their scans with names and addresses: up to so many characters over a picture the picture is looked at. */
const MOST_STAMPED = 500
/** Pictures over so much of a page make it a scan cut in strips. */
const MOSTLY_PICTURES = 0.6
/** So much print without text is no drawing with a few labels. The reference counts 293 to 832 a page. */
const FEWEST_OUTLINED = 100
/**
 * A picture that prints so many times as much as the text on it is what there is to read; else it is their background.
 * Born-digital pages count at most as much as their text (0.97 times, 20 pages), a scan 6 and 19 times its stamp.
 */
export const DRAWN_SHARE = 3
/** Enough to count what is printed: at 150 dpi the same pages count within 10 % of it. */
const LOOK_DPI = 100
/** At this resolution the recognisers are at their best (bench/RESULTS.md, OCR). */
const READ_DPI = 300
/** Sheets larger than A1 at 300 dpi are drawn coarser. */
const MOST_PIXELS = 70_000_000
const POINTS_PER_INCH = 72

/** Is what the page prints to be read from its picture? */
export async function isPrintDrawn(pdf: PdfFile, page: Page): Promise<boolean> {
  const { visible } = page.glyphs
  if (page.problems.some(({ code }) => code !== 'no-unicode')) return false
  const isScan = isPicture(page)
  if (visible < FEW_GLYPHS && isScan) return true
  if (visible > (isScan || hasContours(page) ? MOST_STAMPED : FEW_GLYPHS)) return false
  // Photographs on a page print nothing.
  const estimate = await estimateDrawn(pdf, page, undefined, isScan ? [] : page.images)
  const fewest = Math.max(DRAWN_SHARE * visible, isScan ? 0 : FEWEST_OUTLINED)
  return estimate !== null && estimate.characters > fewest
}

/** Does a page of text show more print beside it, drawn as outlines? */
export async function hasOutlinedText(pdf: PdfFile, page: Page): Promise<boolean> {
  if (!hasContours(page)) return false
  const estimate = await estimateDrawn(pdf, page, undefined, [...page.images, ...page.runs.map((run) => run.box)])
  return estimate !== null && estimate.characters > FEWEST_OUTLINED
}

const hasContours = (page: Page): boolean => (page.contours ?? 0) > FEWEST_OUTLINED

/**
 * A page, or a part of it, drawn to be read. `dpi`: that of the scan on it; a picture drawn finer than it is would look
 * sharp enough to be read. Throws a PdfError.
 */
export async function drawToRead(pdf: PdfFile, page: Page, part?: Box, dpi = READ_DPI): Promise<PageImage> {
  const [x0, y0, x1, y1] = part ?? [0, 0, page.width, page.height]
  const squareInches = ((x1 - x0) * (y1 - y0)) / POINTS_PER_INCH ** 2
  const drawn = Math.floor(Math.min(dpi, Math.sqrt(MOST_PIXELS / squareInches)))
  return toGrey(await pdf.render(page.number, drawn, part), drawn)
}

/** As fine as the pictures of that part of the page are, at most as fine as the recognisers need. */
export async function drawPicture(pdf: PdfFile, page: Page, part: Box): Promise<PageImage> {
  const own = await pdf.resolution(page.number, part)
  return drawToRead(pdf, page, part, Math.min(own ?? READ_DPI, READ_DPI))
}

export function isPicture(page: Page): boolean {
  const covered = page.images.reduce((sum, [x0, y0, x1, y1]) => sum + (x1 - x0) * (y1 - y0), 0)
  return covered > MOSTLY_PICTURES * page.width * page.height
}

/** What a page, or a part of it, seems to print, parts of it left out; null where it cannot be drawn. */
export async function estimateDrawn(
  pdf: PdfFile,
  page: Page,
  part?: Box,
  without: readonly Box[] = [],
): Promise<PrintEstimate | null> {
  const { estimatePrint } = await import('../page/scan/estimate.ts')
  const drawn = await pdf.render(page.number, LOOK_DPI, part).catch(() => null)
  if (drawn === null) return null
  const image = toGrey(drawn, LOOK_DPI)
  for (const box of without) whiten(image, box)
  return estimatePrint(image)
}

/** Takes what stands in the box (points) out of the picture. */
export function whiten(image: PageImage, box: Box): void {
  for (const [from, to] of rowsIn(image, box)) image.grey.fill(255, from, to)
}

/** Nothing darker than this is ink; the fringes of neighbours are lighter. */
const INK_LEVEL = 160
/** The part of a glyph's box on every side that neighbours may reach into. */
const OVERHANG = 0.15

/** Does the glyph with this box (points) show no ink? */
export function isBlank(image: PageImage, [x0, y0, x1, y1]: Box): boolean {
  const [dx, dy] = [(x1 - x0) * OVERHANG, (y1 - y0) * OVERHANG]
  for (const [from, to] of rowsIn(image, [x0 + dx, y0 + dy, x1 - dx, y1 - dy]))
    for (let at = from; at < to; at++) if ((image.grey[at] ?? 255) < INK_LEVEL) return false
  return true
}

/** Where the rows of pixels of a box (points) begin and end. */
function* rowsIn({ width, height, dpi }: PageImage, box: Box): Generator<[from: number, to: number]> {
  const scale = dpi / POINTS_PER_INCH
  const [left, right] = [Math.max(0, Math.floor(box[0] * scale)), Math.min(width, Math.ceil(box[2] * scale))]
  const [top, bottom] = [Math.max(0, Math.floor(box[1] * scale)), Math.min(height, Math.ceil(box[3] * scale))]
  for (let y = top; y < bottom && left < right; y++) yield [y * width + left, y * width + right]
}
