/** One anomaly for a person: what is printed, what was taken, what else could stand there and why, and where to look. */
import type { Document } from '../../model/document.ts'
import { nameField, nameParameters } from '../../model/field-words.ts'
import type { Anomaly, Candidate, Evidence, Piece } from '../../model/provenance.ts'
import { fillMessage, type Language, type RuleText } from '../../model/rule.ts'
import { drawChart } from './chart.ts'
import { type Crop, piecesWithin, planCrops } from './crops.ts'
import { html, type Markup } from './markup.ts'
import { chartPoints, lookAround } from './place.ts'
import { evidenceWording, speak, wordEvidence, yearKey } from './wording.ts'

/** Pixels a point on a screen: cells stay legible, and two crops fit beside the facts. */
const SHOWN_SCALE = 1.4

export interface CardContext {
  document: Document
  language: Language
  rules: ReadonlyMap<string, RuleText>
  /** WebP in base64, null where there is none. */
  pictureOf(crop: Crop): string | null
}

/** The one line that says what was found, in the language of the report. */
export function wordMessage(anomaly: Anomaly, rule: RuleText | undefined, language: Language): string {
  return rule === undefined
    ? anomaly.message
    : fillMessage(rule.messages[language], nameParameters(anomaly.parameters, language))
}

/** `CC1.1 (2) · target 112 · card 2` */
export function describePlace({ place }: Pick<Anomaly, 'place'>, language: Language): string {
  const say = speak(language)
  const series = place.series !== null && place.series > 1 ? ` (${place.series})` : ''
  const level = place.level === null ? null : say(place.level === 'city' ? 'city' : 'agencyLevel')
  return [
    place.code === null ? null : `${place.code}${series}`,
    [place.field === null ? null : nameField(place.field, language), place.rocYear]
      .filter((part) => part !== null)
      .join(' '),
    place.card === null ? null : nameCard(place.card, level, language),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ')
}

/** `card 2 city`, `第 2 張計分卡（府級）` */
const nameCard = (card: number, level: string | null, language: Language): string =>
  language === 'en'
    ? `card ${card}${level === null ? '' : ` ${level}`}`
    : `第 ${card} 張計分卡${level === null ? '' : `（${level}）`}`

const pagesOf = (pieces: readonly Piece[]): number[] => [...new Set(pieces.flatMap(({ page }) => page ?? []))]

export function printPages(pieces: readonly Piece[], language: Language): string {
  const pages = pagesOf(pieces)
  if (pages.length === 0) return ''
  return language === 'en' ? `page ${pages.join(', ')}` : `第 ${pages.join('、')} 頁`
}

const showDetail = (evidence: Evidence, language: Language): Markup =>
  html`<i>${evidenceWording[evidence.kind][language]}</i> ${wordEvidence(evidence, language)}`

function showCandidates(anomaly: Anomaly, language: Language): Markup | null {
  const { candidates, taken } = anomaly
  // One reading that is the one taken: its evidence stands beside it already.
  if (candidates.length === 0 || (candidates.length === 1 && candidates[0]?.value === taken)) return null
  const say = speak(language)
  const row = (candidate: Candidate): Markup =>
    html`<tr${candidate.value === taken ? html` class="taken"` : ''}><td>${candidate.value === '' ? say('nothing') : candidate.value}</td><td>${candidate.because.map((one) => html`<div>${showDetail(one, language)}</div>`)}</td><td class="number">${candidate.score.toFixed(2)}</td></tr>`
  return html`<table class="candidates"><thead><tr><th scope="col">${say('alternatives')}</th><th scope="col">${say('evidence')}</th><th scope="col" class="number">${say('score')}</th></tr></thead><tbody>${candidates.map(row)}</tbody></table>`
}

function showEvidence(anomaly: Anomaly, hasReadings: boolean, language: Language): Markup | null {
  // What each recogniser read stands below, with its confidence.
  const evidence = anomaly.evidence.filter(({ kind }) => !hasReadings || kind !== 'second-reading')
  if (evidence.length === 0 || anomaly.candidates.length > 1) return null
  return html`<ul class="evidence">${evidence.map((one) => html`<li>${showDetail(one, language)}</li>`)}</ul>`
}

/** The crop with every piece that lies in it marked. */
function showCrop(crop: Crop, data: string, pieces: readonly Piece[], label: string): Markup {
  const [x0, y0, x1, y1] = crop.box
  const [width, height] = [x1 - x0, y1 - y0]
  const round = (length: number): number => Math.round(length * 10) / 10
  const marks = piecesWithin(crop, pieces).map(
    (box) =>
      html`<rect x="${round(box[0])}" y="${round(box[1])}" width="${round(box[2] - box[0])}" height="${round(box[3] - box[1])}"/>`,
  )
  return html`<svg class="crop" viewBox="${x0} ${y0} ${width} ${height}" width="${Math.round(width * SHOWN_SCALE)}" height="${Math.round(height * SHOWN_SCALE)}" role="img" aria-label="${label}"><image x="${x0}" y="${y0}" width="${width}" height="${height}" href="data:image/webp;base64,${data}"/>${marks}</svg>`
}

function showPictures(anomaly: Anomaly, context: CardContext): Markup | null {
  const { language, document } = context
  const label = speak(language)('pictureOf')
  const shown = planCrops(document, anomaly).flatMap((crop) => {
    const data = context.pictureOf(crop)
    if (data === null) return []
    const page = printPages([{ page: crop.page, box: null }], language)
    return [
      html`<figure>${showCrop(crop, data, anomaly.pieces, `${label}, ${page}`)}<figcaption>${page}</figcaption></figure>`,
    ]
  })
  return shown.length === 0 ? null : html`<div class="pictures">${shown}</div>`
}

/** One anomaly in full. `data-` attributes are what the filters look at. */
export function showAnomaly(
  anomaly: Anomaly,
  filters: { agency: number; rocYear: number | null },
  context: CardContext,
): Markup {
  const { document, language, rules } = context
  const say = speak(language)
  const around = lookAround(document, anomaly.place)
  const name = around.kpi?.name.text ?? around.plan?.name.text ?? null
  const readings = around.datum?.readings ?? []
  const attributes = html`data-severity="${anomaly.severity}" data-rule="${anomaly.rule}" data-agency="${filters.agency}" data-year="${yearKey(filters.rocYear)}"`
  const head = html`<header><b>${describePlace(anomaly, language)}</b><span>${printPages(anomaly.pieces, language)}</span></header><p>${wordMessage(anomaly, rules.get(anomaly.rule), language)}</p>`
  const shown = html`${showPictures(anomaly, context)}`
  if (anomaly.severity === 'info') return html`<article class="anomaly brief" ${attributes}>${head}${shown}</article>\n`
  return html`<article class="anomaly" ${attributes}>${head}${name === null ? '' : html`<p class="name">${name}</p>`}<div class="body">${shown}<div class="facts"><dl>${anomaly.printed === null ? '' : html`<dt>${say('printed')}</dt><dd class="print">${anomaly.printed === '' ? say('nothing') : anomaly.printed}</dd>`}${anomaly.taken === null ? '' : html`<dt>${say('taken')}</dt><dd>${anomaly.taken === '' ? say('nothing') : anomaly.taken}</dd>`}</dl>${showCandidates(anomaly, language)}${showEvidence(anomaly, readings.length > 0, language)}${readings.length === 0 ? '' : html`<ul class="evidence">${readings.map(({ reader, text, confidence }) => html`<li><i>${reader}</i> ${text} (${confidence.toFixed(2)})</li>`)}</ul>`}</div>${drawChart(chartPoints(around, anomaly), say)}</div></article>\n`
}
