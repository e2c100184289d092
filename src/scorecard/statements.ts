/** Mission, vision and core values, in the text around a strategy map or in cells of it. */
import { joinLines, removeWrapSpaces } from '../language/wrap.ts'
import type { Piece } from '../model/provenance.ts'
import type { Statement } from '../model/scorecard.ts'
import type { Line } from '../model/table.ts'
import { objectiveCodesIn } from './map-codes.ts'
import type { MapText } from './map-text.ts'

const HEADING =
  /^\s*(?:[(（]?[一二三四五六七八九十\d]+[、.．)）])?\s*[【〔[(（]?\s*(使\s*命|願\s*景|核\s*心\s*價\s*值(?:觀)?)\s*[】〕\])）]?\s*[:：]?\s*/u

/** What a map begins with in a text that gives it line by line. */
const MAP_LABEL = /^\s*(?:策略|策略\s*主題|主題|\S*構面)\s*$/u

export const beginsStatement = (text: string): boolean => HEADING.test(text)

const kindOf = (heading: string): Statement['kind'] =>
  /使/u.test(heading) ? 'mission' : /願/u.test(heading) ? 'vision' : 'core_value'

/** The lines that statements were read from; a label that nothing was read behind, with no confidence. */
export interface StatementPrint {
  kind: Statement['kind']
  lines: Line[]
  pieces: Piece[]
}

/**
 * Mission, vision and core values from the text around a map, in printed order; an objective ends each, a box of the map, or
 * in a text a label of it.
 */
export function readStatements(
  texts: readonly MapText[],
  isBox: (text: MapText) => boolean,
): {
  statements: Statement[]
  prints: StatementPrint[]
} {
  const statements: Statement[] = []
  const prints: StatementPrint[] = []
  let kind: Statement['kind'] | null = null
  let label: StatementPrint | null = null
  let open: Line[] = []
  let pieces: Piece[] = []
  const close = () => {
    if (kind !== null && open.length > 0) {
      addStatement(statements, kind, open, pieces)
      prints.push({ kind, lines: open, pieces })
    } else if (label !== null) prints.push(label)
    label = null
    open = []
    pieces = []
  }
  for (const text of texts) {
    if (isBox(text)) {
      close()
      kind = null
      continue
    }
    for (const line of text.lines) {
      const heading = HEADING.exec(line.text)
      if (heading?.[1] !== undefined) {
        close()
        kind = kindOf(heading[1])
        const rest = line.text.slice(heading[0].length).trim()
        label = { kind, lines: [{ ...line, confidence: 0 }], pieces: [...text.pieces] }
        if (rest === '') continue
        open.push({ ...line, text: rest })
        pieces.push(...text.pieces)
      } else if (objectiveCodesIn(line.text)[0]?.index === 0 || (line.box === null && MAP_LABEL.test(line.text))) {
        close()
        kind = null
      } else if (kind !== null && line.text.trim() !== '') {
        open.push(line)
        pieces.push(...text.pieces.filter((piece) => !pieces.includes(piece)))
      }
    }
  }
  close()
  return { statements, prints }
}

function addStatement(statements: Statement[], kind: Statement['kind'], lines: readonly Line[], pieces: Piece[]): void {
  const rowsText = lines.some((line) => line.box === null)
  const text = joinLines(
    lines.map((line) => ({ text: rowsText ? removeWrapSpaces(line.text) : line.text, full: line.full })),
  )
  const separate =
    kind === 'core_value'
      ? lines.length > 1 && !/[、，,；;]/u.test(text)
        ? lines.map((line) => line.text)
        : text.split(/[、，,；;‧·\s]+/u)
      : [text]
  for (const part of separate.map((one) => one.trim()).filter((one) => one !== '')) {
    statements.push({
      kind,
      position: statements.filter((one) => one.kind === kind).length + 1,
      code: null,
      text: part,
      pieces,
    })
  }
}
