/** The findings of a document as the list shows them. */
import { createHash } from 'node:crypto'
import { anomalyKey, fittingCorrections, isSettled } from '../corrections.ts'
import type { Correction } from '../model/correction.ts'
import type { Document } from '../model/document.ts'
import { type Anomaly, placeKey } from '../model/provenance.ts'
import type { Language, RuleText } from '../model/rule.ts'
import { describePlace, wordMessage } from '../output/report/anomaly-card.ts'
import { agencyOf, lookAround, yearOf } from '../output/report/place.ts'
import { rankOf } from '../output/report/summary.ts'
import { speak } from '../output/report/wording.ts'
import type { ItemRow } from './api.ts'

export interface Item {
  id: string
  anomaly: Anomaly
  decided: boolean
  /** What the list says apart from its words. */
  agency: string | null
  rocYear: number | null
  confidence: number | null
  rank: number
}

/** A decision whose finding the rules no longer make, from what the decision itself says. */
function recallAnomaly(correction: Correction, document: Document): Anomaly {
  const { place, rule = 'correction', printed, value } = correction
  const taken = value === null ? null : String(value)
  const pieces = lookAround(document, place).datum?.pieces ?? []
  return {
    rule,
    severity: 'info',
    place,
    message: rule,
    parameters: {},
    printed,
    taken,
    candidates: [],
    evidence: [],
    pieces,
  }
}

/**
 * Open and settled findings of a document. `standing` are the decisions of now, `applied` those that the document
 * shows: between the two lies what is being written.
 */
export function makeItems(
  document: Document,
  settled: readonly Anomaly[],
  standing: readonly Correction[],
  applied: readonly Correction[],
): Item[] {
  const open = new Set(document.anomalies.map(anomalyKey))
  const anomalies = [...document.anomalies, ...settled.filter((anomaly) => !open.has(anomalyKey(anomaly)))]
  const told = new Set(anomalies.map((anomaly) => `${placeKey(anomaly.place)}|${anomaly.rule}`))
  const recalled = standing
    .filter(({ place, rule }) => rule !== undefined && !told.has(`${placeKey(place)}|${rule}`))
    .map((correction) => recallAnomaly(correction, document))
  const fitting = fittingCorrections(standing, document)
  const settledKeys = new Set(settled.map(anomalyKey).filter((key) => !open.has(key)))
  const seen = new Map<string, number>()
  return [...anomalies, ...recalled].map((anomaly) => {
    const key = anomalyKey(anomaly)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const { datum } = lookAround(document, anomaly.place)
    return {
      id: createHash('sha256').update(`${document.id}|${key}|${times}`).digest('hex').slice(0, 16),
      anomaly,
      decided:
        recalled.includes(anomaly) ||
        isSettled(fitting, anomaly) ||
        // Settled by a decision about another place.
        (settledKeys.has(key) && !isSettled(applied, anomaly)),
      agency: agencyOf(document, anomaly.place),
      rocYear: yearOf(document, anomaly.place),
      confidence: anomaly.candidates[0]?.score ?? datum?.confidence ?? null,
      rank: rankOf(anomaly),
    }
  })
}

/** The line of the list, in one language. */
export function wordRow(item: Item, rules: ReadonlyMap<string, RuleText>, language: Language): ItemRow {
  const { id, anomaly, decided, agency, rocYear, confidence, rank } = item
  return {
    id,
    severity: anomaly.severity,
    rule: anomaly.rule,
    agency: agency ?? speak(language)('unknown'),
    rocYear,
    place: describePlace(anomaly, language),
    message: wordMessage(anomaly, rules.get(anomaly.rule), language),
    page: anomaly.pieces[0]?.page ?? null,
    confidence,
    rank,
    decided,
  }
}
