/** Tables and notes → a draft of the scorecard: what each table is, by what it says, and the records of its rows. */
import { codeDepth, codesWithin, readLeadingCode } from '../language/code.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, ColumnRole, Draft, Finding } from '../model/draft.ts'
import type { Piece } from '../model/provenance.ts'
import type { Card, DeclaredCounts, Perspective, StrategyMap } from '../model/scorecard.ts'
import type { Block, Cell, Layout, Note, Table } from '../model/table.ts'
import { figureColumns, type Header, readHeader, roleKey, widenHeader } from './columns.ts'
import { isCountsTable, readCounts } from './declaredCounts.ts'
import { readPerspective } from './perspective.ts'
import { readRecords } from './records.ts'
import { NO_CELL, readRows } from './rows.ts'
import { isMapTable, readMap } from './strategyMap.ts'
import { isCardTitle, isMapTitle, readCardTitle, readMapTitle } from './title.ts'

export interface ReadScorecard extends Draft {
  /** Text that became no record and no title. */
  leftovers: { text: string; pieces: Piece[] }[]
}

/** Reads every card, strategy map and table of declared counts of a laid out document; `without`: repairs turned off. */
export function readScorecard(layout: Layout, without: readonly string[] = []): ReadScorecard {
  return new ScorecardReader(new Set(without)).read(layout.blocks)
}

/** The card that rows are added to. */
interface OpenCard {
  card: Card
  table: CardTable
  /** The printed tables that its rows came from. */
  printed: Table[]
}

class ScorecardReader {
  constructor(private readonly without: ReadonlySet<string>) {}

  private readonly draft: ReadScorecard = {
    scorecard: { cards: [], strategyMaps: [], declaredCounts: [] },
    fields: [],
    findings: [],
    changes: [],
    leftovers: [],
  }
  /** Text since the last table or map: titles and statements wait here for what follows. */
  private notes: Note[] = []
  private map: { notes: Note[]; title: string; tables: Table[] } | null = null
  private pendingCounts: DeclaredCounts[] = []
  private lastHeader: Header | null = null
  private open: OpenCard | null = null
  private section: Perspective | null = null
  /** Text that no table holds. */
  private readonly leftNotes: ReadScorecard['leftovers'] = []

  read(blocks: readonly Block[]): ReadScorecard {
    for (const block of blocks) {
      if (block.kind === 'note') this.takeNote(block.note)
      else this.takeTable(block.table)
    }
    this.closeMap()
    this.closeCard()
    this.leaveNotes()
    this.attachCounts(null)
    this.nameMaps()
    this.findLostRows()
    return this.draft
  }

  private takeNote(note: Note): void {
    const named = note.lines.some((line) => isCardTitle(line.text) || isMapTitle(line.text))
    const running = note.role === 'page-header' || note.role === 'page-footer'
    if (note.role === 'watermark' || (running && !named)) {
      this.leave(note)
      return
    }
    if (this.takeSection(note)) return
    const mapLine = note.lines.find((line) => isMapTitle(line.text))
    if (mapLine !== undefined) {
      this.closeMap()
      this.map = { notes: [note], title: mapLine.text, tables: [] }
      return
    }
    if (this.map !== null && !note.lines.some((line) => isCardTitle(line.text))) this.map.notes.push(note)
    else this.notes.push(note)
  }

  /** A perspective's name between the pieces of a card is the section of the rows that follow. */
  private takeSection(note: Note): boolean {
    const perspective = this.open === null || this.map !== null ? null : readPerspective(joinLines(note.lines))
    if (perspective === null) return false
    this.section = perspective
    return true
  }

  private takeTable(table: Table): void {
    const reader = table.cells.some((cell) => cell.box !== null) ? 'print' : 'rows'
    const header = readHeader(table)
    if (header !== null) {
      this.closeMap()
      this.takeCard(table, header, reader)
    } else if (isCountsTable(table)) {
      this.closeMap()
      const { counts, fields } = readCounts(table, reader)
      this.pendingCounts.push(...counts)
      this.draft.scorecard.declaredCounts.push(...counts)
      this.draft.fields.push(...fields)
    } else if (isMapTable(table)) {
      this.map ??= { notes: this.notes.splice(0), title: '', tables: [] }
      this.map.tables.push(table)
    } else if (this.open !== null && this.titleLine() === null && this.fits(table, this.open.table)) {
      this.addRows(table, 0, this.open.table)
    } else if (!this.widenCard(table)) this.leaveTable(table)
  }

  /** Text rows may be cut short; printed columns are as many as they are. */
  private fits(table: Table, card: CardTable): boolean {
    return (
      table.columns === card.columns.length ||
      (card.reader === 'rows' && table.columns < card.columns.length && table.columns * 2 > card.columns.length)
    )
  }

  /** Adds the columns of a table that goes on beside the open card's; false where it does not. */
  private widenCard(rest: Table): boolean {
    const [printed, ...others] = this.open?.printed ?? []
    if (this.open === null || this.lastHeader === null || printed === undefined || others.length > 0) return false
    const header = printed.rows === rest.rows ? widenHeader(this.lastHeader, rest) : null
    if (header === null) return false
    const moved = rest.cells.map((cell) => ({ ...cell, column: cell.column + printed.columns }))
    const whole: Table = {
      ...printed,
      lastPage: rest.lastPage,
      columns: printed.columns + rest.columns,
      cells: [...printed.cells, ...moved],
    }
    this.lastHeader = header
    this.open.printed = []
    Object.assign(this.open.table, { columns: header.columns, headings: header.headings, rows: [] })
    this.addRows(whole, header.rows, this.open.table)
    return true
  }

  private takeCard(table: Table, header: Header, reader: 'print' | 'rows'): void {
    const titleLine =
      header.title !== null && isCardTitle(header.title) ? { text: header.title, pieces: [] } : this.titleLine()
    const continues =
      titleLine === null || (this.open !== null && readCardTitle(titleLine.text).text === this.open.card.title)
    if (continues && this.open !== null && sameColumns(header, this.lastHeader)) {
      this.addRows(table, header.rows, this.open.table, header.columns)
      return
    }
    this.closeCard()
    const title = readCardTitle(titleLine?.text ?? '')
    const print = reader === 'print'
    const card: Card = {
      number: this.draft.scorecard.cards.length + 1,
      level: title.level,
      title: title.text,
      group: title.group,
      organization: title.organization,
      rocYear: title.rocYear ?? yearOfColumns(header),
      firstPage: print ? (titleLine?.pieces[0]?.page ?? table.firstPage) : null,
      lastPage: print ? table.lastPage : null,
      objectives: [],
      kpis: [],
      plans: [],
    }
    this.draft.scorecard.cards.push(card)
    this.attachCounts(card)
    this.leaveNotes(titleLine?.text)
    const cardTable: CardTable = {
      title: title.text,
      titlePieces: titleLine?.pieces ?? [],
      columns: header.columns,
      headings: header.headings,
      rows: [],
      firstPage: table.firstPage,
      lastPage: table.lastPage,
      reader,
    }
    this.open = { card, table: cardTable, printed: [] }
    this.lastHeader = header
    this.findUnmapped(card, header, table)
    this.addRows(table, header.rows, cardTable)
  }

  /** `columns`: the table's own, where its grid has a column more or less than the card's. */
  private addRows(table: Table, headerRows: number, cardTable: CardTable, columns = cardTable.columns): void {
    const { rows, remarks } = readRows(
      table,
      columns,
      headerRows,
      this.section ?? cardTable.rows.at(-1)?.perspective ?? null,
    )
    this.section = null
    cardTable.rows.push(...rows.map((row) => alignRow(row, columns, cardTable.columns)))
    this.open?.printed.push(table)
    cardTable.lastPage = Math.max(cardTable.lastPage, table.lastPage)
    for (const remark of remarks) this.draft.leftovers.push({ text: remark.raw, pieces: remark.pieces })
    if (this.open !== null && cardTable.reader === 'print') this.open.card.lastPage = cardTable.lastPage
  }

  private closeCard(): void {
    if (this.open === null) return
    const { fields, findings, changes } = readRecords(this.open.card, this.open.table, this.without)
    this.draft.fields.push(...fields)
    this.draft.findings.push(...findings)
    this.draft.changes.push(...changes)
    this.open = null
  }

  private closeMap(): void {
    if (this.map === null) return
    const { notes, title, tables } = this.map
    const reader =
      notes.some((note) => note.box !== null) || tables.some((table) => table.cells.some((cell) => cell.box !== null))
        ? 'print'
        : 'rows'
    const parts = tables.length === 0 ? [null] : tables
    const map: StrategyMap = {
      ...readMapTitle(title),
      title: title === '' ? null : title.trim(),
      statements: [],
      themes: [],
      objectives: [],
    }
    parts.forEach((table, at) => {
      const read = readMap(
        table,
        at === 0 ? notes.filter((note) => !note.lines.some((line) => isMapTitle(line.text))) : [],
        reader,
      )
      map.statements.push(...read.map.statements)
      map.themes.push(...read.map.themes)
      map.objectives.push(...read.map.objectives)
      this.draft.fields.push(...read.fields)
    })
    if (map.objectives.length > 0 || map.statements.length > 0) this.draft.scorecard.strategyMaps.push(map)
    this.map = null
  }

  /** The last waiting line that names a card. */
  private titleLine(): { text: string; pieces: Piece[] } | null {
    for (const note of [...this.notes].reverse()) {
      const lines = note.lines.filter((line) => line.text.trim() !== '')
      const at = lines.findLastIndex((line) => isCardTitle(line.text))
      const text = at >= 0 ? (lines[at]?.text ?? '') : joinLines(lines)
      if (!isCardTitle(text)) continue
      const { group, organization } = readCardTitle(text)
      if (group !== null || organization !== null) return { text, pieces: piecesOf(note) }
      const above = at > 0 ? lines[at - 1] : this.notes[this.notes.indexOf(note) - 1]?.lines.at(-1)
      return { text: above === undefined ? text : `${above.text} ${text}`, pieces: piecesOf(note) }
    }
    return null
  }

  private attachCounts(card: Card | null): void {
    const organization = card?.organization ?? this.draft.scorecard.strategyMaps.at(-1)?.organization ?? null
    for (const counts of this.pendingCounts.splice(0)) {
      counts.card = card?.number ?? null
      counts.organization = organization
    }
  }

  /** A map without a title belongs to the next card of an organization. */
  private nameMaps(): void {
    const agency = this.draft.scorecard.cards.find((card) => card.organization !== null)
    for (const map of this.draft.scorecard.strategyMaps) map.organization ??= agency?.organization ?? null
  }

  private findUnmapped(card: Card, header: Header, table: Table): void {
    header.columns.forEach((column, at) => {
      if (column.role !== 'unknown' && column.role !== 'sequence') return
      const filled = table.cells.filter(
        (cell) => cell.row >= header.rows && cell.column === at && cell.columnSpan === 1 && !isAloneInRow(cell, table),
      )
      if (filled.length === 0 || (column.role === 'sequence' && filled.every(isCount))) return
      const cell = table.cells.find(
        (one) => one.row < header.rows && one.column <= at && at < one.column + one.columnSpan && one.lines.length > 0,
      )
      const heading = header.headings[at] ?? ''
      const finding: Finding = {
        rule: 'unmapped-column',
        place: { card: card.number, level: card.level, code: null, series: null, field: null, rocYear: null },
        parameters: { heading, column: String(at + 1) },
        printed: heading,
        taken: null,
        candidates: [],
        evidence: [],
        pieces: cell ? piecesOf(cell) : [],
      }
      this.draft.findings.push(finding)
    })
  }

  /** KPIs and plans that stand in the text around the tables and nowhere in a card: their rows did not become data. */
  private findLostRows(): void {
    if (this.draft.scorecard.cards.length === 0) return
    const known = new Set(
      this.draft.scorecard.cards.flatMap((card) => [...card.kpis, ...card.plans].map(({ code }) => code)),
    )
    for (const { text, pieces } of this.leftNotes) {
      const printed = codesWithin(text)
      // A narrow column breaks a code into lines of its own.
      for (const code of printed.length > 0 ? printed : codesWithin(text.replace(/\s+/gu, ''))) {
        if (known.has(code)) continue
        known.add(code)
        this.findOrphan(code, text, pieces)
      }
    }
  }

  /** Figures of some year in a table that is no card. */
  private findUnread({ heading, column }: { heading: string; column: number }, table: Table): void {
    const cell = table.cells.find((one) => one.row === 0 && one.column === column)
    this.draft.findings.push({
      rule: 'unmapped-column',
      place: {
        card: this.open?.card.number ?? null,
        level: this.open?.card.level ?? null,
        code: null,
        series: null,
        field: null,
        rocYear: null,
      },
      parameters: { heading, column: String(column + 1) },
      printed: heading,
      taken: null,
      candidates: [],
      evidence: [],
      pieces: cell === undefined ? [] : piecesOf(cell),
    })
  }

  /** A KPI or plan in a table that is no card: its row did not become data. */
  private findOrphan(code: string, text: string, pieces: Piece[]): void {
    const place = {
      card: this.open?.card.number ?? null,
      level: this.open?.card.level ?? null,
      code,
      series: null,
      field: null,
      rocYear: null,
    }
    this.draft.findings.push({
      rule: 'orphan-row',
      place,
      parameters: { text },
      printed: text,
      taken: null,
      candidates: [],
      evidence: [],
      pieces,
    })
  }

  private leaveNotes(except?: string): void {
    for (const note of this.notes.splice(0)) if (!note.lines.some((line) => line.text === except)) this.leave(note)
  }

  private leave(note: Note): void {
    const left = { text: note.lines.map((line) => line.text).join('\n'), pieces: piecesOf(note) }
    this.draft.leftovers.push(left)
    this.leftNotes.push(left)
  }

  private leaveTable(table: Table): void {
    if (this.open !== null) for (const found of figureColumns(table)) this.findUnread(found, table)
    for (const cell of table.cells) {
      if (cell.lines.length === 0) continue
      const text = cell.lines.map((line) => line.text).join('\n')
      this.draft.leftovers.push({ text, pieces: piecesOf(cell) })
      const code = readLeadingCode(joinLines(cell.lines))
      if (code !== null && codeDepth(code.code) > 1) this.findOrphan(code.code, text, piecesOf(cell))
    }
  }
}

const piecesOf = (one: Pick<Note, 'page' | 'box'>): Piece[] =>
  one.box === null ? [] : [{ page: one.page, box: [...one.box] }]

const isAloneInRow = (cell: Cell, table: Table): boolean =>
  cell.lines.length === 0 ||
  !table.cells.some((other) => other !== cell && other.row === cell.row && other.lines.length > 0)

/** `7`, `7.`, `(7)`: the number of a row. */
const isCount = (cell: Cell): boolean => /^[(（]?\d{1,3}[.、)）]?$/u.test(joinLines(cell.lines).trim())

/** The same known columns in the same order; a column that says nothing may stand between them. */
const sameColumns = (a: Header, b: Header | null): boolean =>
  b !== null && knownKeys(a.columns).join() === knownKeys(b.columns).join()

const knownKeys = (columns: readonly ColumnRole[]): string[] =>
  columns.filter(({ role }) => role !== 'unknown').map(roleKey)

/** The row's cells under the card's columns of the same meaning. */
function alignRow(row: CardRow, from: readonly ColumnRole[], to: readonly ColumnRole[]): CardRow {
  if (from === to) return row
  const keys = from.map(roleKey)
  const left = row.cells.map((cell, at) => ({ cell, key: keys[at] }))
  const cells = to.map((column) => {
    const at = left.findIndex(({ key }) => key === roleKey(column))
    return at < 0 ? NO_CELL : (left.splice(at, 1)[0]?.cell ?? NO_CELL)
  })
  return { ...row, cells }
}

/** Without a year in the title: the year whose budget is approved, else the first year with a target. */
function yearOfColumns(header: Header): number | null {
  const approved = header.columns.find((column) => column.role === 'budget' && column.stage === 'approved')
  if (approved?.role === 'budget') return approved.rocYear
  const targets = header.columns.flatMap((column) =>
    column.role === 'value' && column.kind === 'target' ? [column.rocYear] : [],
  )
  return targets.length > 0 ? Math.min(...targets) : null
}
