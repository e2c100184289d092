/** What the page is told of all findings: how far the decisions are, and the rows of the list. */
import type { Severity } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'
import type { DocumentRows, FailOn, Overview, Progress } from './api.ts'
import { findUndo } from './history.ts'
import { wordRow } from './items.ts'
import type { ApplyQueue } from './queue.ts'
import type { Session } from './session.ts'

/** What blocks a clean export. */
const blockedBy: Record<FailOn, ReadonlySet<Severity>> = {
  error: new Set(['error']),
  warning: new Set(['error', 'warning']),
  never: new Set(),
}

export function describeProgress(session: Session, queue: ApplyQueue): Progress {
  const { undo, redo } = findUndo(session.file.corrections)
  return {
    version: session.file.version,
    generation: session.generation,
    tables: queue.status,
    left: [...queue.left],
    canUndo: undo !== null,
    canRedo: redo !== null,
  }
}

const heldDocuments = (session: Session) => session.ids.flatMap((id) => session.held(id) ?? [])

/** All findings of the documents that have changed since that generation of the session. */
export const listDocuments = (session: Session, since: number, language: Language): DocumentRows[] =>
  heldDocuments(session)
    .filter((held) => held.generation > since)
    .map((held) => ({ id: held.known.id, name: held.name, items: session.rows(held, language) }))

/** The `count` worst findings that nobody has decided. */
export const listWorst = (session: Session, count: number, language: Language): DocumentRows[] =>
  heldDocuments(session)
    .flatMap((held) => held.items.filter((item) => !item.decided).map((item) => ({ held, item })))
    .sort((a, b) => a.item.rank - b.item.rank)
    .slice(0, count)
    .map(({ held, item }) => ({
      id: held.known.id,
      name: held.name,
      items: [wordRow(item, session.rules, language)],
    }))

export function countItems(session: Session, failOn: FailOn): Pick<Overview, 'findings' | 'decided' | 'blocking'> {
  const counts = { findings: 0, decided: 0, blocking: 0 }
  for (const { items } of heldDocuments(session)) {
    for (const { decided, anomaly } of items) {
      counts.findings += 1
      if (decided) counts.decided += 1
      else if (blockedBy[failOn].has(anomaly.severity)) counts.blocking += 1
    }
  }
  return counts
}
