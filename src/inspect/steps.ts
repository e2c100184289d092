/** The steps of the layout engine as drawings, each with a legend. */
import type { Page, Ruling } from '../model/page.ts'
import type { Explanation, PageTable } from '../table/index.ts'
import { drawBox, drawDot, drawLabel, drawRuling, turnMarks } from './svg.ts'

export interface Step {
  title: string
  legend: { colour: string; words: string }[]
  /** SVG in points of the page as displayed. */
  marks: string
}

const colours = {
  horizontal: '#d6202a',
  vertical: '#1f5fd0',
  glyph: '#7a7a7a',
  run: '#2c9f45',
  fill: '#c98a00',
  picture: '#a02bb8',
  crossing: '#111111',
  grid: '#e07b00',
  region: '#00868b',
  table: '#8a1fb0',
  cell: '#2c9f45',
  span: '#1f5fd0',
  header: '#f2c200',
  unread: '#d6202a',
  note: '#5a6b7a',
} as const

const line = (colour: string, width: number, more = ''): string =>
  `stroke="${colour}" stroke-width="${width}" fill="none" ${more}`
const tint = (colour: string, opacity: number): string => `fill="${colour}" fill-opacity="${opacity}" stroke="none"`

const rulingColour = ({ orientation }: Ruling): string => colours[orientation]

/** Ends that miss each other by less than this many points are drawn as a crossing. */
const MEETS = 3

/** The steps in their order. */
export function drawSteps(page: Page, explanation: Explanation): Step[] {
  const { width, height } = page
  const turned = (marks: readonly string[]): string => turnMarks(marks, explanation.turn, width, height)
  return [
    drawReading(page),
    { ...drawRulings(explanation), marks: turned(rulingMarks(explanation)) },
    { ...gridStep(explanation), marks: turned(gridMarks(explanation)) },
    { ...resultStep(explanation), marks: turned(resultMarks(explanation)) },
  ]
}

function drawReading(page: Page): Step {
  const glyphs = page.runs.flatMap((run) => run.glyphs.map((glyph) => drawBox(glyph.box, line(colours.glyph, 0.2))))
  const marks = [
    ...page.fills.map(({ box, colour }) =>
      drawBox(
        box,
        `fill="${colour || '#ccc'}" fill-opacity="0.25" stroke="${colours.fill}" stroke-width="0.6" stroke-dasharray="3 2"`,
      ),
    ),
    ...page.images.map((box) => drawBox(box, line(colours.picture, 1, 'stroke-dasharray="6 3"'))),
    ...glyphs,
    ...page.runs.map((run) => drawBox(run.box, line(colours.run, 0.5))),
    ...page.rulings.map((ruling) => drawRuling(ruling, line(rulingColour(ruling), 0.8))),
  ]
  return {
    title: `1 Read: ${page.glyphs.visible} visible characters (${page.glyphs.hidden} hidden), ${page.rulings.length} rulings, ${page.fills.length} fills`,
    legend: [
      { colour: colours.glyph, words: 'character' },
      { colour: colours.run, words: 'text run' },
      { colour: colours.horizontal, words: 'horizontal ruling' },
      { colour: colours.vertical, words: 'vertical ruling' },
      { colour: colours.fill, words: 'fill' },
      { colour: colours.picture, words: 'picture' },
    ],
    marks: marks.join('\n'),
  }
}

function drawRulings({ merged, em }: Explanation): Omit<Step, 'marks'> {
  return {
    title: `2 Rulings snapped and merged: ${merged.length} lines (em ${Math.round(em * 10) / 10} pt)`,
    legend: [
      { colour: colours.horizontal, words: 'horizontal' },
      { colour: colours.vertical, words: 'vertical' },
      { colour: colours.crossing, words: 'they meet' },
    ],
  }
}

function rulingMarks({ merged }: Explanation): string[] {
  const upright = merged.filter((ruling) => ruling.orientation === 'vertical')
  const level = merged.filter((ruling) => ruling.orientation === 'horizontal')
  const within = (at: number, { from, to }: Ruling): boolean => at >= from - MEETS && at <= to + MEETS
  const crossings = level.flatMap((across) =>
    upright.flatMap((down) =>
      within(down.at, across) && within(across.at, down)
        ? [drawDot(down.at, across.at, 1.6, tint(colours.crossing, 0.9))]
        : [],
    ),
  )
  return [...merged.map((ruling) => drawRuling(ruling, line(rulingColour(ruling), 1.4))), ...crossings]
}

function gridStep({ candidates, regions }: Explanation): Omit<Step, 'marks'> {
  return {
    title: `3 Grids: ${candidates.length} of line work, ${regions.length} of alignment`,
    legend: [
      { colour: colours.grid, words: 'border of a grid (also where it is not drawn)' },
      { colour: colours.region, words: 'text in columns without a full grid' },
    ],
  }
}

function gridMarks({ candidates, regions }: Explanation): string[] {
  const grids = candidates.flatMap(({ xs, ys }) => {
    const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
    const look = line(colours.grid, 0.9, 'stroke-dasharray="4 2"')
    return [
      ...xs.map((at) =>
        drawRuling({ orientation: 'vertical', at, from: top, to: bottom, thickness: 0, drawn: 'edge' }, look),
      ),
      ...ys.map((at) =>
        drawRuling({ orientation: 'horizontal', at, from: left, to: right, thickness: 0, drawn: 'edge' }, look),
      ),
    ]
  })
  return [...grids, ...regions.map((box) => drawBox(box, `${line(colours.region, 1.4)} stroke-dasharray="8 3"`))]
}

function resultStep({ layout }: Explanation): Omit<Step, 'marks'> {
  const tables = layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
  const sizes = tables.map(({ rows, columns }) => `${rows} × ${columns}`).join(', ')
  const problem = tables.length === 0 ? 'no table' : `${tables.length} table${tables.length > 1 ? 's' : ''} (${sizes})`
  return {
    title: `4 Result: ${problem}, ${layout.blocks.length - tables.length} notes`,
    legend: [
      { colour: colours.table, words: 'table' },
      { colour: colours.cell, words: 'cell' },
      { colour: colours.span, words: 'cell over rows × columns' },
      { colour: colours.header, words: 'header' },
      { colour: colours.unread, words: 'ink without text' },
      { colour: colours.note, words: 'note and its role' },
    ],
  }
}

function resultMarks({ layout, em }: Explanation): string[] {
  const size = Math.max(3.5, Math.min(7, em * 0.55))
  return layout.blocks.flatMap((block, at) => {
    if (block.kind === 'table') return tableMarks(block.table, size, tableNumber(layout, at))
    const { box, role } = block.note
    if (box === null) return []
    return [
      drawBox(box, line(colours.note, 0.7, 'stroke-dasharray="2 1.5"')),
      drawLabel(role, box[2] + 1, box[1], size, colours.note),
    ]
  })
}

const tableNumber = ({ blocks }: Explanation['layout'], at: number): number =>
  blocks.slice(0, at + 1).filter((block) => block.kind === 'table').length

function tableMarks({ box, rows, columns, header, cells }: PageTable, size: number, number: number): string[] {
  if (box === null) return []
  const marks = cells.flatMap((cell) => {
    if (cell.box === null) return []
    const { row, rowSpan, columnSpan } = cell
    const spans = rowSpan > 1 || columnSpan > 1
    const ground = cell.ink
      ? tint(colours.unread, 0.3)
      : row < header.rows
        ? tint(colours.header, 0.35)
        : spans
          ? tint(colours.span, 0.12)
          : tint(colours.cell, 0.07)
    const label = spans
      ? [drawLabel(`${rowSpan}×${columnSpan}`, cell.box[0] + 0.8, cell.box[1] + 0.8, size, colours.span)]
      : []
    return [drawBox(cell.box, ground), drawBox(cell.box, line(spans ? colours.span : colours.cell, 0.7)), ...label]
  })
  const title = `table ${number}: ${rows} rows × ${columns} columns, header ${header.rows}`
  return [
    ...marks,
    drawBox(box, line(colours.table, 1.6)),
    drawLabel(title, box[0], box[1] - size * 1.5, size * 1.1, colours.table),
  ]
}
