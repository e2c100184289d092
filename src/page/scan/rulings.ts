import { type Ink, transposeInk } from './bitmap.ts'
import { closeOpenEnds } from './open-ends.ts'
import { findRuns, groupRuns, partRuns, type Run } from './runs.ts'

/** A rule in pixels; `at` is the middle of its thickness. */
export interface PixelRule {
  orientation: 'horizontal' | 'vertical'
  at: number
  from: number
  to: number
  thickness: number
}

/** Thicker ink is a bar, not a rule (inches): 1.5 pt frames are 0.02. */
const THICKEST_INCHES = 0.035
/** A rule that stands alone is at least this long: twice a title's character. */
const ALONE_INCHES = 0.6
/** A shorter one must meet a rule of the other direction at both ends; table rows are at least this high. */
const BETWEEN_INCHES = 0.1
/** Specks missing from a scanned rule. */
const GAP_INCHES = 0.012
/** Pieces of a rule that a fold or a faint copy broke. */
const BREAK_INCHES = 0.06
/** Such a piece is longer than a title's stroke. */
const PIECE_INCHES = 0.3
/** How near the end of a short rule must come to the rule it meets. */
const REACH_INCHES = 0.02
/** Beside a rule there is paper; a row through a line of characters has ink beside it for more than this share. */
const MOST_FLANK_INK = 0.35

/** Of a solid area part after part is no rule: so many end the search (a dark page took 3.4 s without, 0.5 s so). */
const MOST_MISSES = 8

interface Stroke {
  at: number
  from: number
  to: number
  thickness: number
  flank: number
  /** First and last pixel with the blots that the stroke runs into. */
  soiled: { from: number; to: number }
}

/** First and last pixel of a stroke along its runs: a blot that it runs into is wider than the rules that it may end at. */
function withoutBlots(
  { width, height, data }: Ink,
  runs: Run[],
  thickest: number,
): Pick<Stroke, 'from' | 'to' | 'soiled'> {
  const [first, last] = [
    runs.reduce((one, other) => (other.from < one.from ? other : one)),
    runs.reduce((one, other) => (other.to > one.to ? other : one)),
  ]
  const isFat = (x: number, y: number): boolean => {
    const dark = (at: number) => at >= 0 && at < height && data[at * width + x] === 1
    let [top, bottom] = [y, y]
    while (dark(top - 1) && bottom - top <= thickest) top--
    while (dark(bottom + 1) && bottom - top <= thickest) bottom++
    return bottom - top > thickest
  }
  // A disc is no thicker than a rule where it begins.
  let from = first.from
  for (let x = from; x < last.to && x - from <= thickest; x++) if (isFat(x, first.y)) from = x + 1
  let to = last.to
  for (let x = to - 1; x >= from && to - 1 - x <= thickest; x--) if (isFat(x, last.y)) to = x
  return {
    from: from - first.from > thickest ? from : first.from,
    to: last.to - to > thickest ? to : last.to,
    soiled: { from: first.from, to: last.to },
  }
}

/** Middle, thickness and the ink beside a stroke, measured column by column on the page itself. */
function measureStroke(ink: Ink, runs: Run[], thickest: number): Stroke | null {
  const top = Math.min(...runs.map((run) => run.y))
  const bottom = Math.max(...runs.map((run) => run.y))
  if (bottom - top > thickest * 2 + 2) return null
  const { width, height, data } = ink
  const { from, to, soiled } = withoutBlots(ink, runs, thickest)
  const thicknesses: number[] = []
  const middles: number[] = []
  let flank = 0
  for (let x = from; x < to; x++) {
    let first = -1
    let last = -1
    for (let y = top; y <= bottom; y++) {
      if (data[y * width + x] !== 1) continue
      if (first < 0) first = y
      last = y
    }
    if (first < 0) continue
    middles.push((first + last + 1) / 2)
    thicknesses.push(last - first + 1)
    const upper = first - 2
    const lower = last + 2
    if ((upper >= 0 && data[upper * width + x] === 1) || (lower < height && data[lower * width + x] === 1)) flank++
  }
  if (middles.length === 0) return null
  const thickness = median(thicknesses)
  return { at: median(middles), from, to, thickness, flank: flank / middles.length, soiled }
}

/** The upper one of two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function findStrokes(ink: Ink, dpi: number): Stroke[] {
  const thickest = THICKEST_INCHES * dpi
  const rows = findRuns(ink, Math.round(BETWEEN_INCHES * dpi), Math.max(1, Math.round(GAP_INCHES * dpi)))
  const strokes: Stroke[] = []
  const groups = groupRuns(rows).map((runs) => ({ runs, misses: 0 }))
  for (const { runs, misses } of groups) {
    const { core, rest } = partRuns(runs, thickest, ALONE_INCHES * dpi)
    const stroke = measureStroke(ink, core, thickest)
    const isRule = stroke !== null && stroke.thickness <= thickest && stroke.flank <= MOST_FLANK_INK
    if (isRule) strokes.push(stroke)
    const missed = misses + (isRule ? 0 : 1)
    if (missed <= MOST_MISSES) groups.push(...rest.map((others) => ({ runs: others, misses: missed })))
  }
  return joinStrokes(strokes, BREAK_INCHES * dpi, PIECE_INCHES * dpi)
}

/** Pieces of one broken rule: in one line, with a short gap. */
function joinStrokes(strokes: Stroke[], gap: number, shortest: number): Stroke[] {
  const joined: Stroke[] = []
  for (const stroke of [...strokes].sort((a, b) => a.from - b.from)) {
    const before = joined.find(
      (other) =>
        Math.abs(other.at - stroke.at) <= Math.max(1, other.thickness / 2) &&
        stroke.from - other.to <= gap &&
        Math.min(stroke.to - stroke.from, other.to - other.from) >= shortest &&
        stroke.to > other.to,
    )
    if (!before) {
      joined.push({ ...stroke })
      continue
    }
    const share = (stroke.to - stroke.from) / (stroke.to - before.from)
    before.at = before.at * (1 - share) + stroke.at * share
    before.to = stroke.to
    before.soiled = { from: before.soiled.from, to: stroke.soiled.to }
  }
  return joined
}

function meets(at: number, along: number, others: Stroke[], reach: number): boolean {
  return others.some(
    (other) =>
      Math.abs(other.at - at) <= reach + other.thickness && other.from <= along + reach && other.to >= along - reach,
  )
}

/** Strokes whose end a blot covers go on to the stroke of the other direction that they meet below it. */
function endBelowBlots(strokes: Stroke[], others: Stroke[]): Stroke[] {
  return strokes.map((stroke) => {
    const { from, to, soiled, at } = stroke
    const met = (start: number, end: number) =>
      others
        .filter((other) => other.at > start && other.at < end && other.from < at && other.to > at)
        .map(({ at }) => at)
    const start = Math.floor(Math.min(from, ...met(soiled.from, from)))
    return { ...stroke, from: start, to: Math.ceil(Math.max(to, ...met(to, soiled.to))) }
  })
}

/** Strokes of characters just above or below a rule (開, 創) end together, too: those of a title of 16 pt are shorter than this. */
const TALLER_THAN_PRINT_INCHES = 0.25

/** Goes the stroke on across a level one, as the sides of a row do, and no stroke of a character? */
const crosses = (stroke: Stroke, level: Stroke[], reach: number): boolean =>
  level.some(
    ({ at, from, to }) =>
      at > stroke.from + reach && at < stroke.to - reach && from <= stroke.at + reach && to >= stroke.at - reach,
  )

/** The level strokes that rows cut by the page's end lack: upright strokes hang on a long rule and end together. */
function closeRows(down: Stroke[], level: Stroke[], isLong: (stroke: Stroke) => boolean, dpi: number): Stroke[] {
  const reach = REACH_INCHES * dpi
  const isSide = (stroke: Stroke) =>
    stroke.to - stroke.from >= TALLER_THAN_PRINT_INCHES * dpi || crosses(stroke, level, reach)
  const close = (end: 'from' | 'to', other: 'from' | 'to') => {
    const hanging = down.filter(
      (stroke) => isLong(stroke) || (isSide(stroke) && meets(stroke[other], stroke.at, level, reach)),
    )
    return closeOpenEnds(hanging, end, level, dpi).map((rule) => ({ ...rule, thickness: 1, flank: 0, soiled: rule }))
  }
  return [...close('from', 'to'), ...close('to', 'from')]
}

/**
 * Straight horizontal and vertical rules of a deskewed page, in pixels. Broken and noisy rules are one rule each;
 * strokes of characters are left out.
 */
export function findPixelRules(ink: Ink, dpi: number): PixelRule[] {
  const alone = ALONE_INCHES * dpi
  const reach = REACH_INCHES * dpi
  const isLong = (stroke: Stroke) => stroke.to - stroke.from >= alone
  const level = findStrokes(ink, dpi)
  const upright = findStrokes(transposeInk(ink), dpi)
  const drawn = endBelowBlots(level, upright)
  const down = endBelowBlots(upright, level)
  const across = [...drawn, ...closeRows(down, drawn.filter(isLong), isLong, dpi)]
  let keptAcross = across.filter(isLong)
  let keptDown = down.filter(isLong)
  // Short rules may hang on short rules: a second look finds those of the inner columns.
  for (let look = 0; look < 2; look++) {
    const joins = (stroke: Stroke, others: Stroke[]) =>
      isLong(stroke) || (meets(stroke.from, stroke.at, others, reach) && meets(stroke.to, stroke.at, others, reach))
    keptDown = down.filter((stroke) => joins(stroke, keptAcross))
    keptAcross = across.filter((stroke) => joins(stroke, keptDown))
  }
  const name = (orientation: PixelRule['orientation']) => (stroke: Stroke) => ({
    orientation,
    at: stroke.at,
    from: stroke.from,
    to: stroke.to,
    thickness: stroke.thickness,
  })
  return [...keptAcross.map(name('horizontal')), ...keptDown.map(name('vertical'))]
}
