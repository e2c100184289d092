/** What the tables of a document share: its rows' first columns, and where on the page they come from. */
import type { Document } from '../../model/document.ts'
import type { Piece, Place } from '../../model/provenance.ts'
import type { Card } from '../../model/scorecard.ts'
import type { Cell, ForeignKey, Row, TableDefinition } from '../columns.ts'

/** A table whose rows each come from one document. */
export interface DocumentTable extends TableDefinition {
  rows(document: Document): Iterable<Row>
}

/** Rows of one card lead to it. */
export const toCards: ForeignKey = { columns: ['document', 'card'], table: 'cards', references: ['document', 'card'] }

/** Points with two decimals: a hundredth of a point is far below what print can show. */
const roundPoints = (points: number): number => Math.round(points * 100) / 100

/** Where the first piece of a datum is. */
export function coordinates(pieces: readonly Piece[]): Record<'page' | 'x0' | 'y0' | 'x1' | 'y1', number | null> {
  const first = pieces[0]
  const [x0, y0, x1, y1] = first?.box?.map(roundPoints) ?? []
  return { page: first?.page ?? null, x0: x0 ?? null, y0: y0 ?? null, x1: x1 ?? null, y1: y1 ?? null }
}

export function* eachCard(
  document: Document,
): Iterable<{ card: Card; inCard: Record<'document' | 'card' | 'level', Cell> }> {
  for (const card of document.cards) {
    yield { card, inCard: { document: document.id, card: card.number, level: card.level } }
  }
}

export function atPlace(document: Document, place: Place): Row {
  return {
    document: document.id,
    card: place.card,
    level: place.level,
    code: place.code,
    field: place.field,
    roc_year: place.rocYear,
  }
}
