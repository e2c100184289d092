/** The strategy map (策略地圖): mission, vision, core values, themes, and the objectives by perspective and theme. */
import { comparable } from '../language/script.ts'
import { foldWidth } from '../language/width.ts'
import { joinLines, removeWrapSpaces } from '../language/wrap.ts'
import type { Field } from '../model/draft.ts'
import type { Piece } from '../model/provenance.ts'
import type { MapObjective, Statement, StrategyMap } from '../model/scorecard.ts'
import type { Cell, Line, Note, Table } from '../model/table.ts'
import { perspectiveOfCode, readPerspective } from './perspective.ts'

const HEADING =
  /^\s*(?:[(（]?[一二三四五六七八九十\d]+[、.．)）])?\s*[【〔[(（]?\s*(使\s*命|願\s*景|核\s*心\s*價\s*值(?:觀)?)\s*[】〕\])）]?\s*[:：]?\s*/u
const OBJECTIVE_CODE = /([A-Z])\s?([CPLF])\s?(\d{1,2})(?![\d.])/gu

const kindOf = (heading: string): Statement['kind'] =>
  /使/u.test(heading) ? 'mission' : /願/u.test(heading) ? 'vision' : 'core_value'

const textOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')

/** A map is a table of objective codes by perspective that has no years of values. */
export function isMapTable(table: Table): boolean {
  const texts = table.cells.map((cell) => textOf(cell.lines))
  const perspectives = texts.filter(
    (text) =>
      /構\s*面|流\s*程|成\s*長|財\s*務|顧\s*客/u.test(text) && readPerspective(text.replace(/[A-Z]/g, '')) !== null,
  ).length
  const codes = texts.filter((text) => codesIn(text).length > 0).length
  const plans = texts.some((text) => /[A-Z][CPLF]\d+\.\d+/u.test(foldWidth(text)))
  return perspectives >= 2 && codes >= 2 && !plans
}

const codesIn = (text: string): RegExpExecArray[] => [...foldWidth(text).matchAll(OBJECTIVE_CODE)]

/** Mission, vision and core values from the text around a map, in printed order; an objective ends each. */
export function readStatements(texts: readonly { lines: Line[]; pieces: Piece[] }[]): Statement[] {
  const statements: Statement[] = []
  let kind: Statement['kind'] | null = null
  let open: Line[] = []
  let pieces: Piece[] = []
  const close = () => {
    if (kind !== null && open.length > 0) addStatement(statements, kind, open, pieces)
    open = []
    pieces = []
  }
  for (const text of texts) {
    for (const line of text.lines) {
      const heading = HEADING.exec(line.text)
      if (heading?.[1] !== undefined) {
        close()
        kind = kindOf(heading[1])
        const rest = line.text.slice(heading[0].length).trim()
        if (rest !== '') open.push({ ...line, text: rest })
        if (rest !== '') pieces.push(...text.pieces)
      } else if (codesIn(line.text)[0]?.index === 0) {
        close()
        kind = null
      } else if (kind !== null && line.text.trim() !== '') {
        open.push(line)
        if (!pieces.includes(text.pieces[0] as Piece)) pieces.push(...text.pieces)
      }
    }
  }
  close()
  return statements
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

/** `打造客家語言友善環境 A` or `A 活化文化資產` → its letter and name. */
function readTheme(cell: Cell): { code: string; name: string } | null {
  const text = foldWidth(joinLines(cell.lines)).trim()
  const match =
    /^(?<name>\P{Script=Latin}.*?)\s*[(（]?(?<code>[A-Z])[)）]?$/u.exec(text) ??
    /^[(（]?(?<code>[A-Z])[)）]?\s*[.、:：]?\s*(?<name>\P{Script=Latin}.*)$/u.exec(text)
  const { code, name } = match?.groups ?? {}
  return code === undefined || name === undefined ? null : { code, name: name.trim() }
}

export function readMap(
  table: Table | null,
  notes: readonly Note[],
  reader: 'print' | 'rows',
): { map: StrategyMap; fields: Field[] } {
  const sources = [
    ...notes.map((note) => ({ lines: note.lines, pieces: piecesOf(note.page, note.box) })),
    ...(table === null ? [] : joinCodesToNames(table)).map((cell) => ({
      lines: cell.lines,
      pieces: piecesOf(cell.page, cell.box),
    })),
  ]
  const bodies = table === null ? sources : sources.slice(notes.length)
  const objectives: MapObjective[] = []
  const fields: Field[] = []
  for (const { lines, pieces } of bodies) {
    for (const { code, name } of splitObjectives(lines, reader)) {
      const target: MapObjective['name'] = {
        raw: name,
        text: null,
        status: 'missing',
        confidence: Math.min(1, ...lines.map((line) => line.confidence)),
        pieces,
        readings: lines.flatMap((line) => line.readings),
      }
      objectives.push({ code, name: target, perspective: perspectiveOfCode(code), themeCode: code[0] ?? null })
      const line: Line = {
        text: name,
        page: pieces[0]?.page ?? 1,
        box: null,
        full: null,
        confidence: target.confidence,
        readings: [],
      }
      fields.push({
        kind: 'text',
        target,
        part: 'whole',
        place: { card: null, level: null, code, series: null, field: 'map_objective_name', rocYear: null },
        lines: [line],
        raw: name,
        pieces,
        reader,
        ink: false,
        scale: 1,
        unit: null,
      })
    }
  }
  const themes = table === null ? [] : readThemes(table)
  const labelled =
    table === null
      ? sources
      : [
          ...sources.slice(0, notes.length),
          ...sources.slice(notes.length).filter(({ lines }) => HEADING.test(textOf(lines))),
        ]
  const statements = readStatements(labelled)
  for (const theme of themes)
    statements.push({
      kind: 'theme',
      position: statements.filter((one) => one.kind === 'theme').length + 1,
      code: theme.code,
      text: theme.name,
      pieces: theme.pieces,
    })
  return {
    map: {
      organization: null,
      rocYear: null,
      title: null,
      statements,
      themes: themes.map(({ code, name }) => ({ code, name })),
      objectives,
    },
    fields,
  }
}

/** Cells of codes alone with the names that stand line by line in the cell to their right: a wide gap parted them. */
function joinCodesToNames(table: Table): Cell[] {
  const taken = new Set<Cell>()
  const joined = table.cells.map((cell) => {
    if (cell.lines.length === 0 || !cell.lines.every((line) => CODE_ALONE.test(foldWidth(line.text)))) return cell
    const right = table.cells.find((one) => one.row === cell.row && one.column === cell.column + cell.columnSpan)
    if (right === undefined || right.lines.length === 0) return cell
    const named = nameLines(cell.lines, right.lines)
    if (named === null) return cell
    taken.add(right)
    return { ...cell, lines: named }
  })
  return joined.filter((cell) => !taken.has(cell))
}

const CODE_ALONE = /^\s*[A-Z]\s?[CPLF]\s?\d{1,2}\s*$/u

/** Each code in front of the name on its level; null where a code has none. */
function nameLines(codes: readonly Line[], names: readonly Line[]): Line[] | null {
  if (names.some((name) => codesIn(name.text).length > 0)) return null
  const lines = names.map((name, at) => {
    const code = codes.length === names.length ? codes[at] : codes.find((one) => isLevel(one, name))
    return code === undefined ? name : { ...name, text: `${code.text.trim()} ${name.text}` }
  })
  return lines.filter((line) => codesIn(line.text).length > 0).length === codes.length ? lines : null
}

const isLevel = (a: Line, b: Line): boolean =>
  a.box !== null && b.box !== null && Math.abs(a.box[1] - b.box[1]) < (a.box[3] - a.box[1]) / 2

function readThemes(table: Table): { code: string; name: string; pieces: Piece[] }[] {
  const label = table.cells.find((cell) => /策略主題|^主題$/u.test(comparable(textOf(cell.lines))))
  const candidates = table.cells.filter(
    (cell) =>
      codesIn(textOf(cell.lines)).length === 0 &&
      cell !== label &&
      readPerspective(textOf(cell.lines).replace(/[A-Z\s]/g, '')) === null &&
      (label === undefined || cell.row === label.row),
  )
  return candidates.flatMap((cell) => {
    const theme = readTheme(cell)
    return theme === null ? [] : [{ ...theme, pieces: piecesOf(cell.page, cell.box) }]
  })
}

/** `BC1提升青年參與度 BC2提升客語家庭認同度` → two objectives; wraps inside a name are joined. */
function splitObjectives(lines: readonly Line[], reader: 'print' | 'rows'): { code: string; name: string }[] {
  const text = joinLines(lines.map((line) => ({ text: line.text, full: line.full })))
  const found = codesIn(text)
  return found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length
    const name = text.slice(match.index + match[0].length, end).replace(/^[\s、.:：]+|[\s、，,；;]+$/gu, '')
    return { code: `${match[1]}${match[2]}${match[3]}`, name: reader === 'rows' ? removeWrapSpaces(name) : name }
  })
}

const piecesOf = (page: number, box: readonly [number, number, number, number] | null): Piece[] =>
  box === null ? [{ page: null, box: null }] : [{ page, box: [...box] }]
