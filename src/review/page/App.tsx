/** The page: what is selected, what the keys do, and what the server is asked. */
import { flushSync } from 'preact/compat'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Language } from '../../model/rule.ts'
import type { DecisionAnswer, ItemDetail, Overview, PlacedValue } from '../api.ts'
import {
  type DecisionDraft,
  getFirst,
  getItem,
  getOverview,
  getValues,
  pageAddress,
  postDecision,
  postRedo,
  postUndo,
  RefusedError,
} from './client.ts'
import { Detail } from './Detail.tsx'
import { type Filters, makeTest, noFilters, type Row } from './filter.ts'
import { Header, KeyHelp } from './Header.tsx'
import { FilterBar, FindingList } from './List.tsx'
import { isTyping, PageView, type Target } from './PageView.tsx'
import { Values } from './Values.tsx'
import { speak } from './words.ts'

/** While decisions are being written, and otherwise for what other tabs and runs do. */
const BUSY_MILLISECONDS = 400
const IDLE_MILLISECONDS = 4000

/** More than a tall screen shows. */
const FIRST_FINDINGS = 60
const FIRST_MILLISECONDS = 200

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Worst first; one finding in several documents stands together. */
const compareRows = (a: Row, b: Row): number =>
  a.rank - b.rank || compareText(a.rule, b.rule) || compareText(a.place, b.place) || compareText(a.document, b.document)

/** The rows of the documents that were told, beside those that have not changed. */
function mergeRows(
  before: ReadonlyMap<string, readonly Row[]>,
  { documents, ids }: Overview,
): Map<string, readonly Row[]> {
  const told = new Map<string, Row[]>()
  for (const { id, name, items } of documents) {
    const rows = told.get(id) ?? []
    for (const item of items) rows.push({ ...item, document: id, name })
    told.set(id, rows)
  }
  const known = new Set(ids)
  return new Map([...before, ...told].filter(([id]) => known.has(id)))
}

export function App({ initialLanguage }: { initialLanguage: Language }) {
  const [language, setLanguage] = useState(initialLanguage)
  const say = useMemo(() => speak(language), [language])
  const [overview, setOverview] = useState<Overview | null>(null)
  const [byDocument, setByDocument] = useState<ReadonlyMap<string, readonly Row[]>>(new Map())
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [selected, setSelected] = useState<string | null>(null)
  const [detail, setDetail] = useState<ItemDetail | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const [values, setValues] = useState<readonly PlacedValue[]>([])
  const [hovered, hover] = useState<PlacedValue | null>(null)
  const [chosen, setChosen] = useState<PlacedValue | null>(null)
  const [side, setSide] = useState<'finding' | 'values'>('finding')
  const [message, setMessage] = useState('')
  const [help, setHelp] = useState(false)
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
        setByDocument((before) => mergeRows(since === 0 ? new Map() : before, answer))
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
        if (error instanceof RefusedError) setMessage(error.code)
      }
    },
    [language],
  )
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-Hant-TW'
    document.title = `tidycard · ${say('title')}`
    void load(0)
  }, [load])
  const busy = overview?.tables === 'writing' || overview?.tables === 'waiting'
  useEffect(() => {
    const timer = setInterval(() => void load(generation.current), busy ? BUSY_MILLISECONDS : IDLE_MILLISECONDS)
    return () => clearInterval(timer)
  }, [busy, load])

  const rows = useMemo(() => [...byDocument.values()].flat().sort(compareRows), [byDocument])
  const shown = useMemo(() => rows.filter(makeTest(filters)), [rows, filters])
  const row = useMemo(() => rows.find((one) => one.id === selected) ?? null, [rows, selected])
  // A finding that has just been decided stays selected though the filter hides it, until the filter changes.
  useEffect(() => {
    if (row === null && shown[0]) setSelected(shown[0].id)
  }, [row, shown])
  // Findings that the filter shows may come after it was set.
  const isEmpty = shown.length === 0
  useEffect(() => {
    if (shown[0] && !shown.some((one) => one.id === selected)) setSelected(shown[0].id)
  }, [filters, isEmpty])

  useEffect(() => {
    if (selected === null) return
    let current = true
    getItem(selected, language).then(
      (next) => current && setDetail(next),
      (error) => current && error instanceof RefusedError && setMessage(error.code),
    )
    return () => {
      current = false
    }
  }, [selected, language, row?.decided, byDocument])

  // The view moves with the finding, not with every refresh of its data.
  useEffect(() => {
    const first = detail?.pieces[0]
    if (!detail) return
    const page = first?.page ?? (detail.hasPictures ? detail.pages[0]?.number : undefined)
    setTarget(
      page === undefined || !detail.hasPictures
        ? null
        : { page, boxes: detail.pieces.filter((piece) => piece.page === page).map((piece) => piece.box) },
    )
    setChosen(null)
  }, [detail?.id])
  useEffect(() => {
    if (!detail) return setValues([])
    let current = true
    getValues(detail.document, target?.page ?? null, language).then(
      (next) => current && setValues(next),
      () => {},
    )
    return () => {
      current = false
    }
  }, [detail?.document, target?.page, language, byDocument])

  const move = (step: number): void => {
    const at = shown.findIndex((one) => one.id === selected)
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + step))]
    if (next) setSelected(next.id)
  }
  /** The finding that is looked at when this one is settled. */
  const following = (): string | null => {
    const at = shown.findIndex((one) => one.id === selected)
    return (
      (shown.slice(at + 1).find((one) => !one.decided) ?? shown.find((one) => !one.decided && one.id !== selected))
        ?.id ?? null
    )
  }
  const settle = async (ask: (version: string) => Promise<DecisionAnswer>, next: string | null): Promise<void> => {
    if (overview === null) return
    setMessage('')
    try {
      const answer = await ask(version.current)
      const { item, decided: _, ...progress } = answer
      version.current = answer.version
      answers.current += 1
      setOverview({ ...overview, ...progress, documents: [] })
      await load(generation.current)
      setSelected(next ?? item ?? selected)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      setMessage(error.code)
      if (error.code === 'outdated') await load(generation.current)
    }
  }
  const decide = (draft: DecisionDraft): void => {
    // The list has moved on and the details have not come yet: nobody decides what they do not see.
    if (draft.item !== selected) return
    const next = following()
    void settle(async (version) => {
      try {
        return await postDecision(draft, version)
      } catch (error) {
        // Another tab has decided something else: this decision still stands on what the person saw.
        if (!(error instanceof RefusedError) || error.code !== 'outdated' || row?.decided) throw error
        const fresh = await getItem(draft.item, language)
        if (fresh.row.decided) throw error
        return postDecision(draft, (await getOverview(generation.current, language)).version)
      }
    }, next)
  }
  const undo = (): void => void settle(postUndo, null)
  const redo = (): void => void settle(postRedo, null)
  const goTo = (page: number): void =>
    setTarget({ page, boxes: (detail?.pieces ?? []).filter((piece) => piece.page === page).map((piece) => piece.box) })
  const choose = (value: PlacedValue): void => {
    setChosen(value)
    setSide('values')
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (key === 'Escape') {
        setHelp(false)
        if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
        return
      }
      if (isTyping(event)) return
      if ((event.ctrlKey || event.metaKey) && key === 'z') {
        event.preventDefault()
        if (event.shiftKey) redo()
        else undo()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const press = (id: string): void => window.document.getElementById(id)?.click()
      const focus = (id: string): void => {
        // At once: what is typed before the field has the focus would be taken as commands.
        flushSync(() => setSide('finding'))
        window.document.getElementById(id)?.focus()
      }
      const inPaper = event.target instanceof HTMLElement && event.target.closest('.paper') !== null
      const actions: Record<string, () => void> = {
        j: () => move(1),
        k: () => move(-1),
        ...(inPaper ? {} : { ArrowDown: () => move(1), ArrowUp: () => move(-1) }),
        a: () => press('accept'),
        p: () => press('as-printed'),
        v: () => focus('value'),
        c: () => focus('comment'),
        u: undo,
        y: redo,
        '/': () => focus('search'),
        g: () => setSide(side === 'values' ? 'finding' : 'values'),
        '?': () => setHelp(!help),
      }
      const candidate = /^[1-9]$/.test(key) ? Number(key) - 1 : null
      if (candidate !== null) {
        if (detail && detail.editable !== null && candidate < detail.candidates.length) {
          window.document.querySelectorAll<HTMLElement>('button.choose')[candidate]?.click()
        }
        return
      }
      const action = actions[key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  if (overview === null) {
    return (
      <main class="loading">
        <h1 class="hidden">{say('title')}</h1>
        <p role="status">{message === '' ? say('loading') : say('offline')}</p>
      </main>
    )
  }
  const empty = overview.findings > 0 && overview.decided === overview.findings ? say('allDone') : say('none')
  const nextPage = shown[shown.findIndex((one) => one.id === selected) + 1]
  return (
    <>
      <Header
        overview={overview}
        message={message}
        undo={undo}
        redo={redo}
        showHelp={() => setHelp(true)}
        switchLanguage={() => setLanguage(language === 'en' ? 'zh-TW' : 'en')}
        language={language}
        say={say}
      />
      <main class="columns">
        <section class="findings" aria-label={say('findings')}>
          <FilterBar
            rows={rows}
            filters={filters}
            setFilters={setFilters}
            shown={shown.length}
            language={language}
            say={say}
          />
          <FindingList
            rows={shown}
            selected={selected}
            select={setSelected}
            empty={empty}
            language={language}
            say={say}
          />
        </section>
        <div class="middle">
          {detail ? (
            <PageView
              document={detail.document}
              pages={detail.pages}
              target={target}
              marked={detail.pieces}
              values={values}
              hovered={hovered}
              chosen={chosen}
              hover={hover}
              choose={choose}
              goTo={goTo}
              say={say}
            />
          ) : (
            <p class="page-view none">{say('choose')}</p>
          )}
        </div>
        <section class="side" aria-label={say('finding')}>
          <div class="tabs" role="tablist">
            {(['finding', 'values'] as const).map((name) => (
              <button
                key={name}
                id={`tab-${name}`}
                type="button"
                role="tab"
                aria-selected={side === name}
                aria-controls="side-panel"
                onClick={() => setSide(name)}
              >
                {say(name === 'finding' ? 'finding' : 'valuesOfPage')}
                {name === 'values' && <kbd>g</kbd>}
              </button>
            ))}
          </div>
          <div class="panel" id="side-panel" role="tabpanel" aria-labelledby={`tab-${side}`}>
            {detail && side === 'finding' && <Detail detail={detail} decide={decide} language={language} say={say} />}
            {detail && side === 'values' && (
              <Values
                values={values}
                hovered={hovered}
                chosen={chosen}
                hover={hover}
                choose={(value) => {
                  setChosen(value)
                  const page = value.boxes[0]?.page
                  if (page !== undefined) setTarget({ page, boxes: value.boxes.map((box) => box.box) })
                }}
                open={(item) => {
                  setSelected(item)
                  setSide('finding')
                }}
                language={language}
                say={say}
              />
            )}
          </div>
        </section>
      </main>
      {nextPage && nextPage.page !== null && (
        <link rel="prefetch" href={pageAddress(nextPage.document, nextPage.page)} />
      )}
      {help && <KeyHelp close={() => setHelp(false)} say={say} />}
    </>
  )
}
