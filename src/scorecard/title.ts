/** What a card's or map's title says: level, group or organization, year. */
import { CONTINUED_WORDS } from '../language/continued.ts'
import { looksLikeOrganization } from '../language/organization.ts'
import { findRocYear, foldHanYears, YEAR_RANGE } from '../language/roc-year.ts'
import { foldWidth } from '../language/width.ts'
import type { Level } from '../model/provenance.ts'

export interface Title {
  text: string
  level: Level
  group: string | null
  organization: string | null
  rocYear: number | null
}

export interface Headline {
  organization: string
  rocYear: number | null
  /** It says that a document begins: its year, or what it is. A bare name may as well be that of a parent or publisher. */
  isOfDocument: boolean
}

const CARD_WORD = /(?:平\s*衡\s*)?計\s*分\s*卡/u
const MAP_WORD = /策略地圖/u
const YEAR_IN_BRACKETS = /[(（][^()（）]*\d{2,4} ?年[^()（）]*[)）]/gu
const YEAR = /[(（]? ?(?:中華)?(?:民國)? ?\d{2,4} ?年度? ?[)）]?/gu
const DATE = /\d{2,4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?/gu
/** When the card was made or changed, `(112年修正)`, `112年核定本`, is not the year that it is of. */
const REVISION =
  /[(（][^()（）]{0,40}(?:修[正訂]|核定)[^()（）]{0,40}[)）]|\d{2,4} ?年度? ?(?:第.次)?(?:修[正訂]|核定)[^\s()（）]{0,2}/gu
/** `113年度修正版` */
const EDITION = /\d{2,4} ?年度? ?(?=(?:修[正訂]|核定)[版本])/u
const CONTINUED = new RegExp(`[(（]\\s*${CONTINUED_WORDS}\\s*[)）]`, 'gu')
/** `1/2`, `第1頁，共2頁` behind the title. */
const PAGE_COUNT =
  /\s*[(（]?\s*(?:\d{1,3}\s*[/／]\s*\d{1,3}|第\s*\d{1,3}\s*頁[\s,，/／]*(?:共\s*\d{1,3}\s*頁)?)\s*[)）]?\s*$/u
const BRACKETS = /[(（][^()（）]*[)）]/gu
/** Sentences speak of cards and maps, and name none: `註：本平衡計分卡經本會主管會報通過`. */
const SENTENCE =
  /^[(（【]?[*※]|^[(（【]?[備附]?註|^說明|^本(?:平衡)?計分卡|^依|。|計分卡[^()（）]{0,40}經[^()（）]{0,40}(?:通過|核定|核備|備查)/u

export const isCardTitle = (text: string): boolean => CARD_WORD.test(text) && !isSentence(text)
export const isMapTitle = (text: string): boolean => MAP_WORD.test(text.replace(/\s/gu, '')) && !isSentence(text)

const isSentence = (text: string): boolean => SENTENCE.test(text.replace(/\s/gu, ''))

/** `發展文化多元 C 組 府級平衡計分卡 (111年)` → city card of that group, 111. */
export function readCardTitle(title: string): Title {
  const text = squeeze(title.replace(CONTINUED, '')).replace(PAGE_COUNT, '').trim()
  const rocYear = findOwnYear(text)
  const words = withoutYear(text)
  const parts = words.split(CARD_WORD).map((part) => part.trim())
  const name = parts.join('')
  const group = groupIn(name)
  if (group !== null) return { text, level: 'city', group: emptyToNull(group), organization: null, rocYear }
  const [before, ...behind] = parts.map((part) => organizationIn(part.replace(ENUMERATOR, '')))
  const organization = emptyToNull([before ?? '', ...behind].find(namesOrganization) ?? before)
  return { text, level: 'agency', group: null, organization, rocYear }
}

/** `發展文化多元C組 府級`, `發展文化多元C組` → 發展文化多元C組; '' where it has no name, null for an agency. */
export function groupIn(name: string): string | null {
  const match = /^(.*?)\s*(?:府級|跨局處|市級|縣級)/u.exec(name) ?? /^(.*組)$/u.exec(name)
  return match?.[1] ?? null
}

/** `附件一、`, `表2`, `二、` before the title. */
const ENUMERATOR =
  /^(?:附[件表][一二三四五六七八九十\d]{0,3}|表[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十\d]{1,3}(?=[、.]))[、.:：\s]*/u
/** `局處平衡計分卡：文化局`: the kind, not the one. */
const KIND_OF_ORGANIZATION = /^各?(?:局處|機關|單位|科室)$/u

const namesOrganization = (text: string): boolean => looksLikeOrganization(text) && !KIND_OF_ORGANIZATION.test(text)

/** `臺北市政府客家事務委員會111年策略地圖` → that organization, 111. */
export function readMapTitle(title: string): Pick<Title, 'organization' | 'rocYear'> {
  const organization = emptyToNull(organizationIn(withoutYear(title).replace(/策略地圖.*$/u, '')))
  return { organization, rocYear: findOwnYear(title) }
}

/** A line that names an agency, and nothing but a document or a year beside it: `臺北市政府交通局 111年度策略績效管理表`. */
export function readHeadline(line: string): Headline | null {
  const text = squeeze(line)
  if (text.length > LONGEST_HEADLINE || NO_HEADLINE.test(text) || isSentence(text)) return null
  const words = withoutYear(text)
  const organization = emptyToNull(organizationIn(words))
  const rocYear = findOwnYear(text)
  if (organization === null || !looksLikeOrganization(organization) || OF_MANY.test(organization)) return null
  const isAgency = PUBLIC_BODY.test(organization) || (rocYear !== null && AGENCY.test(organization))
  const isOfDocument = rocYear !== null || OF_A_DOCUMENT.test(words.slice(organization.length))
  return isAgency ? { organization, rocYear, isOfDocument } : null
}

/** Reasoned: the longest title of the practice documents has 23 characters. */
const LONGEST_HEADLINE = 50
/** A label, or who made the table. */
const NO_HEADLINE = /[:：]|製表|[編印]製|列印/u
/** The city as a whole, its council, or all of its bodies. */
const OF_MANY = /(?:政府|公所|議會)$|各|所屬|一級|機關/u
/** It begins the line: `製表機關 臺北市政府主計處` names no other card. */
const PUBLIC_BODY = /^\p{Script=Han}{2,5}(?:政府|公所|議會)/u
/** Not its units, 科 and 室: their rows may be sections of one card. */
const AGENCY = /^\p{Script=Han}+(?:[局署部院]|委員會)$/u

/**
 * The organization of a title without its year: as far as the name goes where words of a document follow it,
 * `臺北市政府文化局 執行成果表`.
 */
function organizationIn(words: string): string {
  const text = squeeze(
    words.replace(BRACKETS, (inside) => (looksLikeOrganization(inside.slice(1, -1).trim()) ? inside : ' ')),
  )
  if (text.length > LONGEST_HEADLINE || looksLikeOrganization(text)) return text
  const ends = Array.from({ length: text.length }, (_, at) => at + 1).filter(
    (end) => looksLikeOrganization(text.slice(0, end)) && OF_A_DOCUMENT.test(text.slice(end)),
  )
  const end = ends.findLast((one) => text[one] === ' ') ?? ends.at(-1)
  return end === undefined ? text : text.slice(0, end)
}

/** Words for what a document is. */
const OF_A_DOCUMENT = /計[畫劃]|成果|績效|目標|指標|報告|年度|彙編|管理|[修訂]正|修訂|草案|初稿|[表版冊]$|暨|施政/u

/** The years of a plan, `112-115年`, and of a revision are not the card's; that of an edition is where there is no other. */
function findOwnYear(text: string): number | null {
  const undated = foldHanYears(foldWidth(text)).replace(YEAR_RANGE, ' ').replace(DATE, ' ')
  return findRocYear(undated.replace(REVISION, ' ')) ?? findRocYear(EDITION.exec(undated)?.[0] ?? '')
}

/** Of a title that names no other year that of its revision, `平衡計分卡(112年修正)`. */
export const findRevisionYear = (title: string): number | null =>
  findRocYear(foldHanYears(foldWidth(title)).replace(YEAR_RANGE, ' '))

const withoutYear = (text: string): string =>
  [YEAR_IN_BRACKETS, YEAR_RANGE, DATE, YEAR].reduce(
    (rest, years) => squeeze(rest.replace(years, ' ')),
    squeeze(foldHanYears(text)),
  )

/** One space for many: the patterns above would try every way to divide a run of them. */
const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim()

const emptyToNull = (text: string | undefined): string | null => {
  const trimmed = text?.replace(/^[\s\-－:：]+|(?<![\s\-－:：])[\s\-－:：]+$/gu, '') ?? ''
  return trimmed === '' ? null : trimmed
}
