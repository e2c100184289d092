/** Puts what other years settled into a document: the figure, the repair that says so, the anomaly. */
import { makeAnomaly } from '../anomaly/define.ts'
import type { Settlement } from '../history/settle.ts'
import type { Document } from '../model/document.ts'
import type { Anomaly, Place, Repair } from '../model/provenance.ts'
import type { Figure } from '../model/scorecard.ts'
import malformedNumber from '../repair/rules/malformed-number.ts'
import type { Severities } from './history.ts'

const isSamePlace = (a: Place, b: Place): boolean =>
  a.card === b.card && a.code === b.code && a.series === b.series && a.field === b.field && a.rocYear === b.rocYear

/** The first figure at a place, as `code` and series name it. */
function figureAt(document: Document, { card: number, code, series, field, rocYear }: Place): Figure | null {
  const card = document.cards.find((one) => one.number === number)
  const kpi = card?.kpis.find((one) => one.code === code && one.series === (series ?? 1))
  const value = kpi?.values.find((one) => one.kind === field && one.rocYear === rocYear)
  const plan = card?.plans.find((one) => one.code === code)
  return value ?? plan?.budgets.find((one) => one.stage === field && one.rocYear === rocYear) ?? null
}

/** A copy of the document with its settled figures; the document itself where there are none. */
export function applySettlements(
  document: Document,
  settlements: readonly Settlement[],
  severities: Severities,
): Document {
  if (settlements.length === 0) return document
  const copy = structuredClone(document)
  for (const { place, rule, value, candidates } of settlements) {
    const figure = figureAt(copy, place)
    const [taken] = candidates
    if (figure === null || taken === undefined) continue
    const printed = figure.raw ?? ''
    figure.value = value
    figure.status = 'repaired'
    figure.confidence = taken.score
    const repair: Repair = {
      rule: malformedNumber.id,
      place,
      before: printed,
      after: taken.value,
      applicability: malformedNumber.applicability,
      confidence: taken.score,
      candidates,
      pieces: figure.pieces,
    }
    const others = copy.repairs.filter((one) => !(one.rule === malformedNumber.id && isSamePlace(one.place, place)))
    copy.repairs = [...others, repair]
    const severity = severities[malformedNumber.id] ?? malformedNumber.severity ?? 'warning'
    const anomaly: Anomaly[] =
      severity === 'off'
        ? []
        : [
            makeAnomaly(
              { ...malformedNumber, severity },
              {
                place,
                parameters: { printed: printed.replace(/\s*\n\s*/gu, ' '), taken: taken.value },
                printed,
                taken: taken.value,
                candidates,
                evidence: taken.because,
                pieces: figure.pieces,
              },
            ),
          ]
    const at = copy.anomalies.findIndex((one) => one.rule === rule && isSamePlace(one.place, place))
    // The rule that had spoken may be turned off, and this one not.
    copy.anomalies.splice(at < 0 ? copy.anomalies.length : at, at < 0 ? 0 : 1, ...anomaly)
  }
  return copy
}
