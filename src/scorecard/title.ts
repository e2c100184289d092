/** What a card's or map's title says: level, group or organization, year. */
import { findRocYear } from '../language/roc-year.ts'
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
const YEAR = /[(（][^()（）]*\d{2,4}\s*年[^()（）]*[)）]|[(（]?\s*(?:中華)?(?:民國)?\s*\d{2,4}\s*年度?\s*[)）]?/gu
const CONTINUED = /[(（]\s*(?:續|續前頁|接續|延續)\s*[)）]/gu

export const isCardTitle = (text: string): boolean => CARD_WORD.test(text.replace(/\s/gu, ''))
export const isMapTitle = (text: string): boolean => MAP_WORD.test(text.replace(/\s/gu, ''))

/** `發展文化多元 C 組 府級平衡計分卡 (111年)` → city card of that group, 111. */
export function readCardTitle(title: string): Title {
  const text = title.replace(CONTINUED, '').replace(/\s+/gu, ' ').trim()
  const rocYear = findRocYear(text)
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
  return { organization, rocYear: findRocYear(title) }
}

const withoutYear = (text: string): string => text.replace(YEAR, ' ').replace(/\s+/gu, ' ').trim()

const emptyToNull = (text: string | undefined): string | null => {
  const trimmed = text?.replace(/^[\s\-－:：]+|[\s\-－:：]+$/gu, '') ?? ''
  return trimmed === '' ? null : trimmed
}
