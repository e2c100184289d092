/** What a run tells of itself while it lasts. */

/**
 * Documents are read, then put into the tables, shown in the report, or loaded into a database; put into a queue, or
 * waited for while workers convert them.
 */
export type Stage = 'documents' | 'tables' | 'report' | 'database' | 'queue' | 'workers'

export interface StageEvents {
  onStage?(stage: Stage, documents: number): void
  /** One document of the stage is done. */
  onAdvance?(): void
}
