/** What `tidycard tables` writes for an input, `<id>.tables.json`: every table as a grid, and what became of every page. */
import { z } from 'zod'

const count = z.int().min(0)
const page = z.int().min(1)

/** `[x0, y0, x1, y1]` in points from the top left corner of the page as displayed, two decimals; null for text inputs. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable()

const cell = z.strictObject({
  row: count,
  column: count,
  rowSpan: z.int().min(1),
  columnSpan: z.int().min(1),
  /** The lines as one text: without the wraps that a narrow cell forced. */
  text: z.string(),
  /** As printed, from top to bottom. */
  lines: z.array(z.string()),
  page,
  box,
  /** Only where a page break cut the cell: its pieces after the first. */
  continues: z.array(z.strictObject({ page, box })).optional(),
})

/** Every field of the grid is in exactly one cell. */
export const tableGridSchema = z
  .strictObject({
    /** From 1, in reading order. */
    table: z.int().min(1),
    firstPage: page,
    lastPage: page,
    rows: count,
    columns: count,
    headerRows: count,
    cells: z.array(cell),
  })
  .superRefine(({ rows, columns, cells }, context) => {
    const fault = findGridFault(rows, columns, cells)
    if (fault !== null) context.addIssue({ code: 'custom', message: fault })
  })

/** Why a page gave no table. */
export const emptyReasons = [
  'empty-page',
  'no-table',
  'no-unicode',
  'too-coarse',
  'needs-ocr',
  'damaged',
  'limit-exceeded',
  'outlined-text',
] as const

const pageReport = z.strictObject({
  page,
  reader: z.enum(['pdf', 'scan', 'rows']),
  /** Tables on the page, those that began on an earlier page too. */
  tables: count,
  /** null where there are tables. */
  why: z.enum(emptyReasons).nullable(),
  /** Cells that show ink and hold no text that could be read. */
  unreadCells: count,
  problems: z.array(z.strictObject({ code: z.enum(emptyReasons), detail: z.string() })),
})

/** What is told when all tables are. */
export const tablesSummarySchema = z.strictObject({
  pages: z.array(pageReport),
  /** Visible characters that came in, and where they ended; `lost` is 0 unless the layout engine is at fault. */
  glyphs: z.strictObject({ visible: count, inCells: count, inNotes: count, lost: z.int() }),
})

export const tablesFileSchema = z.strictObject({ tables: z.array(tableGridSchema), ...tablesSummarySchema.shape })

export type TablesFile = z.infer<typeof tablesFileSchema>
export type TablesSummary = z.infer<typeof tablesSummarySchema>
export type TableGrid = z.infer<typeof tableGridSchema>
export type GridCell = TableGrid['cells'][number]
export type PageReport = TablesSummary['pages'][number]
export type EmptyReason = (typeof emptyReasons)[number]

/** The first field that no cell, or more than one, covers; null where there is none. */
function findGridFault(rows: number, columns: number, cells: readonly GridCell[]): string | null {
  const covered = new Uint8Array(rows * columns)
  for (const { row, column, rowSpan, columnSpan } of cells) {
    if (row + rowSpan > rows || column + columnSpan > columns) return `cell ${row},${column} lies outside of the grid`
    for (let down = row; down < row + rowSpan; down++) {
      for (let across = column; across < column + columnSpan; across++) {
        if (covered[down * columns + across] === 1) return `field ${down},${across} is in two cells`
        covered[down * columns + across] = 1
      }
    }
  }
  const hole = covered.indexOf(0)
  return hole < 0 ? null : `field ${Math.floor(hole / columns)},${hole % columns} is in no cell`
}
