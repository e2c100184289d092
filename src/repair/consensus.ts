/**
 * Characters of scanned text that the recognisers read differently are settled by what the document prints elsewhere:
 * `瓣理` beside twenty `辦理`. Only characters that some recogniser read are put in, and 入 for 人; no dictionary is used.
 */
import { alignTexts } from '../language/align.ts'
import type { Line } from '../model/table.ts'

/** Pairs and triples of characters, and how often the document's cells hold them. A triple says more than a pair. */
const TRIPLE_WEIGHT = 2
/**
 * The lead in the document's own support that overrules the chosen reading. Of 783 doubts logged in scans of the practice
 * documents, five have a lead at all, from 7 to 12, all over the width of a comma or colon: any value from 1 to 7 reads the same.
 */
const CLEAR_LEAD = 3
/**
 * Where two independent recognisers agree against one, the document must not speak strongly for the one. In those 783 doubts
 * 22 were outvoted, eight by a document that spoke this little for the one, all commas: the value is reasoned, not measured.
 */
const CONTRADICTION = 3

/** What signs other formulas have (`*100%`) says nothing of this one (`×100%`); their shapes were looked at. */
const SIGN = /[*＊+＋×÷xX%‰]/u

/** What the look of the ink puts in where no recogniser read it. */
const SEEN = /[，,。、：:；;」二]/u

/** Recognisers of one make share their errors: `tesseract-large` is tesseract on a larger picture. */
const familyOf = (reader: string): string => reader.split('-')[0] ?? reader

/** A reading made by putting others together is no witness of its own. */
const isWitness = (reader: string): boolean => reader !== 'combined'

/** Did several recognisers read one of the lines? */
const hasReadings = (lines: readonly Line[]): boolean => lines.some((line) => line.readings.length > 1)

export class TextConsensus {
  private readonly counts = new Map<string, number>()

  /** `cells`: the lines of every text cell of the document, each cell once. */
  constructor(cells: Iterable<readonly Line[]>) {
    const all = [...cells]
    // most documents are no scans
    if (!all.some(hasReadings)) return
    for (const lines of all) {
      const text = lines.map((line) => line.text).join('')
      for (const gram of gramsOf([...text])) this.counts.set(gram, (this.counts.get(gram) ?? 0) + 1)
    }
  }

  /** The lines with doubtful characters settled; the same array where nothing changed. */
  settle(lines: readonly Line[]): readonly Line[] {
    if (!hasReadings(lines)) return lines
    const settled = lines.map((line, at) => this.settleLine(line, lines[at - 1]?.text ?? '', lines[at + 1]?.text ?? ''))
    return settled.some((line, at) => line !== lines[at]) ? settled : lines
  }

  private settleLine(line: Line, before: string, after: string): Line {
    const chosen = [...line.text]
    const doubts = findDoubts(line)
    if (doubts.size === 0) return line
    for (const [at, families] of doubts) {
      const printed = chosen[at] ?? ''
      if ([printed, ...families.keys()].some((character) => SIGN.test(character))) continue
      if (SEEN.test(printed) && !families.has(printed)) continue
      const support = (character: string) =>
        this.support(
          [...before.slice(-2), ...chosen.slice(0, at)],
          character,
          [...chosen.slice(at + 1), ...after.slice(0, 2)],
          printed,
        )
      const known = support(printed)
      // One recogniser leaves out what its dictionary lacks: leaving a character out needs two.
      const rivals = [...families]
        .filter(([character, voices]) => character !== printed && (character !== '' || voices.size > 1))
        .map(([character, voices]) => ({ character, voices, support: support(character) }))
      const rival = rivals.sort((a, b) => b.support - a.support || b.voices.size - a.voices.size)[0]
      if (rival === undefined) continue
      const voices = families.get(printed)?.size ?? 0
      const outvoted = rival.voices.size > Math.max(1, voices) && known - rival.support < CONTRADICTION
      if (rival.support - known >= CLEAR_LEAD || outvoted) chosen[at] = rival.character
    }
    const text = chosen.join('')
    return text === line.text ? line : { ...line, text }
  }

  /** How often the document holds the pairs and triples that the character makes here, this occurrence not counted. */
  private support(before: readonly string[], character: string, after: readonly string[], printed: string): number {
    const own = character === printed ? 1 : 0
    const near = [...before.slice(-2), ...(character === '' ? [] : [character]), ...after.slice(0, 2)]
    const from = Math.min(before.length, 2)
    let sum = 0
    for (const [start, length] of windows(near.length)) {
      // A character left out is held by what spans the gap.
      const holds = (character === '' ? start < from : start <= from) && start + length > from
      if (!holds) continue
      const count = (this.counts.get(near.slice(start, start + length).join('')) ?? 0) - own
      sum += Math.max(0, count) * (length === 3 ? TRIPLE_WEIGHT : 1)
    }
    return sum
  }
}

/** Start and length of every pair and triple in a row of so many characters. */
function* windows(length: number): Generator<[number, number]> {
  for (let start = 0; start < length; start++) {
    if (start + 2 <= length) yield [start, 2]
    if (start + 3 <= length) yield [start, 3]
  }
}

function* gramsOf(characters: readonly string[]): Generator<string> {
  for (const [start, length] of windows(characters.length)) yield characters.slice(start, start + length).join('')
}

/**
 * Positions of the chosen text where a recogniser read something else: each reading with the families that hold it. 入 is one
 * for every 人: recognisers take it for 人 (14 places where they differ, 21 texts where all were wrong), never 人 for 入.
 */
function findDoubts(line: Line): Map<number, Map<string, Set<string>>> {
  const doubts = new Map<number, Map<string, Set<string>>>()
  const aligned = line.readings
    .filter((reading) => isWitness(reading.reader))
    .map((reading) => ({ family: familyOf(reading.reader), characters: alignTexts(line.text, reading.text) }))
  for (const [at, printed] of [...line.text].entries()) {
    if (/\s/u.test(printed)) continue
    const heard = new Map<string, Set<string>>()
    for (const { family, characters } of aligned) {
      const character = characters[at] ?? ''
      heard.set(character, (heard.get(character) ?? new Set()).add(family))
    }
    if (printed === '人' && !heard.has('入')) heard.set('入', new Set())
    if (heard.size > 1 || !heard.has(printed)) doubts.set(at, heard)
  }
  return doubts
}
