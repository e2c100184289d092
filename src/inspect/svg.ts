/** Marks of a drawing in SVG; lengths in points of the page. */
import type { Box, Ruling } from '../model/page.ts'

/** Two decimals are a hundredth of a point. */
const print = (points: number): string => String(Math.round(points * 100) / 100)

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/gu, (mark) => `&#${mark.codePointAt(0)};`).replace(/\p{Cc}/gu, ' ')

/** `look` is the rest of the element's attributes: colours, widths. */
export function drawBox([x0, y0, x1, y1]: Box, look: string): string {
  return `<rect x="${print(x0)}" y="${print(y0)}" width="${print(x1 - x0)}" height="${print(y1 - y0)}" ${look}/>`
}

export function drawRuling({ orientation, at, from, to }: Ruling, look: string): string {
  const [x0, y0, x1, y1] = orientation === 'horizontal' ? [from, at, to, at] : [at, from, at, to]
  return `<line x1="${print(x0)}" y1="${print(y0)}" x2="${print(x1)}" y2="${print(y1)}" ${look}/>`
}

export function drawDot(x: number, y: number, radius: number, look: string): string {
  return `<circle cx="${print(x)}" cy="${print(y)}" r="${radius}" ${look}/>`
}

/** Words on a white ground, their top left corner at x, y. */
export function drawLabel(text: string, x: number, y: number, size: number, colour: string): string {
  const width = text.length * size * 0.56 + size * 0.4
  return (
    `<rect x="${print(x)}" y="${print(y)}" width="${print(width)}" height="${print(size * 1.2)}" fill="#fff" fill-opacity="0.85"/>` +
    `<text x="${print(x + size * 0.2)}" y="${print(y + size)}" font-size="${size}" fill="${colour}">${escapeXml(text)}</text>`
  )
}

/** Marks drawn on the page turned by `turn` degrees, brought back onto the page as displayed (of this size). */
export function turnMarks(marks: readonly string[], turn: 0 | 90 | 180 | 270, width: number, height: number): string {
  const back = {
    0: '',
    90: `matrix(0 1 -1 0 ${width} 0)`,
    180: `matrix(-1 0 0 -1 ${width} ${height})`,
    270: `matrix(0 -1 1 0 0 ${height})`,
  }[turn]
  return back === '' ? marks.join('\n') : `<g transform="${back}">\n${marks.join('\n')}\n</g>`
}
