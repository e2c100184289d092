/** The findings as the server tells them: all of them at first, then what changed; and the decisions sent back. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { compareText } from '../../language/order.ts'
import type { Language } from '../../model/rule.ts'
import type { DecisionAnswer, Overview } from '../api.ts'
import { getFirst, getOverview, RefusedError } from './client.ts'
import type { Row } from './filter.ts'

/** While decisions are being written, and otherwise for what other tabs and runs do. */
const BUSY_MILLISECONDS = 400
const IDLE_MILLISECONDS = 4000

/** More than a tall screen shows. */
const FIRST_FINDINGS = 60
const FIRST_MILLISECONDS = 200

/** Worst first, as in the report; one finding in several documents stands together. */
const compareRows = (a: Row, b: Row): number =>
  a.rank - b.rank || compareText(a.rule, b.rule) || compareText(a.place, b.place) || compareText(a.document, b.document)

type ByDocument = ReadonlyMap<string, readonly Row[]>

/** The rows of the documents that were told, beside those that have not changed. */
function mergeRows(before: ByDocument, { documents, ids }: Overview): ByDocument {
  const told = new Map<string, Row[]>()
  for (const { id, name, items } of documents) {
    const rows = told.get(id) ?? []
    for (const item of items) rows.push({ ...item, document: id, name })
    told.set(id, rows)
  }
  const known = new Set(ids)
  return new Map([...before, ...told].filter(([id]) => known.has(id)))
}

export interface Findings {
  /** null until the server has answered once. */
  overview: Overview | null
  /** All findings, worst first. */
  rows: readonly Row[]
  /** Another object after each change of any finding. */
  change: object
  /** Sends a decision, told the version it stands on; the finding that it was about, null where it was refused. */
  send(ask: (version: string) => Promise<DecisionAnswer>): Promise<{ item: string | null } | null>
  /** The version that the server is at now. */
  askVersion(): Promise<string>
}

/** `refuse` is told why the server did not do what it was asked for. */
export function useFindings(language: Language, refuse: (code: RefusedError['code']) => void): Findings {
  const [overview, setOverview] = useState<Overview | null>(null)
  const [byDocument, setByDocument] = useState<ByDocument>(new Map())
  const generation = useRef(0)
  /** Of the decisions, as the server told it last; and how many answers to decisions have come. */
  const version = useRef('')
  const answers = useRef(0)

  const load = useCallback(
    async (since: number): Promise<void> => {
      const before = answers.current
      const show = (answer: Overview): void => {
        // It was asked before a decision whose answer has come since.
        if (answers.current !== before) return
        version.current = answer.version
        generation.current = answer.partial ? generation.current : answer.generation
        setOverview(answer)
        if (answer.documents.length === 0 && since > 0) return
        setByDocument((known) => mergeRows(since === 0 ? new Map() : known, answer))
      }
      try {
        if (since === 0) {
          const first = await getFirst(FIRST_FINDINGS, language)
          show(first)
          // The first finding is drawn, and its details are asked for, before the server is busy with all of them.
          if (first.findings > FIRST_FINDINGS) await new Promise((resolve) => setTimeout(resolve, FIRST_MILLISECONDS))
        }
        show(await getOverview(since, language))
      } catch (error) {
        if (error instanceof RefusedError) refuse(error.code)
      }
    },
    [language],
  )
  useEffect(() => void load(0), [load])
  const busy = overview?.tables === 'writing' || overview?.tables === 'waiting'
  useEffect(() => {
    const timer = setInterval(() => void load(generation.current), busy ? BUSY_MILLISECONDS : IDLE_MILLISECONDS)
    return () => clearInterval(timer)
  }, [busy, load])

  const rows = useMemo(() => [...byDocument.values()].flat().sort(compareRows), [byDocument])
  const send: Findings['send'] = async (ask) => {
    if (overview === null) return null
    try {
      const { item, decided: _, ...progress } = await ask(version.current)
      version.current = progress.version
      answers.current += 1
      setOverview({ ...overview, ...progress, documents: [] })
      await load(generation.current)
      return { item }
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      refuse(error.code)
      if (error.code === 'outdated') await load(generation.current)
      return null
    }
  }
  const askVersion = async (): Promise<string> => (await getOverview(generation.current, language)).version
  return { overview, rows, change: byDocument, send, askVersion }
}
