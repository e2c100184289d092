/** `report.html`: what came in, what came out, what was repaired and what needs a person; one file, no network. */
import { createHash } from 'node:crypto'
import type { Document } from '../../model/document.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import type { Anomaly, Severity } from '../../model/provenance.ts'
import type { Language, RuleText } from '../../model/rule.ts'
import { type CardContext, describePlace, printPages, showAnomaly, wordMessage } from './anomalyCard.ts'
import { cropKey } from './crops.ts'
import { showHistory } from './historyTable.ts'
import { type Content, html, Markup } from './markup.ts'
import { agencyOf, yearOf } from './place.ts'
import { reportScript } from './script.ts'
import { reportStyle } from './style.ts'
import { type SeverityCounts, Summary } from './summary.ts'
import { groupDigits, nameYear, severityWording, speak } from './wording.ts'

export { type Crop, cropKey, planDocumentCrops } from './crops.ts'

export interface ReportSource {
  /** Every document in the order of the report; walked twice, one in memory at a time. */
  documents(): Iterable<Document>
  /** The histories of one organization after the other. */
  histories(): Iterable<readonly OrganizationHistory[]>
  /** Inputs that could not be converted. */
  failures: readonly { path: string; message: string }[]
  /** Wording of every rule that may have spoken. */
  rules: readonly RuleText[]
  /** WebP in base64 of the parts of pages that this document's anomalies are at, by `cropKey`. */
  pictures?(document: Document): ReadonlyMap<string, string>
}

export interface ReportOptions {
  language: Language
  /** Name and version of the tool. */
  madeBy: string
}

const severities: readonly Severity[] = ['error', 'warning', 'info']

const hashOf = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`

function showHead(options: ReportOptions): Markup {
  const policy = `default-src 'none'; style-src ${hashOf(reportStyle)}; script-src ${hashOf(reportScript)}; img-src data:; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="${options.language === 'en' ? 'en' : 'zh-Hant-TW'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${speak(options.language)('title')}</title><style>${new Markup(reportStyle)}</style></head><body>
`
}

class Report {
  readonly source: ReportSource
  readonly options: ReportOptions
  readonly language: Language
  readonly say: ReturnType<typeof speak>
  readonly summary = new Summary()
  readonly rules: ReadonlyMap<string, RuleText>
  agencies: (string | null)[] = []

  constructor(source: ReportSource, options: ReportOptions) {
    this.source = source
    this.options = options
    this.language = options.language
    this.say = speak(options.language)
    this.rules = new Map(source.rules.map((rule) => [rule.id, rule]))
  }

  *chunks(): Generator<string> {
    for (const document of this.source.documents()) this.summary.add(document)
    this.agencies = [...this.summary.byAgency.keys()]
    yield showHead(this.options).text
    yield this.#showSummary().text
    const histories = this.#showHistories()
    yield this.#showFilters().text
    for (const document of this.source.documents()) yield this.#showDocument(document).text
    yield* histories
    yield html`</main><footer>${this.say('madeBy')} ${this.options.madeBy}</footer><script>${new Markup(reportScript)}</script></body></html>\n`
      .text
  }

  #name(rocYear: number | null): string {
    return nameYear(rocYear, this.language)
  }

  #showSummary(): Markup {
    const { say, summary } = this
    const { totals, severities: counts } = summary
    const some = (count: number, word: Parameters<typeof say>[0]): Markup =>
      html`<li><b>${groupDigits(count)}</b> ${say(word)}</li>`
    const needs = counts.error + counts.warning
    const years = [...summary.years].sort((a, b) => a - b)
    const repairs = [...summary.repairsByRule].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    return html`<div class="top"><h1>${say('title')}</h1><p class="made">${[...summary.agencies].slice(0, 3).join('、')}${summary.agencies.size > 3 ? ' …' : ''}${years.length === 0 ? '' : ` · ${years.length === 1 ? years[0] : `${years[0]}–${years.at(-1)}`}`}</p>
<div class="tiles">
<section class="tile"><h2>${say('cameIn')}</h2><div class="big">${groupDigits(summary.documents.length)} <small>${say(summary.documents.length === 1 ? 'aDocument' : 'documents')}</small></div><ul>${some(totals.pages, 'pages')}${some(summary.agencies.size, summary.agencies.size === 1 ? 'anAgency' : 'agencies')}${some(summary.years.size, summary.years.size === 1 ? 'aYear' : 'years')}</ul></section>
<section class="tile"><h2>${say('cameOut')}</h2><div class="big">${groupDigits(totals.values + totals.budgets)} <small>${this.language === 'en' ? 'figures' : '筆數值'}</small></div><ul>${some(totals.cards, 'cards')}${some(totals.objectives, 'objectives')}${some(totals.kpis, 'kpis')}${some(totals.values, 'values')}${some(totals.plans, 'plans')}${some(totals.budgets, 'budgets')}</ul></section>
<section class="tile"><h2>${say('repaired')}</h2><div class="big">${groupDigits(totals.repairs)} <small>${say('repairs')}</small></div><ul>${repairs.slice(0, 4).map(([rule, count]) => html`<li><b>${groupDigits(count)}</b> ${rule}</li>`)}</ul></section>
<section class="tile needs${needs === 0 ? ' clean' : ''}"><h2>${say('needsPerson')}</h2><div class="big">${groupDigits(needs)}</div><ul><li class="error-text"><b>${groupDigits(counts.error)}</b> ${this.#nameSeverity('error', counts.error)}</li><li class="warning-text"><b>${groupDigits(counts.warning)}</b> ${this.#nameSeverity('warning', counts.warning)}</li><li><b>${groupDigits(counts.info)}</b> ${this.#nameSeverity('info', counts.info)}</li></ul></section>
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
        .map(([key, count]) => ({ key: String(key ?? ''), name: this.#name(key), count })),
      false,
    )}</div>
${this.#showConcerns()}
${repairs.length === 0 ? '' : html`<h2>${say('repairsByRule')}</h2><div class="panel"><table><tbody>${repairs.map(([rule, count]) => html`<tr><th scope="row">${rule}</th><td class="number">${groupDigits(count)}</td><td class="explanation">${this.rules.get(rule)?.explanation[this.language] ?? ''}</td></tr>`)}</tbody></table></div>`}
`
  }

  #nameSeverity(severity: Severity, count: number): string {
    const name = severityWording[severity][this.language]
    return this.language === 'en' && count !== 1 ? `${name}s` : name
  }

  #showFailures(): Content {
    const { failures } = this.source
    if (failures.length === 0) return ''
    return html`<h2 class="error-text">${this.say('notConverted')} (${failures.length})</h2><div class="panel scroll"><table><tbody>${failures.map(({ path, message }) => html`<tr><th scope="row">${path}</th><td>${message}</td></tr>`)}</tbody></table></div>`
  }

  #showConcerns(): Content {
    const concerns = this.summary.concerns()
    if (concerns.length === 0) return ''
    return html`<h2>${this.say('lookFirst')}</h2><ol class="concerns">${concerns.map(({ document, anomaly, times }) => html`<li class="${anomaly.severity}"><b>${describePlace(anomaly, this.language)}</b><span>${anomaly.rule}${times > 1 ? ` ×${times}` : ''}</span><p>${wordMessage(anomaly, this.rules.get(anomaly.rule), this.language)}</p><span><a href="#${this.#anchor(document)}">${document}</a> ${printPages(anomaly.pieces, this.language)}</span></li>`)}</ol>`
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
      html`<td class="number">${count === 0 ? '' : html`<span class="${severity}-text">${groupDigits(count)}</span>`}</td>`
    return html`<section class="panel"><h2>${this.say(title)}</h2><div class="scroll"><table><thead><tr><th></th>${severities.map((severity) => html`<th scope="col" class="number">${this.#nameSeverity(severity, 2)}</th>`)}</tr></thead><tbody>${order.map(({ key, name, count }) => html`<tr><th scope="row"><button type="button" data-set="${filter}" value="${key}">${name}</button></th>${severities.map((severity) => figure(count[severity], severity))}</tr>`)}</tbody></table></div></section>`
  }

  #showFilters(): Markup {
    const { say, summary } = this
    const option = (value: string | number, name: string): Markup => html`<option value="${value}">${name}</option>`
    const years = [...summary.byYear.keys()].sort((a, b) => (a ?? 0) - (b ?? 0))
    return html`<noscript><p>${say('needsScript')}</p></noscript><form id="filters" hidden aria-label="${say('filters')}"><fieldset><legend>${say('severity')}</legend>${severities.map((severity) => html`<label><input type="checkbox" name="severity" value="${severity}" checked>${this.#nameSeverity(severity, 2)}</label>`)}</fieldset>
<label>${say('rule')} <select name="rule"><option value="">${say('all')}</option>${[...summary.byRule.keys()].sort().map((rule) => option(rule, rule))}</select></label>
<label>${say('agency')} <select name="agency"><option value="">${say('all')}</option>${this.agencies.map((agency, index) => option(index, agency ?? say('unknown')))}</select></label>
<label>${say('year')} <select name="year"><option value="">${say('all')}</option>${years.map((year) => option(year ?? '', this.#name(year)))}</select></label>
<label>${say('search')} <input type="search" name="search" autocomplete="off"></label><button type="reset">${say('clear')}</button><output id="shown" aria-live="polite"></output></form>
`
  }

  #anchor(id: string): string {
    return `document-${this.summary.documents.findIndex((entry) => entry.id === id) + 1}`
  }

  #showDocument(document: Document): Markup {
    const { language, say, rules } = this
    const pictures = this.source.pictures?.(document)
    const pictureOf: CardContext['pictureOf'] = (crop) => pictures?.get(cropKey(crop)) ?? null
    const context: CardContext = { document, language, rules, pictureOf }
    const show = (anomaly: Anomaly): Markup =>
      showAnomaly(
        anomaly,
        { agency: this.agencies.indexOf(agencyOf(document, anomaly.place)), rocYear: yearOf(document, anomaly.place) },
        context,
      )
    const groups = new Map<string, Anomaly[]>()
    for (const severity of severities) {
      for (const anomaly of document.anomalies.filter((one) => one.severity === severity)) {
        const key = `${severity} ${anomaly.rule}`
        groups.set(key, [...(groups.get(key) ?? []), anomaly])
      }
    }
    const { organization, rocYear, source, id } = document
    return html`<section class="document" id="${this.#anchor(id)}" data-name="${source.name}"><header><h2>${source.name}</h2><span>${organization ?? ''}</span><span>${rocYear === null ? '' : this.#name(rocYear)}</span>${source.pages === 0 ? '' : html`<span>${source.pages} ${say('pages')}</span>`}</header>${groups.size === 0 ? html`<p class="explanation">${say('noAnomalies')}</p>` : ''}${[...groups.values()].map((group) => this.#showGroup(group, show))}</section>\n`
  }

  #showGroup(group: readonly Anomaly[], show: (anomaly: Anomaly) => Markup): Content {
    const [first] = group
    if (first === undefined) return ''
    const { rule, severity } = first
    return html`<section class="rule"><header><h3><span class="badge ${severity}">${severityWording[severity][this.language]}</span>${rule}${group.length > 1 ? ` ×${group.length}` : ''}</h3><p class="explanation">${this.rules.get(rule)?.explanation[this.language] ?? ''}</p></header>${group.map(show)}</section>`
  }

  *#showHistories(): Iterable<string> {
    let first = true
    for (const histories of this.source.histories()) {
      const shown = showHistory(histories, this.language)
      if (shown === null) continue
      if (first) yield html`<h2>${this.say('history')}</h2><p class="explanation">${this.say('historyNote')}</p>`.text
      first = false
      yield shown.text
    }
  }
}

/** The report in chunks, to be written one after the other. The same source gives the same bytes. */
export function renderReport(source: ReportSource, options: ReportOptions): Generator<string> {
  return new Report(source, options).chunks()
}
