import type { Box, Glyph, Page, PageProblem, Ruling, TextRun } from '../../model/page.ts'
import type { Cover, Ink, PaintedRun } from './ink.ts'
import { contains, unite } from './matrix.ts'
import { boxOf } from './show-text.ts'
import type { Colour } from './state.ts'

/** Text painted again this near (in em) is the same text: fake bold moves by 0.02 to 0.05 em, shadows by up to 0.1. */
const REPEAT_DISTANCE = 0.15
/** Part of the colour range up to which a person sees no difference between text and its background. */
const SAME_COLOUR = 0.04
/** The part of a glyph's box, from its middle, that carries the ink. */
const INK_PART = 0.6
/** Height of the bands by which covered text is looked up, in points. */
const BAND = 24

/** Marks are looked up one by one; a page in Vietnamese or Hebrew that paints each by itself has fewer. */
const MOST_MARKS = 2000

const WHITE = '#ffffff'
const BLACK = '#000000'

/** Sorts out what a person sees of the ink on a page. */
export function readPage(number: number, ink: Ink): Page {
  const runs = ink.runs.filter((painted) => painted.visible)
  const hidden = ink.runs.filter((painted) => !painted.visible).map((painted) => painted.run)
  const seen: PaintedRun[] = []
  const background = new Background(ink)
  for (const painted of hideCovered(runs, ink.covers, hidden)) {
    if (background.swallows(painted)) hidden.push(painted.run)
    else seen.push(painted)
  }
  const { kept, repeats } = dropRepeats(joinMarks(seen))
  const rulings: Ruling[] = []
  for (const { ruling, order, colour } of ink.rulings) {
    const middle = (ruling.from + ruling.to) / 2
    const [x, y] = ruling.orientation === 'horizontal' ? [middle, ruling.at] : [ruling.at, middle]
    if (!background.swallowsLine(colour, x, y, order)) rulings.push(ruling)
  }
  const page: Page = {
    number,
    width: ink.page[2],
    height: ink.page[3],
    reader: 'pdf',
    runs: kept.map((painted) => painted.run),
    rulings,
    fills: visibleFills(ink).map((painted) => painted.fill),
    images: ink.images,
    rows: [],
    problems: problemsOf(ink),
    glyphs: { visible: countGlyphs(kept.map(({ run }) => run)), hidden: countGlyphs(hidden) + repeats },
  }
  if (hidden.length > 0) page.hidden = hidden
  if (ink.contours > 0) page.contours = ink.contours
  if (ink.unmapped.size > 0) page.unmapped = [...ink.unmapped.values()].flatMap((shapes) => [...shapes.values()])
  const painted = [page.runs, page.rulings, page.fills, page.images, ink.unread]
  const blank = painted.every((things) => things.length === 0)
  if (blank) page.problems.push({ code: 'empty-page', detail: 'nothing is painted on the page' })
  return page
}

function countGlyphs(runs: readonly TextRun[]): number {
  return runs.reduce((count, run) => count + run.glyphs.length, 0)
}

/** Without the white areas that were painted on nothing but white paper, such as the paper itself. */
function visibleFills({ fills, images }: Ink): Ink['fills'] {
  let tinted: Box | null = null
  for (const box of images) tinted = tinted ? unite(tinted, box) : box
  return fills.filter(({ fill }) => {
    const white = fill.colour !== '' && brightness(fill.colour) >= 1 - SAME_COLOUR / 2
    if (white) return tinted !== null && touch(fill.box, tinted)
    tinted = tinted ? unite(tinted, fill.box) : fill.box
    return true
  })
}

function problemsOf(ink: Ink): PageProblem[] {
  const byName = new Map<string, Glyph[]>()
  for (const [{ name }, shapes] of ink.unmapped) {
    const glyphs = [...shapes.values()].flatMap((shape) => shape.glyphs)
    byName.set(name, [...(byName.get(name) ?? []), ...glyphs])
  }
  const problems = [...byName].map(
    ([name, glyphs]): PageProblem => ({
      code: 'no-unicode',
      detail: `${name}: ${glyphs.length} characters`,
      box: boxOf(glyphs),
    }),
  )
  const [first, ...others] = ink.unread
  if (first === undefined) return problems
  const detail = 'the font of some of its text cannot be read'
  return [...problems, { code: 'damaged', detail, box: others.reduce(unite, first) }]
}

/** Takes away the glyphs over which something opaque was painted later; they go to `hidden`. */
function hideCovered(runs: readonly PaintedRun[], covers: readonly Cover[], hidden: TextRun[]): PaintedRun[] {
  const first = runs[0]?.order ?? Infinity
  const late = covers.filter((cover) => cover.order > first)
  if (late.length === 0) return [...runs]
  const bands = new Map<number, PaintedRun[]>()
  for (const painted of runs) {
    for (let band = bandOf(painted.run.box[1]); band <= bandOf(painted.run.box[3]); band += 1) {
      const list = bands.get(band)
      if (list) list.push(painted)
      else bands.set(band, [painted])
    }
  }
  const lost = new Map<PaintedRun, Set<Glyph>>()
  for (const cover of late) {
    for (let band = bandOf(cover.box[1]); band <= bandOf(cover.box[3]); band += 1) {
      for (const painted of bands.get(band) ?? []) {
        if (painted.order >= cover.order || !touch(painted.run.box, cover.box)) continue
        for (const glyph of painted.run.glyphs) {
          if (!within(glyph.box, cover.box)) continue
          const set = lost.get(painted) ?? new Set()
          lost.set(painted, set.add(glyph))
        }
      }
    }
  }
  return runs.flatMap((painted) => {
    const covered = lost.get(painted)
    if (!covered) return [painted]
    hidden.push(
      withGlyphs(
        painted.run,
        painted.run.glyphs.filter((glyph) => covered.has(glyph)),
      ),
    )
    const rest = painted.run.glyphs.filter((glyph) => !covered.has(glyph))
    return rest.length > 0 ? [{ ...painted, run: withGlyphs(painted.run, rest) }] : []
  })
}

/** Puts combining marks that were painted by themselves, before or after their letters, onto the letters beneath. */
function joinMarks(runs: PaintedRun[]): PaintedRun[] {
  const marks = runs.filter((painted) => painted.mark)
  if (marks.length === 0 || marks.length > MOST_MARKS) return runs
  const joined = new Set<PaintedRun>()
  for (const mark of marks) {
    const [x0, y0, x1, y1] = mark.run.box
    const x = (x0 + x1) / 2
    const base = runs.find(({ run, mark: other }) => !other && touch(run.box, [x, y0, x, y1]) && glyphAt(run, x))
    const glyph = base && glyphAt(base.run, x)
    if (!base || !glyph) continue
    glyph.text = (glyph.text + mark.run.text).normalize('NFC')
    base.run.text = base.run.glyphs.map(({ text }) => text).join('')
    joined.add(mark)
  }
  return runs.filter((painted) => !joined.has(painted))
}

function glyphAt(run: TextRun, x: number): Glyph | undefined {
  return run.glyphs.find((glyph) => glyph.box[0] <= x && x <= glyph.box[2])
}

function bandOf(y: number): number {
  return Math.floor(y / BAND)
}

function touch(one: Box, other: Box): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3]
}

/** The inked middle of a glyph lies inside the box. */
function within(glyph: Box, box: Box): boolean {
  const x = ((glyph[2] - glyph[0]) * (1 - INK_PART)) / 2
  const y = ((glyph[3] - glyph[1]) * (1 - INK_PART)) / 2
  return glyph[0] + x >= box[0] && glyph[2] - x <= box[2] && glyph[1] + y >= box[1] && glyph[3] - y <= box[3]
}

function withGlyphs(run: TextRun, glyphs: Glyph[]): TextRun {
  return { ...run, glyphs, box: boxOf(glyphs), text: glyphs.map((glyph) => glyph.text).join('') }
}

/** What lies beneath a point of the page: the last opaque fill or picture painted before, else white paper. */
class Background {
  readonly #covers: readonly Cover[]
  readonly #dark: boolean
  readonly #page: Box

  constructor(ink: Ink) {
    this.#covers = ink.covers
    this.#page = ink.page
    this.#dark = ink.covers.some((cover) => cover.colour !== null && brightness(cover.colour) < 0.5)
  }

  swallows({ run, colour, order }: PaintedRun): boolean {
    if (colour === null || (!this.#dark && brightness(colour) < 0.5)) return false
    const x = (run.box[0] + run.box[2]) / 2
    const y = (run.box[1] + run.box[3]) / 2
    return alike(colour, this.#at(x, y, order))
  }

  /** A line vanishes only in the white paper: white rules between coloured fills part cells. */
  swallowsLine(colour: Colour, x: number, y: number, order: number): boolean {
    if (colour === null || brightness(colour) < 1 - SAME_COLOUR) return false
    const around = [this.#at(x - 2, y - 2, order), this.#at(x + 2, y + 2, order)]
    return around.every((beneath) => alike(colour, beneath))
  }

  #at(x: number, y: number, order: number): Colour {
    if (!contains(this.#page, x, y)) return WHITE
    for (let index = this.#covers.length - 1; index >= 0; index -= 1) {
      const cover = this.#covers[index]
      if (cover && cover.order < order && contains(cover.box, x, y)) return cover.colour
    }
    return WHITE
  }
}

function channel(colour: string, index: number): number {
  return Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255
}

/** From 0, black, to 1, white. */
function brightness(colour: string): number {
  if (colour === BLACK) return 0
  if (colour === WHITE) return 1
  return (channel(colour, 0) + channel(colour, 1) + channel(colour, 2)) / 3
}

function alike(one: Colour, other: Colour): boolean {
  if (one === other) return one !== null
  if (one === null || other === null) return false
  return [0, 1, 2].every((index) => Math.abs(channel(one, index) - channel(other, index)) <= SAME_COLOUR)
}

/** Keeps the last of the runs with the same text in nearly the same place: the upper one is what is seen. */
function dropRepeats(runs: PaintedRun[]): { kept: PaintedRun[]; repeats: number } {
  const byText = new Map<string, PaintedRun[]>()
  for (const painted of runs) {
    const list = byText.get(painted.run.text)
    if (list) list.push(painted)
    else byText.set(painted.run.text, [painted])
  }
  const dropped = new Set<PaintedRun>()
  let repeats = 0
  for (const group of byText.values()) {
    if (group.length < 2) continue
    const sorted = group.toSorted((a, b) => a.run.box[1] - b.run.box[1] || a.order - b.order)
    for (let index = 0; index < sorted.length; index += 1) {
      const one = sorted[index]
      if (!one) continue
      const near = one.run.size * REPEAT_DISTANCE
      for (let later = index + 1; later < sorted.length; later += 1) {
        const other = sorted[later]
        if (!other || other.run.box[1] - one.run.box[1] > near) break
        if (!isRepeat(one.run, other.run, near)) continue
        const under = one.order < other.order ? one : other
        if (dropped.has(under)) continue
        dropped.add(under)
        repeats += under.run.glyphs.length
      }
    }
  }
  return { kept: dropped.size > 0 ? runs.filter((painted) => !dropped.has(painted)) : runs, repeats }
}

function isRepeat(one: TextRun, other: TextRun, near: number): boolean {
  return one.box.every((value, index) => Math.abs(value - (other.box[index] ?? 0)) <= near)
}
