/** Cards printed on pages, on their way through the real layout engine, reader and repairs. */
import type { Page } from '../../src/model/page.ts'
import { resolveFields } from '../../src/repair/resolve.ts'
import { readScorecard } from '../../src/scorecard/read.ts'
import { layOut } from '../../src/table/index.ts'
import { type Entry, emptyPage, printTable, printText, type TableSpec } from '../table/make-page.ts'

export const printHeadings = ['策略目標', 'KPI', '110年實際值', '111年目標值', '行動計畫', '111年預算(元)']
export const printTitle = '臺北市政府客家事務委員會 平衡計分卡 (111年)'

const WIDTHS = [90, 110, 70, 70, 130, 80]

/** Cells from rows of texts; null goes on the cell above it. */
export function entriesWithSpans(rows: readonly (readonly (string | null)[])[]): Entry[] {
  const entries: Entry[] = []
  rows.forEach((cells, row) => {
    cells.forEach((text, column) => {
      if (text !== null) entries.push({ text, row, column })
      else {
        const above = entries.findLast((entry) => entry.column === column)
        if (above) above.rowSpan = row - above.row + 1
      }
    })
  })
  return entries
}

/** One page with a card's table, its header first. */
export function printPage(
  number: number,
  rows: readonly (readonly (string | null)[])[],
  { title = '', header = printHeadings, ...spec }: { title?: string; header?: string[] } & Partial<TableSpec> = {},
): Page {
  const page = emptyPage(number)
  if (title !== '') printText(page, title, 300, 30, 14)
  printTable(page, { x: 40, y: 60, size: 9, widths: WIDTHS, entries: entriesWithSpans([header, ...rows]), ...spec })
  return page
}

/** The scorecard of the pages, with what was found and repaired on the way. */
export function readPrint(pages: readonly Page[]) {
  const draft = readScorecard(layOut(pages))
  const { repairs, findings } = resolveFields(draft)
  return { ...draft, repairs, findings: [...draft.findings, ...findings] }
}
