/** Cells and lines of a born-digital page that show ink and hold no usable text are read from the page's picture. */
import { UNKNOWN } from '../language/characters.ts'
import type { Box, TextRun } from '../model/page.ts'
import type { Line } from '../model/table.ts'
import type { PageLayout } from '../table/index.ts'
import type { Look, ReadOptions } from './pages.ts'
import { useScanner } from './scanners.ts'

/** The ruling around a cell is kept out of its picture, in points. */
const INSET = 1.5
/** Room around a line, whose box may be tighter than its ink, in points. */
const MARGIN = 2
/** Each look draws the page once more; a page with more such places is a chart of glyphs, and the rest stays unreadable. */
const MOST_PLACES = 40

/** A cell or a note, and how much wider than its box (in points) the picture is that is read. */
interface Place {
  holder: { lines: Line[]; box: Box | null }
  margin: number
}

const isUnmappable = (lines: readonly Line[]): boolean => lines.some((line) => line.text.includes(UNKNOWN))

function* findUnreadable({ blocks }: PageLayout): Generator<Place> {
  for (const block of blocks) {
    if (block.kind === 'note') {
      if (isUnmappable(block.note.lines)) yield { holder: block.note, margin: MARGIN }
      continue
    }
    for (const cell of block.table.cells) {
      const unreadable = (cell.lines.length === 0 && cell.ink) || isUnmappable(cell.lines)
      if (unreadable) yield { holder: cell, margin: -INSET }
    }
  }
}

/** Puts the recognisers' lines where none can be used; leaves a place as it is where they read nothing either. */
export async function rereadUnreadable(layout: PageLayout, look: Look, options: ReadOptions): Promise<void> {
  if (options.ocr === 'off' || layout.reader !== 'pdf') return
  let left = MOST_PLACES
  for (const { holder, margin } of findUnreadable(layout)) {
    if (left-- <= 0) return
    if (holder.box === null) continue
    const [x0, y0, x1, y1] = holder.box
    const area = [x0 - margin, y0 - margin, x1 + margin, y1 + margin] as const
    const [width, height] = [area[2] - area[0], area[3] - area[1]]
    const image = width > 0 && height > 0 ? await look(area) : null
    if (image === null) continue
    const scanner = await useScanner(options)
    const runs = await scanner.readCell(image, { number: layout.page, width, height })
    if (runs.some((run) => run.text !== UNKNOWN)) holder.lines = runs.map((run) => lineOf(run, layout.page, area))
  }
}

function lineOf(run: TextRun, page: number, area: Box): Line {
  const [x0, y0, x1, y1] = run.box
  return {
    text: run.text,
    page,
    box: [x0 + area[0], y0 + area[1], x1 + area[0], y1 + area[1]],
    full: null,
    confidence: run.confidence,
    readings: run.readings,
  }
}
