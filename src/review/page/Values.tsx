/** Every value of the page as a table beside its picture: where one is pointed at, the other shows it. */
import { useEffect, useRef } from 'preact/hooks'
import type { Language } from '../../model/rule.ts'
import { statusWording } from '../../output/report/wording.ts'
import type { PlacedValue } from '../api.ts'
import type { Say } from './words.ts'

interface Props {
  values: readonly PlacedValue[]
  hovered: PlacedValue | null
  chosen: PlacedValue | null
  hover: (value: PlacedValue | null) => void
  choose: (value: PlacedValue) => void
  open: (item: string) => void
  language: Language
  say: Say
}

export function Values({ values, hovered, chosen, hover, choose, open, language, say }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    body.current?.querySelector('tr.chosen')?.scrollIntoView({ block: 'center' })
  }, [chosen])
  return (
    <div class="values">
      <ChosenValue value={chosen} open={open} language={language} say={say} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('place')}</th>
            <th scope="col">{say('printed')}</th>
            <th scope="col">{say('taken')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {values.map((value, index) => (
            <tr
              key={index}
              class={`${value === hovered ? 'hovered ' : ''}${value === chosen ? 'chosen ' : ''}${value.items.length > 0 ? 'asked' : ''}`}
              onMouseEnter={() => hover(value)}
              onMouseLeave={() => hover(null)}
            >
              <th scope="row">
                <button
                  type="button"
                  onClick={() => choose(value)}
                  onFocus={() => hover(value)}
                  onBlur={() => hover(null)}
                >
                  {value.label}
                </button>
              </th>
              <td class="print">{value.printed}</td>
              <td class={`status ${value.status}`}>{value.taken ?? statusWording[value.status][language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One value with everything that was done to it. */
function ChosenValue({
  value,
  open,
  language,
  say,
}: { value: PlacedValue | null } & Pick<Props, 'open' | 'language' | 'say'>) {
  if (value === null) return null
  return (
    <section class="chosen-value" aria-live="polite">
      <h3>{value.label}</h3>
      <dl class="facts">
        <dt>{say('printed')}</dt>
        <dd class="print">{value.printed ?? say('nothing')}</dd>
        <dt>{say('taken')}</dt>
        <dd>
          <b>{value.taken ?? say('nothing')}</b>{' '}
          <small class={`status ${value.status}`}>{statusWording[value.status][language]}</small>
        </dd>
      </dl>
      {value.repairs.map((repair) => (
        <div class="evidence" key={`${repair.rule} ${repair.after}`}>
          <i>{repair.rule}</i> {repair.before} → {repair.after} <small>{repair.because.join('; ')}</small>
        </div>
      ))}
      {value.items.map((item) => (
        <button key={item} type="button" onClick={() => open(item)}>
          {say('openFinding')}
        </button>
      ))}
    </section>
  )
}
