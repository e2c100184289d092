/** `report.html`: what came in, what came out, what was repaired and what needs a person; one file, no network. */

import { createHash } from 'node:crypto'
import { showNumber } from '../../language/number.ts'
import type { Severity } from '../../model/provenance.ts'
import { type Language, languages } from '../../model/rule.ts'
import { describePlace, printPages, wordMessage } from './anomaly-card.ts'
import { type Content, html, Markup } from './markup.ts'
import { reportScript } from './script.ts'
import { anchorOf, type RuleTexts } from './section.ts'
import { reportStyle } from './style.ts'
import type { SeverityCounts, Summary } from './summary.ts'
import { countWord, nameSeverity, nameYear, severities, speak, type Word, yearKey } from './wording.ts'

export { type Crop, cropKey, planDocumentCrops } from './crops.ts'
export { showHistory } from './history-table.ts'
export { type SectionContext, showSection } from './section.ts'
export { type DocumentSummary, Summary, summarizeDocument } from './summary.ts'

export interface ReportSource {
  /** Ids of all documents, in the order of the report. */
  documents: readonly string[]
  summary: Summary
  /** The section of each document in this order, one in memory at a time. */
  sections: AsyncIterable<string> | Iterable<string>
  /** The years of one organization after the other; empty where there is nothing to compare. */
  histories: AsyncIterable<string> | Iterable<string>
  /** Inputs that could not be converted. */
  failures: readonly { path: string; message: string }[]
  /** Wording of every rule that may have spoken. */
  rules: RuleTexts
}

export interface ReportOptions {
  language: Language
  /** Name and version of the tool. */
  madeBy: string
}

const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

const htmlLanguages: Record<Language, string> = { en: 'en', 'zh-TW': 'zh-Hant-TW' }

/** The language of a report, by how its file begins; null where that is no report. */
export const languageOfReport = (beginning: string): Language | null =>
  languages.find((language) => beginning.includes(`<html lang="${htmlLanguages[language]}">`)) ?? null

function showHead(options: ReportOptions): Markup {
  const policy = `default-src 'none'; style-src ${hashOf(reportStyle)}; script-src ${hashOf(reportScript)}; img-src data:; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="${htmlLanguages[options.language]}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${speak(options.language)('title')}</title><style>${new Markup(reportStyle)}</style></head><body>
`
}

class Report {
  readonly source: ReportSource
  readonly options: ReportOptions
  readonly language: Language
  readonly say: ReturnType<typeof speak>

  constructor(source: ReportSource, options: ReportOptions) {
    this.source = source
    this.options = options
    this.language = options.language
    this.say = speak(options.language)
  }

  async *chunks(): AsyncGenerator<string> {
    yield showHead(this.options).text
    yield this.#showSummary().text
    yield this.#showFilters().text
    yield* this.source.sections
    yield* this.#showHistories()
    yield html`</main><footer>${this.say('madeBy')} ${this.options.madeBy}</footer><script>${new Markup(reportScript)}</script></body></html>\n`
      .text
  }

  #name(rocYear: number | null): string {
    return nameYear(rocYear, this.language)
  }

  #showSummary(): Markup {
    const { say } = this
    const { summary, rules } = this.source
    const { totals } = summary
    const counts = totals.severities
    const some = (count: number, word: Word): Markup =>
      html`<li><b>${showNumber(count)}</b> ${countWord(word, count, this.language)}</li>`
    const needs = counts.error + counts.warning
    const years = [...summary.years].sort((a, b) => a - b)
    const repairs = Object.entries(totals.repairs).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    const repaired = repairs.reduce((sum, [, count]) => sum + count, 0)
    return html`<div class="top"><h1>${say('title')}</h1><p class="made">${[...summary.organizations].slice(0, 3).join('、')}${summary.organizations.size > 3 ? ' …' : ''}${years.length === 0 ? '' : ` · ${years.length === 1 ? years[0] : `${years[0]}–${years.at(-1)}`}`}</p>
<div class="tiles">
<section class="tile"><h2>${say('cameIn')}</h2><div class="big">${showNumber(totals.documents)} <small>${countWord('documents', totals.documents, this.language)}</small></div><ul>${some(totals.pages, 'pages')}${some(summary.organizations.size, 'agencies')}${some(summary.years.size, 'years')}</ul></section>
<section class="tile"><h2>${say('cameOut')}</h2><div class="big">${showNumber(totals.values + totals.budgets)} <small>${countWord('figures', totals.values + totals.budgets, this.language)}</small></div><ul>${some(totals.cards, 'cards')}${some(totals.objectives, 'objectives')}${some(totals.kpis, 'kpis')}${some(totals.values, 'values')}${some(totals.actionPlans, 'plans')}${some(totals.budgets, 'budgets')}</ul></section>
<section class="tile"><h2>${say('repaired')}</h2><div class="big">${showNumber(repaired)} <small>${countWord('repairs', repaired, this.language)}</small></div><ul>${repairs.slice(0, 4).map(([rule, count]) => html`<li><b>${showNumber(count)}</b> ${rule}</li>`)}</ul></section>
<section class="tile needs${needs === 0 ? ' clean' : ''}"><h2>${say('needsPerson')}</h2><div class="big">${showNumber(needs)}</div><ul><li class="error-text"><b>${showNumber(counts.error)}</b> ${nameSeverity('error', counts.error, this.language)}</li><li class="warning-text"><b>${showNumber(counts.warning)}</b> ${nameSeverity('warning', counts.warning, this.language)}</li><li><b>${showNumber(counts.info)}</b> ${nameSeverity('info', counts.info, this.language)}</li></ul></section>
</div></div><main>
${this.#showFailures()}<div class="panels">${this.#showCounts(
      'byRule',
      'rule',
      [...summary.byRule].map(([key, count]) => ({ key, name: key, count })),
    )}${this.#showCounts(
      'byAgency',
      'agency',
      [...summary.byAgency].map(([key, count], index) => ({ key: String(index), name: key ?? say('unknown'), count })),
    )}${this.#showCounts(
      'byYear',
      'year',
      [...summary.byYear]
        .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
        .map(([key, count]) => ({ key: yearKey(key), name: this.#name(key), count })),
      false,
    )}</div>
${this.#showConcerns()}
${repairs.length === 0 ? '' : html`<h2>${say('repairsByRule')}</h2><div class="panel"><table><tbody>${repairs.map(([rule, count]) => html`<tr><th scope="row">${rule}</th><td class="number">${showNumber(count)}</td><td class="explanation">${rules.get(rule)?.explanation[this.language] ?? ''}</td></tr>`)}</tbody></table></div>`}
`
  }

  #showFailures(): Content {
    const { failures } = this.source
    if (failures.length === 0) return ''
    return html`<h2 class="error-text">${this.say('notConverted')} (${failures.length})</h2><div class="panel scroll"><table><tbody>${failures.map(({ path, message }) => html`<tr><th scope="row">${path}</th><td>${message}</td></tr>`)}</tbody></table></div>`
  }

  #showConcerns(): Content {
    const { rules, documents } = this.source
    const concerns = this.source.summary.concerns()
    if (concerns.length === 0) return ''
    return html`<h2>${this.say('lookFirst')}</h2><ol class="concerns">${concerns.map(({ document, anomaly, times }) => html`<li class="${anomaly.severity}"><b>${describePlace(anomaly, this.language)}</b><span>${anomaly.rule}${times > 1 ? ` ×${times}` : ''}</span><p>${wordMessage(anomaly, rules.get(anomaly.rule), this.language)}</p><span><a href="#${anchorOf(documents.indexOf(document))}">${document}</a> ${printPages(anomaly.pieces, this.language)}</span></li>`)}</ol>`
  }

  #showCounts(
    title: 'byRule' | 'byAgency' | 'byYear',
    filter: string,
    rows: { key: string; name: string; count: SeverityCounts }[],
    worstFirst = true,
  ): Markup {
    const order = worstFirst
      ? rows.sort(
          (a, b) => b.count.error - a.count.error || b.count.warning - a.count.warning || b.count.info - a.count.info,
        )
      : rows
    const figure = (count: number, severity: Severity): Markup =>
      html`<td class="number">${count === 0 ? '' : html`<span class="${severity}-text">${showNumber(count)}</span>`}</td>`
    return html`<section class="panel"><h2>${this.say(title)}</h2><div class="scroll"><table><thead><tr><th></th>${severities.map((severity) => html`<th scope="col" class="number">${nameSeverity(severity, 2, this.language)}</th>`)}</tr></thead><tbody>${order.map(({ key, name, count }) => html`<tr><th scope="row"><button type="button" data-set="${filter}" value="${key}">${name}</button></th>${severities.map((severity) => figure(count[severity], severity))}</tr>`)}</tbody></table></div></section>`
  }

  #showFilters(): Markup {
    const { say } = this
    const { summary } = this.source
    const option = (value: string | number, name: string): Markup => html`<option value="${value}">${name}</option>`
    const years = [...summary.byYear.keys()].sort((a, b) => (a ?? 0) - (b ?? 0))
    return html`<noscript><p>${say('needsScript')}</p></noscript><form id="filters" hidden aria-label="${say('filters')}"><fieldset><legend>${say('severity')}</legend>${severities.map((severity) => html`<label><input type="checkbox" name="severity" value="${severity}" checked>${nameSeverity(severity, 2, this.language)}</label>`)}</fieldset>
<label>${say('rule')} <select name="rule"><option value="">${say('all')}</option>${[...summary.byRule.keys()].sort().map((rule) => option(rule, rule))}</select></label>
<label>${say('agency')} <select name="agency"><option value="">${say('all')}</option>${summary.agencies.map((agency, index) => option(index, agency ?? say('unknown')))}</select></label>
<label>${say('year')} <select name="year"><option value="">${say('all')}</option>${years.map((year) => option(yearKey(year), this.#name(year)))}</select></label>
<label>${say('search')} <input type="search" name="search" autocomplete="off"></label><button type="reset">${say('clear')}</button><output id="shown" aria-live="polite"></output></form>
`
  }

  async *#showHistories(): AsyncGenerator<string> {
    let first = true
    for await (const history of this.source.histories) {
      if (history === '') continue
      if (first) yield html`<h2>${this.say('history')}</h2><p class="explanation">${this.say('historyNote')}</p>`.text
      first = false
      yield history
    }
  }
}

/** The report in chunks, to be written one after the other. The same source gives the same bytes. */
export function renderReport(source: ReportSource, options: ReportOptions): AsyncGenerator<string> {
  return new Report(source, options).chunks()
}
