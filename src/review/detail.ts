/** One finding with everything around it, and the values of a page. */
import { eachDatum } from '../anomaly/places.ts'
import { readNumber } from '../language/number.ts'
import type { Document } from '../model/document.ts'
import { type Evidence, type Place, placeKey } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'
import type { Budget, Figure } from '../model/scorecard.ts'
import { describePlace } from '../output/report/anomaly-card.ts'
import { chartPoints, lookAround } from '../output/report/place.ts'
import { evidenceWording, wordEvidence } from '../output/report/wording.ts'
import type { ItemDetail, PlacedValue } from './api.ts'
import { type Item, wordRow } from './items.ts'
import { tellSeries } from './series.ts'
import type { Session } from './session.ts'

const isFigure = (datum: object | null): datum is Figure => datum !== null && 'value' in datum

/** What a printed figure is multiplied by in its column: 1000 under 千元. Told by the other figures of the column. */
export function columnScale(document: Document, place: Place): number {
  const card = document.cards.find((one) => one.number === place.card)
  const votes = new Map<number, number>()
  const vote = (budget: Budget): void => {
    if (budget.stage !== place.field || budget.rocYear !== place.rocYear || budget.raw === null || !budget.value) return
    const reading = readNumber(budget.raw.replace(/\s+/gu, ''))
    if (reading.kind !== 'number' || reading.value === 0) return
    const scale = budget.value / reading.value
    votes.set(scale, (votes.get(scale) ?? 0) + 1)
  }
  for (const plan of card?.plans ?? []) plan.budgets.forEach(vote)
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1
}

/** A print as the figure that it says as it stands; null where it says none. */
export function readPrint(document: Document, place: Place, print: string): number | null {
  const reading = readNumber(print.replace(/\s+/gu, ''))
  return reading.kind === 'number' ? reading.value * columnScale(document, place) : null
}

export function describeItem(session: Session, id: string, language: Language): ItemDetail | null {
  const found = session.find(id)
  if (found === null) return null
  const { held, item } = found
  const { anomaly } = item
  const document = session.document(held.known.id)
  const around = lookAround(document, anomaly.place)
  const { datum, kpi, plan, card } = around
  const objective = card?.objectives.find((one) => one.code === anomaly.place.code)
  const decision = session
    .standing(held)
    .findLast(
      ({ place, rule, keep }) =>
        placeKey(place) === placeKey(anomaly.place) && (keep !== true || rule === anomaly.rule),
    )
  const inWords = (one: Evidence): Evidence => ({ ...one, detail: wordEvidence(one, language) })
  const told = tellSeries(session.known, (one) => session.document(one), held.known, anomaly.place)
  return {
    id,
    document: held.known.id,
    name: held.name,
    row: wordRow(item, session.rules, language),
    explanation: session.rules.get(anomaly.rule)?.explanation[language] ?? '',
    subject: (kpi?.name ?? plan?.name ?? objective?.name)?.text ?? null,
    unit: plan ? 'TWD' : (kpi?.unit.text ?? null),
    printed: anomaly.printed ?? datum?.raw ?? null,
    taken: takenOf(datum) ?? anomaly.taken,
    status: datum?.status ?? null,
    candidates: anomaly.candidates.map((one) => ({ ...one, because: one.because.map(inWords) })),
    evidence: anomaly.evidence.map(inWords),
    readings: datum?.readings ?? [],
    editable: datum === null ? null : isFigure(datum) ? 'number' : 'text',
    decision: decision
      ? {
          kind: decision.keep ? 'keep' : 'change',
          value: decision.value,
          by: decision.by,
          at: decision.at,
          why: decision.why,
        }
      : null,
    pieces: anomaly.pieces.flatMap(({ page, box }) => (page === null || box === null ? [] : [{ page, box }])),
    pages: document.pages.map(({ number, width, height }) => ({ number, width, height })),
    hasPictures: document.source.kind !== 'text' && session.sources.has(document.id),
    chart: chartPoints(around, anomaly),
    told,
  }
}

function takenOf(datum: ReturnType<typeof lookAround>['datum']): string | null {
  if (datum === null) return null
  if ('text' in datum) return datum.text
  if ('names' in datum) return datum.names.join('; ')
  return datum.value === null ? null : datum.value.toLocaleString('en-US', { maximumFractionDigits: 10 })
}

/** Every value of a document; those of one page where it is given. */
export function listValues(session: Session, id: string, page: number | null, language: Language): PlacedValue[] {
  const held = session.held(id)
  if (held === null) return []
  const document = session.document(id)
  const values: PlacedValue[] = []
  for (const { place, datum } of eachDatum(document)) {
    const boxes = datum.pieces.flatMap((piece) =>
      piece.page === null || piece.box === null ? [] : [{ page: piece.page, box: piece.box }],
    )
    if (page !== null && !boxes.some((box) => box.page === page)) continue
    const key = placeKey(place)
    values.push({
      place,
      label: describePlace({ place: { ...place, card: null, level: null } }, language),
      printed: datum.raw,
      taken: takenOf(datum),
      status: datum.status,
      page: datum.pieces[0]?.page ?? null,
      boxes: boxes.filter((box) => page === null || box.page === page),
      repairs: document.repairs
        .filter((repair) => placeKey(repair.place) === key)
        .map(({ rule, before, after, candidates }) => ({
          rule,
          before,
          after,
          because: (candidates[0]?.because ?? []).map(
            (one) => `${evidenceWording[one.kind][language]}: ${wordEvidence(one, language)}`,
          ),
        })),
      items: held.items.filter((item: Item) => placeKey(item.anomaly.place) === key).map((item) => item.id),
    })
  }
  return values
}
