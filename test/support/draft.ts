/** Cards written in a few words, with every figure and name as printed text, on their way through the repair stage. */
import type { Draft, Field } from '../../src/model/draft.ts'
import type { Place } from '../../src/model/provenance.ts'
import type { Card, Figure, Kpi, Owners, Plan, Scorecard, Text } from '../../src/model/scorecard.ts'
import type { Line } from '../../src/model/table.ts'
import { type Resolution, resolveFields } from '../../src/repair/resolve.ts'

/** Figures of a row: `107=120|108=-|109=1,4004,000`. */
type Figures = string

export interface KpiSpec {
  code: string
  name?: string
  unit?: string
  formula?: string
  series?: number
  objective?: string
  owners?: string
  actual?: Figures
  target?: Figures
}
export interface PlanSpec {
  code: string
  name?: string
  kpi?: string
  owners?: string
  approved?: Figures
  estimated?: Figures
}
export interface CardSpec {
  level?: 'city' | 'agency'
  organization?: string
  /** null: none is printed. */
  title?: null
  year?: number
  /** Code and name: `AC1 提升市民學習客語意願` */
  objectives?: string[]
  kpis?: KpiSpec[]
  plans?: PlanSpec[]
}
export interface DraftOptions {
  /** print: from a page; rows: from text that another extractor pulled out. */
  reader?: 'print' | 'rows'
  /** Multiplies budgets, as a column of 千元 does. */
  scale?: number
}

export function makeLines(raw: string, full: boolean | null = null): Line[] {
  if (raw === '') return []
  const texts = raw.split('\n')
  return texts.map((text, at) => ({
    text,
    page: 1,
    box: null,
    full: at < texts.length - 1 ? full : null,
    confidence: 1,
    readings: [],
  }))
}

const nowhere: Place = { card: null, level: null, code: null, series: null, field: null, rocYear: null }

const printOf = (raw: string | null) => ({
  raw,
  status: 'missing' as const,
  confidence: 1,
  pieces: [{ page: 1, box: [10, 20, 110, 32] as [number, number, number, number] }],
  readings: [],
})
export const blankFigure = (raw: string | null): Figure => ({ ...printOf(raw), value: null })
export const blankText = (raw: string | null): Text => ({ ...printOf(raw), text: null })
const blankOwners = (raw: string | null): Owners => ({ ...printOf(raw), names: [] })

/** One number cell that waits to be read. */
export function makeNumberField(raw: string, extra: Partial<Field> = {}): Field & { kind: 'number' } {
  const field = {
    kind: 'number' as const,
    target: blankFigure(raw),
    place: nowhere,
    lines: makeLines(raw),
    raw,
    pieces: [],
    reader: 'print' as const,
    ink: false,
    shared: false,
    scale: 1,
    unit: null,
  }
  return Object.assign(field, extra) as Field & { kind: 'number' }
}

export function makeTextField(raw: string, extra: Partial<Field & { kind: 'text' }> = {}): Field & { kind: 'text' } {
  return { ...makeNumberField(raw), kind: 'text', part: 'whole', target: blankText(raw), ...extra }
}

export function makeOwnerField(raw: string, full: boolean | null = null): Field & { kind: 'owners' } {
  return { ...makeNumberField(raw), lines: makeLines(raw, full), kind: 'owners', target: blankOwners(raw) }
}

function readFigures(figures: Figures | undefined): { rocYear: number; print: string }[] {
  if (figures === undefined) return []
  return figures.split('|').map((part) => {
    const [year = '', ...print] = part.split('=')
    return { rocYear: Number(year), print: print.join('=') }
  })
}

class DraftMaker {
  readonly draft: Draft = {
    scorecard: { cards: [], strategyMaps: [], declaredCounts: [] },
    fields: [],
    findings: [],
    changes: [],
  }

  constructor(private readonly options: DraftOptions) {}

  addCard(spec: CardSpec): void {
    const card: Card = {
      number: this.draft.scorecard.cards.length + 1,
      level: spec.level ?? 'agency',
      title: spec.title === null ? null : `${spec.organization ?? '客家事務委員會'}平衡計分卡`,
      group: null,
      organization: spec.organization ?? '客家事務委員會',
      rocYear: spec.year ?? 111,
      firstPage: 1,
      lastPage: 1,
      objectives: [],
      kpis: [],
      plans: [],
    }
    this.draft.scorecard.cards.push(card)
    const objectives = spec.objectives ?? [...new Set((spec.kpis ?? []).map((kpi) => `${kpi.code.split('.')[0]} 目標`))]
    for (const objective of objectives) {
      const [code = '', name = ''] = objective.split(' ')
      const place = { ...nowhere, card: card.number, level: card.level, code, field: 'objective_name' }
      card.objectives.push({ code, name: this.addText(place, name), perspective: null })
    }
    for (const kpi of spec.kpis ?? []) card.kpis.push(this.makeKpi(card, kpi))
    for (const plan of spec.plans ?? []) card.plans.push(this.makePlan(card, plan))
  }

  private makeKpi(card: Card, spec: KpiSpec): Kpi {
    const series = spec.series ?? 1
    const place = { ...nowhere, card: card.number, level: card.level, code: spec.code, series }
    const kpi: Kpi = {
      objectiveCode: spec.objective ?? spec.code.split('.')[0] ?? null,
      csf: blankText(null),
      code: spec.code,
      series,
      name: this.addText({ ...place, field: 'kpi_name' }, spec.name ?? `${spec.code}指標`),
      formula: this.addText({ ...place, field: 'formula' }, spec.formula ?? ''),
      unit: this.addText({ ...place, field: 'unit' }, spec.unit ?? ''),
      owners: this.addOwners({ ...place, field: 'owners' }, spec.owners ?? ''),
      values: [],
    }
    for (const kind of ['actual', 'target'] as const) {
      for (const { rocYear, print } of readFigures(spec[kind])) {
        const value = { rocYear, kind, ...blankFigure(print) }
        kpi.values.push(value)
        this.addFigure({ ...place, field: kind, rocYear }, print, value, 1)
      }
    }
    return kpi
  }

  private makePlan(card: Card, spec: PlanSpec): Plan {
    const place = { ...nowhere, card: card.number, level: card.level, code: spec.code }
    const plan: Plan = {
      kpiCode: spec.kpi ?? spec.code.split('.').slice(0, 2).join('.'),
      series: 1,
      code: spec.code,
      name: this.addText({ ...place, field: 'plan_name' }, spec.name ?? `${spec.code}計畫`),
      note: blankText(null),
      owners: this.addOwners({ ...place, field: 'owners' }, spec.owners ?? ''),
      budgets: [],
    }
    for (const stage of ['approved', 'estimated'] as const) {
      for (const { rocYear, print } of readFigures(spec[stage])) {
        const budget = { rocYear, stage, ...blankFigure(print) }
        plan.budgets.push(budget)
        this.addFigure({ ...place, field: stage, rocYear }, print, budget, this.options.scale ?? 1)
      }
    }
    return plan
  }

  private addText(place: Place, raw: string): Text {
    const target = blankText(raw === '' ? null : raw)
    this.draft.fields.push(makeTextField(raw, { place, target, reader: this.options.reader ?? 'print' }))
    return target
  }

  private addOwners(place: Place, raw: string): Owners {
    const target = blankOwners(raw === '' ? null : raw)
    this.draft.fields.push({ ...makeOwnerField(raw), place, target, reader: this.options.reader ?? 'print' })
    return target
  }

  private addFigure(place: Place, print: string, target: Figure, scale: number): void {
    const reader = this.options.reader ?? 'print'
    this.draft.fields.push(makeNumberField(print, { place, target, scale, reader } as Partial<Field>))
  }
}

export function makeDraft(cards: readonly CardSpec[], options: DraftOptions = {}): Draft {
  const maker = new DraftMaker(options)
  for (const card of cards) maker.addCard(card)
  return maker.draft
}

export interface Resolved extends Resolution {
  scorecard: Scorecard
}

/** The cards as the repair stage leaves them. */
export function resolve(cards: readonly CardSpec[], options: DraftOptions = {}): Resolved {
  const draft = makeDraft(cards, options)
  const resolution = resolveFields(draft)
  return { ...resolution, scorecard: draft.scorecard }
}
