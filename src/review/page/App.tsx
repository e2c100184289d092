/** The page: what is selected, looked at and decided. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Language } from '../../model/rule.ts'
import type { DecisionAnswer, ItemDetail, PlacedValue } from '../api.ts'
import {
  type DecisionDraft,
  getItem,
  getValues,
  pageAddress,
  postDecision,
  postRedo,
  postUndo,
  RefusedError,
} from './client.ts'
import { Detail } from './Detail.tsx'
import { type Filters, makeTest, noFilters } from './filter.ts'
import { useFindings } from './findings.ts'
import { Header, KeyHelp } from './Header.tsx'
import { useKeys } from './keys.ts'
import { FilterBar, FindingList } from './List.tsx'
import { PageView, type Target } from './PageView.tsx'
import { Values } from './Values.tsx'
import { speak } from './words.ts'

export function App({ initialLanguage }: { initialLanguage: Language }) {
  const [language, setLanguage] = useState(initialLanguage)
  const say = useMemo(() => speak(language), [language])
  const [message, setMessage] = useState('')
  const { overview, rows, change, send, askVersion } = useFindings(language, setMessage)
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [selected, setSelected] = useState<string | null>(null)
  const [detail, setDetail] = useState<ItemDetail | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const [values, setValues] = useState<readonly PlacedValue[]>([])
  const [hovered, hover] = useState<PlacedValue | null>(null)
  const [chosen, setChosen] = useState<PlacedValue | null>(null)
  const [side, setSide] = useState<'finding' | 'values'>('finding')
  const [help, setHelp] = useState(false)

  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-Hant-TW'
    document.title = `tidycard · ${say('title')}`
  }, [language])

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
  }, [selected, language, row?.decided, change])

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
  }, [detail?.document, target?.page, language, change])

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
    setMessage('')
    const settled = await send(ask)
    if (settled !== null) setSelected(next ?? settled.item ?? selected)
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
        return postDecision(draft, await askVersion())
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

  useKeys({
    move,
    take: (candidate) => {
      if (detail && detail.editable !== null && candidate < detail.candidates.length)
        document.querySelectorAll<HTMLElement>('button.choose')[candidate]?.click()
    },
    undo,
    redo,
    showFinding: () => setSide('finding'),
    switchSide: () => setSide(side === 'values' ? 'finding' : 'values'),
    switchHelp: () => setHelp(!help),
    closeHelp: () => setHelp(false),
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
