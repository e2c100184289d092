/** Characters that a PDF shows and does not name are read from the page's picture, as few of them as are needed. */

import { holds, middleX, middleY, overlap } from '../geometry/box.ts'
import { UNKNOWN } from '../language/characters.ts'
import type { Box, Glyph, Page, TextRun, UnmappedShape } from '../model/page.ts'
import type { PdfFile } from '../page/pdf/index.ts'
import type { PageImage } from '../page/scan/page-image.ts'
import { drawToRead, isBlank, whiten } from './drawn-print.ts'
import type { ReadOptions } from './pages.ts'
import { useScanner } from './scanners.ts'
import { type ShapeReading, ShapeVotes } from './shape-votes.ts'

/** Shapes on which their places differ are looked up in more places. */
const ROUNDS = 2
/** Runs nearer than this (em) are one stretch of a line: readers know a character better by its neighbours. */
const STRETCH_GAP = 1
/** Reader of the characters that were settled by the places of their shape. */
const READER = 'shapes'

/** Level runs of one line, and the different shapes that they show. */
interface Stretch {
  runs: TextRun[]
  shapes: UnmappedShape[]
}

/** Reads the unmapped shapes of one document, page by page; what earlier pages told is known on later ones. */
export class ShapeReader {
  readonly #votes = new ShapeVotes()

  /** The page with a character for each shape that could be read; the others stay `UNKNOWN`. */
  async read(pdf: PdfFile, page: Page, options: ReadOptions): Promise<Page> {
    const { unmapped = [] } = page
    if (unmapped.length === 0) return page
    let unread = findStretches(page, unmapped)
    for (let round = 0; round < ROUNDS; round++) {
      const chosen = this.#choose(unread)
      if (chosen.length === 0) break
      const image = await drawToRead(pdf, page).catch(() => null)
      if (image === null) break
      const blank = findBlank(chosen, image)
      const runs = await readRuns(image, page, new Set(chosen.flatMap((stretch) => stretch.runs)), options)
      this.#votes.count(unmapped, runs, blank)
      unread = unread.filter((stretch) => !chosen.includes(stretch))
    }
    return this.#fill(page, unmapped)
  }

  /** Stretches that show each shape often enough, those with the most shapes first. */
  #choose(stretches: readonly Stretch[]): Stretch[] {
    const wanting = new Map<UnmappedShape, number>()
    const need = (shape: UnmappedShape) => wanting.get(shape) ?? this.#votes.wanting(shape)
    const chosen: Stretch[] = []
    for (const stretch of stretches.toSorted((a, b) => b.shapes.length - a.shapes.length)) {
      if (!stretch.shapes.some((shape) => need(shape) > 0)) continue
      chosen.push(stretch)
      for (const shape of stretch.shapes) wanting.set(shape, need(shape) - 1)
    }
    return chosen
  }

  #fill(page: Page, unmapped: readonly UnmappedShape[]): Page {
    const known = new Map<Glyph, ShapeReading>()
    for (const shape of unmapped) {
      const reading = this.#votes.decide(shape)
      if (reading !== null) for (const glyph of shape.glyphs) known.set(glyph, reading)
    }
    const runs = page.runs.map((run) => fillRun(run, known)).filter((run) => run.glyphs.length > 0)
    const visible = runs.reduce((sum, run) => sum + run.glyphs.length, 0)
    return { ...page, runs, glyphs: { ...page.glyphs, visible } }
  }
}

function fillRun(run: TextRun, known: ReadonlyMap<Glyph, ShapeReading>): TextRun {
  const readings = run.glyphs.flatMap((glyph) => known.get(glyph) ?? [])
  if (readings.length === 0) return run
  const glyphs = run.glyphs
    .map((glyph) => ({ ...glyph, text: known.get(glyph)?.text ?? glyph.text }))
    .filter((glyph) => glyph.text !== '')
  // The text has spaces besides the glyphs.
  const unknown = run.glyphs.filter((glyph) => glyph.text === UNKNOWN)
  const characters = unknown.map((glyph) => known.get(glyph)?.text ?? UNKNOWN)
  let next = 0
  const text = run.text.replaceAll(UNKNOWN, () => characters[next++] || ' ').trim()
  const confidence = Math.min(...readings.map((reading) => reading.confidence))
  return { ...run, glyphs, text, confidence, readings: [{ reader: READER, text, confidence }] }
}

function findStretches(page: Page, unmapped: readonly UnmappedShape[]): Stretch[] {
  const shapeOf = new Map<Glyph, UnmappedShape>()
  for (const shape of unmapped) for (const glyph of shape.glyphs) shapeOf.set(glyph, shape)
  return joinRuns(page.runs.filter((run) => run.angle === 0)).map((runs) => {
    const shapes = runs.flatMap((run) => run.glyphs.flatMap((glyph) => shapeOf.get(glyph) ?? []))
    return { runs, shapes: [...new Set(shapes)] }
  })
}

/** Runs that follow each other on a line, as they were painted. */
function joinRuns(runs: readonly TextRun[]): TextRun[][] {
  const lines: TextRun[][] = []
  for (const run of runs) {
    const line = lines.at(-1)
    const before = line?.at(-1)
    if (line && before && follows(before, run)) line.push(run)
    else lines.push([run])
  }
  return lines
}

const follows = (before: TextRun, run: TextRun): boolean =>
  Math.abs(middleY(before.box) - middleY(run.box)) < run.size / 2 &&
  overlap(before.box[0], before.box[2], run.box[0], run.box[2]) > -STRETCH_GAP * run.size

/** Glyphs of embedded fonts that show no ink: spaces. */
function findBlank(stretches: readonly Stretch[], image: PageImage): Set<Glyph> {
  const shown = new Set(stretches.flatMap(({ runs }) => runs.flatMap((run) => run.glyphs)))
  const embedded = stretches.flatMap(({ shapes }) => shapes.filter((shape) => shape.embedded))
  const glyphs = embedded.flatMap((shape) => shape.glyphs)
  return new Set(glyphs.filter((glyph) => shown.has(glyph) && isBlank(image, glyph.box)))
}

/** What the recognisers read of these runs alone. */
async function readRuns(
  image: PageImage,
  page: Page,
  wanted: ReadonlySet<TextRun>,
  options: ReadOptions,
): Promise<TextRun[]> {
  for (const run of page.runs) if (!wanted.has(run)) whiten(image, run.box)
  const isEmpty = (box: Box) => ![...wanted].some((run) => holds(box, middleX(run.box), middleY(run.box)))
  for (const box of page.images.filter(isEmpty)) whiten(image, box)
  const scanner = await useScanner(options)
  const { number, width, height } = page
  return (await scanner.readPage(image, { number, width, height, drawn: true })).runs
}
