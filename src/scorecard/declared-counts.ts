/** The table of declared counts: how many objectives, KPIs and action plans the print says a card has, by year. */
import { readLeadingCode } from '../language/code.ts'
import { readNumber } from '../language/number.ts'
import { findRocYear } from '../language/roc-year.ts'
import type { Field } from '../model/draft.ts'
import type { DeclaredCounts } from '../model/scorecard.ts'
import type { Cell, Table } from '../model/table.ts'
import { blankFigure } from './blank.ts'
import { spellTarget } from './misread-headings.ts'

/** What may stand behind the name in a label: `目標數`, `KPI項數`, `行動計畫(項)`. */
const END = '(?:[項個件]?數量?|總數)?(?:[(（][項個件][)）])?$'
const LABELS: readonly [RegExp, 'objectives' | 'kpis' | 'actionPlans'][] = [
  [new RegExp(`^(?:策略性?)?目標${END}`, 'u'), 'objectives'],
  [new RegExp(`^(?:KP[I1l]|(?:關鍵)?(?:績效|衡量)?指標(?:[(（]KPI[)）])?)${END}`, 'iu'), 'kpis'],
  [new RegExp(`^(?:行動)?(?:計畫|計劃|方案)${END}`, 'u'), 'actionPlans'],
]

const comparable = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '')

const textOf = (cell: Cell): string => comparable(cell.lines.map((line) => line.text).join(''))

/** What the cell says; of a scan also what any of its readings says (`行動計盡數`, `行動計畫數`), with 目標 for what is no word. */
function textsOf(cell: Cell): string[] {
  const most = Math.max(0, ...cell.lines.map((line) => line.readings.length))
  const readings = Array.from({ length: most }, (_, at) =>
    cell.lines.map((line) => line.readings[at]?.text ?? line.text).join(''),
  )
  return [textOf(cell), ...readings.map((text) => spellTarget(comparable(text)))]
}

const isLabel = (cell: Cell, label: RegExp): boolean => textsOf(cell).some((text) => label.test(text))

/** The label cells of a counts table, in one row or one column; null where the table has not all three. */
function findLabels(table: Table): Record<'objectives' | 'kpis' | 'actionPlans', Cell> | null {
  const [objectives, kpis, actionPlans] = LABELS.map(([label]) => table.cells.find((cell) => isLabel(cell, label)))
  if (!objectives || !kpis || !actionPlans) return null
  const labels = [objectives, kpis, actionPlans]
  const aligned = [labels.map((cell) => cell.row), labels.map((cell) => cell.column)].some(
    (at) => new Set(at).size === 1,
  )
  return aligned ? { objectives, kpis, actionPlans } : null
}

/** A table of codes is a card, whatever its headings are. */
export const isCountsTable = (table: Table): boolean =>
  findLabels(table) !== null &&
  table.cells.some((cell) => findRocYear(textOf(cell)) !== null) &&
  !table.cells.some((cell) => readLeadingCode(textOf(cell)) !== null)

/** Rows by year (or columns, where the labels stand in the first column); rows of differences (增減) have no year. */
export function readCounts(table: Table, reader: 'print' | 'rows'): { counts: DeclaredCounts[]; fields: Field[] } {
  const labels = findLabels(table)
  if (labels === null) return { counts: [], fields: [] }
  const sideways = labels.objectives.column === labels.kpis.column
  const years = table.cells.flatMap((cell) => {
    const year = findRocYear(textOf(cell))
    return year === null || LABELS.some(([label]) => isLabel(cell, label)) ? [] : [{ year, cell }]
  })
  const counts: DeclaredCounts[] = []
  const fields: Field[] = []
  for (const { year, cell } of years) {
    const cellAt = (label: Cell) =>
      table.cells.find((one) =>
        sideways
          ? one.row === label.row && one.column === cell.column
          : one.row === cell.row && one.column === label.column,
      )
    // a title over the whole table has no counts beside its year
    if ([labels.objectives, labels.kpis, labels.actionPlans].every((label) => cellAt(label) === undefined)) continue
    const figureAt = (label: Cell, field: string) => {
      const found = cellAt(label)
      const pieces = found?.box ? [{ page: found.page, box: [...found.box] as [number, number, number, number] }] : []
      const lines = found?.lines ?? []
      const seen = {
        lines,
        raw: lines.map((line) => line.text).join('\n'),
        own: true,
        pieces,
        ink: found?.ink ?? false,
        shared: false,
      }
      const target = blankFigure(seen)
      fields.push({
        kind: 'number',
        target,
        place: { card: null, level: null, code: null, series: null, field, rocYear: year },
        lines,
        raw: seen.raw,
        pieces,
        reader,
        ink: seen.ink,
        shared: seen.shared,
        scale: 1,
        unit: '項',
      })
      return target
    }
    if (readNumber(textOf(cell)).kind === 'number') continue
    counts.push({
      organization: null,
      rocYear: year,
      card: null,
      objectives: figureAt(labels.objectives, 'objectives'),
      kpis: figureAt(labels.kpis, 'kpis'),
      actionPlans: figureAt(labels.actionPlans, 'action_plans'),
    })
  }
  return { counts, fields }
}
