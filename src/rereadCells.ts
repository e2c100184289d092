/** Cells of a born-digital page that show ink and hold no usable text are read from the page's picture. */
import type { TextRun } from './model/page.ts'
import type { Line } from './model/table.ts'
import type { Look, ReadOptions } from './readPages.ts'
import { useScanner } from './scanners.ts'
import type { PageLayout } from './table/index.ts'

/** The ruling around a cell is kept out of its picture, in points. */
const INSET = 1.5
/** Each look draws the page once more; a page with more such cells is a chart of glyphs, and the rest stays unreadable. */
const MOST_CELLS = 40
const UNMAPPABLE = '\ufffd'

type Cell = { lines: Line[]; box: readonly [number, number, number, number] | null; ink: boolean }

const isUnreadable = (cell: Cell): boolean =>
  (cell.lines.length === 0 && cell.ink) || cell.lines.some((line) => line.text.includes(UNMAPPABLE))

/** Puts the recognisers' lines into the cells that have none; leaves a cell as it is where they read nothing either. */
export async function rereadCells(layout: PageLayout, look: Look, options: ReadOptions): Promise<void> {
  if (options.ocr === 'off' || layout.reader !== 'pdf') return
  let left = MOST_CELLS
  for (const block of layout.blocks) {
    if (block.kind !== 'table') continue
    for (const cell of block.table.cells.filter(isUnreadable)) {
      if (left-- <= 0) return
      if (cell.box === null) continue
      const [x0, y0, x1, y1] = cell.box
      const inner = [x0 + INSET, y0 + INSET, x1 - INSET, y1 - INSET] as const
      const [width, height] = [inner[2] - inner[0], inner[3] - inner[1]]
      const image = width > 0 && height > 0 ? await look(inner) : null
      if (image === null) continue
      const scanner = await useScanner(options)
      const runs = await scanner.readCell(image, { number: layout.page, width, height })
      if (runs.length > 0) cell.lines = runs.map((run) => lineOf(run, layout.page, inner))
    }
  }
}

function lineOf(run: TextRun, page: number, cell: readonly [number, number, number, number]): Line {
  const [x0, y0, x1, y1] = run.box
  return {
    text: run.text,
    page,
    box: [x0 + cell[0], y0 + cell[1], x1 + cell[0], y1 + cell[1]],
    full: null,
    confidence: run.confidence,
    readings: run.readings,
  }
}
