/** What a card's or map's title says: level, group or organization, year. */
import { findRocYear, YEAR_RANGE } from '../language/roc-year.ts'
import { foldWidth } from '../language/width.ts'
import type { Level } from '../model/provenance.ts'

export interface Title {
  text: string
  level: Level
  group: string | null
  organization: string | null
  rocYear: number | null
}

const CARD_WORD = /(?:平衡)?計分卡/u
const MAP_WORD = /策略地圖/u
const YEAR_IN_BRACKETS = /[(（][^()（）]*\d{2,4} ?年[^()（）]*[)）]/gu
const YEAR = /[(（]? ?(?:中華)?(?:民國)? ?\d{2,4} ?年度? ?[)）]?/gu
const CONTINUED = /[(（]\s*(?:續|續前頁|接續|延續)\s*[)）]/gu

export const isCardTitle = (text: string): boolean => CARD_WORD.test(text.replace(/\s/gu, ''))
export const isMapTitle = (text: string): boolean => MAP_WORD.test(text.replace(/\s/gu, ''))

/** `發展文化多元 C 組 府級平衡計分卡 (111年)` → city card of that group, 111. */
export function readCardTitle(title: string): Title {
  const text = title.replace(CONTINUED, '').replace(/\s+/gu, ' ').trim()
  const rocYear = findOwnYear(text)
  const name = withoutYear(text)
    .replace(/(?:平衡)\s*計分卡|計分卡/gu, '')
    .trim()
  const city = /^(.*?)\s*(?:府級|跨局處|市級|縣級)/u.exec(name) ?? /^(.*組)$/u.exec(name)
  if (city !== null) return { text, level: 'city', group: emptyToNull(city[1]), organization: null, rocYear }
  return { text, level: 'agency', group: null, organization: emptyToNull(name), rocYear }
}

/** `臺北市政府客家事務委員會111年策略地圖` → that organization, 111. */
export function readMapTitle(title: string): Pick<Title, 'organization' | 'rocYear'> {
  const organization = emptyToNull(
    withoutYear(title)
      .replace(/策略地圖.*$/u, '')
      .trim(),
  )
  return { organization, rocYear: findOwnYear(title) }
}

/** The years of a plan, `112-115年`, are not the card's. */
const findOwnYear = (text: string): number | null => findRocYear(foldWidth(text).replace(YEAR_RANGE, ' '))

const withoutYear = (text: string): string =>
  [YEAR_IN_BRACKETS, YEAR_RANGE, YEAR].reduce((rest, years) => squeeze(rest.replace(years, ' ')), squeeze(text))

/** One space for many: the patterns above would try every way to divide a run of them. */
const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const emptyToNull = (text: string | undefined): string | null => {
  const trimmed = text?.replace(/^[\s\-－:：]+|(?<![\s\-－:：])[\s\-－:：]+$/gu, '') ?? ''
  return trimmed === '' ? null : trimmed
}
