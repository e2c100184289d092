/**
 * What stands between tables and records: rows with a meaning for each column, then fields that wait for the repair
 * stage. Internal; nothing here is written to a file.
 */

import type { Anomaly, Candidate, Evidence, Piece, Place } from './provenance.ts'
import type { Figure, Owners, Perspective, Scorecard, Text } from './scorecard.ts'
import type { Line } from './table.ts'

/** What a column of a card holds. */
export type ColumnRole =
  | { role: 'perspective' | 'objective' | 'csf' | 'kpi' | 'formula' | 'unit' | 'kpi-owner' }
  | { role: 'plan' | 'note' | 'plan-owner' | 'unknown' }
  /** The code of the objective, KPI or plan that the next column names. */
  | { role: 'code' }
  /** Counts the rows: 項次. */
  | { role: 'sequence' }
  | { role: 'value'; rocYear: number; kind: 'actual' | 'target' }
  | { role: 'budget'; rocYear: number; stage: 'approved' | 'estimated'; scale: number }

/** A cell as one row of a card sees it. A merged cell is `own` only in its first row. */
export interface RowCell {
  lines: Line[]
  /** Line texts joined by line breaks, as printed; '' where there is nothing. */
  raw: string
  own: boolean
  pieces: Piece[]
  /** Ink without usable text. */
  ink: boolean
  /** It stands over several columns of figures, and says of none alone what it holds. */
  shared: boolean
}

export interface CardRow {
  cells: RowCell[]
  perspective: Perspective | null
}

export interface CardTable {
  title: string | null
  columns: ColumnRole[]
  headings: string[]
  rows: CardRow[]
  firstPage: number
  lastPage: number
  /** Text inputs have no pages and no boxes, and their wraps are spaces. */
  reader: 'print' | 'rows'
}

/** Which part of a cell's text a field holds, once the text is repaired; `further-note`: joined to the note in the name. */
export type TextPart = 'whole' | 'after-code' | 'before-note' | 'note' | 'further-note' | 'formula' | 'unit'

/** One cell's datum waiting to be read; `target` is the record's part that the repair stage fills. */
export type Field = {
  place: Place
  lines: Line[]
  raw: string
  pieces: Piece[]
  reader: 'print' | 'rows'
  ink: boolean
  /** Its cell stands over several columns of figures. */
  shared: boolean
  /** Multiplies a figure: 1000 in a column of 千元. */
  scale: number
  /** The KPI's own unit, which may be printed behind a figure. */
  unit: string | null
} & (
  | { kind: 'text'; target: Text; part: TextPart }
  | { kind: 'number'; target: Figure }
  | { kind: 'owners'; target: Owners }
)

/** Something that a stage saw and a person may have to know; becomes an anomaly under its rule. */
export interface Finding {
  rule: string
  place: Place
  parameters: Record<string, string>
  printed: string | null
  taken: string | null
  candidates: Candidate[]
  evidence: Evidence[]
  pieces: Piece[]
}

/** A change made to rows before records exist (`shifted-row`, `displaced-cell`, `missing-kpi-code`). */
export interface RecordedChange {
  rule: string
  place: Place
  before: string
  after: string
  confidence: number
  evidence: Evidence[]
  pieces: Piece[]
}

export interface Draft {
  scorecard: Scorecard
  fields: Field[]
  findings: Finding[]
  changes: RecordedChange[]
}

/** What an anomaly rule yields: everything of the anomaly but what the rule's definition knows. */
export type AnomalyDraft = Pick<Anomaly, 'place'> &
  Partial<Pick<Anomaly, 'parameters' | 'printed' | 'taken' | 'candidates' | 'evidence' | 'pieces'>>
