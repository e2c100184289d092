/**
 * Titles of recognised pages: those in which one character of 平衡計分卡 was misread are mended, as without it their card has no
 * name, level or year; those that are not sure are told.
 */
import type { Finding } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import { SURE_CONFIDENCE, UNSURE_CONFIDENCE } from '../model/provenance.ts'
import type { Block, Line, Note } from '../model/table.ts'
import { piecesOf, placeIn } from './place.ts'
import { isCardTitle, isMapTitle } from './title.ts'

const CARD_WORD = '平衡計分卡'
/** The word with any one character in the place of one of its own, however it is spaced. */
const NEARLY = new RegExp(
  [...CARD_WORD].map((_, at, word) => word.with(at, String.raw`\p{Script=Han}`).join(String.raw`\s*`)).join('|'),
  'u',
)
export interface MendedTitles {
  blocks: Block[]
  /** Each different title that was mended or is not sure, told once. */
  findings: Finding[]
}

/** The blocks with the titles of recognised notes mended; what the file itself says stays. */
export function mendTitles(blocks: readonly Block[]): MendedTitles {
  const findings = new Map<string, Finding>()
  const mended = blocks.map((block): Block => {
    if (block.kind !== 'note') return block
    for (const line of block.note.lines.filter(isDoubtful)) findings.set(line.text, tellDoubt(block.note, line))
    if (!block.note.lines.some(isNearlyTitle)) return block
    const lines = block.note.lines.map((line) => (isNearlyTitle(line) ? mend(line) : line))
    for (const [at, { text }] of lines.entries()) {
      const printed = block.note.lines[at]?.text ?? ''
      if (text !== printed && !findings.has(printed)) findings.set(printed, tellTitle(block.note, printed, text))
    }
    return { ...block, note: { ...block.note, lines } }
  })
  return { blocks: mended, findings: [...findings.values()] }
}

const isNearlyTitle = ({ text, readings }: Line): boolean =>
  readings.length > 0 && !text.replace(/\s/gu, '').includes(CARD_WORD) && NEARLY.test(text)

const mend = (line: Line): Line => ({ ...line, text: line.text.replace(NEARLY, CARD_WORD) })

/** A title has no confidence of its own: nothing else would tell that its names and years are not sure. */
const isDoubtful = ({ text, readings, confidence }: Line): boolean =>
  readings.length > 0 && confidence < SURE_CONFIDENCE && (isCardTitle(text) || isMapTitle(text))

const tellTitle = (note: Note, printed: string, taken: string): Finding =>
  uncertain(note, {
    printed,
    taken,
    confidence: UNSURE_CONFIDENCE.toFixed(2),
    readings: [{ reader: 'title', text: taken }],
  })

const tellDoubt = (note: Note, { text, confidence, readings }: Line): Finding =>
  uncertain(note, { printed: text, taken: text, confidence: confidence.toFixed(2), readings })

interface Doubt {
  printed: string
  taken: string
  confidence: string
  readings: readonly { reader: string; text: string }[]
}

const uncertain = (note: Note, { printed, taken, confidence, readings }: Doubt): Finding => ({
  rule: 'ocr-uncertain',
  place: { ...placeIn(null, null), field: 'title' },
  parameters: { printed, confidence },
  printed,
  taken,
  candidates: [],
  evidence: readings.map(({ reader, text }) => tell('second-reading', 'reader-reads', { reader, text })),
  pieces: piecesOf(note),
})
