/** What reading a card's rows brings: fields for the repair stage, changes made to rows, and findings. */

import type { LeadingCode } from '../language/code.ts'
import { hasWideForm } from '../language/width.ts'
import type { CardTable, Field, Finding, RecordedChange, RowCell } from '../model/draft.ts'
import { type EvidenceWording, tell } from '../model/evidence.ts'
import type { Evidence, Piece, Place } from '../model/provenance.ts'
import type { Card, Text } from '../model/scorecard.ts'
import { filled, oneLine } from './cells.ts'

/** A change that the structure of the row leaves no other reading for. */
export const CHANGE_CONFIDENCE = 0.95

interface LedgerChange extends Omit<RecordedChange, 'confidence' | 'evidence' | 'pieces'> {
  evidence: Evidence
  /** Where the change was made; those that are blank count for nothing. */
  cells: readonly (RowCell | null)[]
}

export class CardLedger {
  readonly fields: Field[] = []
  readonly findings: Finding[] = []
  readonly changes: RecordedChange[] = []

  constructor(
    private readonly card: Card,
    private readonly table: CardTable,
    private readonly without: ReadonlySet<string>,
  ) {}

  /** May the repair be made? A person can turn each one off. */
  allows(rule: string): boolean {
    return !this.without.has(rule)
  }

  place(code: string | null, field: string | null, rocYear: number | null = null, series: number | null = null): Place {
    return { card: this.card.number, level: this.card.level, code, series, field, rocYear }
  }

  fieldOf(place: Place, cell: RowCell | null) {
    return {
      place,
      lines: cell?.lines ?? [],
      raw: cell?.raw ?? '',
      pieces: cell?.pieces ?? [],
      reader: this.table.reader,
      ink: cell?.ink ?? false,
      shared: cell?.shared ?? false,
      scale: 1,
      unit: null as string | null,
    }
  }

  addField(field: Field): void {
    this.fields.push(field)
  }

  addText(place: Place, cell: RowCell | null, target: Text, part: (Field & { kind: 'text' })['part']): void {
    this.addField({ kind: 'text', target, part, ...this.fieldOf(place, cell) })
  }

  /** A code printed in full-width characters. */
  recordCode(printed: LeadingCode, cell: RowCell): void {
    if (!hasWideForm(printed.printed)) return
    this.record({
      rule: 'width-form',
      place: this.place(printed.code, 'code'),
      before: printed.printed,
      after: printed.code,
      evidence: tell('digit-grouping', 'full-width'),
      cells: [cell],
    })
  }

  /** A code that is not printed; `told`: what told it. */
  recordMissingCode(place: Place, cell: RowCell | null, told: EvidenceWording): void {
    this.record({
      rule: 'missing-kpi-code',
      place,
      before: oneLine(cell?.raw ?? ''),
      after: place.code ?? '',
      evidence: tell('row-structure', told),
      cells: [cell],
    })
  }

  /** An action plan in a column of owners. */
  recordPlanAmongOwners(place: Place, cell: RowCell): void {
    this.record({
      rule: 'displaced-cell',
      place,
      before: oneLine(cell.raw),
      after: '',
      evidence: tell('row-structure', 'plan-among-owners'),
      cells: [cell],
    })
  }

  record({ cells, evidence, ...change }: LedgerChange): void {
    this.changes.push({
      ...change,
      confidence: CHANGE_CONFIDENCE,
      evidence: [evidence],
      pieces: piecesOf(cells),
    })
  }

  /** Text that belongs to no record. */
  findOrphan(place: Place, texts: readonly string[], cells: readonly RowCell[]): void {
    this.findings.push({
      rule: 'orphan-row',
      place,
      parameters: { text: oneLine(texts.join(' ')) },
      printed: oneLine(texts.join('|')),
      taken: null,
      candidates: [],
      evidence: [],
      pieces: piecesOf(cells),
    })
  }
}

const piecesOf = (cells: readonly (RowCell | null)[]): Piece[] =>
  cells.flatMap((cell) => (filled(cell) ? cell.pieces : []))
