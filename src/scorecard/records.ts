/** The rows of one card as records: objectives, KPIs with their series of values, action plans with their budgets. */
import { codeDepth, type LeadingCode, objectiveOf, ofDepth, parentCode, readLeadingCode } from '../language/code.ts'
import { comparable } from '../language/script.ts'
import { hasWideForm } from '../language/width.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, ColumnRole, Field, Finding, RecordedChange, RowCell } from '../model/draft.ts'
import type { Place } from '../model/provenance.ts'
import type { Card, Kpi, Objective, Plan } from '../model/scorecard.ts'
import { blankFigure, blankOwners, blankText } from './blank.ts'
import { perspectiveOfCode } from './perspective.ts'
import { settleCodes } from './scannedCodes.ts'
import { straightenRow } from './shiftedRows.ts'

export interface CardRecords {
  fields: Field[]
  findings: Finding[]
  changes: RecordedChange[]
}

type Role = ColumnRole['role']

/** Fills `card` with records and returns the fields that the repair stage has to read, in printed order. */
export function readRecords(card: Card, table: CardTable): CardRecords {
  return new RecordReader(card, table).read()
}

const codeIn = (cell: RowCell | null): LeadingCode | null =>
  cell === null ? null : readLeadingCode(joinLines(cell.lines))
const filled = (cell: RowCell | null): cell is RowCell => cell !== null && (cell.raw !== '' || cell.ink)

class RecordReader {
  private readonly out: CardRecords = { fields: [], findings: [], changes: [] }
  private objective: Objective | null = null
  private csf: RowCell | null = null
  private kpi: Kpi | null = null
  private kpiOwners: RowCell[] = []

  constructor(
    private readonly card: Card,
    private readonly table: CardTable,
  ) {}

  read(): CardRecords {
    for (const printedRow of this.table.rows) {
      const row = this.settleScannedCodes(this.straighten(printedRow))
      this.readObjective(row)
      this.readKpi(row)
      this.readPlan(row)
    }
    return this.out
  }

  private straighten(row: CardRow): CardRow {
    const straight = this.table.reader === 'rows' ? straightenRow(row, this.table.columns) : null
    if (straight === null) return row
    const code =
      codeIn(cellOf(straight, this.table, 'plan'))?.code ?? codeIn(cellOf(straight, this.table, 'kpi'))?.code ?? null
    const show = (cells: readonly RowCell[]) => cells.map((cell) => cell.raw).join('|')
    this.record(
      'shifted-row',
      this.place(code, null),
      show(row.cells),
      show(straight.cells),
      straight.cells,
      'row-structure',
      'the cells suit the headings only after one shift to the right',
    )
    return straight
  }

  private settleScannedCodes(printedRow: CardRow): CardRow {
    const { row, settled } = settleCodes(printedRow, this.table.columns)
    for (const { cell, before, code } of settled) {
      this.record(
        'ocr-consensus',
        this.place(code, 'code'),
        before,
        code,
        [cell],
        'second-reading',
        'another reading of the line begins with a code',
      )
    }
    return row
  }

  private readObjective(row: CardRow): void {
    const csf = cellOf(row, this.table, 'csf')
    const cell = cellOf(row, this.table, 'objective')
    const code = ofDepth(codeIn(cell), 1)
    if (filled(cell) && cell.own && code?.code !== this.objective?.code) {
      const known = code?.code ?? this.objectiveFromKpi(row)
      if (known === null)
        this.find('orphan-row', this.place(null, 'objective_name'), cell.raw, [cell], { text: oneLine(cell.raw) })
      else this.openObjective(known, cell, row, code)
    } else if (this.objective === null) {
      const known = this.objectiveFromKpi(row)
      if (known !== null) this.openObjective(known, null, row, null)
    }
    if (filled(csf) && csf.own) this.csf = csf
  }

  private objectiveFromKpi(row: CardRow): string | null {
    const code = codeIn(cellOf(row, this.table, 'kpi'))
    return code === null || codeDepth(code.code) < 2 ? null : objectiveOf(code.code)
  }

  private openObjective(code: string, cell: RowCell | null, row: CardRow, printed: LeadingCode | null): void {
    this.objective = { code, name: blankText(cell), perspective: row.perspective ?? perspectiveOfCode(code) }
    this.card.objectives.push(this.objective)
    this.csf = null
    this.kpi = null
    this.recordCode(printed, cell)
    if (printed === null)
      this.record(
        'missing-kpi-code',
        this.place(code, 'objective_code'),
        oneLine(cell?.raw ?? ''),
        code,
        [cell],
        'row-structure',
        'the objective is printed without a code; its KPI tells it',
      )
    this.addText(this.place(code, 'objective_name'), cell, this.objective.name, 'after-code')
  }

  private readKpi(row: CardRow): void {
    const cell = cellOf(row, this.table, 'kpi')
    const code = ofDepth(codeIn(cell), 2)
    const values = this.valueCells(row)
    const hasValues = values.some(({ cell: value }) => filled(value) && value.own)
    if (filled(cell) && cell.own && (code !== null || hasValues)) this.openKpi(code, cell, row)
    else if (hasValues && this.kpi !== null && this.kpi.values.length > 0) this.openSeries(row, cell)
    else if (hasValues && this.kpi === null) {
      this.find('orphan-row', this.place(null, null), row.cells.map((one) => one.raw).join('|'), row.cells, {
        text: oneLine(row.cells.map((one) => one.raw).join(' ')),
      })
      return
    }
    if (this.kpi === null) return
    if (hasValues) this.addValues(this.kpi, values)
    this.addKpiOwner(row)
  }

  private openKpi(printed: LeadingCode | null, cell: RowCell, row: CardRow): void {
    const code = printed?.code ?? this.nextKpiCode()
    const series = this.card.kpis.filter((kpi) => kpi.code === code).length + 1
    this.startKpi(code, series, cell, row)
    this.recordCode(printed, cell)
    if (printed === null)
      this.record(
        'missing-kpi-code',
        this.place(code, 'kpi_code', null, series),
        oneLine(cell.raw),
        code,
        [cell],
        'row-structure',
        'the KPI is printed without a code; the next of its objective',
      )
  }

  private openSeries(row: CardRow, cell: RowCell | null): void {
    const before = this.kpi
    if (before === null) return
    const series = this.card.kpis.filter((kpi) => kpi.code === before.code).length + 1
    const named = filled(cell) ? cell : null
    this.startKpi(before.code, series, named, row, before)
    const values = this.valueCells(row).map(({ cell: value }) => value)
    this.record(
      'missing-kpi-code',
      this.place(before.code, null, null, series),
      '',
      `${before.code} (${series})`,
      values,
      'row-structure',
      'the values stand under the merged cell of this KPI',
    )
  }

  private startKpi(code: string, series: number, cell: RowCell | null, row: CardRow, like: Kpi | null = null): void {
    const formula = cellOf(row, this.table, 'formula')
    const unit = cellOf(row, this.table, 'unit')
    const kpi: Kpi = {
      objectiveCode: this.objective?.code ?? null,
      csf: blankText(this.csf),
      code,
      series,
      name: like !== null && cell === null ? like.name : blankText(cell),
      formula: like !== null && !filled(formula) ? like.formula : blankText(formula),
      unit: like !== null && !filled(unit) && !filled(formula) ? like.unit : blankText(filled(unit) ? unit : formula),
      owners: blankOwners(null),
      values: [],
    }
    this.card.kpis.push(kpi)
    this.kpi = kpi
    this.kpiOwners = []
    const place = (field: string) => this.place(code, field, null, series)
    this.addText(place('csf'), this.csf, kpi.csf, 'after-code')
    if (kpi.name !== like?.name) this.addText(place('kpi_name'), cell, kpi.name, 'after-code')
    if (kpi.formula !== like?.formula) this.addText(place('formula'), formula, kpi.formula, 'formula')
    if (kpi.unit !== like?.unit)
      this.addText(place('unit'), filled(unit) ? unit : formula, kpi.unit, filled(unit) ? 'whole' : 'unit')
  }

  /** The code that a KPI printed without one must have: the next number under its objective. */
  private nextKpiCode(): string {
    const objective = this.objective?.code ?? '?'
    const numbers = this.card.kpis
      .filter((kpi) => parentCode(kpi.code) === objective)
      .map((kpi) => Number(kpi.code.split('.')[1]))
    return `${objective}.${Math.max(0, ...numbers) + 1}`
  }

  private addValues(
    kpi: Kpi,
    values: readonly { column: ColumnRole & { role: 'value' }; cell: RowCell | null }[],
  ): void {
    for (const { column, cell } of values) {
      const own = cell?.own ? cell : null
      const figure = { rocYear: column.rocYear, kind: column.kind, ...blankFigure(own) }
      kpi.values.push(figure)
      this.addField({
        kind: 'number',
        target: figure,
        ...this.fieldOf(this.place(kpi.code, column.kind, column.rocYear, kpi.series), own),
      })
    }
  }

  private addKpiOwner(row: CardRow): void {
    const kpi = this.kpi
    const cell = cellOf(row, this.table, 'kpi-owner')
    if (kpi === null || !filled(cell) || this.kpiOwners.some((known) => known.lines === cell.lines)) return
    this.kpiOwners.push(cell)
    const place = this.place(kpi.code, 'owners', null, kpi.series)
    if (this.isDisplaced(cell, row)) {
      this.record(
        'displaced-cell',
        place,
        oneLine(cell.raw),
        '',
        [cell],
        'row-structure',
        'an action plan stands in the column of the owner',
      )
      return
    }
    this.extendOwners(kpi.owners, cell)
    this.addField({ kind: 'owners', target: kpi.owners, ...this.fieldOf(place, cell) })
  }

  private extendOwners(owners: Kpi['owners'], cell: RowCell): void {
    const print = blankOwners(cell)
    owners.raw = owners.raw === null ? print.raw : `${owners.raw}\n${print.raw ?? ''}`
    owners.pieces.push(...print.pieces)
    owners.readings.push(...print.readings)
    owners.confidence = Math.min(owners.confidence, print.confidence)
  }

  private isDisplaced(owner: RowCell, row: CardRow): boolean {
    const code = codeIn(owner)
    if (code !== null && codeDepth(code.code) === 3) return true
    const plan = cellOf(row, this.table, 'plan')
    if (!filled(plan)) return false
    const name = comparable(codeIn(plan)?.rest ?? joinLines(plan.lines))
    return name.length > 3 && comparable(joinLines(owner.lines)) === name
  }

  private readPlan(row: CardRow): void {
    const cell = this.planCell(row)
    const budgets = this.table.columns.flatMap((column, at) =>
      column.role === 'budget' ? [{ column, cell: row.cells[at] ?? null }] : [],
    )
    const hasBudgets = budgets.some(({ cell: budget }) => filled(budget) && budget.own)
    if (!filled(cell) || !cell.own) {
      if (hasBudgets && !row.joined)
        this.find(
          'orphan-row',
          this.place(this.kpi?.code ?? null, 'amount'),
          budgets.map(({ cell: one }) => one?.raw ?? '').join('|'),
          row.cells,
          { text: oneLine(budgets.map(({ cell: one }) => one?.raw ?? '').join(' ')) },
        )
      return
    }
    const printed = ofDepth(codeIn(cell), 3)
    const code = printed?.code ?? this.nextPlanCode()
    if (code === null) {
      this.find('orphan-row', this.place(null, 'plan_name'), cell.raw, [cell], { text: oneLine(cell.raw) })
      return
    }
    const owner = this.planOwner(row)
    const plan: Plan = {
      kpiCode: this.kpi?.code ?? parentCode(code),
      series: this.kpi?.series ?? 1,
      code,
      name: blankText(cell),
      note: blankText(cell),
      owners: blankOwners(owner),
      budgets: [],
    }
    this.card.plans.push(plan)
    this.recordCode(printed, cell)
    if (printed === null)
      this.record(
        'missing-kpi-code',
        this.place(code, 'plan_code'),
        oneLine(cell.raw),
        code,
        [cell],
        'row-structure',
        'the action plan is printed without a code; the next of its KPI',
      )
    this.addText(this.place(code, 'plan_name'), cell, plan.name, 'before-note')
    this.addText(this.place(code, 'note'), cell, plan.note, 'note')
    for (const { column, cell: budget } of budgets) {
      const own = budget?.own ? budget : null
      const figure = { rocYear: column.rocYear, stage: column.stage, ...blankFigure(own) }
      plan.budgets.push(figure)
      this.addField({
        kind: 'number',
        target: figure,
        ...this.fieldOf(this.place(code, column.stage, column.rocYear), own),
        scale: column.scale,
        unit: MONEY_UNITS.get(column.scale) ?? '元',
      })
    }
    if (owner !== null)
      this.addField({ kind: 'owners', target: plan.owners, ...this.fieldOf(this.place(code, 'owners'), owner) })
  }

  /** The plan's own cell, or the owner's where the plan was printed there and its own cell is empty. */
  private planCell(row: CardRow): RowCell | null {
    const cell = cellOf(row, this.table, 'plan')
    if (filled(cell)) return cell
    const owner = cellOf(row, this.table, 'kpi-owner')
    return owner !== null && ofDepth(codeIn(owner), 3) !== null ? owner : cell
  }

  private planOwner(row: CardRow): RowCell | null {
    const cell = cellOf(row, this.table, 'plan-owner')
    return filled(cell) && !this.isDisplaced(cell, row) ? cell : null
  }

  private nextPlanCode(): string | null {
    const kpi = this.kpi?.code
    if (kpi === undefined) return null
    const numbers = this.card.plans
      .filter((plan) => parentCode(plan.code) === kpi)
      .map((plan) => Number(plan.code.split('.')[2]))
    return `${kpi}.${Math.max(0, ...numbers) + 1}`
  }

  private valueCells(row: CardRow): { column: ColumnRole & { role: 'value' }; cell: RowCell | null }[] {
    return this.table.columns.flatMap((column, at) =>
      column.role === 'value' ? [{ column, cell: row.cells[at] ?? null }] : [],
    )
  }

  private place(
    code: string | null,
    field: string | null,
    rocYear: number | null = null,
    series: number | null = null,
  ): Place {
    return { card: this.card.number, level: this.card.level, code, series, field, rocYear }
  }

  private fieldOf(place: Place, cell: RowCell | null) {
    return {
      place,
      lines: cell?.lines ?? [],
      raw: cell?.raw ?? '',
      pieces: cell?.pieces ?? [],
      reader: this.table.reader,
      ink: cell?.ink ?? false,
      scale: 1,
      unit: null as string | null,
    }
  }

  private addField(field: Field): void {
    this.out.fields.push(field)
  }

  private addText(
    place: Place,
    cell: RowCell | null,
    target: Kpi['name'],
    part: (Field & { kind: 'text' })['part'],
  ): void {
    this.addField({ kind: 'text', target, part, ...this.fieldOf(place, cell) })
  }

  private recordCode(printed: LeadingCode | null, cell: RowCell | null): void {
    if (printed === null || cell === null || !hasWideForm(printed.printed)) return
    this.record(
      'width-form',
      this.place(printed.code, 'code'),
      printed.printed,
      printed.code,
      [cell],
      'digit-grouping',
      'full-width forms of the same characters',
    )
  }

  private record(
    rule: string,
    place: Place,
    before: string,
    after: string,
    cells: readonly (RowCell | null)[],
    kind: 'row-structure' | 'digit-grouping' | 'second-reading',
    detail: string,
  ): void {
    const pieces = cells.flatMap((cell) => (filled(cell) ? cell.pieces : []))
    this.out.changes.push({
      rule,
      place,
      before,
      after,
      confidence: CHANGE_CONFIDENCE,
      evidence: [{ kind, detail }],
      pieces,
    })
  }

  private find(
    rule: string,
    place: Place,
    printed: string,
    cells: readonly RowCell[],
    parameters: Record<string, string>,
  ): void {
    const pieces = cells.flatMap((cell) => (filled(cell) ? cell.pieces : []))
    this.out.findings.push({
      rule,
      place,
      parameters,
      printed: oneLine(printed),
      taken: null,
      candidates: [],
      evidence: [],
      pieces,
    })
  }
}

/** What a budget column of a scale may print behind its figures. */
const MONEY_UNITS = new Map([
  [1e3, '千元'],
  [1e4, '萬元'],
  [1e6, '百萬元'],
  [1e8, '億元'],
])

/** A change that the structure of the row leaves no other reading for. */
const CHANGE_CONFIDENCE = 0.95

const oneLine = (text: string): string => text.replace(/\s*\n\s*/gu, ' ')

function cellOf(row: CardRow, table: CardTable, role: Role): RowCell | null {
  const at = table.columns.findIndex((column) => column.role === role)
  return at < 0 ? null : (row.cells[at] ?? null)
}
