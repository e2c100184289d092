/** The years of one organization side by side: what rules across years and `kpi_history` work on. */
import type { Evidence, Level, Piece, Status } from './provenance.ts'
import type { Budget, YearValue } from './scorecard.ts'

/** One card of one document, with the year that it is about. */
export interface HistoryCard {
  document: string
  card: number
  level: Level
  rocYear: number
}

/** A figure as one card prints it. */
export interface HistoryFigure {
  rocYear: number
  kind: YearValue['kind'] | Budget['stage']
  /** null: missing or unreadable. */
  value: number | null
  /** What the print is multiplied by; 1 where it is not told. */
  scale?: number
  raw: string | null
  status: Status
  confidence: number
  pieces: Piece[]
}

/** A KPI row or an action plan as one card prints it. */
export interface HistoryRecord {
  card: HistoryCard
  code: string
  series: number
  name: string | null
  /** Confidence of the name. */
  confidence: number
  formula: string | null
  unit: string | null
  pieces: Piece[]
  figures: HistoryFigure[]
}

/** Why a record was taken for the continuation of a series. */
export interface HistoryLink {
  from: HistoryRecord
  to: HistoryRecord
  /** 0 to 1 */
  score: number
  because: Evidence[]
}

/** One KPI or plan through the years: records in order of year and document. */
export interface HistorySeries {
  records: HistoryRecord[]
  links: HistoryLink[]
}

/** All cards of one level of one organization. */
export interface OrganizationHistory {
  organization: string
  level: Level
  /** In order of year, document, card. */
  cards: HistoryCard[]
  kpis: HistorySeries[]
  plans: HistorySeries[]
}
