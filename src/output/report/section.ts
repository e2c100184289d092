/** The part of the report about one document: its anomalies, those of a rule together, the worst first. */
import type { Document } from '../../model/document.ts'
import type { Anomaly } from '../../model/provenance.ts'
import type { Language, RuleText } from '../../model/rule.ts'
import { type CardContext, showAnomaly } from './anomaly-card.ts'
import { cropKey } from './crops.ts'
import { type Content, html, type Markup } from './markup.ts'
import { agencyOf, yearOf } from './place.ts'
import { countWord, nameYear, severities, severityWording, speak } from './wording.ts'

export type RuleTexts = ReadonlyMap<string, RuleText>

export interface SectionContext {
  language: Language
  rules: RuleTexts
  /** Of the document among those of the report, from 0. */
  position: number
  /** All agencies of the report: the filters name them by number. */
  agencies: readonly (string | null)[]
  /** WebP in base64 of the parts of pages that the anomalies are at, by `cropKey`. */
  pictures: ReadonlyMap<string, string>
}

/** What a link to the section of a document leads to. */
export const anchorOf = (position: number): string => `document-${position + 1}`

function showGroup(group: readonly Anomaly[], context: CardContext, show: (anomaly: Anomaly) => Markup): Content {
  const [first] = group
  if (first === undefined) return ''
  const { rule, severity } = first
  const { language, rules } = context
  return html`<section class="rule"><header><h3><span class="badge ${severity}">${severityWording[severity][language]}</span>${rule}${group.length > 1 ? ` ×${group.length}` : ''}</h3><p class="explanation">${rules.get(rule)?.explanation[language] ?? ''}</p></header>${group.map(show)}</section>`
}

export function showSection(document: Document, { position, agencies, pictures, ...words }: SectionContext): string {
  const { language } = words
  const say = speak(language)
  const context: CardContext = { ...words, document, pictureOf: (crop) => pictures.get(cropKey(crop)) ?? null }
  const show = (anomaly: Anomaly): Markup =>
    showAnomaly(
      anomaly,
      { agency: agencies.indexOf(agencyOf(document, anomaly.place)), rocYear: yearOf(document, anomaly.place) },
      context,
    )
  const groups = severities.flatMap((severity) => {
    const ofSeverity = document.anomalies.filter((one) => one.severity === severity)
    return [...new Set(ofSeverity.map(({ rule }) => rule))].map((rule) => ofSeverity.filter((one) => one.rule === rule))
  })
  const { organization, rocYear, source } = document
  return html`<section class="document" id="${anchorOf(position)}" data-name="${source.name}"><header><h2>${source.name}</h2><span>${organization ?? ''}</span><span>${rocYear === null ? '' : nameYear(rocYear, language)}</span>${source.pages === 0 ? '' : html`<span>${source.pages} ${countWord('pages', source.pages, language)}</span>`}</header>${groups.length === 0 ? html`<p class="explanation">${say('noAnomalies')}</p>` : ''}${groups.map((group) => showGroup(group, context, show))}</section>\n`
    .text
}
