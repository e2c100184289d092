/** KPIs of a card: codes, series of values under merged cells, and owners. */

import { type LeadingCode, nextCode, ofDepth } from '../language/code.ts'
import type { CardRow, CardTable, ColumnRole, RowCell } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import type { Card, Kpi, Owners } from '../model/scorecard.ts'
import { blankFigure, blankOwners, blankText } from './blank.ts'
import { cellOf, codeIn, filled, isPlanAmongOwners } from './cells.ts'
import type { CardLedger } from './ledger.ts'

interface ValueCell {
  column: ColumnRole & { role: 'value' }
  cell: RowCell | null
}

export class KpiReader {
  /** The KPI of the row last read. */
  current: Kpi | null = null
  private owners: RowCell[] = []
  private objective: string | null = null
  private csf: RowCell | null = null

  constructor(
    private readonly card: Card,
    private readonly table: CardTable,
    private readonly ledger: CardLedger,
  ) {}

  /** A new objective: what follows belongs to none of the KPIs before. */
  reset(): void {
    this.current = null
  }

  /** Reads the KPI part of a row; `objective` and `csf` are those that hold for it. */
  read(row: CardRow, objective: string | null, csf: RowCell | null): void {
    this.objective = objective
    this.csf = csf
    const cell = cellOf(row, this.table, 'kpi')
    const code = ofDepth(codeIn(cell), 2)
    const values = this.valueCells(row)
    const hasValues = values.some(({ cell: value }) => filled(value) && value.own)
    const known = code?.code ?? (hasValues ? this.missingCode() : null)
    const before = this.current !== null && this.current.values.length > 0 ? this.current : null
    if (filled(cell) && cell.own && known !== null) this.openKpi(known, code, cell, row)
    else if (hasValues && before !== null && this.ledger.allows('missing-kpi-code')) this.openSeries(before, cell, row)
    else if (hasValues && (this.current === null || before !== null)) {
      this.findOrphan(row)
      return
    } else if (filled(cell) && cell.own && known === null) {
      // a name without code and values: what stands beside it is not of the KPI above
      this.findOrphan(row)
      if (row.cells.some((one) => one !== cell && one.own && filled(one))) this.current = null
      return
    }
    if (this.current === null) return
    if (hasValues) this.addValues(this.current, values)
    this.addKpiOwner(row)
  }

  private findOrphan(row: CardRow): void {
    this.ledger.findOrphan(
      this.ledger.place(null, null),
      row.cells.map((one) => one.raw),
      row.cells,
    )
  }

  private openKpi(code: string, printed: LeadingCode | null, cell: RowCell, row: CardRow): void {
    const series = this.card.kpis.filter((kpi) => kpi.code === code).length + 1
    this.startKpi(code, series, cell, row)
    if (printed !== null) this.ledger.recordCode(printed, cell)
    else this.ledger.recordMissingCode(this.ledger.place(code, 'kpi_code', null, series), cell, 'next-kpi')
  }

  private openSeries(before: Kpi, cell: RowCell | null, row: CardRow): void {
    const series = this.card.kpis.filter((kpi) => kpi.code === before.code).length + 1
    const named = filled(cell) ? cell : null
    this.startKpi(before.code, series, named, row, before)
    this.ledger.record({
      rule: 'missing-kpi-code',
      place: this.ledger.place(before.code, null, null, series),
      before: '',
      after: `${before.code} (${series})`,
      evidence: tell('row-structure', 'merged-kpi'),
      cells: this.valueCells(row).map(({ cell: value }) => value),
    })
  }

  private startKpi(code: string, series: number, cell: RowCell | null, row: CardRow, like: Kpi | null = null): void {
    const formula = cellOf(row, this.table, 'formula')
    const unit = cellOf(row, this.table, 'unit')
    const kpi: Kpi = {
      objectiveCode: this.objective,
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
    this.current = kpi
    this.owners = []
    const place = (field: string) => this.ledger.place(code, field, null, series)
    this.ledger.addText(place('csf'), this.csf, kpi.csf, 'after-code')
    if (kpi.name !== like?.name) this.ledger.addText(place('kpi_name'), cell, kpi.name, 'after-code')
    if (kpi.formula !== like?.formula) this.ledger.addText(place('formula'), formula, kpi.formula, 'formula')
    if (kpi.unit !== like?.unit)
      this.ledger.addText(place('unit'), filled(unit) ? unit : formula, kpi.unit, filled(unit) ? 'whole' : 'unit')
  }

  /** The code of a KPI printed without one: the next of its objective; null where no objective is known. */
  private missingCode(): string | null {
    if (this.objective === null || !this.ledger.allows('missing-kpi-code')) return null
    return nextCode(
      this.objective,
      this.card.kpis.map((kpi) => kpi.code),
    )
  }

  private addValues(kpi: Kpi, values: readonly ValueCell[]): void {
    for (const { column, cell } of values) {
      const own = cell?.own ? cell : null
      const figure = { rocYear: column.rocYear, kind: column.kind, ...blankFigure(own) }
      kpi.values.push(figure)
      this.ledger.addField({
        kind: 'number',
        target: figure,
        ...this.ledger.fieldOf(this.ledger.place(kpi.code, column.kind, column.rocYear, kpi.series), own),
      })
    }
  }

  private addKpiOwner(row: CardRow): void {
    const kpi = this.current
    const cell = cellOf(row, this.table, 'kpi-owner')
    if (kpi === null || !filled(cell) || this.owners.some((known) => known.lines === cell.lines)) return
    this.owners.push(cell)
    const place = this.ledger.place(kpi.code, 'owners', null, kpi.series)
    if (this.ledger.allows('displaced-cell') && isPlanAmongOwners(cell, row, this.table)) {
      this.ledger.recordPlanAmongOwners(place, cell)
      return
    }
    this.extendOwners(kpi.owners, cell)
    this.ledger.addField({ kind: 'owners', target: kpi.owners, ...this.ledger.fieldOf(place, cell) })
  }

  private extendOwners(owners: Owners, cell: RowCell): void {
    const print = blankOwners(cell)
    owners.raw = owners.raw === null ? print.raw : `${owners.raw}\n${print.raw ?? ''}`
    owners.pieces.push(...print.pieces)
    owners.readings.push(...print.readings)
    owners.confidence = Math.min(owners.confidence, print.confidence)
  }

  private valueCells(row: CardRow): ValueCell[] {
    return this.table.columns.flatMap((column, at) =>
      column.role === 'value' ? [{ column, cell: row.cells[at] ?? null }] : [],
    )
  }
}
