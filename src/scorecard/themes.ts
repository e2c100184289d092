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

/** Fewer texts of a letter and a name are no row of themes; reasoned: a map of one theme names none. */
const FEWEST_DRAWN = 2

/** The themes of a map that is drawn, with a box for each: `A 培育多元人才`, `B 營造優質校園`. */
export function readDrawnThemes(texts: readonly MapText[]): Theme[] {
  const themes = texts.flatMap((text) => {
    const theme = objectiveCodesIn(textOf(text.lines)).length > 0 ? null : readTheme(text.lines)
    return theme === null ? [] : [{ ...theme, kind: 'theme' as const, ...text }]
  })
  const codes = new Set(themes.map(({ code }) => code))
  return themes.length >= FEWEST_DRAWN && codes.size === themes.length ? themes : []
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
