/** Rows that sum up the budgets above them, `合計`: what is right says nothing new, what is wrong stays and is told. */
import { readNumber } from '../language/number.ts'
import { comparable } from '../language/script.ts'
import type { CardRow, CardTable, RowCell } from '../model/draft.ts'
import { filled } from './cells.ts'

const TOTAL = /^(?:[合總小]計|(?:經費|預算)[合總]計|總經費)$/u
/** It sums up the rows since the last of its kind. */
const OF_A_PART = /^小計$/u

/** The card's rows without those that rightly sum up its budgets, and these. */
export function setTotalsApart({ columns, rows }: Pick<CardTable, 'columns' | 'rows'>): {
  rows: CardRow[]
  totals: CardRow[]
} {
  const budgets = columns.flatMap(({ role }, at) => (role === 'budget' ? [at] : []))
  const kept: CardRow[] = []
  const totals: CardRow[] = []
  let part = 0
  for (const row of rows) {
    const label = labelOf(row, budgets)
    const summed = label !== null && OF_A_PART.test(label) ? kept.slice(part) : kept
    if (label === null || !budgets.every((at) => isSum(row.cells[at], summed, at))) kept.push(row)
    else {
      totals.push(row)
      part = kept.length
    }
  }
  return { rows: kept, totals }
}

/** What a row says besides budgets; null where that is not only that it is a total. */
function labelOf({ cells }: CardRow, budgets: readonly number[]): string | null {
  const own = cells.filter((cell) => cell.own && filled(cell))
  const words = new Set(
    own.filter((cell) => !budgets.some((at) => cells[at] === cell)).map(({ raw }) => comparable(raw)),
  )
  const [label, ...more] = words
  const hasFigures = own.some((cell) => budgets.some((at) => cells[at] === cell))
  return label !== undefined && more.length === 0 && TOTAL.test(label) && hasFigures ? label : null
}

/** Is the cell blank, or the sum of what stands above it? Amounts have at most two decimals. */
function isSum(cell: RowCell | undefined, above: readonly CardRow[], at: number): boolean {
  if (cell === undefined || !filled(cell)) return true
  const figures = above.flatMap(({ cells }) => {
    const one = cells[at]
    return one?.own && filled(one) ? [figureIn(one)] : []
  })
  const sum = figures.reduce<number | null>((all, figure) => (all === null || figure === null ? null : all + figure), 0)
  const total = figureIn(cell)
  return sum !== null && total !== null && Math.abs(sum - total) < SMALLEST_AMOUNT
}

const SMALLEST_AMOUNT = 0.005

/** null where the cell is no sound figure; nothing is 0. */
function figureIn({ raw }: RowCell): number | null {
  const reading = readNumber(raw.replace(/\n/gu, ''))
  return reading.kind === 'number' ? reading.value : reading.kind === 'missing' ? 0 : null
}
