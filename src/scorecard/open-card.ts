/** A card while its tables are read: the rows found so far, and what the text says of all of them. */
import type { CardRow, CardTable, ColumnRole, Draft, Finding } from '../model/draft.ts'
import type { Card, Perspective } from '../model/scorecard.ts'
import type { Table } from '../model/table.ts'
import { append } from './append.ts'
import { filled, oneLine } from './cells.ts'
import type { Header } from './columns.ts'
import { alignRow, joinBeside } from './continuation.ts'
import { type Leftovers, tellOrphan } from './leftovers.ts'
import { type MoneyScale, readMoneyUnit, scaleBudgets } from './money-unit.ts'
import { tellLabel } from './perspective.ts'
import { readRecords } from './records.ts'
import { confidenceOf, readRows } from './rows.ts'
import { setTotalsApart } from './total-rows.ts'
import { findColumnsFilledLater, findColumnsOfUnknownMoney, findUnmappedColumns } from './unmapped-columns.ts'

/**
 * A column that a smaller share of the rows fills has blanks of its own. In 296 sound documents 0.5 tells of no line; of four
 * cells that were put on a line of their own it tells of three, 0.8 of two, 0.95 of one.
 */
const FILLED_SHARE = 0.5

export class OpenCard {
  /** The printed tables that its rows came from. */
  private printed: Table[] = []
  /** The perspective that its last rows had. */
  private section: Perspective | null = null
  /** The unit of money that remarks state, where none is stated above the table. */
  private unitInRemarks: MoneyScale | null = null
  /** The columns of which was told that they are not read. */
  private readonly unmapped: Finding[] = []

  constructor(
    readonly card: Card,
    readonly table: CardTable,
    private moneyScale: MoneyScale | null,
    /** Is the unit stated below the title? Then what stands above the next title is said of a further page of this card. */
    readonly saysUnitBelowTitle: boolean,
    private readonly draft: Draft,
    private readonly leftovers: Leftovers,
  ) {}

  /** Tells of columns that are not read; `table`: with this header, the card's own or one that it goes on under. */
  judgeColumns(header: Header, table: Table): void {
    const told = new Set(this.unmapped.map(nameOfColumn))
    this.tellColumns(findUnmappedColumns(this.card, header, table).filter((one) => !told.has(nameOfColumn(one))))
  }

  private tellColumns(unmapped: readonly Finding[]): void {
    append(this.unmapped, unmapped)
    append(this.draft.findings, unmapped)
  }

  /** A unit of money above its table: the first one counts. */
  takeUnit(scale: MoneyScale | null): void {
    this.moneyScale ??= scale
  }

  /** The same in a remark. */
  takeUnitOfRemark(scale: MoneyScale | null): void {
    this.unitInRemarks ??= scale
  }

  /**
   * Adds the rows of a table below `headerRows`. `columns`: the table's own, where its grid has a column more or less than
   * the card's; `section`: the perspective that a line of text above it names.
   */
  addRows(
    table: Table,
    headerRows: number,
    section: Perspective | null,
    columns: readonly ColumnRole[] = this.table.columns,
  ): void {
    const { rows, remarks, unread, section: last } = readRows(table, columns, headerRows, section ?? this.section)
    this.section = last
    append(
      this.table.rows,
      rows.map((row) => alignRow(row, columns, this.table.columns)),
    )
    this.printed.push(table)
    this.table.lastPage = Math.max(this.table.lastPage, table.lastPage)
    for (const { cell, above } of remarks) {
      this.leftovers.leaveRemark(cell)
      this.takeUnitOfRemark(readMoneyUnit(oneLine(cell.raw))?.scale ?? null)
      this.tellBrokenRow(oneLine(cell.raw), above)
    }
    append(
      this.draft.findings,
      unread.map((label) => tellLabel(this.card, label, confidenceOf(label))),
    )
    if (this.table.reader === 'print') this.card.lastPage = this.table.lastPage
  }

  /** Tells of a line of a text below a row (by itself, the last one) that lacks the last cell, which most rows have. */
  tellBrokenRow(text: string, above: CardRow | null = this.table.rows.at(-1) ?? null): void {
    if (this.table.reader === 'print' || above === null) return
    const hasLast = ({ cells }: CardRow): boolean => filled(cells.at(-1) ?? null)
    const { rows } = this.table
    if (hasLast(above) || rows.filter(hasLast).length < FILLED_SHARE * rows.length) return
    this.draft.findings.push(tellOrphan(this.card, null, { text, pieces: [] }))
  }

  /** Takes in the columns of a table that goes on beside its own. Returns both as one, whose rows are to be added; null where it does not. */
  widen(header: Header, rest: Table): { table: Table; header: Header } | null {
    const [printed, ...others] = this.printed
    if (printed === undefined || others.length > 0) return null
    const joined = joinBeside(printed, header, rest)
    if (joined === null) return null
    this.printed = []
    this.section = null
    Object.assign(this.table, { columns: joined.header.columns, headings: joined.header.headings, rows: [] })
    return joined
  }

  /** Makes the records of its rows; `without`: repairs turned off. */
  close(without: ReadonlySet<string>): void {
    const told = new Set(this.unmapped.map(({ parameters }) => parameters.column))
    const later = findColumnsFilledLater(this.card, this.table)
    this.tellColumns(later.filter(({ parameters }) => !told.has(parameters.column)))
    const scale = this.moneyScale ?? this.unitInRemarks
    if (scale !== null) {
      const printed = this.table.columns
      this.table.columns = scaleBudgets(printed, this.table.headings, scale)
      append(this.draft.findings, findColumnsOfUnknownMoney(this.card, this.table, printed))
    }
    const { rows, totals } = setTotalsApart(this.table)
    this.table.rows = rows
    this.leftovers.leaveColumns(this.table)
    this.leftovers.leaveRows(totals)
    const { fields, findings, changes } = readRecords(this.card, this.table, without)
    append(this.draft.fields, fields)
    append(this.draft.findings, findings)
    append(this.draft.changes, changes)
  }
}

/** Its heading, or its number where it has none. */
const nameOfColumn = ({ parameters }: Finding): string => String(parameters.heading || parameters.column)
