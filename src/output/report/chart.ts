/** A small chart of yearly figures as inline SVG; the value in question is marked. */
import { showNumber } from '../../language/number.ts'
import { type ChartPoint, layOutChart } from './chart-layout.ts'
import { html, type Markup } from './markup.ts'
import type { speak } from './wording.ts'

const WIDTH = 300
const HEIGHT = 104
const SCALE_RIGHT = 66

export function drawChart(points: readonly ChartPoint[], say: ReturnType<typeof speak>): Markup | null {
  const layout = layOutChart(points, WIDTH, HEIGHT)
  if (layout === null) return null
  const kinds = [...new Set(layout.marks.map((mark) => mark.kind))]
  const label = layout.marks
    .filter((mark) => !mark.alternative)
    .map(
      (mark) =>
        `${mark.rocYear} ${say(mark.kind)} ${showNumber(mark.value)}${mark.doubtful ? ` (${say('doubtful')})` : ''}`,
    )
    .join('; ')
  return html`<figure class="chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${label}">
<path class="base" d="M${layout.years[0]?.x ?? 0} ${layout.baseline}H${WIDTH - 8}"/>
${layout.scale.map(({ value, y }) => html`<text class="scale" x="${SCALE_RIGHT}" y="${y + 4}">${showNumber(value)}</text>`)}
${layout.years.map(({ rocYear, x }) => html`<text class="tick" x="${x}" y="${HEIGHT - 3}">${rocYear}</text>`)}
${layout.lines.map(({ kind, path }) => html`<path class="line ${kind}" d="${path}"/>`)}
${layout.marks.map((mark) => html`<circle class="${mark.kind}${mark.alternative ? ' alternative' : ''}" cx="${mark.x}" cy="${mark.y}" r="3"/>${mark.doubtful ? html`<circle class="ring" cx="${mark.x}" cy="${mark.y}" r="7"/>` : ''}`)}
</svg><figcaption>${kinds.map((kind) => html`<span class="key ${kind}">${say(kind)}</span> `)}<span class="key ring">${say('doubtful')}</span></figcaption></figure>`
}
