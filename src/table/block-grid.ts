/** Grids of tables whose cells nothing parts and whose texts take several lines: from the blocks that the lines make. */
import { areCells, chooseFinder, FEWEST_COLUMNS, leadingBlanks, OFF_EMS, sortByColumn } from './block-cells.ts'
import { countHeading, setHeading } from './block-heading.ts'
import { BlockSheet, type SheetCell } from './block-sheet.ts'
import { borderBetween, cutBlocks, cutParts, findPitch, type Part, type Placed } from './blocks.ts'
import { CENTRED_EMS, type ColumnsOf } from './chunk-columns.ts'
import type { Chunk, TextLine } from './chunks.ts'
import type { Field } from './grid.ts'
import type { InferredGrid } from './infer-grid.ts'
import type { Ink } from './ink.ts'

/** The words of a title above a table are so many ems apart at most, and it is so far off the middle. */
const TITLE_GAP_EMS = 1.5

/**
 * Null where the lines show no cells of several lines, or their places do not fit any rows. `rules` are the levels of those
 * from end to end; all in points.
 */
export function inferBlockGrid(
  lines: readonly TextLine[],
  columnsOf: ColumnsOf,
  xs: readonly number[],
  [top, bottom]: readonly [number, number],
  rules: readonly number[],
  em: number,
): { table: InferredGrid; isHeaded: boolean } | null {
  const columns = xs.length - 1
  const placed = lines.flatMap((line) =>
    line.chunks.map((chunk): Placed => {
      const [from, to] = columnsOf(chunk)
      return { chunk, from, to }
    }),
  )
  const pitch = findPitch(placed)
  if (columns < FEWEST_COLUMNS || pitch === null) return null
  const parts = cutParts(placed, rules, pitch)
  const heads = countHeading(parts, columns)
  if (heads > 0 && isTitle(parts[0]?.placed ?? [], xs)) return null
  const groups = groupParts(parts.slice(heads), xs, em).map((group) => ({
    ...group,
    blocks: cutBlocks(group.placed, pitch),
  }))
  const body = groups.filter((group) => !group.isSection).flatMap((group) => group.blocks)
  const heading = cutBlocks(
    parts.slice(0, heads).flatMap((part) => part.placed),
    pitch,
  )
  if (
    (!areCells(body) && !areCells([...heading, ...body])) ||
    groups.some((group, i) => partsRows(group, groups[i - 1]))
  )
    return null
  const findRows = chooseFinder(body, em)
  const sheet = new BlockSheet(xs, top)
  const [first] = groups
  if (heading.length > 0 && first) {
    const above = parts[heads - 1]?.placed ?? []
    const set = setHeading(heading, xs, first.rule ?? borderBetween(above, first.placed), em)
    if (!set) return null
    const { ends, cells } = set
    // columns that share one heading are one, taken for two
    if (cells.some((cell) => cell.row + cell.rowSpan === ends.length && cell.columnSpan > 1)) return null
    sheet.add(
      ends,
      cells.map(({ block, ...field }) => ({ ...field, ink: inkOf(block.chunks) })),
    )
  }
  let off = 0
  for (const [i, group] of groups.entries()) {
    const next = groups[i + 1]
    const end = next ? (next.rule ?? borderBetween(group.placed, next.placed)) : null
    if (group.isSection) {
      const field: Field = { row: 0, column: 0, rowSpan: 1, columnSpan: columns }
      sheet.add([end ?? bottom], [{ ...field, ink: inkOf(group.placed.map(({ chunk }) => chunk)) }])
      continue
    }
    const stretch = { top: i > 0 || heads > 0 ? sheet.end : null, bottom: end, isOpen: end === null }
    const rows = findRows(sortByColumn(group.blocks, columns), stretch, em)
    off += rows.off
    const texts = rows.cells.map(({ block, row, rowSpan }): SheetCell => {
      return { row, rowSpan, column: block.from, columnSpan: 1, ink: inkOf(block.chunks) }
    })
    const blanks = leadingBlanks(texts, rows.ys.length - 1, columns)
    sheet.add(rows.ys.slice(1), [...texts, ...blanks.map((cell) => ({ ...cell, columnSpan: 1, ink: [] }))])
  }
  return off > OFF_EMS * body.length ? null : { table: sheet.toGrid(), isHeaded: heads > 0 }
}

interface Group extends Part {
  /** One text from end to end. */
  isSection: boolean
}

/** Parts between which no rule and no section stands: the text of a cell over several of them may leave white beside it. */
function groupParts(parts: readonly Part[], xs: readonly number[], em: number): Group[] {
  const groups: Group[] = []
  for (const { placed, rule } of parts) {
    const isSection = isAlone(placed, xs, em)
    const last = groups.at(-1)
    if (last && rule === null && !last.isSection && !isSection) last.placed.push(...placed)
    else groups.push({ isSection, rule, placed: [...placed] })
  }
  return groups
}

/** Parts a rule two rows or groups of them? Those of sections and headings do not. */
const partsRows = (group: Group, above: Group | undefined): boolean =>
  group.rule !== null && above !== undefined && !group.isSection && !above.isSection

/** Is the part one line at the left edge or in the middle of the table? */
function isAlone(part: readonly Placed[], xs: readonly number[], em: number): boolean {
  const [only] = part
  if (!only || part.length > 1) return false
  const { box } = only.chunk
  const off = (box[0] + box[2]) / 2 - ((xs[0] ?? 0) + (xs.at(-1) ?? 0)) / 2
  return only.from === 0 || Math.abs(off) <= CENTRED_EMS * em
}

/** Is it one line in the middle, with words closer than columns are? */
function isTitle(placed: readonly Placed[], xs: readonly number[]): boolean {
  const boxes = placed.map(({ chunk }) => chunk.box).sort((a, b) => a[0] - b[0])
  const [first, last] = [boxes[0], boxes.at(-1)]
  const [level] = placed.map(({ chunk }) => chunk.line)
  if (!first || !last || !level || placed.some(({ chunk }) => chunk.line.level !== level.level)) return false
  const isClose = boxes.every((box, i) => box[0] - (boxes[i - 1]?.[2] ?? box[0]) <= TITLE_GAP_EMS * level.size)
  const off = (first[0] + last[2]) / 2 - ((xs[0] ?? 0) + (xs.at(-1) ?? 0)) / 2
  return placed.length === 1 || (isClose && Math.abs(off) <= TITLE_GAP_EMS * level.size)
}

const inkOf = (chunks: readonly Chunk[]): Ink[] => chunks.flatMap(({ line }) => line.ink)
