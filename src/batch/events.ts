/** What a run tells of itself while it lasts. */

/** Documents are read, then put into the tables, shown in the report, or loaded into a database. */
export type Stage = 'documents' | 'tables' | 'report' | 'database'

export interface StageEvents {
  onStage?(stage: Stage, documents: number): void
  /** One document of the stage is done. */
  onAdvance?(): void
}
