/**
 * Tables drawn with characters, `+-----+` above and `| a | b |` beside the cells: with a border below every row, whose cells
 * may take several lines (reStructuredText, Pandoc), or only around header and body (database consoles).
 */

const BORDER = /^\s*\+(?:[-=:]{2,}\+)+\s*$/u
const ROW = /^\s*\|.*\|\s*$/u
/** Borders of a table that has them only above the header, below it, and below the body. */
const CONSOLE_BORDERS = 3
/** What stands for the border below a header. */
const SEPARATOR = ['---']

/** The lines of the drawn table that begins at line `at`; none where there is none. */
export function findDrawnTable(lines: readonly string[], at: number): string[] {
  if (!BORDER.test(lines[at] ?? '')) return []
  let end = at
  while (end < lines.length && (BORDER.test(lines[end] ?? '') || ROW.test(lines[end] ?? ''))) end++
  const table = lines.slice(at, end)
  const last = table.findLastIndex((line) => BORDER.test(line))
  return last > 0 ? table.slice(0, last + 1) : []
}

/** The rows of a drawn table, and a separator below the header; `cut` gives the cells of one line. */
export function readDrawnTable(table: readonly string[], cut: (line: string) => string[]): string[][] {
  const borders = table.flatMap((line, at) => (BORDER.test(line) ? [at] : []))
  const isRuled = borders.length > CONSOLE_BORDERS || borders.some((at) => table[at]?.includes('='))
  return borders.slice(1).flatMap((border, nth) => {
    const rows = table.slice((borders[nth] ?? 0) + 1, border).map(cut)
    const isBelowHeader = nth === 0 && (!isRuled || table[border]?.includes('='))
    return [...(isRuled ? [joinLines(rows)] : rows), ...(isBelowHeader ? [SEPARATOR] : [])]
  })
}

/** One row of cells from those of its lines. */
function joinLines(rows: readonly string[][]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: columns }, (_, column) =>
    rows
      .map((row) => row[column] ?? '')
      .filter((text) => text !== '')
      .join(' '),
  )
}
