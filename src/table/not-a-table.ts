/** What has rows and columns and is no table. */
import { heightOf, holds, middleX, middleY, sharedArea, widthOf } from '../geometry/box.ts'
import { median } from '../geometry/cluster.ts'
import type { Page } from '../model/page.ts'
import { isFigure } from './header.ts'
import { type PageCell, type PageTable, squeeze } from './page-table.ts'

/** A chart fills at most this share of its fields. */
const CHART_FILLED = 0.4
/** So many figures in even steps are the ticks of an axis. */
const TICKS = 5
/** The values of a line chart fill at most this share of the fields beside its axis. */
const SCATTERED = 0.55
/** Of the steps, this share must be equal (a tick may be hidden). */
const EVEN_SHARE = 0.8
/** So many rows and columns between boxes are empty in a diagram. */
const DIAGRAM_GAPS = 3
/** Pictures over this share of a grid are what it frames. */
const PICTURE_SHARE = 0.4
/** A picture, or the strips of one, over this share of the page is the page. */
const SCAN_SHARE = 0.8
/** Is most of it pictures, with the text beside them? A scan, which is one picture as a whole, does not count. */
export function isPicture(table: PageTable, page: Page): boolean {
  const box = table.box
  if (!box) return false
  const pictures = page.images.filter(
    (image) => sharedArea(image, [0, 0, page.width, page.height]) < SCAN_SHARE * page.width * page.height,
  )
  const all = pictures.reduce((sum, image) => sum + widthOf(image) * heightOf(image), 0)
  if (all > SCAN_SHARE * page.width * page.height) return false
  const covered = pictures.reduce((sum, image) => sum + sharedArea(image, box), 0)
  if (covered <= PICTURE_SHARE * widthOf(box) * heightOf(box)) return false
  // text on a picture has it for a background
  const lines = table.cells.flatMap((cell) => cell.lines.flatMap((line) => (line.box ? [line.box] : [])))
  const on = lines.filter((line) => pictures.some((image) => holds(image, middleX(line), middleY(line))))
  return on.length < 0.5 * lines.length
}

/** Hardly filled, and the rows with one text have a figure: the axis of a chart. */
export function isChart(table: PageTable): boolean {
  const filled = table.cells.filter((cell) => cell.glyphs > 0)
  if (filled.length > CHART_FILLED * table.cells.length) return false
  const byRow = new Map<number, PageCell[]>()
  for (const cell of filled) byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell])
  const ticks = [...byRow.values()].filter((row) => row.length === 1 && row[0] && isFigure(squeeze(row[0])))
  return ticks.length >= 0.5 * byRow.size
}

/** Do the figures of every column but the first rise or fall by one step, as the ticks of an axis do? */
export function isAxis(table: PageTable): boolean {
  const byColumn = new Map<number, number[]>()
  for (const cell of [...table.cells].sort((a, b) => a.row - b.row)) {
    const text = squeeze(cell)
    if (!isFigure(text)) continue
    const value = Number(text.replace(/[,%]/gu, ''))
    const column = byColumn.get(cell.column)
    if (column) column.push(value)
    else byColumn.set(cell.column, [value])
  }
  const filled = table.cells.filter((cell) => cell.glyphs > 0).length
  // the ticks, and values scattered as high as they are
  if (
    filled <= SCATTERED * table.cells.length &&
    (byColumn.get(0) ?? []).length >= TICKS - 1 &&
    risesEvenly(byColumn.get(0) ?? [])
  )
    return true
  const long = [...byColumn].filter(([, values]) => values.length >= TICKS)
  const others = long.filter(([column]) => column > 0)
  const judged = others.length > 0 ? others : long
  return judged.length > 0 && judged.every(([, values]) => risesEvenly(values))
}

function risesEvenly(values: readonly number[]): boolean {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0))
  const step = median(steps)
  const even = steps.filter((other) => Math.abs(other - step) < 1e-6 * Math.abs(step))
  return step !== 0 && even.length >= EVEN_SHARE * steps.length
}

/** Are both rows and columns between filled ones empty? The gaps between the boxes of a flow chart are, and arrows cross them. */
export function isDiagram(table: PageTable): boolean {
  const [rows, columns] = [new Set<number>(), new Set<number>()]
  for (const cell of table.cells) {
    if (cell.glyphs === 0) continue
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) rows.add(row)
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) columns.add(column)
  }
  const gaps = (filled: ReadonlySet<number>) =>
    filled.size === 0 ? 0 : Math.max(...filled) - Math.min(...filled) + 1 - filled.size
  const [emptyRows, emptyColumns] = [gaps(rows), gaps(columns)]
  return emptyRows > 0 && emptyColumns > 0 && emptyRows + emptyColumns >= DIAGRAM_GAPS
}
