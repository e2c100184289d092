/** Cells in quotes, as spreadsheet programs write them between tabs where a cell holds a comma, a quote or a new line. */

/** A quote inside such a cell is doubled. With a tab inside, the quotes belong to two cells. */
const QUOTED = /(?<=\t)"((?:[^"\t]|"")*)"(?=\t|\r?\n|$)|(?<=^|\n)"((?:[^"\t]|"")*)"(?=\t)/g
/** No print sets a figure in quotes, and only the marks of a cell go over the end of a line. */
const NEVER_PRINTED = /\n|""|^[\d.,%]+$/

/** The text without the marks of its cells; a new line inside a cell is `\v`. Quotes that were printed stay. */
export function takeQuotesOff(text: string): string {
  const contents = [...text.matchAll(QUOTED)].map(([, inner, first]) => inner ?? first ?? '')
  const areMarks = contents.some((content) => NEVER_PRINTED.test(content)) || isFirstRowQuoted(text)
  if (!areMarks) return text
  return text.replace(QUOTED, (_, inner?: string, first?: string) =>
    (inner ?? first ?? '').replaceAll('""', '"').replaceAll(/\r?\n/g, '\v'),
  )
}

function isFirstRowQuoted(text: string): boolean {
  const cells = /^.*\t.*$/m.exec(text)?.[0].trimEnd().split('\t') ?? []
  return cells.length > 0 && cells.every((cell) => /^".*"$/.test(cell))
}
