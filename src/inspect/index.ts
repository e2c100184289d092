/** What the layout engine saw of each page, step by step, drawn over the page. */
import sharp from 'sharp'
import type { Page, PageProblem } from '../model/page.ts'
import type { PageImage } from '../page/scan/index.ts'
import { findKind, type ReadOptions, readPages } from '../reading/pages.ts'
import { type Explanation, explainPage } from '../table/index.ts'
import { drawSteps, type Step } from './steps.ts'
import { escapeXml } from './svg.ts'

/** Resolution of the page's picture behind the marks: small print can still be read. */
const BACKGROUND_DPI = 130
/** Pixels a point in the drawing as PNG. */
const PIXELS_PER_POINT = 1.6
const POINTS_PER_INCH = 72
/** Space around the panels and for title and legend, in points. */
const MARGIN = 10
const HEAD = 34
/** Widest drawing as PNG, in pixels. */
const WIDEST = 5000

export interface PageDrawing {
  page: number
  svg: string
  png: Uint8Array
  tables: number
}

export interface InspectOptions extends ReadOptions {
  /** Which steps (from 1) are drawn; all without. */
  steps?: readonly number[]
}

/** Draws every page (or the one that `options.only` names) and hands it to `use`. Throws ConversionError. */
export async function inspectPages(
  bytes: Uint8Array,
  name: string,
  options: InspectOptions,
  use: (drawing: PageDrawing) => Promise<void>,
): Promise<void> {
  await readPages(bytes, findKind(bytes, name), options, async (page, look) => {
    const drawable = page.width > 0 && page.height > 0
    const image = drawable ? await look([0, 0, page.width, page.height]).catch(() => null) : null
    const explanation = explainPage(page)
    const steps = drawSteps(page, explanation).filter((_, at) => options.steps?.includes(at + 1) ?? true)
    const svg = composeSvg(page, explanation, steps, image === null ? null : await printBackground(image))
    const widest = Math.min(WIDEST, sizeOf(page, steps.length).width * PIXELS_PER_POINT)
    const png = await sharp(Buffer.from(svg), { unlimited: true })
      .resize({ width: Math.round(widest) })
      .png({ palette: true, colours: 64, compressionLevel: 9 })
      .toBuffer()
    const tables = explanation.layout.blocks.filter((block) => block.kind === 'table').length
    await use({ page: page.number, svg, png, tables })
  })
}

async function printBackground({ width, height, grey, dpi }: PageImage): Promise<string> {
  const scale = Math.min(1, BACKGROUND_DPI / dpi)
  const png = await sharp(grey, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.max(1, Math.round(width * scale)) })
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}

/** Panels stand two in a row; a single one alone. */
function sizeOf(page: Page, panels: number): { width: number; height: number; across: number } {
  const across = Math.min(2, Math.max(1, panels))
  const down = Math.ceil(panels / across)
  // A page that could not be read has no size.
  const [width, height] = [page.width || POINTS_PER_INCH * 6, page.height || POINTS_PER_INCH]
  return { across, width: across * (width + MARGIN) + MARGIN, height: down * (height + HEAD + MARGIN) + MARGIN }
}

function composeSvg(page: Page, { turn }: Explanation, steps: readonly Step[], background: string | null): string {
  const { width, height, across } = sizeOf(page, steps.length)
  const panels = steps.map((step, at) => {
    const x = MARGIN + (at % across) * (page.width + MARGIN)
    const y = MARGIN + Math.floor(at / across) * (page.height + HEAD + MARGIN)
    return composePanel(page, step, x, y)
  })
  const notes = [...(turn === 0 ? [] : [`read turned by ${turn}°`]), ...page.problems.map(wordProblem)]
  const picture =
    background === null ? '' : `<image width="${page.width}" height="${page.height}" href="${background}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif">
<title>page ${page.number}</title>
<defs><g id="page">${picture}</g><clipPath id="paper"><rect width="${page.width}" height="${page.height}"/></clipPath></defs>
<rect width="100%" height="100%" fill="#f4f4f4"/>
${panels.join('\n')}
${notes.length === 0 ? '' : `<text x="${MARGIN}" y="${height - 2}" font-size="8" fill="#d6202a">${escapeXml(notes.join('; '))}</text>`}
</svg>
`
}

const wordProblem = ({ code, detail }: PageProblem): string => `${code}: ${detail}`

function composePanel(page: Page, step: Step, x: number, y: number): string {
  let at = 0
  const legend = step.legend.map(({ colour, words }) => {
    const key = `<rect x="${at}" y="19" width="8" height="8" fill="${colour}"/><text x="${at + 11}" y="26" font-size="8" fill="#333">${escapeXml(words)}</text>`
    at += 22 + words.length * 4.1
    return key
  })
  return `<g transform="translate(${x} ${y})">
<text x="0" y="12" font-size="12" font-weight="bold" fill="#111">${escapeXml(step.title)}</text>
${legend.join('')}
<g transform="translate(0 ${HEAD})" clip-path="url(#paper)">
<rect width="${page.width}" height="${page.height}" fill="#fff"/>
<use href="#page" opacity="0.55"/>
${step.marks}
</g>
</g>`
}
