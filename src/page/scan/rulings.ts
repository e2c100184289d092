import { type Ink, transposeInk } from './bitmap.ts'

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
/** Share of a rule's length that may be missing in all. */
const MOST_MISSING = 0.15
/** How near the end of a short rule must come to the rule it meets. */
const REACH_INCHES = 0.02
/** Beside a rule there is paper; a row through a line of characters has ink beside it for more than this share. */
const MOST_FLANK_INK = 0.35

interface Run {
  y: number
  from: number
  to: number
  group: number
}

/** Long horizontal runs of ink, tolerant of specks and of a slope of one pixel; one list a row, left to right. */
function findRuns(ink: Ink, shortest: number, gap: number): Run[][] {
  const { width, height, data } = ink
  const rows: Run[][] = []
  for (let y = 0; y < height; y++) {
    const found: Run[] = []
    const above = Math.max(0, y - 1) * width
    const here = y * width
    const below = Math.min(height - 1, y + 1) * width
    let from = -1
    let last = -1
    let missing = 0
    for (let x = 0; x <= width; x++) {
      const dark = x < width && (data[here + x] === 1 || data[above + x] === 1 || data[below + x] === 1)
      if (dark) {
        if (from < 0) {
          from = x
          missing = 0
        } else missing += x - last - 1
        last = x
      } else if (from >= 0 && (x === width || x - last > gap)) {
        const length = last + 1 - from
        if (length >= shortest && missing <= length * MOST_MISSING) found.push({ y, from, to: last + 1, group: -1 })
        from = -1
      }
    }
    rows.push(found)
  }
  return rows
}

/** Runs of neighbouring rows that overlap are one stroke. */
function groupRuns(rows: Run[][]): Run[][] {
  const parents: number[] = []
  const rootOf = (id: number): number => {
    let root = id
    while (parents[root] !== root) root = parents[root] ?? root
    parents[id] = root
    return root
  }
  let previous: Run[] = []
  for (const row of rows) {
    for (const run of row) {
      run.group = parents.length
      parents.push(run.group)
      for (const other of previous) {
        if (other.from < run.to && other.to > run.from) parents[rootOf(other.group)] = rootOf(run.group)
      }
    }
    previous = row
  }
  const groups = new Map<number, Run[]>()
  for (const row of rows) {
    for (const run of row) {
      const root = rootOf(run.group)
      const group = groups.get(root)
      if (group) group.push(run)
      else groups.set(root, [run])
    }
  }
  return [...groups.values()]
}

interface Stroke {
  at: number
  from: number
  to: number
  thickness: number
  flank: number
}

/** Middle, thickness and the ink beside a stroke, measured column by column on the page itself. */
function measureStroke(ink: Ink, runs: Run[], thickest: number): Stroke | null {
  const from = Math.min(...runs.map((run) => run.from))
  const to = Math.max(...runs.map((run) => run.to))
  const top = Math.min(...runs.map((run) => run.y))
  const bottom = Math.max(...runs.map((run) => run.y))
  if (bottom - top > thickest * 2 + 2) return null
  const { width, height, data } = ink
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
  return { at: median(middles), from, to, thickness, flank: flank / middles.length }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function findStrokes(ink: Ink, dpi: number): Stroke[] {
  const thickest = THICKEST_INCHES * dpi
  const rows = findRuns(ink, Math.round(BETWEEN_INCHES * dpi), Math.max(1, Math.round(GAP_INCHES * dpi)))
  const strokes: Stroke[] = []
  for (const runs of groupRuns(rows)) {
    const stroke = measureStroke(ink, runs, thickest)
    if (stroke && stroke.thickness <= thickest && stroke.flank <= MOST_FLANK_INK) strokes.push(stroke)
  }
  return strokes
}

function meets(at: number, along: number, others: Stroke[], reach: number): boolean {
  return others.some(
    (other) =>
      Math.abs(other.at - at) <= reach + other.thickness && other.from <= along + reach && other.to >= along - reach,
  )
}

/**
 * Straight horizontal and vertical rules of a deskewed page, in pixels. Broken and noisy rules are one rule each;
 * strokes of characters are left out.
 */
export function findPixelRules(ink: Ink, dpi: number): PixelRule[] {
  const alone = ALONE_INCHES * dpi
  const reach = REACH_INCHES * dpi
  const across = findStrokes(ink, dpi)
  const down = findStrokes(transposeInk(ink), dpi)
  let keptAcross = across.filter((stroke) => stroke.to - stroke.from >= alone)
  let keptDown = down.filter((stroke) => stroke.to - stroke.from >= alone)
  // Short rules may hang on short rules: a second look finds those of the inner columns.
  for (let look = 0; look < 2; look++) {
    const joins = (stroke: Stroke, others: Stroke[]) =>
      stroke.to - stroke.from >= alone ||
      (meets(stroke.from, stroke.at, others, reach) && meets(stroke.to, stroke.at, others, reach))
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

function spans(rule: PixelRule, at: number, reach: number): boolean {
  return rule.from <= at + reach && rule.to >= at - reach
}

/** Marks in a mask of the page: removed rule, so that nothing is copied from there. */
export const RULE_PIXEL = 2

/**
 * Takes the rules out of the ink (set to RULE_PIXEL) but keeps strokes of characters that cross them.
 * In: the ink and its rules. Out: a new mask of the same size with 0, 1 and RULE_PIXEL.
 */
export function removeRules(ink: Ink, rules: PixelRule[]): Ink {
  const { width, height } = ink
  const data = ink.data.slice()
  for (const rule of rules) {
    const lengthwise = rule.orientation === 'horizontal' ? 1 : width
    const crosswise = rule.orientation === 'horizontal' ? width : 1
    const limit = rule.orientation === 'horizontal' ? height : width
    const half = Math.ceil(rule.thickness / 2)
    const window = half + 2
    const crossings = rules.filter((other) => other.orientation !== rule.orientation && spans(other, rule.at, window))
    for (let along = Math.max(0, rule.from - 1); along < rule.to + 1; along++) {
      const base = along * lengthwise
      const middle = Math.round(rule.at - 0.5)
      // The rule wanders by a pixel or two: look for its ink near the middle.
      let top = -1
      for (let distance = 0; distance <= window && top < 0; distance++) {
        if (middle - distance >= 0 && ink.data[base + (middle - distance) * crosswise] === 1) top = middle - distance
        else if (middle + distance < limit && ink.data[base + (middle + distance) * crosswise] === 1)
          top = middle + distance
      }
      if (top < 0) continue
      let bottom = top
      while (top > 0 && top > middle - window - 1 && ink.data[base + (top - 1) * crosswise] === 1) top--
      while (bottom < limit - 1 && bottom < middle + window + 1 && ink.data[base + (bottom + 1) * crosswise] === 1)
        bottom++
      const above = top <= middle - window - 1
      const below = bottom >= middle + window + 1
      const crossed = crossings.some((other) => Math.abs(along + 0.5 - other.at) <= other.thickness / 2 + 1)
      if (above && below && !crossed) continue
      const first = above ? middle - half : top
      const last = below ? middle + half : bottom
      for (let across = Math.max(0, first - 1); across <= Math.min(limit - 1, last + 1); across++) {
        const i = base + across * crosswise
        if (across >= first && across <= last) data[i] = RULE_PIXEL
        else if (data[i] === 0) data[i] = RULE_PIXEL
      }
    }
  }
  return { width, height, data }
}
