/** What the shapes of one document were read as, wherever they stand; all places of a shape decide together. */
import { holds, middleX, middleY, widthOf } from '../geometry/box.ts'
import { UNKNOWN } from '../language/characters.ts'
import type { Glyph, TextRun, UnmappedShape } from '../model/page.ts'

/** From so many places on, all read alike, a shape is known; where they differ more are asked. */
const ENOUGH = 3
const ENOUGH_DIVIDED = 7
/**
 * Of 57,000 characters of 32 documents printed anew (all of a page unnamed, or a few) that were taken as sure, 6 were wrong;
 * with two places alike taken for as sure as three, and ideographs for narrow glyphs. A shape of fewer places is as sure
 * as its surest line.
 */
const ALIKE_CONFIDENCE = 0.985
/** Where so many times as many places say one thing as another (nine shapes of four documents, all of them right). */
const LEAD = 4
const LEADING_CONFIDENCE = 0.95
/** Places that differ more are told. */
const DIVIDED_CONFIDENCE = 0.7
/** Advance of a full-width form, and the least of an ideograph that is set narrow, in em. */
const FULL_WIDTH = 0.95
const NARROWEST_IDEOGRAPH = 0.7
/** Marks and digits that have a full-width form; `W` and `%` may be as wide by themselves. */
const HAS_WIDE_FORM = /^[!(),\-./0-9:;?[\]{}~+=<>]$/u
const WIDE_FORM_OFFSET = 0xfee0

interface Tally {
  /** How often it was read as which character. */
  counts: Map<string, number>
  /** Of the surest line that it was read in. */
  confidence: number
}

export interface ShapeReading {
  /** One character; empty for a space. */
  text: string
  confidence: number
}

const BLANK: ShapeReading = { text: '', confidence: 1 }

export class ShapeVotes {
  readonly #tallies = new WeakMap<object, Map<number, Tally>>()

  /** In how many more places the shape has to be read; 0 or less: in none. */
  wanting(shape: UnmappedShape): number {
    const { counts } = this.#tallyOf(shape)
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return (counts.size > 1 ? ENOUGH_DIVIDED : ENOUGH) - all
  }

  /** Takes what the recognisers read where the shapes stand; `blank` are glyphs that show no ink. */
  count(shapes: readonly UnmappedShape[], read: readonly TextRun[], blank: ReadonlySet<Glyph>): void {
    for (const shape of shapes) {
      for (const glyph of shape.glyphs) {
        const one = blank.has(glyph) ? BLANK : readAt(glyph, read)
        if (one === null) continue
        const tally = this.#tallyOf(shape)
        tally.counts.set(one.text, (tally.counts.get(one.text) ?? 0) + 1)
        tally.confidence = Math.max(tally.confidence, one.confidence)
      }
    }
  }

  /** What most places say; null where none says anything. */
  decide(shape: UnmappedShape): ShapeReading | null {
    const { counts, confidence } = this.#tallyOf(shape)
    const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
    const [glyph] = shape.glyphs
    if (first === undefined || glyph === undefined) return null
    const [text, count] = first
    const alike = count < ENOUGH ? confidence : ALIKE_CONFIDENCE
    const divided = count >= LEAD * (second?.[1] ?? 0) ? LEADING_CONFIDENCE : DIVIDED_CONFIDENCE
    return { text: inItsWidth(text, glyph), confidence: second === undefined ? alike : divided }
  }

  #tallyOf({ font, code }: UnmappedShape): Tally {
    const tallies = this.#tallies.get(font) ?? new Map<number, Tally>()
    this.#tallies.set(font, tallies)
    const tally = tallies.get(code) ?? { counts: new Map(), confidence: 0 }
    tallies.set(code, tally)
    return tally
  }
}

/** The one character that was read where the glyph stands, if it can be so wide: `-` is no 一. */
function readAt(glyph: Glyph, read: readonly TextRun[]): ShapeReading | null {
  const { box } = glyph
  const there = read
    .filter((run) => middleY(run.box) > box[1] && middleY(run.box) < box[3])
    .flatMap((run) => run.glyphs.map(({ text, box: place }) => ({ text, place, confidence: run.confidence })))
    .filter(({ place }) => holds(box, middleX(place), middleY(place)))
  const [only] = there
  if (only === undefined || there.length > 1 || only.text === UNKNOWN) return null
  if (IDEOGRAPH.test(only.text) && advanceOf(glyph) < NARROWEST_IDEOGRAPH) return null
  return { text: only.text.normalize('NFKC'), confidence: only.confidence }
}

const IDEOGRAPH = /\p{Script=Han}/u

/** In em. */
const advanceOf = ({ box, size }: Glyph): number => widthOf(box) / size

/** Recognisers do not tell a full-width comma from a half-width one; the advance of the glyph does. */
function inItsWidth(text: string, glyph: Glyph): string {
  if (advanceOf(glyph) < FULL_WIDTH || !HAS_WIDE_FORM.test(text)) return text
  return String.fromCodePoint((text.codePointAt(0) ?? 0) + WIDE_FORM_OFFSET)
}
