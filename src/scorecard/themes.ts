/** Themes of a strategy map: a letter and a name each. */
import { comparable } from '../language/script.ts'
import { foldWidth } from '../language/width.ts'
import { joinLines } from '../language/wrap.ts'
import type { Line, Table } from '../model/table.ts'
import { objectiveCodesIn } from './map-codes.ts'
import { type MapText, mapText, textOf } from './map-text.ts'
import { readPerspective } from './perspective.ts'
import type { StatementPrint } from './statements.ts'

export interface Theme extends StatementPrint {
  kind: 'theme'
  code: string
  name: string
}

/** The themes that the table of a map names in the row of its label. */
export function readThemes(table: Table): Theme[] {
  const label = table.cells.find((cell) => /策略主題|^主題$/u.test(comparable(textOf(cell.lines))))
  const candidates = table.cells.filter(
    (cell) =>
      objectiveCodesIn(textOf(cell.lines)).length === 0 &&
      cell !== label &&
      readPerspective(textOf(cell.lines).replace(/[A-Z\s]/g, '')) === null &&
      (label === undefined || cell.row === label.row),
  )
  return candidates.flatMap((cell) => {
    const theme = readTheme(cell.lines)
    return theme === null ? [] : [{ ...theme, kind: 'theme' as const, ...mapText(cell) }]
  })
}

/** Fewer texts of a letter that objectives have and a name are no row of themes; reasoned: a map of one theme names none. */
const FEWEST_DRAWN = 2

/** `A 級服務`, `B 型企業` */
const GRADE = /^[級型類等]/u

/**
 * The themes of a map that is drawn, with a box for each: `A 培育多元人才`, `B 營造優質校園`. Values and lines of a mission may
 * look like them. `letters`: those that the map's objectives have, some of which no theme may have, or the other way round.
 */
export function readDrawnThemes(texts: readonly MapText[], letters: ReadonlySet<string | null>): Theme[] {
  const themes = texts.map((text) => {
    const theme = isOfMap(text) ? null : readTheme(text.lines)
    return theme === null || GRADE.test(theme.name) ? null : { ...theme, kind: 'theme' as const, ...text }
  })
  const found = themes.filter((theme) => theme !== null)
  const codes = new Set(found.map(({ code }) => code))
  const ofObjectives = found.filter(({ code }) => letters.has(code))
  // below them the map goes on
  const standInMap = texts.every((_, at) => {
    const next = texts[at + 1]
    return themes[at] === null || (next !== undefined && (themes[at + 1] !== null || isOfMap(next)))
  })
  return ofObjectives.length >= FEWEST_DRAWN && codes.size === found.length && standInMap ? found : []
}

/** Is the text one of objectives, or the label of a perspective, `顧客構面 C`? */
function isOfMap({ lines }: MapText): boolean {
  const text = textOf(lines)
  return objectiveCodesIn(text).length > 0 || readPerspective(text.replace(/[A-Z\s]/g, '')) !== null
}

/** `打造客家語言友善環境 A` or `A 活化文化資產` → its letter and name. */
function readTheme(lines: readonly Line[]): { code: string; name: string } | null {
  const text = foldWidth(joinLines(lines)).trim()
  const match =
    /^(?<name>\P{Script=Latin}.*?)\s*[(（]?(?<code>[A-Z])[)）]?$/u.exec(text) ??
    /^[(（]?(?<code>[A-Z])[)）]?\s*[.、:：]?\s*(?<name>\P{Script=Latin}.*)$/u.exec(text)
  const { code, name } = match?.groups ?? {}
  return code === undefined || name === undefined ? null : { code, name: name.trim() }
}
