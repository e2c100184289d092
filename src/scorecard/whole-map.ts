/** A strategy map of several tables with the notes around them, as one. */
import type { Field, Finding } from '../model/draft.ts'
import type { StrategyMap } from '../model/scorecard.ts'
import type { Note, Table } from '../model/table.ts'
import { readMap } from './strategy-map.ts'
import { isMapTitle, readMapTitle } from './title.ts'

/** What belongs to one map, in printed order; `title` is '' where none is printed. */
export interface MapParts {
  title: string
  notes: Note[]
  tables: Table[]
  /** How many of the notes stand above the last table. */
  notesAbove: number
}

/** null where the parts hold neither an objective nor a statement. */
export function readWholeMap({ title, notes, tables }: MapParts): {
  map: StrategyMap | null
  fields: Field[]
  findings: Finding[]
} {
  const isPrint =
    notes.some((note) => note.box !== null) || tables.some((table) => table.cells.some((cell) => cell.box !== null))
  const texts = notes.filter((note) => !note.lines.some((line) => isMapTitle(line.text)))
  const parts = (tables.length === 0 ? [null] : tables).map((table, at) =>
    readMap(table, at === 0 ? texts : [], isPrint ? 'print' : 'rows'),
  )
  const map: StrategyMap = {
    ...readMapTitle(title),
    title: title === '' ? null : title.trim(),
    statements: parts.flatMap(({ map }) => map.statements),
    themes: parts.flatMap(({ map }) => map.themes),
    objectives: parts.flatMap(({ map }) => map.objectives),
  }
  const isEmpty = map.objectives.length === 0 && map.statements.length === 0
  return {
    map: isEmpty ? null : map,
    fields: parts.flatMap(({ fields }) => fields),
    findings: parts.flatMap(({ findings }) => findings),
  }
}
