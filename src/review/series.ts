/** The figures of a KPI or plan through the years, as every card of its organization tells them. */

import { type KnownDocument, readHistories } from '../batch/history.ts'
import type { Document } from '../model/document.ts'
import type { HistoryRecord } from '../model/history.ts'
import type { Place } from '../model/provenance.ts'
import type { Told } from './api.ts'

const isAsked = (record: HistoryRecord, document: string, place: Place): boolean =>
  record.card.document === document &&
  record.card.card === place.card &&
  record.code === place.code &&
  (place.series === null || record.series === place.series)

/** Figures in order of year; those of the record at `place` are `own`. */
export function tellSeries(
  known: readonly KnownDocument[],
  read: (id: string) => Document,
  document: KnownDocument,
  place: Place,
): Told[] {
  const keys = new Set(document.organizations)
  const related = known
    .filter(({ organizations }) => organizations.some((key) => keys.has(key)))
    .map((one) => ({ ...one, organizations: one.organizations.filter((key) => keys.has(key)) }))
  for (const histories of readHistories(related, read)) {
    for (const history of histories) {
      const all = [...history.kpis, ...history.plans]
      const series = all.find(({ records }) => records.some((record) => isAsked(record, document.id, place)))
      if (series === undefined) continue
      return series.records
        .flatMap((record) =>
          record.figures.map(({ rocYear, kind, value }) => ({
            rocYear,
            kind,
            value,
            card: `${record.card.document}/${record.card.card}`,
            own: isAsked(record, document.id, place),
          })),
        )
        .sort((a, b) => a.rocYear - b.rocYear)
    }
  }
  return []
}
