/** Tables that stand as pictures on a page of text are read from their pictures. */

import { heightOf, holds, middleX, middleY, sharedArea, unite, widthOf } from '../geometry/box.ts'
import type { Box, Page } from '../model/page.ts'
import type { PdfFile } from '../page/pdf/index.ts'
import { DRAWN_SHARE, drawPicture, estimateDrawn } from './drawn-print.ts'
import type { ReadOptions } from './pages.ts'
import { useScanner } from './scanners.ts'

/** Signatures, seals and logos are smaller than this part of a page. */
const SMALLEST_SHARE = 0.05
/** A table of six columns has so many in two rows; 60 charts, maps and photographs had at most 4. */
const FEWEST_CELLS = 12
/** Pictures nearer than this (points) are strips of one. */
const STRIPS_APART = 2

/** A page of more pictures is a drawing made of them. */
const MOST_PICTURES = 200

/** The page with what its pictures of tables print; with `ocr` off with a problem for each. */
export async function readPastedTables(pdf: PdfFile, page: Page, options: ReadOptions): Promise<Page> {
  if (page.images.length > MOST_PICTURES) return page
  let whole = page
  for (const box of joinStrips(page.images.map((image) => clip(image, page)))) {
    if (sizeOf(box) < SMALLEST_SHARE * page.width * page.height || !(await isTable(pdf, page, box))) continue
    if (options.ocr === 'off') {
      const problem = { code: 'needs-ocr', detail: 'a table is a picture', box } as const
      whole = { ...whole, problems: [...whole.problems, problem] }
    } else whole = await readTable(pdf, whole, box, options)
  }
  return whole
}

const clip = ([x0, y0, x1, y1]: Box, { width, height }: Page): Box => [
  Math.max(0, x0),
  Math.max(0, y0),
  Math.min(width, x1),
  Math.min(height, y1),
]

const sizeOf = (box: Box): number => widthOf(box) * heightOf(box)

function joinStrips(images: readonly Box[]): Box[] {
  const joined: Box[] = []
  for (const image of images) {
    const strips = joined.filter((other) => sharedArea(other, grow(image)) > 0)
    const others = joined.filter((other) => !strips.includes(other))
    joined.splice(0, joined.length, ...others, unite([image, ...strips]) ?? image)
  }
  return joined
}

const grow = ([x0, y0, x1, y1]: Box): Box => [
  x0 - STRIPS_APART,
  y0 - STRIPS_APART,
  x1 + STRIPS_APART,
  y1 + STRIPS_APART,
]

async function isTable(pdf: PdfFile, page: Page, box: Box): Promise<boolean> {
  const estimate = await estimateDrawn(pdf, page, box)
  if (estimate === null) return false
  const glyphs = page.runs.reduce((sum, run) => sum + (isOn(run.box, box) ? run.glyphs.length : 0), 0)
  return estimate.cells >= FEWEST_CELLS && estimate.characters > DRAWN_SHARE * glyphs
}

const isOn = (text: Box, picture: Box): boolean => holds(picture, middleX(text), middleY(text))

async function readTable(pdf: PdfFile, page: Page, box: Box, options: ReadOptions): Promise<Page> {
  const scanner = await useScanner(options)
  const { number, width, height } = page
  // Text on the picture is drawn with it, and read with it.
  const [on, beside] = [page.runs.filter((run) => isOn(run.box, box)), page.runs.filter((run) => !isOn(run.box, box))]
  const image = await drawPicture(pdf, page, box)
  const read = await scanner.readPage(image, { number, width, height, box, upright: true, layer: on })
  const runs = [...beside, ...read.runs]
  return {
    ...page,
    runs,
    rulings: [...page.rulings, ...read.rulings],
    problems: [...page.problems, ...read.problems.filter(({ code }) => code !== 'empty-page')],
    glyphs: { ...page.glyphs, visible: runs.reduce((sum, run) => sum + run.glyphs.length, 0) },
  }
}
