/** The findings: filters with counts, and a list that draws only what is seen. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Severity } from '../../model/provenance.ts'
import type { Language } from '../../model/rule.ts'
import { severityWording } from '../../output/report/wording.ts'
import { countBy, type Filters, noFilters, type Row } from './filter.ts'
import type { Say } from './words.ts'

const ROW_HEIGHT = 62
/** Rows drawn above and below those that are seen. */
const SPARE_ROWS = 6
const severities: readonly Severity[] = ['error', 'warning', 'info']
const limits = ['0.95', '0.9', '0.7', '0.5']

interface FilterProps {
  rows: readonly Row[]
  filters: Filters
  setFilters: (filters: Filters) => void
  shown: number
  language: Language
  say: Say
}

export function FilterBar({ rows, filters, setFilters, shown, language, say }: FilterProps) {
  const counts = useMemo(
    () => ({
      severities: countBy(rows, filters, 'severities', (row) => row.severity),
      rule: countBy(rows, filters, 'rule', (row) => row.rule),
      agency: countBy(rows, filters, 'agency', (row) => row.agency),
      year: countBy(rows, filters, 'year', (row) => String(row.rocYear ?? '')),
      state: countBy(rows, filters, 'state', (row) => (row.decided ? 'decided' : 'open')),
    }),
    [rows, filters],
  )
  const set = (change: Partial<Filters>): void => setFilters({ ...filters, ...change })
  const toggle = (severity: Severity): void => {
    const on = filters.severities.includes(severity)
    set({ severities: severities.filter((one) => (one === severity ? !on : filters.severities.includes(one))) })
  }
  const select = (name: 'rule' | 'agency' | 'year') => (
    <label class="field">
      <span>{say(name)}</span>
      <select value={filters[name]} onChange={(event) => set({ [name]: event.currentTarget.value })}>
        <option value="">{say('all')}</option>
        {[...new Set([...counts[name].keys(), ...(filters[name] === '' ? [] : [filters[name]])])].sort().map((key) => (
          <option key={key} value={key}>
            {key === '' ? '–' : key} ({counts[name].get(key) ?? 0})
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <search class="filters">
      <input
        id="search"
        type="search"
        aria-label={say('search')}
        placeholder={say('search')}
        value={filters.search}
        onInput={(event) => set({ search: event.currentTarget.value })}
      />
      <fieldset class="chips">
        <legend class="hidden">{say('severity')}</legend>
        {severities.map((severity) => (
          <label key={severity} class={`chip ${severity}`}>
            <input type="checkbox" checked={filters.severities.includes(severity)} onChange={() => toggle(severity)} />
            <span>
              {severityWording[severity][language]} <b>{counts.severities.get(severity) ?? 0}</b>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="selects">
        {select('rule')}
        {select('agency')}
        {select('year')}
        <label class="field">
          <span>{say('confidence')}</span>
          <select value={filters.below} onChange={(event) => set({ below: event.currentTarget.value })}>
            <option value="">{say('all')}</option>
            {limits.map((limit) => (
              <option key={limit} value={limit}>
                {say('below')} {limit}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{say('state')}</span>
          <select
            value={filters.state}
            onChange={(event) => {
              const state = event.currentTarget.value
              set({ state: state === 'open' || state === 'decided' ? state : 'all' })
            }}
          >
            <option value="open">
              {say('open')} ({counts.state.get('open') ?? 0})
            </option>
            <option value="decided">
              {say('decided')} ({counts.state.get('decided') ?? 0})
            </option>
            <option value="all">{say('all')}</option>
          </select>
        </label>
        <button type="button" class="quiet" onClick={() => setFilters(noFilters)}>
          {say('clearFilters')}
        </button>
      </div>
      <p class="count" aria-live="polite">
        {shown} / {rows.length} {say('shown')}
      </p>
    </search>
  )
}

interface ListProps {
  rows: readonly Row[]
  selected: string | null
  select: (id: string) => void
  empty: string
  language: Language
  say: Say
}

export function FindingList({ rows, selected, select, empty, language, say }: ListProps) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const at = useMemo(() => rows.findIndex((row) => row.id === selected), [rows, selected])
  const measure = (): void => {
    const element = box.current
    if (element) setView({ top: element.scrollTop, height: element.clientHeight })
  }
  useEffect(() => {
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  useEffect(() => {
    const element = box.current
    if (!element || at < 0) return
    const [top, bottom] = [at * ROW_HEIGHT, (at + 1) * ROW_HEIGHT]
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
    measure()
  }, [at])
  const first = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - SPARE_ROWS)
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW_HEIGHT) + SPARE_ROWS)
  const seen = rows.slice(first, last)
  const active = at >= first && at < last ? `finding-${selected}` : undefined
  return (
    <div
      class="list"
      ref={box}
      onScroll={measure}
      role="listbox"
      tabIndex={0}
      aria-label={say('findings')}
      {...(active === undefined ? {} : { 'aria-activedescendant': active })}
    >
      {rows.length === 0 ? (
        <div class="empty" role="option" tabIndex={-1} aria-selected="false" aria-disabled="true">
          {empty}
        </div>
      ) : (
        <div role="presentation" class="runway" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
          {seen.map((row, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the list and of the page
            <div
              key={row.id}
              id={`finding-${row.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={row.id === selected}
              aria-setsize={rows.length}
              aria-posinset={first + index + 1}
              class={`row ${row.severity}${row.decided ? ' decided' : ''}`}
              style={{ top: `${(first + index) * ROW_HEIGHT}px` }}
              onClick={() => select(row.id)}
            >
              <div class="line">
                <span class="dot" role="img" aria-label={severityWording[row.severity][language]} />
                <b>{row.place}</b>
                {row.decided && <span class="tick" role="img" aria-label={say('decided')} />}
              </div>
              <div class="message">{row.message}</div>
              <div class="where">
                {row.rule} · {row.name}
                {row.page === null ? '' : ` · ${say('page')} ${row.page}`}
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
