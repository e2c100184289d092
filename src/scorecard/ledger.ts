/** What reading a card's rows brings: fields for the repair stage, changes made to rows, and findings. */
import type { LeadingCode } from '../language/code.ts'
import { hasWideForm } from '../language/width.ts'
import type { CardTable, Field, Finding, RecordedChange, RowCell } from '../model/draft.ts'
import type { Place } from '../model/provenance.ts'
import type { Card, Text } from '../model/scorecard.ts'
import { filled, oneLine } from './cells.ts'

/** A change that the structure of the row leaves no other reading for. */
const CHANGE_CONFIDENCE = 0.95

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

  recordCode(printed: LeadingCode | null, cell: RowCell | null): void {
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

  record(
    rule: string,
    place: Place,
    before: string,
    after: string,
    cells: readonly (RowCell | null)[],
    kind: 'row-structure' | 'digit-grouping' | 'second-reading',
    detail: string,
  ): void {
    const pieces = cells.flatMap((cell) => (filled(cell) ? cell.pieces : []))
    this.changes.push({
      rule,
      place,
      before,
      after,
      confidence: CHANGE_CONFIDENCE,
      evidence: [{ kind, detail }],
      pieces,
    })
  }

  find(
    rule: string,
    place: Place,
    printed: string,
    cells: readonly RowCell[],
    parameters: Record<string, string>,
  ): void {
    const pieces = cells.flatMap((cell) => (filled(cell) ? cell.pieces : []))
    this.findings.push({
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
