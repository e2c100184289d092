/** What ends a card: a headline above a header, which no 計分卡 makes a title, of another agency or year, or a map of another. */
import { codeDepth, readLeadingCode } from '../language/code.ts'
import { foldName } from '../language/fold-name.ts'
import { joinLines } from '../language/wrap.ts'
import type { CardTable } from '../model/draft.ts'
import type { Card, StrategyMap } from '../model/scorecard.ts'
import type { Table } from '../model/table.ts'
import { groupIn, type Headline } from './title.ts'

/** `headerRows`: rows of the table below the headline that are its header. */
export function beginsOtherCard(
  { rocYear, organization, isOfDocument }: Headline,
  open: { card: Card; table: CardTable },
  table: Table,
  headerRows: number,
): boolean {
  const { card } = open
  const isSameYear = rocYear === null || card.rocYear === null || rocYear === card.rocYear
  if (isSameYear && (card.organization === null || isOfOneName(organization, card.organization))) return false
  return isOfDocument || beginsAnew(table, headerRows, open.table)
}

/** Is a strategy map of another than the card? One without a name may be of any agency. */
export function isMapOfOther(map: StrategyMap, { level, group, organization }: Card): boolean {
  if (level !== 'city') return map.organization !== null && !isOfOneName(map.organization, organization ?? '')
  const other = groupIn(map.organization ?? '')
  return other === null || !isOfOneName(other, group ?? '')
}

/** Does the table's first objective have a code that the card has had before its last one? */
function beginsAnew(table: Table, headerRows: number, open: CardTable): boolean {
  const objectivesIn = (texts: readonly string[]) =>
    texts.flatMap((text) => {
      const code = readLeadingCode(text)?.code
      return code !== undefined && codeDepth(code) === 1 ? [code] : []
    })
  const body = table.cells.filter(({ row }) => row >= headerRows)
  const [first] = objectivesIn(body.map((cell) => joinLines(cell.lines)))
  const known = objectivesIn(open.rows.flatMap(({ cells }) => cells.filter(({ own }) => own).map(({ raw }) => raw)))
  return first !== undefined && first !== known.at(-1) && known.includes(first)
}

/** `文化局` and 臺北市文化局 are 臺北市政府文化局. */
function isOfOneName(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((name) => foldName(name).replaceAll('政府', ''))
  return a !== '' && b !== '' && (a.endsWith(b) || b.endsWith(a))
}
