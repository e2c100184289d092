/** Action plans of a card with their budgets and owners. */
import { nextCode, ofDepth, parentCode } from '../language/code.ts'
import { nameMoneyUnit } from '../language/money.ts'
import type { CardRow, CardTable, RowCell } from '../model/draft.ts'
import type { Card, Kpi, Plan } from '../model/scorecard.ts'
import { blankFigure, blankOwners, blankText } from './blank.ts'
import { cellOf, codeIn, filled, isPlanAmongOwners } from './cells.ts'
import type { CardLedger } from './ledger.ts'

const NOTE_IN_NAME = /備\s*註/u

export class PlanReader {
  private kpi: Kpi | null = null
  /** The plan last read, with the cell that names it. */
  private last: { plan: Plan; cell: RowCell } | null = null

  constructor(
    private readonly card: Card,
    private readonly table: CardTable,
    private readonly ledger: CardLedger,
  ) {}

  /** Reads the plan part of a row; `kpi` is the one that it is printed beside. */
  read(row: CardRow, kpi: Kpi | null): void {
    this.kpi = kpi
    const cell = this.planCell(row)
    const budgets = this.table.columns.flatMap((column, at) =>
      column.role === 'budget' ? [{ column, cell: row.cells[at] ?? null }] : [],
    )
    const hasBudgets = budgets.some(({ cell: budget }) => filled(budget) && budget.own)
    if (!filled(cell) || !cell.own) {
      if (hasBudgets)
        this.ledger.findOrphan(
          this.ledger.place(this.kpi?.code ?? null, 'amount'),
          budgets.map(({ cell: one }) => one?.raw ?? ''),
          row.cells,
        )
      this.readFurtherNote(row, cell)
      return
    }
    const printed = ofDepth(codeIn(cell), 3)
    const code = printed?.code ?? (this.ledger.allows('missing-kpi-code') ? this.nextPlanCode() : null)
    if (code === null) {
      this.ledger.findOrphan(this.ledger.place(null, 'plan_name'), [cell.raw], [cell])
      return
    }
    const owner = this.planOwner(row, code)
    const beside = this.isBesideNoKpi(row) && parentCode(code) !== this.kpi?.code ? null : this.kpi
    const plan: Plan = {
      kpiCode: beside?.code ?? parentCode(code),
      series: beside?.series ?? 1,
      code,
      name: blankText(cell),
      note: blankText(cell),
      owners: blankOwners(owner),
      budgets: [],
    }
    this.card.plans.push(plan)
    if (printed !== null) this.ledger.recordCode(printed, cell)
    else this.ledger.recordMissingCode(this.ledger.place(code, 'plan_code'), cell, 'next-plan')
    this.ledger.addText(this.ledger.place(code, 'plan_name'), cell, plan.name, 'before-note')
    this.ledger.addText(this.ledger.place(code, 'note'), cell, plan.note, 'note')
    const note = cellOf(row, this.table, 'note')
    if (filled(note)) this.addNote(plan, note)
    this.last = { plan, cell }
    for (const { column, cell: budget } of budgets) {
      const own = budget?.own ? budget : null
      const scale = column.scale === 1 ? {} : { scale: column.scale }
      const figure = { rocYear: column.rocYear, stage: column.stage, ...blankFigure(own), ...scale }
      plan.budgets.push(figure)
      this.ledger.addField({
        kind: 'number',
        target: figure,
        ...this.ledger.fieldOf(this.ledger.place(code, column.stage, column.rocYear), own),
        scale: column.scale,
        unit: nameMoneyUnit(column.scale),
      })
    }
    if (owner !== null)
      this.ledger.addField({
        kind: 'owners',
        target: plan.owners,
        ...this.ledger.fieldOf(this.ledger.place(code, 'owners'), owner),
      })
  }

  /** A column of notes tells of the plan beside it, beside what the plan's name has. */
  private addNote({ code, note }: Plan, cell: RowCell): void {
    const further = blankText(cell)
    note.raw = NOTE_IN_NAME.test(note.raw ?? '') ? `${note.raw}\n${further.raw}` : further.raw
    note.pieces = [...note.pieces, ...further.pieces]
    note.readings = [...note.readings, ...further.readings]
    note.confidence = Math.min(note.confidence, further.confidence)
    this.ledger.addText(this.ledger.place(code, 'note'), cell, note, 'further-note')
  }

  /** A note in a row that has no plan of its own: it is of the plan whose cell goes on, or of none. */
  private readFurtherNote(row: CardRow, plan: RowCell | null): void {
    const cell = cellOf(row, this.table, 'note')
    if (!filled(cell) || !cell.own) return
    if (this.last !== null && filled(plan) && this.last.cell.lines === plan.lines) this.addNote(this.last.plan, cell)
    else this.ledger.findOrphan(this.ledger.place(this.kpi?.code ?? null, 'note'), [cell.raw], [cell])
  }

  /** A printed KPI cell and blank: its text stands in the rest of the cell, below a page break. */
  private isBesideNoKpi(row: CardRow): boolean {
    const cell = cellOf(row, this.table, 'kpi')
    return this.table.reader === 'print' && cell !== null && !filled(cell)
  }

  /** The plan's own cell, or the owner's where the plan was printed there and its own cell is empty. */
  private planCell(row: CardRow): RowCell | null {
    const cell = cellOf(row, this.table, 'plan')
    if (filled(cell)) return cell
    const owner = cellOf(row, this.table, 'kpi-owner')
    return owner !== null && ofDepth(codeIn(owner), 3) !== null ? owner : cell
  }

  private planOwner(row: CardRow, code: string): RowCell | null {
    const cell = cellOf(row, this.table, 'plan-owner')
    if (!filled(cell) || !this.ledger.allows('displaced-cell') || !isPlanAmongOwners(cell, row, this.table))
      return filled(cell) ? cell : null
    this.ledger.recordPlanAmongOwners(this.ledger.place(code, 'owners'), cell)
    return null
  }

  private nextPlanCode(): string | null {
    return this.kpi === null
      ? null
      : nextCode(
          this.kpi.code,
          this.card.plans.map((plan) => plan.code),
        )
  }
}
