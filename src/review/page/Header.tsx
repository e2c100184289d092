/** How far the review is, what blocks a clean export, and what can be done with all of it. */
import { useEffect, useRef } from 'preact/hooks'
import type { Language } from '../../model/rule.ts'
import type { Overview } from '../api.ts'
import type { Say, Word } from './words.ts'

interface Props {
  overview: Overview
  message: string
  undo: () => void
  redo: () => void
  showHelp: () => void
  switchLanguage: () => void
  language: Language
  say: Say
}

const wordOf = (message: string): Word | null =>
  (['outdated', 'not-a-number', 'not-possible', 'nothing-left', 'not-found', 'bad-request', 'offline'] as const).find(
    (code) => code === message,
  ) ?? null

export function Header({ overview, message, undo, redo, showHelp, switchLanguage, language, say }: Props) {
  const { findings, decided, blocking } = overview
  const word = wordOf(message)
  const { tables, left } = overview
  const state: Word = tables === 'saved' && left.length > 0 ? 'left' : tables
  return (
    <header class="bar">
      <h1>
        tidycard <span>{say('title')}</span>
      </h1>
      <div class="progress">
        <progress max={Math.max(1, findings)} value={decided} aria-label={say('reviewed')} />
        <span>
          <b>{decided}</b> / {findings} {say('reviewed')}
        </span>
        <span class={blocking > 0 ? 'blocking' : 'free'}>
          {blocking > 0 ? `${blocking} ${say('blocks')}` : say('clean')}
        </span>
      </div>
      <p class={`tables ${state}`} role="status">
        {word === null ? say(state) : <strong>{say(word)}</strong>}
      </p>
      <div class="buttons">
        <button type="button" onClick={undo} disabled={!overview.canUndo} title={`${say('undo')} (u)`}>
          {say('undo')}
        </button>
        <button type="button" onClick={redo} disabled={!overview.canRedo} title={`${say('redo')} (y)`}>
          {say('redo')}
        </button>
        <button type="button" onClick={showHelp}>
          {say('keys')}
        </button>
        <button type="button" onClick={switchLanguage} lang={language === 'en' ? 'zh-Hant-TW' : 'en'}>
          {say('language')}
        </button>
        <a class="button" href="report.html" target="_blank" rel="noreferrer">
          {say('report')}
        </a>
        <a class="button primary" id="export" href="tables.zip" download="tables.zip">
          {say('export')}
        </a>
      </div>
    </header>
  )
}

export function KeyHelp({ close, say }: { close: () => void; say: Say }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const keys: [string, Word][] = [
    ['j ↓', 'keyNext'],
    ['k ↑', 'keyPrevious'],
    ['a', 'accept'],
    ['1 – 9', 'keyChoose'],
    ['v', 'typeValue'],
    ['p', 'asPrinted'],
    ['c', 'comment'],
    ['u', 'undo'],
    ['y', 'redo'],
    ['g', 'keyPage'],
    ['+ − 0', 'keyZoom'],
    ['/', 'search'],
    ['Esc', 'keyLeave'],
  ]
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="keys-title">
      <h2 id="keys-title">{say('keysTitle')}</h2>
      <dl>
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" class="primary">
          {say('close')}
        </button>
      </form>
    </dialog>
  )
}
