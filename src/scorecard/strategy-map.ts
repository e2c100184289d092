/** The strategy map (策略地圖): mission, vision, core values, themes, and the objectives by perspective and theme. */
import { foldWidth } from '../language/width.ts'
import { joinLines, removeWrapSpaces } from '../language/wrap.ts'
import type { Field, Finding } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import { SURE_CONFIDENCE } from '../model/provenance.ts'
import type { MapObjective, StrategyMap } from '../model/scorecard.ts'
import type { Cell, Line, Note, Table } from '../model/table.ts'
import { joinCodesToNames, objectiveCodesIn, settleMapCodes } from './map-codes.ts'
import { type MapText, mapText, textOf } from './map-text.ts'
import { perspectiveOfCode, readPerspective } from './perspective.ts'
import { placeIn } from './place.ts'
import { beginsStatement, readStatements, type StatementPrint } from './statements.ts'
import { readDrawnThemes, readThemes } from './themes.ts'

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

/** Reads a table of a map and the notes around it; without a table, the notes hold the objectives too. */
export function readMap(
  table: Table | null,
  notes: readonly Note[],
  reader: 'print' | 'rows',
): { map: StrategyMap; fields: Field[]; findings: Finding[] } {
  const readText = (text: Cell | Note): MapText => mapText({ ...text, lines: settleMapCodes(text.lines) })
  const texts = notes.map(readText)
  const cells =
    table === null ? [] : joinCodesToNames(table).flatMap((cell) => (isRepeated(cell, table) ? [] : [readText(cell)]))
  const printed = (table === null ? texts : cells).flatMap((text) => readObjectives(text, reader))
  const known = new Set(printed.map(({ objective }) => objective.code))
  const beside = table === null ? [] : texts.filter(({ lines }) => beginsWithObjective(lines))
  const rest = beside
    .flatMap((text) => readObjectives(text, reader))
    .filter(({ objective }) => !known.has(objective.code))
  const read = [...printed, ...rest]
  const themes =
    table === null
      ? readDrawnThemes(texts, new Set(read.map(({ objective }) => objective.themeCode)))
      : readThemes(table)
  const labels = findLabels(texts)
  const isBox = (text: MapText) =>
    labels.has(text) || (table === null && themes.some((theme) => theme.lines === text.lines))
  const { statements, prints } = readStatements(
    [...texts, ...cells.filter(({ lines }) => beginsStatement(textOf(lines)))],
    isBox,
  )
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
    findings: [...prints, ...themes].flatMap(tellDoubt),
  }
}

/** A map labels its perspectives, more than one; reasoned. */
const FEWEST_LABELS = 2

/**
 * The labels of perspectives. A value may sound like one, `學習成長`: without 構面 it is one only above an objective of that
 * perspective, in a map with others.
 */
function findLabels(texts: readonly MapText[]): Set<MapText> {
  const isBare = (text: MapText, at: number) => {
    const perspective = readPerspective(textOf(text.lines))
    const [next] = objectiveCodesIn(textOf(texts[at + 1]?.lines ?? []))
    return perspective !== null && next !== undefined && perspectiveOfCode(`${next[1]}${next[2]}`) === perspective
  }
  const bare = texts.filter(isBare)
  const named = texts.filter(({ lines }) => /構\s*面/u.test(textOf(lines)) && readPerspective(textOf(lines)) !== null)
  return new Set(bare.length < FEWEST_LABELS ? named : [...named, ...bare])
}

/** Does the text begin with the code of an objective, as one in a box of its own does? */
export const beginsWithObjective = (lines: readonly Line[]): boolean =>
  objectiveCodesIn(textOf(lines.slice(0, 1)))[0]?.index === 0

/** A statement has no confidence of its own: nothing else would tell that its reading is not sure. */
function tellDoubt({ kind, code, lines, pieces }: StatementPrint & { code?: string }): Finding[] {
  const readings = lines.flatMap((line) => line.readings)
  const confidence = Math.min(...lines.map((line) => line.confidence))
  if (readings.length === 0 || confidence >= SURE_CONFIDENCE) return []
  const printed = joinLines(lines)
  return [
    {
      rule: 'ocr-uncertain',
      place: { ...placeIn(null, code ?? null), field: kind },
      parameters: { printed, confidence: confidence.toFixed(2) },
      printed,
      taken: printed,
      candidates: [],
      evidence: readings.map(({ reader, text }) => tell('second-reading', 'reader-reads', { reader, text })),
      pieces,
    },
  ]
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
  const objectives = splitObjectives(lines, reader)
  const read = readLines(lines, objectives)
  return objectives.map(({ code, name }, at) => {
    const own = read?.[at] ?? lines
    const confidence = Math.min(1, ...own.map((line) => line.confidence))
    const target: MapObjective['name'] = {
      raw: name,
      text: null,
      status: 'missing',
      confidence,
      pieces,
      readings: own.flatMap((line) => line.readings),
    }
    const field: Field = {
      kind: 'text',
      target,
      part: 'whole',
      place: { ...placeIn(null, code), field: 'map_objective_name' },
      lines: read?.[at] ?? [
        { text: name, page: pieces[0]?.page ?? 1, box: null, full: null, confidence, readings: [] },
      ],
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

/** The lines of each name with what the recognisers read there; null for print, and where a code is broken by a wrap. */
function readLines(lines: readonly Line[], objectives: readonly { name: string }[]): Line[][] | null {
  if (!lines.some((line) => line.readings.length > 0)) return null
  const names: Line[][] = []
  for (const line of lines) {
    const codes = objectiveCodesIn(line.text)
    const ends = [...codes.map((code) => code.index), line.text.length]
    if (line.text.slice(0, ends[0]).trim() !== '') names.at(-1)?.push({ ...line, text: line.text.slice(0, ends[0]) })
    for (const [at, code] of codes.entries()) {
      const text = line.text.slice(code.index + code[0].length, ends[at + 1]).replace(AROUND_NAME, '')
      names.push(text === '' ? [] : [{ ...line, text }])
    }
  }
  const isSame = names.length === objectives.length && names.every((own, at) => joinLines(own) === objectives[at]?.name)
  return isSame ? names : null
}

const AROUND_NAME = /^[\s、.:：]+|[\s、，,；;]+$/gu

/** `BC1提升青年參與度 BC2提升客語家庭認同度` → two objectives; wraps inside a name are joined. */
function splitObjectives(lines: readonly Line[], reader: 'print' | 'rows'): { code: string; name: string }[] {
  const text = joinLines(lines.map((line) => ({ text: line.text, full: line.full })))
  const found = objectiveCodesIn(text)
  return found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length
    const name = text.slice(match.index + match[0].length, end).replace(AROUND_NAME, '')
    return { code: `${match[1]}${match[2]}${match[3]}`, name: reader === 'rows' ? removeWrapSpaces(name) : name }
  })
}
