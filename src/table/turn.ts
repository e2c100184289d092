/** Tables printed sideways: the page is turned so that its text is level, laid out, and its boxes are turned back. */
import type { Box, Page, Ruling, TextRun } from '../model/page.ts'
import type { Ink } from './ink.ts'
import type { PageLayout } from './page-table.ts'

/** A page is laid out sideways when more than this share of its characters stand so. */
const SIDEWAYS_SHARE = 0.5

/** The direction in which most text of the page reads, in degrees clockwise; 0 where no other clearly leads. */
export function findReadingTurn(ink: readonly Ink[]): 0 | 90 | 180 | 270 {
  for (const turn of [90, 180, 270] as const) {
    if (ink.filter((glyph) => glyph.turn === turn).length > SIDEWAYS_SHARE * ink.length) return turn
  }
  return 0
}

/** Where a box goes when a page of the given size is turned back by `turn` degrees. */
function turnBox([x0, y0, x1, y1]: Box, turn: number, width: number, height: number): Box {
  if (turn === 90) return [y0, width - x1, y1, width - x0]
  if (turn === 270) return [height - y1, x0, height - y0, x1]
  if (turn === 180) return [width - x1, height - y1, width - x0, height - y0]
  return [x0, y0, x1, y1]
}

/** The page with text that read in direction `turn` made level. */
export function turnPage(page: Page, turn: 90 | 180 | 270): Page {
  const { width, height } = page
  const box = (from: Box) => turnBox(from, turn, width, height)
  const sideways = turn !== 180
  return {
    ...page,
    width: sideways ? height : width,
    height: sideways ? width : height,
    runs: page.runs.map(
      (run): TextRun => ({
        ...run,
        angle: (((run.angle - turn) % 360) + 360) % 360,
        box: box(run.box),
        glyphs: run.glyphs.map((glyph) => ({ ...glyph, box: box(glyph.box) })),
      }),
    ),
    rulings: page.rulings.map((ruling): Ruling => turnRuling(ruling, turn, width, height)),
    fills: page.fills.map((fill) => ({ ...fill, box: box(fill.box) })),
    images: page.images.map(box),
  }
}

function turnRuling(ruling: Ruling, turn: number, width: number, height: number): Ruling {
  const level = ruling.orientation === 'horizontal'
  const thin: Box = level
    ? [ruling.from, ruling.at, ruling.to, ruling.at]
    : [ruling.at, ruling.from, ruling.at, ruling.to]
  const [x0, y0, x1, y1] = turnBox(thin, turn, width, height)
  const nowLevel = turn === 180 ? level : !level
  return nowLevel
    ? { ...ruling, orientation: 'horizontal', at: y0, from: x0, to: x1 }
    : { ...ruling, orientation: 'vertical', at: x0, from: y0, to: y1 }
}

/** Brings the boxes of a layout of a turned page back onto the page as displayed. */
export function turnBack(layout: PageLayout, turn: 90 | 180 | 270, page: Page): PageLayout {
  const back = (box: Box | null): Box | null => box && turnBox(box, (360 - turn) % 360, layout.width, layout.height)
  const lines = <T extends { box: Box | null }>(from: T[]): T[] =>
    from.map((line) => ({ ...line, box: back(line.box) }))
  return {
    ...layout,
    width: page.width,
    height: page.height,
    blocks: layout.blocks.map((block) =>
      block.kind === 'note'
        ? { kind: 'note', note: { ...block.note, box: back(block.note.box), lines: lines(block.note.lines) } }
        : {
            kind: 'table',
            table: {
              ...block.table,
              box: back(block.table.box),
              cells: block.table.cells.map((cell) => ({ ...cell, box: back(cell.box), lines: lines(cell.lines) })),
            },
          },
    ),
  }
}
