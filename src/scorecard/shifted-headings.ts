/**
 * Headings on two levels in a text whose merged cells were dropped: those of the second level moved left, below headings
 * that are not theirs. Which heading spans how many columns is what puts figures under years, codes under names.
 */
import { readLeadingCode } from '../language/code.ts'
import type { ColumnRole, RecordedChange } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import type { Card } from '../model/scorecard.ts'
import type { Cell, Table } from '../model/table.ts'
import { textOf } from './cells.ts'
import { readHeading } from './heading.ts'
import { CHANGE_CONFIDENCE } from './ledger.ts'
import { placeIn } from './place.ts'
import { suitability } from './shifted-rows.ts'

/** Settings grow with the third power of the columns. The widest of the practice documents has 16. */
const MOST_COLUMNS = 30
/** Rows that are asked; a card whose headings can be set at all is told by fewer. */
const MOST_WITNESSES = 200

/** A heading that tells a role counts as much as a row whose cell speaks for that role. */
const TOLD = 1
/** One cell that cannot stand under its heading outweighs all that suits. */
const IMPOSSIBLE = -1000

/** A way to set the first `upper` headings of the first level and `lower` of the second. */
interface Setting {
  score: number
  /** How many ways are as good. */
  ways: number
  /** Columns that each heading of the first level takes so far; null: it stands alone over both levels. */
  spans: (number | null)[]
}

/**
 * The table with its headings over their own columns; null where they stand right, or nothing tells where they belong.
 * `cardYear`: the ROC year of the card's title, if it has one.
 */
export function straightenHeadings(table: Table, cardYear: number | null): Table | null {
  const [upper, lower] = [headingsOf(table, 0), headingsOf(table, 1)]
  if (upper === null || lower === null || table.columns > MOST_COLUMNS) return null
  const witnesses = witnessesOf(table)
  const groups = upper.length + lower.length - table.columns
  if (groups < 1 || groups >= table.columns || upper.length >= table.columns) return null
  const year = cardYear ?? yearOf(lower.map(textOf))
  const judge = rememberJudgements((heading, column) => judgeHeading(heading, column, witnesses, year))
  const spans = findSpans(upper.map(textOf), lower.map(textOf), groups, judge)
  if (spans === null) return null
  let column = 0
  let next = 0
  const header = upper.flatMap((cell, at): Cell[] => {
    const span = spans[at] ?? null
    const start = column
    column += span ?? 1
    if (span === null) return [{ ...cell, column: start, rowSpan: 2, columnSpan: 1 }]
    const below = lower.slice(next, next + span)
    next += span
    return [
      { ...cell, column: start, columnSpan: span },
      ...below.map((one, i) => ({ ...one, column: start + i, columnSpan: 1 })),
    ]
  })
  const body = table.cells.filter((cell) => cell.row > 1)
  return { ...table, cells: [...header.sort((a, b) => a.row - b.row || a.column - b.column), ...body] }
}

/** The repair as it is recorded; a text has no places. */
export function recordShift(card: Card, printed: Table, headings: readonly string[]): RecordedChange {
  const rows = [headingsOf(printed, 0), headingsOf(printed, 1)]
  return {
    rule: 'shifted-row',
    place: placeIn(card, null),
    before: rows.map((row) => (row ?? []).map(textOf).join('|')).join('\n'),
    after: headings.join('|'),
    confidence: CHANGE_CONFIDENCE,
    evidence: [tell('row-structure', 'one-spread')],
    pieces: [],
  }
}

/** The headings of a row from the left; null where there is a blank between them, which stands for a merged cell, or a code. */
function headingsOf(table: Table, row: number): Cell[] | null {
  const cells = table.cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column)
  const filled = cells.filter((cell) => textOf(cell) !== '')
  const isPlain = filled.every((cell, at) => cells[at] === cell && cell.box === null && cell.rowSpan === 1)
  return isPlain && !filled.some((cell) => readLeadingCode(textOf(cell)) !== null) ? filled : null
}

/** Rows from which no cell was dropped: all their columns are filled. */
function witnessesOf(table: Table): string[][] {
  const rows = Array.from({ length: table.rows }, (): string[] => [])
  for (const cell of table.cells) {
    const text = textOf(cell)
    if (cell.row > 1 && cell.columnSpan === 1 && text !== '') rows[cell.row]?.push(text)
  }
  return rows.filter((row) => row.length === table.columns).slice(0, MOST_WITNESSES)
}

type Judge = (heading: string, column: number) => number

/** Many settings put the same heading over the same column. */
function rememberJudgements(judge: Judge): Judge {
  const known = new Map<string, number>()
  return (heading, column) => {
    const key = `${column} ${heading}`
    const score = known.get(key) ?? judge(heading, column)
    known.set(key, score)
    return score
  }
}

/** The one best setting of all headings; null where none suits, or several do as well. */
function findSpans(
  upper: readonly string[],
  lower: readonly string[],
  groups: number,
  judge: Judge,
): (number | null)[] | null {
  // settings[headings of the second level][groups]: those of the headings of the first level set so far
  let settings: (Setting | undefined)[][] = [[{ score: 0, ways: 1, spans: [] }]]
  for (const [at, heading] of upper.entries()) {
    const next: (Setting | undefined)[][] = lower.map(() => [])
    next.push([])
    for (const [used, byGroups] of settings.entries())
      for (const [spanning, setting] of byGroups.entries()) {
        if (setting === undefined) continue
        const column = at - spanning + used
        offer(next, used, spanning, setting, null, judge(heading, column))
        let score = 0
        for (let span = 1; spanning < groups && used + span <= lower.length; span++) {
          score += judge(heading + lower[used + span - 1], column + span - 1)
          offer(next, used + span, spanning + 1, setting, span, score)
        }
      }
    settings = next
  }
  const best = settings[lower.length]?.[groups]
  return best !== undefined && best.score > 0 && best.ways === 1 ? best.spans : null
}

function offer(
  settings: (Setting | undefined)[][],
  used: number,
  groups: number,
  before: Setting,
  span: number | null,
  score: number,
): void {
  const row = settings[used]
  if (row === undefined) return
  const total = before.score + score
  const known = row[groups]
  if (known !== undefined && known.score > total) return
  const isTie = known !== undefined && known.score === total
  row[groups] = {
    score: total,
    ways: before.ways + (isTie ? known.ways : 0),
    spans: isTie ? known.spans : [...before.spans, span],
  }
}

/** How well the heading suits the cells below it; targets begin with the card's year. */
function judgeHeading(heading: string, column: number, witnesses: readonly string[][], year: number | null): number {
  const read = readHeading(heading)
  const role: ColumnRole = read.role === 'owner' ? { role: 'kpi-owner' } : read
  if (role.role === 'value' && year !== null && (role.kind === 'actual') !== role.rocYear < year) return IMPOSSIBLE
  if (role.role === 'unknown') return 0
  const verdicts = witnesses.map((row) => suitability(row[column] ?? '', role))
  return verdicts.some((verdict) => verdict < 0) ? IMPOSSIBLE : TOLD + verdicts.filter((verdict) => verdict > 0).length
}

/** The card's year as a heading of the second level has it: what is budgeted already is of the year with the first target. */
function yearOf(lower: readonly string[]): number | null {
  const approved = lower
    .map(readHeading)
    .flatMap((role) => (role.role === 'budget' && role.stage === 'approved' ? [role.rocYear] : []))
  return new Set(approved).size === 1 ? (approved[0] ?? null) : null
}
