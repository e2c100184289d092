/** The output folder as the review sees it: findings in memory, documents read when they are looked at. */
import { statSync } from 'node:fs'
import { readManifest } from '../batch/check.ts'
import { appendDecisions, type CorrectionsFile, readDecisions } from '../batch/corrections.ts'
import type { KnownDocument } from '../batch/history.ts'
import { type OutputLayout, readDocument } from '../batch/layout.ts'
import { ruleTexts } from '../batch/section.ts'
import { findSources } from '../batch/sources.ts'
import { readState } from '../batch/state.ts'
import { standingCorrections } from '../corrections.ts'
import type { Correction } from '../model/correction.ts'
import type { Document } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import type { Anomaly } from '../model/provenance.ts'
import type { Language, RuleText } from '../model/rule.ts'
import type { ItemRow } from './api.ts'
import { type Item, makeItems, wordRow } from './items.ts'

interface Held {
  known: KnownDocument
  name: string
  sha256: string
  settled: Anomaly[]
  /** Decisions that the document shows. */
  applied: Correction[]
  /** Size and time of the file, to see that it was written again. */
  stamp: string
  /** When it was read, see `generation`. */
  generation: number
  items: Item[]
  /** The items in words, as far as they have been asked for. */
  rows: Map<Language, ItemRow[]>
}

/** Documents kept in memory: those of one agency through the years. */
const DOCUMENTS_KEPT = 24

function stampOf(path: string): string {
  const { mtimeMs, size, ino } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0, ino: 0 }
  return `${mtimeMs} ${size} ${ino}`
}

export class Session {
  readonly layout: OutputLayout
  readonly rules: ReadonlyMap<string, RuleText> = ruleTexts
  generation = 0
  file: CorrectionsFile = { corrections: [], version: '' }
  sources = new Map<string, string>()
  readonly #held = new Map<string, Held>()
  readonly #documents = new Map<string, Document>()
  readonly #byItem = new Map<string, string>()
  #stamp = ''
  #fileStamp = ''

  /** Throws ConversionError where there is no output. */
  constructor(layout: OutputLayout) {
    this.layout = layout
    this.refresh()
  }

  get ids(): string[] {
    return [...this.#held.keys()]
  }

  get known(): KnownDocument[] {
    return [...this.#held.values()].map((held) => held.known)
  }

  held(id: string): Held | null {
    return this.#held.get(id) ?? null
  }

  /** Reads again what another run, another tab or an editor has changed. */
  refresh(): void {
    const fileStamp = stampOf(this.layout.corrections)
    const stamp = stampOf(this.layout.manifest)
    if (stamp === this.#stamp && fileStamp === this.#fileStamp) return
    const before = this.file.version
    this.file = readDecisions(this.layout.corrections)
    const manifest = readManifest(this.layout)
    this.sources = findSources(this.layout, manifest)
    const ids = new Set(manifest.inputs.flatMap(({ id, status }) => (status === 'failed' ? [] : [id])))
    for (const id of this.#held.keys()) if (!ids.has(id)) this.#held.delete(id)
    this.generation += 1
    for (const id of ids) this.#read(id, before !== this.file.version)
    // Only now: what could not be read is read again at the next request.
    this.#stamp = stamp
    this.#fileStamp = fileStamp
  }

  #read(id: string, decisionsChanged: boolean): void {
    const stamp = stampOf(this.layout.documentPath(id))
    const held = this.#held.get(id)
    if (held?.stamp === stamp) {
      if (decisionsChanged) this.#remake(held)
      return
    }
    const state = readState(this.layout, id)
    if (state === null) {
      // Being written at this moment; without anything to show until then, the folder is damaged.
      if (held !== undefined) return
      throw new ConversionError('output-damaged', { path: this.layout.documentPath(id), detail: 'changed by hand' })
    }
    this.#documents.delete(id)
    const known = { id, organizations: state.organizations }
    const document = readDocument(this.layout, id)
    const { name, sha256 } = document.source
    const next: Held = {
      known,
      name,
      sha256,
      settled: state.settled,
      applied: this.standing({ sha256 }),
      stamp,
      generation: this.generation,
      items: [],
      rows: new Map(),
    }
    this.#held.set(id, next)
    this.#make(next, document)
  }

  #make(held: Held, document: Document): void {
    held.items = makeItems(document, held.settled, this.standing(held), held.applied)
    held.generation = this.generation
    held.rows.clear()
    for (const item of held.items) this.#byItem.set(item.id, held.known.id)
  }

  #remake(held: Held): void {
    const settled = held.items.map((item) => item.decided)
    const items = makeItems(this.document(held.known.id), held.settled, this.standing(held), held.applied)
    if (items.length === settled.length && items.every((item, at) => item.decided === settled[at])) return
    this.#make(held, this.document(held.known.id))
  }

  /** The findings of a document in words. */
  rows(held: Held, language: Language): ItemRow[] {
    const known = held.rows.get(language)
    const rows = known ?? held.items.map((item) => wordRow(item, this.rules, language))
    if (known === undefined) held.rows.set(language, rows)
    return rows
  }

  standing({ sha256 }: { sha256: string }): Correction[] {
    return standingCorrections(this.file.corrections, sha256)
  }

  document(id: string): Document {
    const kept = this.#documents.get(id)
    const document = kept ?? readDocument(this.layout, id)
    this.#documents.delete(id)
    this.#documents.set(id, document)
    const oldest = this.#documents.keys().next().value
    if (this.#documents.size > DOCUMENTS_KEPT && oldest !== undefined) this.#documents.delete(oldest)
    return document
  }

  find(item: string): { held: Held; item: Item } | null {
    const held = this.#held.get(this.#byItem.get(item) ?? '')
    const found = held?.items.find((one) => one.id === item)
    return held && found ? { held, item: found } : null
  }

  /** Adds a decision; throws OutdatedError where someone else has added one since `version`. */
  decide(decision: Correction, version: string): void {
    const next = appendDecisions(this.layout.corrections, [decision], version)
    this.file = { corrections: [...this.file.corrections, decision], version: next }
    this.#fileStamp = stampOf(this.layout.corrections)
    this.generation += 1
    for (const held of this.#held.values())
      if (held.sha256 === decision.document) this.#make(held, this.document(held.known.id))
  }
}
