/** Reads every field of a draft: text, figures, owners. What a rule changed is on record; what none can read is a finding. */
import { UNKNOWN } from '../language/characters.ts'
import { scaleFigure } from '../language/money.ts'
import { type NumberForm, readNumber } from '../language/number.ts'
import { isNoOrganization, looksLikeOrganization } from '../language/organization.ts'
import { hasWideForm } from '../language/width.ts'
import { joinLines } from '../language/wrap.ts'
import type { Draft, Field, Finding } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import type { Candidate, Repair } from '../model/provenance.ts'
import { findRepairRule, numberRepairs, textRepairs } from './catalogue.ts'
import { candidateOf, choose, type RankedProposal } from './choose.ts'
import { TextConsensus } from './consensus.ts'
import type { RepairRule } from './define.ts'
import { DocumentIndex, type NumberField } from './document-index.ts'
import { isPrintedAlone, OwnerVocabulary, readOwners } from './owners.ts'
import { partOf } from './parts.ts'

export interface Resolution {
  repairs: Repair[]
  findings: Finding[]
}

/**
 * Fills the records' values in place and returns what was repaired and what could not be read. `without`: ids of repair
 * rules that are turned off; what they would repair stays as printed, or unreadable.
 */
export function resolveFields(draft: Draft, without: readonly string[] = []): Resolution {
  const resolver = new Resolver(draft, new Set(without))
  // Text first: figures need the units, sums of parts the plans' names.
  for (const field of draft.fields) if (field.kind === 'text') resolver.readText(field)
  resolver.readFigures()
  for (const field of draft.fields) if (field.kind === 'owners') resolver.readOwnerCell(field)
  return { repairs: [...resolver.rowRepairs(), ...resolver.repairs], findings: resolver.findings }
}

/** Ink, or characters of a font that tells none. */
const isUnmappable = (field: Field): boolean => (field.ink && field.raw.trim() === '') || field.raw.includes(UNKNOWN)

class Resolver {
  readonly repairs: Repair[] = []
  readonly findings: Finding[] = []
  private readonly vocabulary: OwnerVocabulary
  private readonly consensus: TextConsensus

  constructor(
    private readonly draft: Draft,
    private readonly without: ReadonlySet<string>,
  ) {
    this.consensus = new TextConsensus(
      new Set(draft.fields.filter((field) => field.kind !== 'number').map((field) => field.lines)),
    )
    for (const field of draft.fields) if (field.kind !== 'number') this.settleReadings(field)
    this.vocabulary = new OwnerVocabulary(draft.fields.filter((field) => field.kind === 'owners'))
  }

  /** Changes that were made to rows, in the frame of their rules. */
  rowRepairs(): Repair[] {
    return this.draft.changes.map((change) => ({
      rule: change.rule,
      place: change.place,
      before: change.before,
      after: change.after,
      applicability: findRepairRule(change.rule).applicability,
      confidence: change.confidence,
      candidates: [{ value: change.after, score: change.confidence, because: change.evidence }],
      pieces: change.pieces,
    }))
  }

  /** Doubtful characters of a scan, settled by the rest of the document. */
  private settleReadings(field: Field): void {
    const lines = this.without.has('ocr-consensus') ? field.lines : this.consensus.settle(field.lines)
    if (lines === field.lines) return
    const [before, after] = [field.lines, lines].map((both) => both.map((line) => line.text).join('\n'))
    field.lines = [...lines]
    field.target.status = 'repaired'
    field.target.confidence = Math.min(field.target.confidence, CONSENSUS_SCORE)
    const candidate = {
      value: after ?? '',
      score: CONSENSUS_SCORE,
      because: [tell('second-reading', 'read-and-printed')],
    }
    this.record(findRepairRule('ocr-consensus'), field, before ?? '', candidate.value, candidate, [candidate])
  }

  readText(field: Field & { kind: 'text' }): void {
    const { target } = field
    if (isUnmappable(field)) {
      this.findUnmappable(field)
      return
    }
    if (field.raw === '') return
    let text = field.reader === 'rows' ? field.lines.map((line) => line.text.trim()).join(' ') : joinLines(field.lines)
    const printed = text
    for (const rule of textRepairs) {
      if (this.without.has(rule.id)) continue
      for (const proposal of rule.propose(text, field)) {
        const before = partOf(text, field.part)
        const after = partOf(proposal.value, field.part)
        text = proposal.value
        if (before === after) continue
        this.record(rule, field, before ?? '', after ?? '', proposal, [proposal])
        target.status = 'repaired'
      }
    }
    const read = partOf(text, field.part)?.normalize('NFC') ?? null
    const known = field.part === 'further-note' ? target.text : null
    target.text = known !== null && read !== null ? `${known}；${read}` : (known ?? read)
    if (target.text === null) target.status = 'missing'
    else if (target.status === 'missing') target.status = 'printed'
    if (isCut(field)) this.record(findRepairRule('page-split-row'), field, field.raw, target.text ?? printed, null, [])
  }

  readFigures(): void {
    const figures = this.draft.fields.filter((field) => field.kind === 'number')
    for (const field of figures) field.unit ??= this.unitOfKpi(field)
    const index = new DocumentIndex(this.draft.scorecard, figures)
    for (const field of figures) this.readFigure(field, index)
  }

  private unitOfKpi({ place }: NumberField): string | null {
    const card = this.draft.scorecard.cards.find((one) => one.number === place.card)
    return card?.kpis.find((kpi) => kpi.code === place.code && kpi.series === place.series)?.unit.text ?? null
  }

  private readFigure(field: NumberField, index: DocumentIndex): void {
    const { target } = field
    if (isUnmappable(field)) {
      this.giveUp(field, [])
      return
    }
    const print = field.lines.map((line) => line.text.trim()).join(' ')
    const reading = readNumber(print, field.unit ?? '')
    if (reading.kind === 'missing') {
      target.status = 'missing'
      return
    }
    if (field.shared) {
      this.giveUp(field, [])
      return
    }
    const proposals: RankedProposal[] = numberRepairs
      .filter((rule) => !this.without.has(rule.id))
      .flatMap((rule) => [...rule.propose(field, index)].map((proposal) => ({ ...proposal, rule: rule.id })))
    const misprinted = reading.kind === 'number' && (reading.letters || index.hasPointForComma(field))
    const barred = reading.kind === 'number' && this.needsBarredRepair(field, reading)
    if (reading.kind === 'number' && !misprinted && !barred) {
      this.take(field, reading.value)
      target.status = 'printed'
      for (const proposal of proposals) {
        this.record(findRepairRule(proposal.rule), field, field.raw, proposal.value, proposal, [proposal])
        if (proposal.value.replaceAll(',', '') !== reading.value.toString() || !KEEPS_PRINT.has(proposal.rule))
          target.status = 'repaired'
      }
      return
    }
    const { best, ranked } = choose(proposals)
    const isWide = hasWideForm(field.raw)
    if (best === null || (isWide && this.without.has('width-form'))) {
      this.giveUp(field, ranked)
      return
    }
    this.take(field, best.figure)
    target.status = isToldElsewhere(best) ? 'inferred' : 'repaired'
    target.confidence = Math.min(target.confidence, best.score)
    this.record(findRepairRule(best.rule), field, field.raw, best.value, best, ranked)
    if (isWide && best.rule !== 'width-form') {
      const folded = { value: best.value, score: best.score, because: [tell('digit-grouping', 'full-width')] }
      this.record(findRepairRule('width-form'), field, field.raw, best.value, folded, [folded])
    }
    if (isCut(field)) this.record(findRepairRule('page-split-row'), field, field.raw, best.value, best, [])
  }

  /** A figure that only a repair makes one, and the repair is turned off. */
  private needsBarredRepair(field: NumberField, reading: NumberForm): boolean {
    return (
      (reading.scaled && this.without.has('scaled-number')) ||
      (hasWideForm(field.raw) && this.without.has('width-form'))
    )
  }

  readOwnerCell(field: Field & { kind: 'owners' }): void {
    const { target } = field
    if (isUnmappable(field)) {
      this.findUnmappable(field)
      return
    }
    const names = this.ownersIn(field)
    if (names.length === 0) return
    for (const name of names) if (!target.names.includes(name)) target.names.push(name.normalize('NFC'))
    if (target.status === 'missing') target.status = 'printed'
    if (isCut(field)) this.record(findRepairRule('page-split-row'), field, field.raw, names.join(';'), null, [])
    if (field.reader !== 'rows' || names.every((name) => isPrintedAlone(name, field.raw))) return
    target.status = 'repaired'
    const evidence: Candidate = {
      value: names.join(';'),
      score: names.every((name) => looksLikeOrganization(name)) ? SURE : UNLIKE_OWNER,
      because: [tell('vocabulary', 'known-names')],
    }
    this.record(findRepairRule('split-text'), field, field.raw, evidence.value, evidence, [evidence])
  }

  /** The names in the cell; what clearly is none is told, a dash or 無 is nothing. */
  private ownersIn(field: Field & { kind: 'owners' }): string[] {
    const names = readOwners(field.lines, field.reader, this.vocabulary)
      .map((name) => (name.endsWith('。') && looksLikeOrganization(name.slice(0, -1)) ? name.slice(0, -1) : name))
      .filter((name) => readNumber(name).kind !== 'missing')
    if (this.without.has('displaced-cell')) return names
    const owners = names.filter((name) => !isNoOrganization(name))
    const others = names.filter((name) => !owners.includes(name) && !(owners.length > 0 && ENUMERATOR.test(name)))
    if (others.length > 0) this.record(findRepairRule('displaced-cell'), field, field.raw, owners.join(';'), null, [])
    return owners
  }

  private take(field: NumberField, figure: number): void {
    field.target.value = scaleFigure(figure, field.scale)
  }

  private giveUp(field: NumberField, ranked: readonly RankedProposal[]): void {
    field.target.status = 'unreadable'
    field.target.value = null
    field.target.confidence = 0
    this.find('unreadable-number', field, ranked.length > 0 ? ranked.map(candidateOf) : onlyFigure(field))
  }

  private record(
    rule: RepairRule,
    field: Field,
    before: string,
    after: string,
    chosen: Candidate | null,
    candidates: readonly Candidate[],
  ): void {
    this.repairs.push({
      rule: rule.id,
      place: field.place,
      before,
      after,
      applicability: rule.applicability,
      confidence: chosen?.score ?? SURE,
      candidates: candidates.map(candidateOf),
      pieces: field.pieces,
    })
  }

  /** Words with characters that neither the font nor the picture told. */
  private findUnmappable(field: Field): void {
    field.target.status = 'unreadable'
    field.target.confidence = 0
    this.find('ocr-uncertain', field, [], { confidence: '0.00' })
  }

  private find(rule: string, field: Field, candidates: Candidate[], more: Record<string, string> = {}): void {
    const printed = field.raw.replace(/\s*\n\s*/gu, ' ')
    this.findings.push({
      rule,
      place: field.place,
      parameters: { printed: printed === '' ? '(ink)' : printed, ...more },
      printed,
      taken: null,
      candidates,
      evidence: [],
      pieces: field.pieces,
    })
  }
}

/** `≧80`, `80以上`: the one figure of the cell, for a person to take or leave. */
function onlyFigure(field: NumberField): Candidate[] {
  const figures = field.raw.match(/\d[\d,]*(?:\.\d+)?/g) ?? []
  const [value] = figures
  return value === undefined || figures.length > 1
    ? []
    : [{ value, score: ONLY_FIGURE, because: [tell('digit-grouping', 'only-figure')] }]
}

/** Words beside a figure change its meaning: never enough to take it. */
const ONLY_FIGURE = 0.3

/** A change that leaves no other reading in sight. */
const SURE = 0.95
/** A name that does not end like an organisation's may have been cut at the wrong place. */
const UNLIKE_OWNER = 0.8

/** Below the confidence that is taken as read, so that a person looks at every character settled so. */
const CONSENSUS_SCORE = 0.85

/** `1、企劃科、2、安全科` */
const ENUMERATOR = /^[(（]?\d{1,2}[)）.]?$/u
/** Rules that put a habit of the print on record and change nothing. */
const KEEPS_PRINT = new Set(['ungrouped-number'])

const isToldElsewhere = (proposal: Candidate): boolean =>
  proposal.because[0] !== undefined &&
  ['same-value-elsewhere', 'other-year', 'sum-of-parts'].includes(proposal.because[0].kind)

/** Lines on both sides of a page break. */
const isCut = (field: Field): boolean =>
  field.reader === 'print'
    ? new Set(field.lines.map((line) => line.page)).size > 1
    : field.lines.length > 1 && field.pieces.length > 1
