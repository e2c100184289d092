/** `kpi_history`: every KPI of an organization through the years, with every card's figure side by side. */
import { foldName } from '../language/fold-name.ts'
import { isSameFigure } from '../language/same-figure.ts'
import type { HistoryFigure, HistoryRecord, HistorySeries, OrganizationHistory } from '../model/history.ts'
import { type Column, joinList, type Row, rocYearColumn, type TableDefinition, toYear, yearColumn } from './columns.ts'
import { printNumber } from './csv.ts'

const columns: readonly Column[] = [
  { name: 'organization', type: 'string', description: 'agency, as its newest card names it', required: true },
  {
    name: 'history',
    type: 'integer',
    description: 'number of the KPI among those of its organization: one number through renames and renumbering',
    required: true,
  },
  { name: 'kpi_code', type: 'string', description: 'code on the newest card', required: true },
  { name: 'series', type: 'integer', description: 'series on the newest card', required: true },
  { name: 'kpi_name', type: 'string', description: 'name on the newest card' },
  { name: 'unit', type: 'string', description: 'unit on the newest card' },
  { ...rocYearColumn, required: true },
  { ...yearColumn, required: true },
  {
    name: 'kind',
    type: 'string',
    description: 'what was reached, or aimed at',
    required: true,
    values: ['actual', 'target'],
  },
  { name: 'value', type: 'number', description: 'the figure taken; empty where no card has a readable one' },
  { name: 'taken_from', type: 'string', description: 'document and card of the figure taken, `document/card`' },
  {
    name: 'because',
    type: 'string',
    description: 'why it was taken',
    required: true,
    values: ['only-card', 'all-agree', 'newest-card', 'unreadable'],
  },
  { name: 'cards', type: 'integer', description: 'cards that print this figure, readable or not', required: true },
  { name: 'figures', type: 'list', description: "every card's figure, `document/card=value`, oldest card first" },
  { name: 'disagreeing', type: 'list', description: 'cards whose figure is another, `document/card`' },
  { name: 'names', type: 'list', description: 'names that the KPI has had, oldest first' },
  { name: 'codes', type: 'list', description: 'codes that the KPI has had, oldest first' },
  { name: 'links', type: 'list', description: 'why cards were linked where code or name has changed' },
]

export const kpiHistoryTable: TableDefinition = {
  name: 'kpi_history',
  description: 'Every KPI of every organization through the years: what each card says, and the figure taken',
  columns,
  primaryKey: ['organization', 'history', 'roc_year', 'kind'],
  foreignKeys: [],
  indexes: [['organization', 'kpi_code', 'roc_year']],
}

interface Told {
  record: HistoryRecord
  figure: HistoryFigure
}

const cardName = ({ card }: HistoryRecord): string => `${card.document}/${card.card}`

/** City cards repeat KPIs of the agency's card: one history for both where code and name are the same in a year. */
function joinLevels(histories: readonly OrganizationHistory[]): HistorySeries[] {
  const joined: HistorySeries[] = []
  const known = new Map<string, HistorySeries>()
  const keyOf = ({ card, code, series, name }: HistoryRecord): string =>
    `${card.rocYear} ${code} ${series} ${foldName(name)}`
  for (const series of histories.flatMap((history) => history.kpis)) {
    const other = series.records.map((record) => known.get(keyOf(record))).find((found) => found !== undefined)
    const target = other ?? { records: [], links: [] }
    target.records.push(...series.records)
    target.links.push(...series.links)
    if (other === undefined) joined.push(target)
    for (const record of series.records) known.set(keyOf(record), target)
  }
  for (const series of joined) series.records.sort(compareRecords)
  return joined
}

/** Oldest first; of one year the agency's own card last, since it is the one that is taken. */
function compareRecords(a: HistoryRecord, b: HistoryRecord): number {
  if (a.card.rocYear !== b.card.rocYear) return a.card.rocYear - b.card.rocYear
  if (a.card.level !== b.card.level) return a.card.level === 'city' ? -1 : 1
  if (a.card.document !== b.card.document) return a.card.document < b.card.document ? -1 : 1
  return a.card.card - b.card.card
}

const unique = (texts: readonly (string | null)[]): string[] => [...new Set(texts.filter((text) => text !== null))]

function describeLinks(series: HistorySeries): string[] {
  return series.links
    .filter(({ from, to }) => from.code !== to.code || foldName(from.name) !== foldName(to.name))
    .map(({ from, to, because }) => {
      const step = `${from.card.rocYear} ${from.code} → ${to.card.rocYear} ${to.code}`
      return `${step}: ${because.map((evidence) => evidence.detail).join(', ')}`
    })
}

function choose(told: readonly Told[]): { taken: Told | null; because: string; disagreeing: Told[] } {
  const readable = told.filter(({ figure }) => figure.value !== null)
  const taken = readable.at(-1)
  if (taken === undefined) return { taken: null, because: 'unreadable', disagreeing: [] }
  const value = taken.figure.value ?? 0
  const disagreeing = readable.filter(({ figure }) => !isSameFigure(figure.value ?? 0, value))
  if (disagreeing.length > 0) return { taken, because: 'newest-card', disagreeing }
  return { taken, because: readable.length === 1 ? 'only-card' : 'all-agree', disagreeing }
}

function* rowsOfSeries(organization: string, number: number, series: HistorySeries): Iterable<Row> {
  const newest = series.records.at(-1)
  if (newest === undefined) return
  const years = new Map<string, Told[]>()
  for (const record of series.records) {
    for (const figure of record.figures) {
      // A blank cell, or a dash in it, is no figure of its card.
      if (figure.status === 'missing') continue
      const key = `${figure.rocYear} ${figure.kind}`
      const told = years.get(key)
      if (told) told.push({ record, figure })
      else years.set(key, [{ record, figure }])
    }
  }
  const about = {
    organization,
    history: number,
    kpi_code: newest.code,
    series: newest.series,
    kpi_name: newest.name,
    unit: newest.unit,
  }
  const past = {
    names: joinList(unique(series.records.map((record) => record.name))),
    codes: joinList(unique(series.records.map((record) => record.code))),
    links: joinList(describeLinks(series)),
  }
  const ordered = [...years.values()].sort(([a], [b]) => {
    if (!a || !b) return 0
    return a.figure.rocYear - b.figure.rocYear || (a.figure.kind < b.figure.kind ? -1 : 1)
  })
  for (const told of ordered) {
    const [first] = told
    if (first === undefined) continue
    const { taken, because, disagreeing } = choose(told)
    yield {
      ...about,
      roc_year: first.figure.rocYear,
      year: toYear(first.figure.rocYear),
      kind: first.figure.kind,
      value: taken?.figure.value ?? null,
      taken_from: taken && cardName(taken.record),
      because,
      cards: told.length,
      figures: joinList(
        told.map(
          ({ record, figure }) => `${cardName(record)}=${figure.value === null ? '' : printNumber(figure.value)}`,
        ),
      ),
      disagreeing: joinList(disagreeing.map(({ record }) => cardName(record))),
      ...past,
    }
  }
}

/** Rows of one organization, its levels together. */
export function* kpiHistoryRows(histories: readonly OrganizationHistory[]): Iterable<Row> {
  const organization = histories[0]?.organization
  if (organization === undefined) return
  for (const [index, series] of joinLevels(histories).entries()) yield* rowsOfSeries(organization, index + 1, series)
}
