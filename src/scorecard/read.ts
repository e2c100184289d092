/** Tables and notes → a draft of the scorecard: what each table is, by what it says, and the records of its rows. */
import { codesWithin } from '../language/code.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardTable, ColumnRole, Draft } from '../model/draft.ts'
import type { Piece } from '../model/provenance.ts'
import type { Card, DeclaredCounts, Perspective, StrategyMap } from '../model/scorecard.ts'
import type { Block, Layout, Note, Table } from '../model/table.ts'
import { append } from './append.ts'
import { type Header, readHeader } from './columns.ts'
import { fitsCard, sameColumns, sameFigureColumns } from './continuation.ts'
import { isCountsTable, readCounts } from './declared-counts.ts'
import { divideTable } from './divide.ts'
import { isSpacedRow, type Leftover, Leftovers } from './leftovers.ts'
import { objectiveCodesIn } from './map-codes.ts'
import { mendTitles } from './misread-titles.ts'
import { type MoneyScale, readMoneyUnit } from './money-unit.ts'
import { nameMaps } from './name-maps.ts'
import { OpenCard } from './open-card.ts'
import { beginsOtherCard, isMapOfOther } from './other-card.ts'
import { readPerspective } from './perspective.ts'
import { recordShift, straightenHeadings } from './shifted-headings.ts'
import { beginsStatement } from './statements.ts'
import { beginsWithObjective, isMapTable } from './strategy-map.ts'
import { findRevisionYear, isCardTitle, isMapTitle, readCardTitle } from './title.ts'
import { findMisreadHeadings, findUnreadFigures } from './unmapped-columns.ts'
import { isRunning, WaitingNotes } from './waiting-notes.ts'
import { type MapParts, readWholeMap } from './whole-map.ts'

export interface ReadScorecard extends Draft {
  /** Text that became no record and no title. */
  leftovers: Leftover[]
}

/** Reads every card, strategy map and table of declared counts of a laid out document; `without`: repairs turned off. */
export function readScorecard(layout: Layout, without: readonly string[] = []): ReadScorecard {
  return new ScorecardReader(new Set(without)).read(layout.blocks)
}

class ScorecardReader {
  constructor(private readonly without: ReadonlySet<string>) {}

  private readonly leftovers = new Leftovers()
  private readonly draft: ReadScorecard = {
    scorecard: { cards: [], strategyMaps: [], declaredCounts: [] },
    fields: [],
    findings: [],
    changes: [],
    leftovers: this.leftovers.texts,
  }
  /** Text since the last table or map. */
  private readonly waiting = new WaitingNotes()
  private map: MapParts | null = null
  private readonly cardsAboveMaps: number[] = []
  private pendingCounts: DeclaredCounts[] = []
  private lastHeader: Header | null = null
  private open: OpenCard | null = null
  /** The perspective that a line of text names for the rows below it. */
  private section: Perspective | null = null
  /** The unit of money that the text states above the table that comes next. */
  private unitAbove: { scale: MoneyScale; isBelowTitle: boolean } | null = null

  read(printed: readonly Block[]): ReadScorecard {
    const { blocks, findings } = mendTitles(printed)
    append(this.draft.findings, findings)
    for (const block of blocks.flatMap((one) => (one.kind === 'table' ? divideTable(one.table) : [one]))) {
      if (block.kind === 'note') this.takeNote(block.note)
      else this.takeTable(block.table)
    }
    this.closeMap()
    this.closeCard()
    this.leaveNotes()
    this.attachCounts(null)
    nameMaps(this.draft.scorecard, this.cardsAboveMaps)
    append(this.draft.findings, this.leftovers.findLostRows(this.draft.scorecard))
    return this.draft
  }

  private takeNote(note: Note): void {
    if (this.open?.saysUnitBelowTitle && !isRunning(note) && note.lines.some((line) => isCardTitle(line.text)))
      this.giveUnitToOpenCard()
    const lines = note.lines.filter((line) => readMoneyUnit(line.text) !== null)
    for (const { text } of lines.length > 0 ? lines : [{ text: joinLines(note.lines) }]) this.takeMoneyUnit(text)
    const running = isRunning(note)
    const named = this.waiting.isTitle(note)
    if (note.role === 'watermark' || (running && !named)) {
      this.leftovers.leaveNote(note)
      return
    }
    if (this.takeSection(note)) return
    const mapLine = named ? note.lines.find((line) => isMapTitle(line.text)) : undefined
    if (mapLine !== undefined) {
      this.closeMap()
      this.map = { notes: [note], title: mapLine.text, tables: [], notesAbove: 0 }
      return
    }
    if (!named && note.box === null && this.leaveRow(note)) return
    const titled = named && note.lines.some((line) => isCardTitle(line.text))
    // line by line, nothing but the title of a card tells where the objectives of a map end
    if (titled && note.box === null && this.map?.notes.some(hasObjectives)) this.closeMap()
    if (this.map !== null && !titled && goesOnWithMap(this.map, note)) this.map.notes.push(note)
    else this.waiting.add(note)
  }

  /** Lines of a text that are rows of a card or map without their columns: no map goes on with them. */
  private leaveRow(note: Note): boolean {
    const text = joinLines(note.lines)
    if (codesWithin(text).length === 0 && !isSpacedRow(text)) return false
    if (this.map?.tables.length === 0 && codesWithin(text).length > 0) this.closeMap()
    this.leftovers.leaveNote(note)
    return true
  }

  /** A line of its own belongs to the table below it, a remark to the one above. */
  private takeMoneyUnit(text: string): void {
    const unit = readMoneyUnit(text)
    if (unit?.alone || (unit !== null && isCardTitle(text)))
      this.unitAbove = { scale: unit.scale, isBelowTitle: isCardTitle(text) || this.waiting.titleLine() !== null }
    else if (unit !== null) this.open?.takeUnitOfRemark(unit.scale)
  }

  private giveUnitToOpenCard(): void {
    this.open?.takeUnit(this.unitAbove?.scale ?? null)
    this.unitAbove = null
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
    const straight =
      reader === 'print' || this.without.has('shifted-row') ? null : straightenHeadings(table, this.cardYear())
    const shifted = straight === null ? null : readHeader(straight)
    const header = shifted ?? readHeader(table)
    if (header !== null) {
      this.closeMap()
      this.takeCard(table, header, reader)
      if (shifted !== null && this.open !== null)
        this.draft.changes.push(recordShift(this.open.card, table, shifted.headings))
    } else if (isCountsTable(table)) {
      const card = this.cardWithoutCounts()
      this.closeMap()
      const { counts, fields } = readCounts(table, reader)
      append(this.pendingCounts, counts)
      if (card !== null) this.attachCounts(card)
      append(this.draft.scorecard.declaredCounts, counts)
      append(this.draft.fields, fields)
      append(this.draft.findings, this.leftovers.findRows(table, null))
    } else if (isMapTable(table)) {
      this.map ??= { notes: this.waiting.takeAll(), title: '', tables: [], notesAbove: 0 }
      this.map.tables.push(table)
      this.map.notesAbove = this.map.notes.length
    } else if (
      this.open !== null &&
      this.waiting.titleLine() === null &&
      !this.isBelowOtherMap() &&
      fitsCard(table, this.open.table)
    ) {
      const line = this.waiting.first()
      if (line !== null) this.open.tellBrokenRow(joinLines(line.lines))
      this.addRows(table, 0)
    } else if (!this.widenCard(table)) this.leaveTable(table)
  }

  /** Adds the columns of a table that goes on beside the open card's; false where it does not. */
  private widenCard(rest: Table): boolean {
    const whole = this.lastHeader === null ? null : (this.open?.widen(this.lastHeader, rest) ?? null)
    if (whole === null) return false
    this.lastHeader = whole.header
    this.addRows(whole.table, whole.header.rows)
    return true
  }

  private takeCard(table: Table, header: Header, reader: 'print' | 'rows'): void {
    const titleLine =
      header.title !== null && isCardTitle(header.title)
        ? { text: header.title, pieces: [] }
        : (this.waiting.titleLine() ?? this.otherHeadline(table, header))
    const continues =
      titleLine === null
        ? !this.isBelowOtherMap()
        : this.open !== null && readCardTitle(titleLine.text).text === this.open.card.title
    const alike = sameColumns(header, this.lastHeader)
    if (continues && this.open !== null && (alike || sameFigureColumns(header, this.lastHeader))) {
      this.open.judgeColumns(header, table)
      if (!alike) append(this.draft.findings, findMisreadHeadings(this.open.card, header, table))
      this.addRows(table, header.rows, header.columns)
      return
    }
    this.closeCard()
    const title = readCardTitle(titleLine?.text ?? '')
    const map = titleLine === null ? this.mapBelowCards() : null
    const print = reader === 'print'
    const card: Card = {
      number: this.draft.scorecard.cards.length + 1,
      level: title.level,
      title: title.text === '' ? null : title.text,
      group: title.group,
      organization: title.organization ?? map?.organization ?? null,
      rocYear: title.rocYear ?? yearOfColumns(header) ?? findRevisionYear(title.text),
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
      columns: header.columns,
      headings: header.headings,
      rows: [],
      firstPage: table.firstPage,
      lastPage: table.lastPage,
      reader,
    }
    const unit = this.unitAbove?.scale ?? readMoneyUnit(header.title ?? '')?.scale ?? null
    const isBelowTitle = this.unitAbove?.isBelowTitle ?? false
    this.open = new OpenCard(card, cardTable, unit, isBelowTitle, this.draft, this.leftovers)
    this.unitAbove = null
    this.lastHeader = header
    this.open.judgeColumns(header, table)
    append(this.draft.findings, findMisreadHeadings(card, header, table))
    this.addRows(table, header.rows)
  }

  /** The strategy map that stands below all cards so far. */
  private mapBelowCards(): StrategyMap | null {
    const { cards, strategyMaps } = this.draft.scorecard
    return this.cardsAboveMaps.at(-1) === cards.length ? (strategyMaps.at(-1) ?? null) : null
  }

  /** Does a map of another stand between the open card and what comes now? */
  private isBelowOtherMap(): boolean {
    const map = this.mapBelowCards()
    return map !== null && this.open !== null && isMapOfOther(map, this.open.card)
  }

  /** A line above a header that names an agency or year other than the open card's. */
  private otherHeadline(table: Table, header: Header): { text: string; pieces: Piece[] } | null {
    const line = this.waiting.headline()
    if (line === null || this.open === null) return line
    return beginsOtherCard(line.says, this.open, table, header.rows) ? line : null
  }

  /** `columns`: the table's own, where its grid has a column more or less than the card's. */
  private addRows(table: Table, headerRows: number, columns?: readonly ColumnRole[]): void {
    this.giveUnitToOpenCard()
    this.open?.addRows(table, headerRows, this.section, columns)
    this.section = null
  }

  private closeCard(): void {
    this.open?.close(this.without)
    this.open = null
  }

  private closeMap(): void {
    if (this.map === null) return
    // text that belongs to no map may hold rows of a card all the same
    for (const note of this.map.notes)
      if (note.lines.some((line) => codesWithin(line.text).length > 0)) this.leftovers.leaveNote(note)
    const { map, fields, findings } = readWholeMap(this.map)
    append(this.draft.fields, fields)
    append(this.draft.findings, findings)
    if (map !== null) {
      this.draft.scorecard.strategyMaps.push(map)
      this.cardsAboveMaps.push(this.draft.scorecard.cards.length)
    }
    this.map = null
  }

  /** The year of the card that a table begins or goes on with, where its title has it. */
  private cardYear(): number | null {
    const title = this.waiting.titleLine()
    return title === null ? (this.open?.card.rocYear ?? null) : readCardTitle(title.text).rocYear
  }

  /** The agency's card that counts stand right below; null where it has its own, and where a title or map opens what follows. */
  private cardWithoutCounts(): Card | null {
    const card = this.open?.card
    if (card === undefined || card.organization === null || this.map !== null || this.waiting.titleLine() !== null)
      return null
    const hasCounts = this.draft.scorecard.declaredCounts.some((counts) => counts.card === card.number)
    return hasCounts || this.pendingCounts.length > 0 ? null : card
  }

  private attachCounts(card: Card | null): void {
    const organization = card?.organization ?? this.draft.scorecard.strategyMaps.at(-1)?.organization ?? null
    for (const counts of this.pendingCounts.splice(0)) {
      counts.card = card?.number ?? null
      counts.organization = organization
    }
  }

  private leaveNotes(except?: string): void {
    for (const note of this.waiting.takeAll())
      if (!note.lines.some((line) => line.text === except)) this.leftovers.leaveNote(note)
  }

  private leaveTable(table: Table): void {
    this.unitAbove = null
    const card = this.open?.card ?? null
    if (card !== null) append(this.draft.findings, findUnreadFigures(card, table))
    append(this.draft.findings, this.leftovers.leaveTable(table, card))
  }
}

/**
 * Below the table of a map stands what belongs to it only where a statement begins, or an objective of its own: a column that
 * the paper had no room for. Other text there ends none from above.
 */
const goesOnWithMap = ({ tables, notes, notesAbove }: MapParts, note: Note): boolean =>
  tables.length === 0 ||
  (note.box !== null && beginsWithObjective(note.lines)) ||
  [...notes.slice(notesAbove), note].some(({ lines }) => lines.some((line) => beginsStatement(line.text)))

const hasObjectives = (note: Note): boolean => objectiveCodesIn(joinLines(note.lines)).length > 0

/** Without a year in the title: the year whose budget is approved, else the first year with a target. */
function yearOfColumns(header: Header): number | null {
  const approved = header.columns.find((column) => column.role === 'budget' && column.stage === 'approved')
  if (approved?.role === 'budget') return approved.rocYear
  const targets = header.columns.flatMap((column) =>
    column.role === 'value' && column.kind === 'target' ? [column.rocYear] : [],
  )
  return targets.length > 0 ? Math.min(...targets) : null
}
