/** One finding with everything around it, and the values of a page. */
import { eachDatum } from '../anomaly/places.ts'
import { nameMoneyUnit, scaleFigure } from '../language/money.ts'
import { readNumber, showNumber } from '../language/number.ts'
import { type Candidate, type Evidence, placeKey } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'
import type { Figure } from '../model/scorecard.ts'
import { describePlace } from '../output/report/anomaly-card.ts'
import { chartPoints, lookAround } from '../output/report/place.ts'
import { evidenceWording, wordEvidence } from '../output/report/wording.ts'
import type { ItemDetail, PlacedValue } from './api.ts'
import { type Item, wordRow } from './items.ts'
import { tellSeries } from './series.ts'
import type { Session } from './session.ts'

const isFigure = (datum: object | null): datum is Figure => datum !== null && 'value' in datum

/** A print as the figure that it says as it stands; null where it says none. */
export function readPrint(print: string, { scale = 1 }: Figure): number | null {
  const reading = readNumber(print.replace(/\s+/gu, ''), scale === 1 ? '' : nameMoneyUnit(scale))
  return reading.kind === 'number' ? scaleFigure(reading.value, scale) : null
}

/** The readings of a print, as what the figure would be with each: a person compares it with what was taken. */
const inFull = (candidates: readonly Candidate[], datum: Figure): Candidate[] =>
  candidates.map((candidate) => {
    const figure = readPrint(candidate.value, datum)
    return figure === null ? candidate : { ...candidate, value: showNumber(figure) }
  })

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
  const readings = isFigure(datum) && datum.scale !== undefined ? inFull(anomaly.candidates, datum) : anomaly.candidates
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
    candidates: readings.map((one) => ({ ...one, because: one.because.map(inWords) })),
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
