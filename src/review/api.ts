/** What the server and the page of the review say to each other. Types only. */
import type { Candidate, Evidence, Place, Severity, Status } from '../model/provenance.ts'
import type { ChartPoint } from '../output/report/chart-layout.ts'

export type FailOn = 'error' | 'warning' | 'never'

/** One finding in the list. */
export interface ItemRow {
  id: string
  severity: Severity
  rule: string
  agency: string
  rocYear: number | null
  /** `CC1.1 · target 112 · card 2` */
  place: string
  message: string
  page: number | null
  /** How sure what was taken is, 0 to 1; null where nothing was taken. */
  confidence: number | null
  /** Smaller is worse; orders the list together with the severity. */
  rank: number
  decided: boolean
}

export interface DocumentRows {
  id: string
  name: string
  items: ItemRow[]
}

export interface Progress {
  /** Version of the decisions file: what a writer must know. */
  version: string
  /** Counts up whenever documents were read again. */
  generation: number
  /** saved: the tables say what was decided; waiting: another run holds the output. */
  tables: 'saved' | 'writing' | 'waiting' | 'failed'
  /** Documents whose decisions only the next `convert` can apply. */
  left: string[]
  canUndo: boolean
  canRedo: boolean
}

export interface Overview extends Progress {
  /** Only the worst findings are told, so that something is seen at once. */
  partial: boolean
  findings: number
  decided: number
  /** Open ones that `failOn` names. */
  blocking: number
  /** Documents that have changed since the generation asked for. */
  documents: DocumentRows[]
  /** Every document there is. */
  ids: string[]
  failOn: FailOn
  by: string
}

export type Box = [number, number, number, number]

/** A value as it stands on a page. */
export interface PlacedValue {
  place: Place
  label: string
  printed: string | null
  taken: string | null
  status: Status
  page: number | null
  boxes: { page: number; box: Box }[]
  repairs: { rule: string; before: string; after: string; because: string[] }[]
  /** Findings about it. */
  items: string[]
}

export interface Decision {
  kind: 'keep' | 'change'
  value: string | number | null
  by: string
  at: string
  why: string
}

export interface Told {
  rocYear: number
  kind: ChartPoint['kind']
  value: number | null
  /** `document/card` */
  card: string
  own: boolean
}

export interface ItemDetail {
  id: string
  document: string
  /** Base name of the input. */
  name: string
  row: ItemRow
  explanation: string
  /** Name of the KPI, plan or objective. */
  subject: string | null
  unit: string | null
  printed: string | null
  taken: string | null
  status: Status | null
  candidates: Candidate[]
  evidence: Evidence[]
  readings: { reader: string; text: string; confidence: number }[]
  /** A value can be typed and a candidate chosen. */
  editable: 'number' | 'text' | null
  decision: Decision | null
  pieces: { page: number; box: Box }[]
  pages: { number: number; width: number; height: number }[]
  hasPictures: boolean
  chart: ChartPoint[]
  told: Told[]
}

export type DecisionRequest =
  | { item: string; action: 'keep'; why: string; version: string }
  | { item: string; action: 'as-printed'; why: string; version: string }
  | { item: string; action: 'choose'; candidate: number; why: string; version: string }
  | { item: string; action: 'type'; value: string; why: string; version: string }

export interface DecisionAnswer extends Progress {
  /** The finding that the decision, undo or redo was about. */
  item: string | null
  decided: boolean
}

export type RefusalCode = 'outdated' | 'not-a-number' | 'not-possible' | 'nothing-left' | 'not-found' | 'bad-request'
export interface Refusal {
  error: RefusalCode
}
