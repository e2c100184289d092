/** Does a line of text go on in the line below it? What a line break had no room for tells, and how the next line begins. */
import { widthOf } from '../geometry/box.ts'
import { median, spread } from '../geometry/cluster.ts'
import type { ColumnsOf } from './chunk-columns.ts'
import type { Chunk, TextLine } from './chunks.ts'
import { firstNeed, isWide } from './lines.ts'

/** Lines of one text are at most this many ems apart. */
const LEADING_EMS = 1.7
/** A step below this share of the usual one between rows is the leading of one text. */
const TIGHT_STEP = 0.85
/** The space between two words, and what the measures may be off by, in ems. */
const SPACE_EMS = 0.2
/** A line that leaves more of its column's width free is not full, however long the next word is. */
const ROOM_SHARE = 0.25
/** Leaders end a label. */
const LED = /(?:\.\s?){4,}$|…{2,}$/u
/** Labels have leaders where this share of them has. */
const LED_SHARE = 0.5
/** An indent begins here, in ems. */
const INDENT_EMS = 0.5

/** How the lines of one column are set. */
interface Measure {
  /** The widest line and the rightmost end, in points. */
  width: number
  right: number
  isLeft: boolean
}

/** Judges line breaks inside of columns. */
export class Wraps {
  readonly #measures: (Measure | undefined)[] = []
  readonly #rowStep: number
  readonly #isLed: boolean

  constructor(lines: readonly TextLine[], columnsOf: ColumnsOf) {
    const byColumn: Chunk[][] = []
    for (const chunk of lines.flatMap((line) => line.chunks)) {
      const [first, last] = columnsOf(chunk)
      if (first !== last) continue
      const column = byColumn[first]
      if (column) column.push(chunk)
      else byColumn[first] = [chunk]
    }
    byColumn.forEach((chunks, column) => {
      this.#measures[column] = measure(chunks)
    })
    const several = lines.filter((line) => line.chunks.length > 1)
    const steps = stepsOf(lines.map((line) => (line.chunks.length > 1 ? line : null)))
    this.#rowStep = median(steps.length > 1 ? steps : stepsOf(several))
    this.#isLed = several.filter((line) => LED.test(line.chunks[0]?.text ?? '')).length >= LED_SHARE * several.length
  }

  /** Is `next` the rest of `above`, the line over it in one column? `alone`: no other column goes on there. */
  joins(above: Chunk, next: Chunk, column: number, alone = false): boolean {
    const size = Math.max(above.line.size, next.line.size)
    const step = next.line.level - above.line.level
    if (step > LEADING_EMS * size || LED.test(above.text)) return false
    if (column === 0 ? above.figure && next.figure : above.figure || next.figure) return false
    if (above.line.ink[0]?.run.font !== next.line.ink[0]?.run.font) return false
    if (/\p{L}-$/u.test(above.text) && /^\p{Ll}/u.test(next.text)) return true
    const room = this.#roomAfter(above, column)
    const need = firstNeed(next.line) + (isWide(next.text) ? 0 : SPACE_EMS * above.line.size)
    const full = room < Math.min(need, ROOM_SHARE * (this.#measures[column]?.width ?? 0))
    if (/^[\p{Ll}(&]/u.test(next.text))
      return full || (alone && (room < need || (!/^\p{Ll}/u.test(above.text) && !/[:：]$/u.test(above.text))))
    if (!full) return false
    return step < TIGHT_STEP * this.#rowStep || next.box[0] - above.box[0] > INDENT_EMS * size
  }

  /** Do the leaders that `above`, a label beside figures, lacks stand on the line below it? */
  endsLabel = (above: Chunk, next: Chunk): boolean => this.#isLed && !LED.test(above.text) && LED.test(next.text)

  /** How many points of its column a line leaves free. */
  #roomAfter(line: Chunk, column: number): number {
    const measure = this.#measures[column]
    if (!measure) return Number.POSITIVE_INFINITY
    return measure.isLeft ? measure.right - line.box[2] : measure.width - widthOf(line.box)
  }
}

/** The steps from line to line where no other one is between them. */
function stepsOf(lines: readonly (TextLine | null)[]): number[] {
  const steps: number[] = []
  for (let i = 1; i < lines.length; i++) {
    const [before, line] = [lines[i - 1], lines[i]]
    if (before && line) steps.push(line.level - before.level)
  }
  return steps
}

function measure(chunks: readonly Chunk[]): Measure {
  const lefts = spread(chunks.map((chunk) => chunk.box[0]))
  const rights = spread(chunks.map((chunk) => chunk.box[2]))
  const middles = spread(chunks.map((chunk) => (chunk.box[0] + chunk.box[2]) / 2))
  const words = chunks.filter((chunk) => !chunk.figure)
  return {
    width: words.reduce((most, chunk) => Math.max(most, widthOf(chunk.box)), 0),
    right: words.reduce((most, chunk) => Math.max(most, chunk.box[2]), Number.NEGATIVE_INFINITY),
    isLeft: lefts <= Math.min(rights, middles),
  }
}
