/** Notes that end a page whatever goes on over it. */
import { heightOf } from '../geometry/box.ts'
import { median } from '../geometry/cluster.ts'
import type { PageNote, PageTable } from './page-table.ts'

/** `* …`, `註：…`, `資料來源：…` */
const MARKED = /^\s*(?:[*＊※†]|[(（]?(?:備?註|附註|說明|資料來源)[\d一二三四五六七八九十]*[)）]?\s*[:：])/u
/** `2 依主計處核定之定義`, `1. …`, `(1) …`. No figure (`12.5`) or year begins one. */
const NUMBERED = /^\s*[(（[]?\d{1,2}[)）\]]?[.．、]?(?![\d年月日/%‰.,．，])/u
/** As the next title may, which an organization or a document ends: `2.教育局平衡計分卡(111年)`, `2、文化組`. */
const TITLE = /(?:[卡表圖冊局處會署組科室院所]|年度?)\s*(?:[(（][^()（）]*[)）])?\s*$|計分卡/u
const SENTENCE = /。\s*$/u
/** A footnote is set in less than this share of the size of the table's text; reasoned: no title is. */
const SMALL_SHARE = 0.95

/** A number alone makes a note no footnote: titles have them too. */
export function isFootnote(note: PageNote, table: PageTable): boolean {
  const text = note.lines[0]?.text ?? ''
  if (note.box === null) return false
  if (MARKED.test(text)) return true
  if (!NUMBERED.test(text) || note.lines.some((line) => TITLE.test(line.text))) return false
  return SENTENCE.test(note.lines.at(-1)?.text ?? '') || isSmall(note, table)
}

function isSmall(note: PageNote, table: PageTable): boolean {
  const [own, others] = [note.lines, table.cells.flatMap((cell) => cell.lines)].map((lines) =>
    lines.flatMap(({ box }) => (box === null ? [] : [heightOf(box)])),
  )
  return own !== undefined && others !== undefined && Math.max(...own) < SMALL_SHARE * median(others)
}
