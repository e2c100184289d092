/** The years of one agency side by side: one row a KPI, marked where cards do not agree. */
import { showNumber } from '../../language/number.ts'
import type { OrganizationHistory } from '../../model/history.ts'
import type { Language } from '../../model/rule.ts'
import { kpiHistoryRows } from '../kpi-history.ts'
import type { Row } from '../tables.ts'
import { html, type Markup } from './markup.ts'
import { countWord, speak } from './wording.ts'

interface HistoryLine {
  code: string
  name: string
  unit: string
  /** By kind and year. */
  cells: Map<string, Row>
  disagrees: boolean
}

const asText = (cell: Row[string] | undefined): string => (cell === null || cell === undefined ? '' : String(cell))
const asFigure = (cell: Row[string] | undefined): string => (typeof cell === 'number' ? showNumber(cell) : '')

function gatherLines(histories: readonly OrganizationHistory[]): { lines: HistoryLine[]; years: number[] } {
  const lines = new Map<string, HistoryLine>()
  const years = new Set<number>()
  for (const row of kpiHistoryRows(histories)) {
    const key = asText(row.history)
    const line = lines.get(key) ?? {
      code: asText(row.kpi_code),
      name: asText(row.kpi_name),
      unit: asText(row.unit),
      cells: new Map<string, Row>(),
      disagrees: false,
    }
    lines.set(key, line)
    line.cells.set(`${asText(row.kind)} ${asText(row.roc_year)}`, row)
    if (asText(row.disagreeing) !== '') line.disagrees = true
    years.add(Number(row.roc_year))
  }
  return { lines: [...lines.values()], years: [...years].sort((a, b) => a - b) }
}

/** `2021a/2=103909;2022/2=260000` and the figure taken → the other figures, with their cards */
function otherFigures(row: Row): { cards: string; figure: string }[] {
  const disagreeing = new Set(asText(row.disagreeing).split(';'))
  const figures = new Map<string, string[]>()
  for (const part of asText(row.figures).split(';')) {
    const at = part.lastIndexOf('=')
    const card = part.slice(0, at)
    if (!disagreeing.has(card)) continue
    const figure = part.slice(at + 1)
    figures.set(figure, [...(figures.get(figure) ?? []), card])
  }
  return [...figures].map(([figure, cards]) => ({ cards: cards.join(', '), figure }))
}

/** Empty where all cards of the agency tell one year: there is nothing to compare. */
export function showHistory(histories: readonly OrganizationHistory[], language: Language): string {
  const organization = histories[0]?.organization
  const told = new Set(histories.flatMap((history) => history.cards.map((card) => `${card.document}/${card.card}`)))
  if (organization === undefined || told.size < 2) return ''
  const { lines, years } = gatherLines(histories)
  if (lines.length === 0) return ''
  const say = speak(language)
  const cell = (line: HistoryLine, rocYear: number): Markup => {
    const shown = (['actual', 'target'] as const).flatMap((kind) => {
      const row = line.cells.get(`${kind} ${rocYear}`)
      if (row === undefined) return []
      const others = otherFigures(row)
      const figure = asFigure(row.value) || '–'
      return [
        others.length === 0
          ? html`<div class="${kind}">${figure}</div>`
          : html`<div class="${kind} differs"><mark>${figure}</mark>${others.map((other) => html`<small title="${other.cards}">${say('was')} ${showNumber(Number(other.figure))}</small>`)}</div>`,
      ]
    })
    return html`<td>${shown}</td>`
  }
  const disagreeing = lines.filter((line) => line.disagrees).length
  return html`<details class="history"><summary><b>${organization}</b> <span>${years.length} ${countWord('years', years.length, language)}, ${lines.length} ${countWord('kpis', lines.length, language)}${disagreeing > 0 ? html` · <em>${disagreeing} ${language === 'en' ? 'with disagreeing cards' : '項各卡不一致'}</em>` : ''}</span></summary><div class="scroll"><table><thead><tr><th scope="col">KPI</th>${years.map((year) => html`<th scope="col">${year}</th>`)}</tr></thead><tbody>${lines.map((line) => html`<tr><th scope="row">${line.code} ${line.name}${line.unit === '' ? '' : html` <small>${line.unit}</small>`}</th>${years.map((year) => cell(line, year))}</tr>\n`)}</tbody></table></div></details>\n`
    .text
}
