/** What a document knows about itself: figures of the same plan or KPI elsewhere, sums, and how its numbers are printed. */
import { type NumberForm, readNumber } from '../language/number.ts'
import { comparable } from '../language/script.ts'
import type { Field } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import { type Evidence, type Place, placeKey } from '../model/provenance.ts'
import type { Card, Plan, Scorecard } from '../model/scorecard.ts'
import { findCompositePlans } from '../relation/composite-plans.ts'
import { numberPieces } from './number-pieces.ts'

export type NumberField = Field & { kind: 'number' }

/** A figure that may be the one looked for, and why. */
export interface RelatedFigure {
  figure: number
  evidence: Evidence
}

/** Figures below this are never printed in groups. */
export const SMALLEST_GROUPED = 1000

/**
 * Of 5,888 figures in rows of two and more of the practice documents and the reference, 99.8 % of the KPIs' and all of the
 * budgets have another of their row within this factor.
 */
const NEAR_FACTOR = 2.5
export const isNear = (a: number, b: number): boolean =>
  a !== 0 && b !== 0 && Math.max(a / b, b / a) < NEAR_FACTOR && a / b > 0

export class DocumentIndex {
  private readonly numbers = new Map<string, NumberField>()
  private readonly grouping = new Map<number | null, { grouped: number; ungrouped: number }>()

  constructor(
    private readonly scorecard: Scorecard,
    fields: readonly NumberField[],
  ) {
    for (const field of fields) {
      this.numbers.set(placeKey(field.place), field)
      const form = soundForm(field)
      if (form === null || form.scaled || Math.abs(form.value) < SMALLEST_GROUPED) continue
      const counts = this.grouping.get(field.place.card) ?? { grouped: 0, ungrouped: 0 }
      counts[form.grouped ? 'grouped' : 'ungrouped'] += 1
      this.grouping.set(field.place.card, counts)
    }
  }

  /** How many figures of 1,000 or more the card prints with and without digit groups. */
  groupingOf(card: number | null): { grouped: number; ungrouped: number } {
    return this.grouping.get(card) ?? { grouped: 0, ungrouped: 0 }
  }

  /** The same datum told elsewhere: another card, the sum of parts. In the scale of the field's own column. */
  sameElsewhere(field: Field): RelatedFigure[] {
    const found: RelatedFigure[] = []
    const card = this.cardOf(field.place)
    if (card === undefined || field.place.code === null) return found
    const plan = card.plans.find((one) => one.code === field.place.code)
    if (plan === undefined) return [...found, ...this.kpiElsewhere(field)]
    for (const other of this.scorecard.cards) {
      if (other.number === card.number) continue
      for (const twin of other.plans) if (samePlan(plan, twin)) found.push(...this.told(other, twin.code, field))
    }
    found.push(...this.sums(card, plan, field))
    return found
  }

  /** Other figures of the same row: the plan's other budgets, the KPI's other years. */
  neighbours(field: Field): { figure: number; says: { year: string; field: string } }[] {
    return this.rowForms(field).map(({ value, place }) => ({
      figure: value,
      says: { year: String(place.rocYear), field: place.field ?? '' },
    }))
  }

  private rowForms(field: Field): (NumberForm & { place: Place })[] {
    return [...this.numbers.values()].flatMap((other) => {
      const { place } = other
      const same =
        place.card === field.place.card && place.code === field.place.code && place.series === field.place.series
      const form = same && place.rocYear !== field.place.rocYear ? soundForm(other) : null
      return form === null ? [] : [{ ...form, place }]
    })
  }

  /**
   * Does a point of the figure stand for a comma? `45.200` does where the row's other figures are whole and grouped, unless
   * one is near to it as it stands.
   */
  hasPointForComma(field: Field): boolean {
    const form = readNumber(numberPieces(field).join(''), field.unit ?? '')
    if (form.kind !== 'number' || !form.thousandths) return false
    if (isWholeAmount(field)) return true
    const others = this.rowForms(field).filter(({ thousandths }) => !thousandths)
    return (
      others.some(({ grouped }) => grouped) &&
      others.every(({ value }) => Number.isInteger(value) && !isNear(value, form.value))
    )
  }

  private kpiElsewhere(field: Field): RelatedFigure[] {
    return this.scorecard.cards.flatMap((card) =>
      card.number === field.place.card ? [] : this.told(card, field.place.code ?? '', field),
    )
  }

  private sums(card: Card, plan: Plan, field: Field): RelatedFigure[] {
    return findComposites(card).flatMap(({ plan: whole, parts }) => {
      const figureOf = (one: Plan) => this.soundAt(card, one.code, field)
      if (whole === plan) {
        const figures = parts.map(figureOf)
        return figures.every((figure) => figure !== null)
          ? [
              {
                figure: sum(figures),
                evidence: tell('sum-of-parts', 'sum-of', { codes: parts.map((part) => part.code).join(' + ') }),
              },
            ]
          : []
      }
      if (!parts.includes(plan)) return []
      const total = figureOf(whole)
      const others = parts.filter((part) => part !== plan).map(figureOf)
      return total !== null && others.every((figure) => figure !== null)
        ? [{ figure: total - sum(others), evidence: tell('sum-of-parts', 'rest-of-sum', { code: whole.code }) }]
        : []
    })
  }

  private told(card: Card, code: string, like: Field): RelatedFigure[] {
    const figure = this.soundAt(card, code, like)
    const evidence = tell('same-value-elsewhere', 'card-code', { card: String(card.number), code })
    return figure === null ? [] : [{ figure, evidence }]
  }

  /** What another card prints in 元 may stand for thousands here. */
  private soundAt(card: Card, code: string, like: Field): number | null {
    const field = this.numbers.get(placeKey({ ...like.place, card: card.number, level: card.level, code }))
    const form = field === undefined ? null : soundForm(field)
    return field === undefined || form === null ? null : (form.value * field.scale) / like.scale
  }

  private cardOf(place: Place): Card | undefined {
    return this.scorecard.cards.find((card) => card.number === place.card)
  }
}

const composites = new WeakMap<Card, ReturnType<typeof findCompositePlans>>()
function findComposites(card: Card) {
  const known = composites.get(card) ?? findCompositePlans(card).filter(({ hasMore }) => !hasMore)
  composites.set(card, known)
  return known
}

const sum = (figures: readonly (number | null)[]): number =>
  figures.reduce<number>((total, figure) => total + (figure ?? 0), 0)

const samePlan = (a: Plan, b: Plan): boolean =>
  a.code === b.code ||
  (a.name.text !== null && b.name.text !== null && comparable(a.name.text) === comparable(b.name.text))

/** The figure that the print says without any repair, or null. */
export function soundForm(field: Field): NumberForm | null {
  const [line, ...more] = field.lines
  if (line === undefined || more.length > 0) return null
  const reading = readNumber(line.text, field.unit ?? '')
  const isSound = reading.kind === 'number' && !reading.letters && !(reading.thousandths && isWholeAmount(field))
  return isSound ? reading : null
}

/** A budget in whole 元: it has no thousandths. */
const isWholeAmount = ({ scale, place }: Field): boolean =>
  scale === 1 && (place.field === 'approved' || place.field === 'estimated')
