/** The strategy map (策略地圖): mission, vision, core values, themes, and the objectives by perspective and theme. */
import { comparable } from '../language/script.ts'
import { foldWidth } from '../language/width.ts'
import { joinLines, removeWrapSpaces } from '../language/wrap.ts'
import type { Field } from '../model/draft.ts'
import type { Piece } from '../model/provenance.ts'
import type { MapObjective, StrategyMap } from '../model/scorecard.ts'
import type { Cell, Line, Note, Table } from '../model/table.ts'
import { joinCodesToNames, objectiveCodesIn } from './map-codes.ts'
import { perspectiveOfCode, readPerspective } from './perspective.ts'
import { placeIn } from './place.ts'
import { beginsStatement, readStatements } from './statements.ts'

const textOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')

/** A map is a table of objective codes by perspective that has no years of values. */
export function isMapTable(table: Table): boolean {
  const texts = table.cells.map((cell) => textOf(cell.lines))
  const perspectives = texts.filter(
    (text) =>
      /構\s*面|流\s*程|成\s*長|財\s*務|顧\s*客/u.test(text) && readPerspective(text.replace(/[A-Z]/g, '')) !== null,
  ).length
  const codes = texts.filter((text) => objectiveCodesIn(text).length > 0).length
  const plans = texts.some((text) => /[A-Z][CPLF]\d+\.\d+/u.test(foldWidth(text)))
  return perspectives >= 2 && codes >= 2 && !plans
}

/** `打造客家語言友善環境 A` or `A 活化文化資產` → its letter and name. */
function readTheme(cell: Cell): { code: string; name: string } | null {
  const text = foldWidth(joinLines(cell.lines)).trim()
  const match =
    /^(?<name>\P{Script=Latin}.*?)\s*[(（]?(?<code>[A-Z])[)）]?$/u.exec(text) ??
    /^[(（]?(?<code>[A-Z])[)）]?\s*[.、:：]?\s*(?<name>\P{Script=Latin}.*)$/u.exec(text)
  const { code, name } = match?.groups ?? {}
  return code === undefined || name === undefined ? null : { code, name: name.trim() }
}

/** A cell or note of a map. */
interface MapText {
  lines: Line[]
  pieces: Piece[]
}

/** Reads a table of a map and the notes around it; without a table, the notes hold the objectives too. */
export function readMap(
  table: Table | null,
  notes: readonly Note[],
  reader: 'print' | 'rows',
): { map: StrategyMap; fields: Field[] } {
  const texts = notes.map(mapText)
  const cells =
    table === null ? [] : joinCodesToNames(table).flatMap((cell) => (isRepeated(cell, table) ? [] : [mapText(cell)]))
  const read = (table === null ? texts : cells).flatMap((text) => readObjectives(text, reader))
  const themes = table === null ? [] : readThemes(table)
  const statements = readStatements([...texts, ...cells.filter(({ lines }) => beginsStatement(textOf(lines)))])
  return {
    map: {
      organization: null,
      rocYear: null,
      title: null,
      statements: [
        ...statements,
        ...themes.map(({ code, name, pieces }, at) => ({
          kind: 'theme' as const,
          position: at + 1,
          code,
          text: name,
          pieces,
        })),
      ],
      themes: themes.map(({ code, name }) => ({ code, name })),
      objectives: read.map(({ objective }) => objective),
    },
    fields: read.map(({ field }) => field),
  }
}

/** Does a text input print the cell again, because it is merged with the one to its left or above? */
const isRepeated = (cell: Cell, table: Table): boolean =>
  cell.box === null &&
  objectiveCodesIn(textOf(cell.lines)).length > 0 &&
  table.cells.some(
    (other) =>
      (other.row === cell.row
        ? other.column === cell.column - 1
        : other.row === cell.row - 1 && other.column === cell.column) && textOf(other.lines) === textOf(cell.lines),
  )

/** The objectives of one text, with the fields that the repair stage has to read. */
function readObjectives(
  { lines, pieces }: MapText,
  reader: 'print' | 'rows',
): { objective: MapObjective; field: Field }[] {
  const confidence = Math.min(1, ...lines.map((line) => line.confidence))
  return splitObjectives(lines, reader).map(({ code, name }) => {
    const target: MapObjective['name'] = {
      raw: name,
      text: null,
      status: 'missing',
      confidence,
      pieces,
      readings: lines.flatMap((line) => line.readings),
    }
    const field: Field = {
      kind: 'text',
      target,
      part: 'whole',
      place: { ...placeIn(null, code), field: 'map_objective_name' },
      lines: [{ text: name, page: pieces[0]?.page ?? 1, box: null, full: null, confidence, readings: [] }],
      raw: name,
      pieces,
      reader,
      ink: false,
      shared: false,
      scale: 1,
      unit: null,
    }
    const objective = { code, name: target, perspective: perspectiveOfCode(code), themeCode: code[0] ?? null }
    return { objective, field }
  })
}

function readThemes(table: Table): { code: string; name: string; pieces: Piece[] }[] {
  const label = table.cells.find((cell) => /策略主題|^主題$/u.test(comparable(textOf(cell.lines))))
  const candidates = table.cells.filter(
    (cell) =>
      objectiveCodesIn(textOf(cell.lines)).length === 0 &&
      cell !== label &&
      readPerspective(textOf(cell.lines).replace(/[A-Z\s]/g, '')) === null &&
      (label === undefined || cell.row === label.row),
  )
  return candidates.flatMap((cell) => {
    const theme = readTheme(cell)
    return theme === null ? [] : [{ ...theme, pieces: mapText(cell).pieces }]
  })
}

/** `BC1提升青年參與度 BC2提升客語家庭認同度` → two objectives; wraps inside a name are joined. */
function splitObjectives(lines: readonly Line[], reader: 'print' | 'rows'): { code: string; name: string }[] {
  const text = joinLines(lines.map((line) => ({ text: line.text, full: line.full })))
  const found = objectiveCodesIn(text)
  return found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length
    const name = text.slice(match.index + match[0].length, end).replace(/^[\s、.:：]+|[\s、，,；;]+$/gu, '')
    return { code: `${match[1]}${match[2]}${match[3]}`, name: reader === 'rows' ? removeWrapSpaces(name) : name }
  })
}

/** A text input has a piece without a place. */
const mapText = ({ lines, page, box }: Cell | Note): MapText => ({
  lines,
  pieces: box === null ? [{ page: null, box: null }] : [{ page, box: [...box] }],
})
