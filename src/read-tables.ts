/** Every table of one document, scorecard or not: bytes → pages → tables. */
import { joinLines } from './language/wrap.ts'
import type { Box, Page } from './model/page.ts'
import type { Cell, Table } from './model/table.ts'
import type { EmptyReason, GridCell, PageReport, TableGrid, TablesSummary } from './model/tables-file.ts'
import { findKind, type ReadOptions, readPages } from './reading/pages.ts'
import { rereadUnreadable } from './reading/reread-unreadable.ts'
import { layOutPage, type PageLayout, PageStore, stitchBlocks } from './table/index.ts'

/**
 * Reads all tables of a PDF, picture or text; `name` is the file's, its ending tells text from pictures. Hands every
 * table to `use`, in reading order, and keeps none. Throws ConversionError.
 */
export async function readTables(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions,
  use: (table: TableGrid) => void,
): Promise<TablesSummary> {
  const layouts = new PageStore()
  const pages: PageReport[] = []
  await readPages(bytes, findKind(bytes, name), options, async (page, look) => {
    const layout = layOutPage(page)
    await rereadUnreadable(layout, look, options)
    layouts.add(layout)
    pages.push(reportPage(page, layout))
  })
  const blocks = stitchBlocks(layouts)
  let next = blocks.next()
  for (; !next.done; next = blocks.next()) if (next.value.kind === 'table') use(toGrid(next.value.table))
  return { pages, glyphs: next.value }
}

function reportPage(page: Page, layout: PageLayout): PageReport {
  const tables = layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))
  const cells = tables.flatMap((table) => table.cells)
  return {
    page: page.number,
    reader: page.reader,
    tables: tables.length,
    why: tables.length > 0 ? null : findReason(page),
    unreadCells: cells.filter((cell) => cell.ink && cell.lines.length === 0).length,
    problems: page.problems.map(({ code, detail }) => ({ code, detail })),
  }
}

function findReason({ problems, glyphs, images }: Page): EmptyReason {
  const [problem] = problems
  if (problem !== undefined) return problem.code
  return glyphs.visible === 0 && images.length === 0 ? 'empty-page' : 'no-table'
}

function toGrid({ number, firstPage, lastPage, rows, columns, headerRows, cells }: Table): TableGrid {
  return { table: number, firstPage, lastPage, rows, columns, headerRows, cells: cells.map(toGridCell) }
}

function toGridCell({ row, column, rowSpan, columnSpan, lines, page, box, continues }: Cell): GridCell {
  return {
    row,
    column,
    rowSpan,
    columnSpan,
    text: joinLines(lines),
    lines: lines.map((line) => line.text),
    page,
    box: roundBox(box),
    ...(continues.length === 0
      ? {}
      : { continues: continues.map((piece) => ({ page: piece.page, box: roundBox(piece.box) })) }),
  }
}

const round = (points: number): number => Math.round(points * 100) / 100

const roundBox = (box: Box | null): [number, number, number, number] | null =>
  box && [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
