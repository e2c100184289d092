/** Text that became no record and no title, and the KPIs and plans that it names: their rows did not become data. */
import { codeDepth, codesWithin, readLeadingCode } from '../language/code.ts'
import { readNumber } from '../language/number.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardRow, CardTable, Finding, RowCell } from '../model/draft.ts'
import type { Piece } from '../model/provenance.ts'
import type { Card, Scorecard } from '../model/scorecard.ts'
import type { Line, Note, Table } from '../model/table.ts'
import { objectiveCodesIn } from './map-codes.ts'
import { piecesOf, placeIn } from './place.ts'

export interface Leftover {
  text: string
  pieces: Piece[]
}

export class Leftovers {
  /** In printed order. */
  readonly texts: Leftover[] = []
  /** Those that no table holds. */
  private readonly notes: Leftover[] = []

  leaveNote(note: Note): void {
    const left = { text: printOf(note.lines), pieces: piecesOf(note) }
    this.texts.push(left)
    this.notes.push(left)
  }

  /** A row of one text inside a card; one that begins with a code may be a row whose cells ran together. */
  leaveRemark(remark: RowCell): void {
    const left = { text: remark.raw, pieces: remark.pieces }
    this.texts.push(left)
    if (readLeadingCode(remark.raw) !== null) this.notes.push(left)
  }

  /** Columns of a card that are not understood: an anomaly tells of each. */
  leaveColumns({ columns, rows }: CardTable): void {
    for (const { cells } of rows)
      for (const [at, cell] of cells.entries())
        if (columns[at]?.role === 'unknown' && cell.own && cell.raw !== '')
          this.texts.push({ text: cell.raw, pieces: cell.pieces })
  }

  /** Rows of a card that say nothing new. */
  leaveRows(rows: readonly CardRow[]): void {
    for (const { cells } of rows)
      for (const cell of new Set(cells))
        if (cell.own && cell.raw !== '') this.texts.push({ text: cell.raw, pieces: cell.pieces })
  }

  /** A table that is no card; `card`: the one that it stands under. Finds the rows of a card that it holds. */
  leaveTable(table: Table, card: Card | null): Finding[] {
    for (const cell of table.cells)
      if (cell.lines.length > 0) this.texts.push({ text: printOf(cell.lines), pieces: piecesOf(cell) })
    return this.findRows(table, card)
  }

  /** Rows of a card in a table that is none. */
  findRows(table: Table, card: Card | null): Finding[] {
    return table.cells.flatMap((cell) => {
      const code = readLeadingCode(joinLines(cell.lines))
      if (code === null || codeDepth(code.code) < 2) return []
      return [tellOrphan(card, code.code, { text: printOf(cell.lines), pieces: piecesOf(cell) })]
    })
  }

  /**
   * KPIs and plans that stand in the text around the tables, and nowhere in a card or as a whole row; objectives where
   * nothing but spaces keeps them apart.
   */
  findLostRows({ cards, strategyMaps }: Scorecard): Finding[] {
    const records = [
      ...cards.flatMap((card) => [...card.objectives, ...card.kpis, ...card.plans]),
      ...strategyMaps.flatMap(({ objectives }) => objectives),
    ]
    const known = new Set(records.map(({ code }) => code))
    return this.notes.flatMap((left) => {
      const isRow = startsRow(left.text)
      const lost = [...new Set(codesIn(left.text))].filter((code) => isRow || !known.has(code))
      for (const code of lost) known.add(code)
      return lost.map((code) => tellOrphan(null, code, left))
    })
  }
}

/** `顧客構面   AC1擴大就學機會   BC1推展終身學習`: a row of a text whose columns only spaces keep apart. */
export const isSpacedRow = (text: string): boolean => GAP.test(text) && objectiveCodesIn(text).length > 0

/** Extractors that keep the layout set at least so many spaces between columns where there is room. */
const GAP = /\S[ \u3000]{3,}\S/u

function codesIn(text: string): string[] {
  const printed = codesWithin(text)
  if (printed.length > 0) return printed
  if (isSpacedRow(text))
    return objectiveCodesIn(text).map(([, theme, perspective, number]) => `${theme}${perspective}${number}`)
  // A narrow column breaks a code into lines of its own.
  return codesWithin(text.replace(/\s+/gu, ''))
}

/** So many figures behind a code are a row of a card, which another card may have too; a remark has one or two. */
const FEWEST_FIGURES = 3

/** `BP2.2審議時間 日 316 313 309`: a row that its table does not hold. */
function startsRow(text: string): boolean {
  const code = readLeadingCode(text)
  if (code === null || codeDepth(code.code) < 2) return false
  return code.rest.split(/\s+/u).filter((word) => readNumber(word).kind === 'number').length >= FEWEST_FIGURES
}

const printOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')

export const tellOrphan = (card: Card | null, code: string | null, { text, pieces }: Leftover): Finding => ({
  rule: 'orphan-row',
  place: placeIn(card, code),
  parameters: { text },
  printed: text,
  taken: null,
  candidates: [],
  evidence: [],
  pieces,
})
