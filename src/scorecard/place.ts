/** Addresses of what the reader finds beside the records: in the document, and on paper. */
import type { Piece, Place } from '../model/provenance.ts'
import type { Card } from '../model/scorecard.ts'
import type { Cell, Note } from '../model/table.ts'

export const placeIn = (card: Card | null, code: string | null): Place => ({
  card: card?.number ?? null,
  level: card?.level ?? null,
  code,
  series: null,
  field: null,
  rocYear: null,
})

/** The first piece of it; none in a text input. */
export const piecesOf = (printed: Pick<Cell | Note, 'page' | 'box'>): Piece[] =>
  printed.box === null ? [] : [{ page: printed.page, box: [...printed.box] }]
