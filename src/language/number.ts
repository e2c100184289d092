/**
 * Printed figures of Taiwanese public documents: digit groups, decimals, signs (`-5 －5 △5 ▲5 (5)`), full-width forms,
 * 千 萬 億 (also mixed: `7萬0,359`), per cent and per mille, letter O and l among digits, footnote marks after a figure.
 */
import { readMoneyScale } from './money.ts'
import { foldWidth } from './width.ts'

export interface NumberForm {
  kind: 'number'
  value: number
  /** Digits are in groups of three (`12,345`). */
  grouped: boolean
  /** Three decimals behind a group of digits: the point may be a comma's, `1,234.000`. */
  thousandths: boolean
  /** 千, 萬 or 億 were scaled out. */
  scaled: boolean
  /** A letter was read as the digit that it looks like. */
  letters: boolean
}
export type NumberReading = NumberForm | { kind: 'missing' } | { kind: 'malformed' } | { kind: 'text' }

const MISSING = /^(?:[-–—―─−_.…/\\]{1,3}|N\.?\/?A\.?|無|無資料|不適用|尚無資料)$/iu
const NEGATIVE = /^[-–−△▲]/u
const FOOTNOTE = /(?:[*※＊]{1,3}|[¹²³⁴-⁹]+|[①-⑳]|[([]?註\s*\d{0,2}[)\]]?)$/u
const SCALES: Record<string, number> = { 十: 10, 百: 1e2, 千: 1e3, 仟: 1e3, 萬: 1e4, 億: 1e8, 兆: 1e12 }
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const PLAIN = /^(?:\d+(?:\.\d+)?|\.\d+)$/
const THOUSANDTHS = /^[1-9]\d{0,2}(?:,\d{3})*\.\d{3}$/
const NUMERIC = /^[\d.,\s]+$/
/** Figures of more digits are no single ones: they ran together. A double keeps as many (DBL_DIG of IEEE 754 binary64). */
const MOST_DIGITS = 15

/**
 * Reads one figure. Spaces inside a number are not forgiven: joining it is a repair. `suffix`: the unit of the column,
 * which may be printed behind it; the value is in that unit, `538萬` among 千元 5380.
 */
export function readNumber(print: string, suffix = ''): NumberReading {
  let text = foldWidth(print).trim()
  if (text === '' || MISSING.test(text)) return { kind: 'missing' }
  const footnote = FOOTNOTE.exec(text)?.[0] ?? null
  if (footnote !== null) text = text.slice(0, -footnote.length).trim()
  const unit = foldWidth(suffix).trim()
  const without = dropUnit(text, unit)
  text = without.text
  const mark = /[%‰]$/u.exec(text)?.[0] ?? null
  if (mark !== null) text = text.slice(0, -1).trim()
  if (mark !== null && contradicts(mark, unit)) return { kind: 'text' }
  let sign = 1
  const brackets = /^\((.+)\)$/u.exec(text)
  if (brackets?.[1] !== undefined) {
    sign = -1
    text = brackets[1].trim()
  } else if (NEGATIVE.test(text)) {
    sign = -1
    text = text.slice(1).trim()
  } else if (text.startsWith('+')) text = text.slice(1).trim()
  const unlettered = lettersToDigits(text)
  const form = { letters: unlettered !== text, thousandths: THOUSANDTHS.test(unlettered) }
  text = unlettered
  const scaled = readScaled(text)
  // a figure that names its own unit, in that of its column
  const columnScale = unitScale(unit)
  if (scaled !== null)
    return { kind: 'number', value: (sign * scaled) / columnScale, grouped: false, scaled: true, ...form }
  const plain = readPlain(text)
  if (plain !== null) {
    const own = without.own && columnScale !== 1
    // `5.3人次`, `12人次` among 萬人次: no count of persons has decimals, and few are so small beside others in 萬: it may be
    // the column's unit in short
    if (own && !without.money && (!Number.isInteger(plain) || plain < columnScale)) return { kind: 'text' }
    const value = (sign * plain) / (own ? columnScale : 1)
    return { kind: 'number', value, grouped: text.includes(','), scaled: own, ...form }
  }
  if (NUMERIC.test(text) && /\d/.test(text)) return { kind: 'malformed' }
  return { kind: 'text' }
}

/** The scale of the unit of money that the text ends with; null for any other unit, and for money that is not known. */
function moneyScale(unit: string): number | null {
  const scale = unit.endsWith('元') ? readMoneyScale(unit) : null
  return scale === 'unknown' ? null : scale
}

/** `萬人次`, `千度`, `百萬元`: the scale that a unit begins with. */
const SCALE_OF_UNIT = /^(?:[百千]?[萬億]|[千仟兆])(?=\p{Script=Han})/u

/** What one of the unit is: 10000 of `萬人次`, 1 of `人次`. */
const unitScale = (unit: string): number =>
  moneyScale(unit) ??
  [...(SCALE_OF_UNIT.exec(unit)?.[0] ?? '')].reduce((product, name) => product * (SCALES[name] ?? 1), 1)

/** A share, a rate or a degree of something, which may be told in per cent; 度 alone and 千度 are kilowatt hours. */
const PROPORTION = /[%‰率比成倍分/÷]|百分|除以|指[數標]|等級|[^千萬億]度/u
/** A longer text is no unit but a formula that stands for one: it does not tell how its figures are printed. */
const LONGEST_UNIT = 4

/** Can a figure with the mark be none of the unit? `50%` of 元 or 人次, `5‰` of %. */
function contradicts(mark: string, unit: string): boolean {
  if (unit === '' || unit.includes(mark) || MISSING.test(unit)) return false
  return /[%‰]/u.test(unit) || moneyScale(unit) !== null || (unit.length <= LONGEST_UNIT && !PROPORTION.test(unit))
}

/** Words that make of a figure another one: `80以上` is no 80, though a unit may have these words, too. */
const BOUND = /以[上下內外]|左右|減少|增加|未滿|超過|不足/u

/** `3百萬`: two names of one scale. */
const SCALE_ALONE = /^[十百千][萬億兆]$/u

interface WithoutUnit {
  text: string
  /** The cell names another unit than its column, `1,200元` among 千元, `53,800人次` among 萬人次. */
  own: boolean
  money: boolean
}

/**
 * A figure without the unit printed behind it: `12場` of unit 場次, `538萬元`, and `538萬` where the unit is 萬元 itself
 * (the scale then belongs to the unit). Other words stay, so that the print is not taken for a figure: `80以上`.
 */
function dropUnit(text: string, unit: string): WithoutUnit {
  const behind = /(?<=[\d%‰)千萬億])\s*(\p{Script=Han}{1,3})$/u.exec(text)?.[1] ?? ''
  const money = behind.endsWith('元')
  if (behind === '') return { text, own: false, money }
  const rest = text.slice(0, -behind.length).trim()
  // `1億2,345萬` names its scales itself
  const isScaled = /[千萬億兆]/u.test(rest)
  if (!money && SCALES[behind] === undefined && !SCALE_ALONE.test(behind)) {
    const counted = behind.replace(SCALE_OF_UNIT, '')
    if (!unit.includes(counted) || BOUND.test(behind)) return { text, own: false, money }
    if (unitScale(behind) === unitScale(unit) && !isScaled) return { text: rest, own: false, money }
    return { text: text.slice(0, -counted.length).trim(), own: true, money }
  }
  const scale = moneyScale(behind)
  if (money && scale === null && !unit.endsWith(behind)) return { text, own: false, money }
  const isOfUnit = money ? scale === moneyScale(unit) : unit.startsWith(behind)
  if (isOfUnit && !isScaled) return { text: rest, own: false, money }
  return { text: money ? text.slice(0, -1).trim() : text, own: money, money }
}

function readPlain(text: string): number | null {
  if (text.replace(/^0+|\D/gu, '').length > MOST_DIGITS) return null
  if (PLAIN.test(text)) return Number(text)
  if (GROUPED.test(text)) return Number(text.replaceAll(',', ''))
  return null
}

/** `538萬` → 5380000, `7萬0,359` → 70359, `1億2,345萬` → 123450000; null without a scale or out of order. */
function readScaled(text: string): number | null {
  if (!/[千萬億兆]/u.test(text)) return null
  let rest = text
  let total = 0
  let ceiling = Number.POSITIVE_INFINITY
  while (rest !== '') {
    const part = /^([\d.,]+)([十百千]?[萬億兆]|千)?/u.exec(rest)
    if (part?.[1] === undefined) return null
    // `7萬0,359`: behind a scale a figure has its zeros
    const figure = readPlain(part[1].replace(/^[0,]+(?=\d)/, '')) ?? readPlain(part[1])
    if (figure === null) return null
    const scale = [...(part[2] ?? '')].reduce((product, name) => product * (SCALES[name] ?? 1), 1)
    if (scale >= ceiling || figure * scale >= ceiling) return null
    // `12萬3` may be 120,003 or, as people say it, 123,000
    if (scale === 1 && Number.isFinite(ceiling) && part[1].length === 1) return null
    total += figure * scale
    ceiling = scale
    rest = rest.slice(part[0].length).trim()
    if (scale === 1 && rest !== '') return null
  }
  return total < 10 ** MOST_DIGITS ? Math.round(total * 1e6) / 1e6 : null
}

/** Letters that look like digits are read as such only where digits surround them: `1O,5OO`, `l2,000`. */
function lettersToDigits(text: string): string {
  if (!/[OoＯlI|]/u.test(text) || !/^[\dOolI|.,\s]+$/u.test(text) || !/\d/.test(text)) return text
  return text.replace(/[Oo]/g, '0').replace(/[lI|]/g, '1')
}

export interface NumberAlternative {
  /** Canonical grouped form, e.g. `14,004,000`. */
  text: string
  value: number
  how: 'digits-kept' | 'digit-dropped'
}

/**
 * Sound readings of a malformed figure: all digits kept and grouped anew, and, where a group is too long, each digit of
 * that group dropped. A group that is too short lost a digit nobody can know: only evidence from elsewhere can tell it
 * (see `differsByOneDigit`).
 */
export function listNumberAlternatives(print: string): NumberAlternative[] {
  const printed = lettersToDigits(foldWidth(print).trim()).replace(/\s+/gu, '')
  // `1.234.000`, `1.234,000`: points between groups
  const commas = printed.replaceAll('.', ',')
  const text = GROUPED.test(commas) ? commas : printed
  const match = /^([-–−△▲(]?)([\d,]*\d[\d,]*)(\.\d+)?\)?$/u.exec(text)
  if (match?.[2] === undefined) return []
  const sign = match[1] ? -1 : 1
  const decimals = match[3] ?? ''
  const groups = match[2].split(',')
  const alternatives = new Map<string, NumberAlternative>()
  const add = (digits: string, how: NumberAlternative['how']) => {
    const trimmed = digits.replace(/^0+(?=\d)/, '')
    const value = sign * Number(trimmed + decimals)
    const grouped = (sign < 0 ? '-' : '') + groupDigits(trimmed) + decimals
    if (Number.isSafeInteger(Math.trunc(value)) && !alternatives.has(grouped))
      alternatives.set(grouped, { text: grouped, value, how })
  }
  add(groups.join(''), 'digits-kept')
  const long = groups.findIndex((group) => group.length > 3)
  if (long >= 0 && groups.length > 1) {
    const group = groups[long] ?? ''
    for (let at = 0; at < group.length; at++) {
      const shorter = [...groups]
      shorter[long] = group.slice(0, at) + group.slice(at + 1)
      add(shorter.join(''), 'digit-dropped')
    }
  }
  return [...alternatives.values()]
}

/** A group after the first that is too short: `8,83,000` lost a digit. */
export const lostDigit = (print: string): boolean =>
  foldWidth(print)
    .trim()
    .split('.')[0]
    ?.split(',')
    .slice(1)
    .some((group) => group.replace(/\D/g, '').length < 3) ?? false

/** `14004000` → `14,004,000` */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** Can the value's digits become the print's by adding or dropping exactly one digit? */
export function differsByOneDigit(print: string, value: number): boolean {
  const printed = foldWidth(print).replace(/\D/g, '')
  const digits = String(Math.abs(value)).replace(/\D/g, '')
  const [long, short] = printed.length > digits.length ? [printed, digits] : [digits, printed]
  if (long.length !== short.length + 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at) === long.slice(at + 1)
}

/** A number for people and data files: shortest form, no exponent. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value)
}

/** A number for sentences: `14004000` → `14,004,000`, `12.98` as it is. */
export function showNumber(value: number): string {
  const [whole, decimals] = formatNumber(Math.abs(value)).split('.')
  return (value < 0 ? '-' : '') + groupDigits(whole ?? '') + (decimals === undefined ? '' : `.${decimals}`)
}
