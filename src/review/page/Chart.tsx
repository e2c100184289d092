/** The figures through the years, the value in question marked. */

import { showNumber } from '../../language/number.ts'
import type { Language } from '../../model/rule.ts'
import { layOutChart } from '../../output/report/chart-layout.ts'
import { speak as speakReport } from '../../output/report/wording.ts'
import type { ItemDetail } from '../api.ts'
import type { Say } from './words.ts'

const WIDTH = 360
const HEIGHT = 128

export function Chart({ detail, language, say }: { detail: ItemDetail; language: Language; say: Say }) {
  const name = speakReport(language)
  const own = new Map(
    detail.chart.filter((point) => !point.alternative).map((point) => [`${point.kind} ${point.rocYear}`, point.value]),
  )
  const others = detail.told.filter(
    ({ own: isOwn, value, kind, rocYear }) => !isOwn && value !== null && own.get(`${kind} ${rocYear}`) !== value,
  )
  const seen = new Set<string>()
  const toldElsewhere = others.flatMap(({ rocYear, kind, value, card }) => {
    const key = `${kind} ${rocYear} ${value}`
    if (value === null || seen.has(key)) return []
    seen.add(key)
    return [{ rocYear, kind, value, card, other: true }]
  })
  const layout = layOutChart([...detail.chart, ...toldElsewhere], WIDTH, HEIGHT)
  if (layout === null) return null
  const kinds = [...new Set(layout.marks.map((mark) => mark.kind))]
  const differing = toldElsewhere.filter(({ kind, rocYear }) => own.has(`${kind} ${rocYear}`))
  return (
    <section class="chart" aria-label={say('years')}>
      <h3>{say('years')}</h3>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={detail.chart
          .filter((point) => !point.alternative)
          .map(
            (point) =>
              `${point.rocYear} ${name(point.kind)} ${showNumber(point.value)}${point.doubtful ? ` (${name('doubtful')})` : ''}`,
          )
          .join('; ')}
      >
        <path class="base" d={`M72 ${layout.baseline}H${WIDTH - 6}`} />
        {layout.scale.map(({ value, y }) => (
          <text key={value} class="scale" x={68} y={y + 4}>
            {showNumber(value)}
          </text>
        ))}
        {layout.years.map(({ rocYear, x }) => (
          <text key={rocYear} class="tick" x={x} y={HEIGHT - 3}>
            {rocYear}
          </text>
        ))}
        {layout.lines.map(({ kind, path }) => (
          <path key={kind} class={`line ${kind}`} d={path} />
        ))}
        {layout.marks.map((mark, index) => (
          <g key={index}>
            <circle
              class={`${mark.kind}${mark.alternative ? ' alternative' : ''}${mark.other ? ' other' : ''}`}
              cx={mark.x}
              cy={mark.y}
              r={3.5}
            >
              <title>{`${mark.rocYear} ${name(mark.kind)} ${showNumber(mark.value)}`}</title>
            </circle>
            {mark.doubtful && <circle class="ring" cx={mark.x} cy={mark.y} r={8} />}
          </g>
        ))}
      </svg>
      <p class="keys">
        {kinds.map((kind) => (
          <span key={kind} class={`key ${kind}`}>
            {name(kind)}
          </span>
        ))}
        <span class="key ring">{name('doubtful')}</span>
        {toldElsewhere.length > 0 && <span class="key other">{say('otherCards')}</span>}
      </p>
      {differing.length > 0 && (
        <ul class="told">
          {differing.map(({ rocYear, kind, value, card }) => (
            <li key={`${kind} ${rocYear} ${value}`}>
              {rocYear} {name(kind)}: <b>{showNumber(own.get(`${kind} ${rocYear}`) ?? 0)}</b>, {card}:{' '}
              <b>{showNumber(value)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
