/** One finding: what is printed, what was taken, what else it could be and why, and what a person can do. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Candidate } from '../../model/provenance.ts'
import type { Language } from '../../model/rule.ts'
import { evidenceWording, severityWording, statusWording } from '../../output/report/wording.ts'
import type { ItemDetail } from '../api.ts'
import { Chart } from './Chart.tsx'
import type { DecisionDraft } from './client.ts'
import type { Say } from './words.ts'

interface Props {
  detail: ItemDetail
  decide: (draft: DecisionDraft) => void
  language: Language
  say: Say
}

/** Comments that were begun and not yet kept, by finding. */
const begun = new Map<string, string>()

export function Detail({ detail, decide, language, say }: Props) {
  const { id, row, printed, taken, candidates, editable, decision } = detail
  const comment = useRef<HTMLTextAreaElement>(null)
  const [value, setValue] = useState('')
  useEffect(() => {
    setValue('')
    if (comment.current) comment.current.value = begun.get(id) ?? decision?.why ?? ''
  }, [id])
  const send = (
    draft:
      | { action: 'keep' | 'as-printed' }
      | { action: 'choose'; candidate: number }
      | { action: 'type'; value: string },
  ): void => {
    begun.delete(id)
    decide({ ...draft, item: id, why: comment.current?.value.trim() ?? '' })
  }
  const showEvidence = (candidate: Pick<Candidate, 'because'>) =>
    candidate.because.map(({ kind, detail: words }) => (
      <div key={`${kind} ${words}`}>
        <i>{evidenceWording[kind][language]}</i> {words}
      </div>
    ))
  return (
    <article class="finding" aria-labelledby="finding-title">
      <header>
        <h2 id="finding-title">
          <span class={`badge ${row.severity}`}>{severityWording[row.severity][language]}</span>
          {row.place}
        </h2>
        {detail.subject !== null && <p class="subject">{detail.subject}</p>}
        <p class="message">{row.message}</p>
      </header>
      {decision !== null && (
        <p class="decision" role="status">
          <b>{decision.kind === 'keep' ? say('kept') : `${say('changedTo')} ${decision.value ?? say('nothing')}`}</b> ·{' '}
          {say('decidedBy')} {decision.by},{' '}
          <time dateTime={decision.at}>{decision.at.slice(0, 16).replace('T', ' ')}</time>
          {decision.why !== '' && <q>{decision.why}</q>}
        </p>
      )}
      <dl class="facts">
        <dt>{say('printed')}</dt>
        <dd class="print">{printed === null || printed === '' ? say('nothing') : printed}</dd>
        <dt>{say('taken')}</dt>
        <dd>
          <b id="taken">{taken === null || taken === '' ? say('nothing') : taken}</b>{' '}
          {detail.unit !== null && editable === 'number' && <small>{detail.unit}</small>}{' '}
          {detail.status !== null && (
            <small class={`status ${detail.status}`}>{statusWording[detail.status][language]}</small>
          )}
        </dd>
      </dl>
      {candidates.length > 0 && editable !== null ? (
        <table class="readings">
          <caption class="hidden">{say('readings')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">#</span>
              </th>
              <th scope="col">{say('readings')}</th>
              <th scope="col">{say('evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate, index) => (
              <tr key={candidate.value}>
                <td>
                  <button
                    type="button"
                    class="choose"
                    aria-label={`${index + 1}: ${say('take')} ${candidate.value === '' ? say('nothing') : candidate.value}`}
                    onClick={() => send({ action: 'choose', candidate: index })}
                  >
                    {index + 1}
                  </button>
                </td>
                <td class="reading">
                  {candidate.value === '' ? say('nothing') : candidate.value}
                  <small>{candidate.score.toFixed(2)}</small>
                </td>
                <td>{showEvidence(candidate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <div class="evidence">
          {showEvidence({
            because: detail.evidence.filter(({ kind }) => kind !== 'second-reading' || detail.readings.length === 0),
          })}
        </div>
      )}
      {detail.readings.length > 0 && (
        <section class="evidence">
          <h3>{say('recognised')}</h3>
          {detail.readings.map(({ reader, text, confidence }) => (
            <div key={`${reader} ${text}`}>
              <i>{reader}</i> {text} <small>{confidence.toFixed(2)}</small>
            </div>
          ))}
        </section>
      )}
      <div class="actions">
        <button type="button" class="primary" id="accept" onClick={() => send({ action: 'keep' })}>
          {say('accept')} <kbd>a</kbd>
        </button>
        <button type="button" id="as-printed" onClick={() => send({ action: 'as-printed' })}>
          {say('asPrinted')} <kbd>p</kbd>
        </button>
      </div>
      {editable !== null && (
        <form
          class="type"
          onSubmit={(event) => {
            event.preventDefault()
            if (value.trim() !== '') send({ action: 'type', value })
          }}
        >
          <label for="value">
            {say(editable === 'number' ? 'typeValue' : 'typeText')} <kbd>v</kbd>
          </label>
          <input
            id="value"
            value={value}
            autocomplete="off"
            inputMode={editable === 'number' ? 'decimal' : 'text'}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
          <button type="submit" disabled={value.trim() === ''}>
            {say('take')}
          </button>
        </form>
      )}
      <label class="comment" for="comment">
        {say('comment')} <kbd>c</kbd>
      </label>
      <textarea id="comment" ref={comment} rows={2} onInput={(event) => begun.set(id, event.currentTarget.value)} />
      <Chart detail={detail} language={language} say={say} />
      <details class="why" open={row.severity !== 'info'}>
        <summary>
          {say('why')}: {row.rule}
        </summary>
        <p>{detail.explanation}</p>
        <p class="source">
          {detail.name}
          {row.page === null
            ? ''
            : ` · ${say('page')} ${[...new Set(detail.pieces.map((piece) => piece.page))].join(', ')}`}
        </p>
      </details>
    </article>
  )
}
