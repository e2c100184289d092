/**
 * Codes of a balanced scorecard: objective `CC1`, KPI `CC1.2`, action plan `CC1.2.1`: theme letter, perspective letter
 * (C customer, P internal process, L learning and growth, F financial), then numbers.
 */
import { foldWidth } from './width.ts'

export interface LeadingCode {
  /** Canonical form, e.g. `CC1.2.1` */
  code: string
  /** The code as printed, e.g. `ＣＣ１．２．１` */
  printed: string
  /** What follows the code, trimmed. */
  rest: string
}

const LEADING =
  /^\s*([A-Z])\s?([CPLF])\s?(\d{1,2}(?!\d))((?:\s?\.\s?\d{1,2}(?!\d)){0,2})(?!\s?\.\s?\d)\s*(?:[、:：.]|[-–—](?!\s*[A-Z\d]))?\s*/u

/** Reads the code that a cell's text begins with; null where it begins with none. */
export function readLeadingCode(text: string): LeadingCode | null {
  const folded = foldWidth(text).replace(/[．‧·]/gu, '.')
  const match = LEADING.exec(folded)
  if (match === null) return null
  const code = `${match[1]}${match[2]}${match[3]}${match[4]}`.replace(/\s/gu, '')
  // Folding keeps the number of UTF-16 units, so positions hold in the unfolded text too.
  return { code, printed: text.slice(0, match[0].length).trim(), rest: text.slice(match[0].length).trim() }
}

/** The codes of KPIs and plans anywhere in a text. */
export const codesWithin = (text: string): string[] =>
  foldWidth(text).match(/(?<![A-Za-z\d])[A-Z][CPLF]\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.]*\d)/gu) ?? []

/** 1 objective, 2 KPI, 3 action plan. */
export const codeDepth = (code: string): number => code.split('.').length

/** `CC1.2.1` → `CC1.2`; an objective has no parent. */
export function parentCode(code: string): string | null {
  const at = code.lastIndexOf('.')
  return at < 0 ? null : code.slice(0, at)
}

/** The code that a child printed without one takes: `CC1.2` with the children CC1.2.1 and CC1.2.2 → `CC1.2.3`. */
export function nextCode(parent: string, codes: readonly string[]): string {
  const numbers = codes.filter((code) => parentCode(code) === parent).map((code) => Number(code.split('.').at(-1)))
  return `${parent}.${Math.max(0, ...numbers) + 1}`
}

/** `CC1.2.1` → `CC1` */
export const objectiveOf = (code: string): string => code.split('.')[0] ?? code

/** The code as an objective, KPI or plan code of the depth wanted; null where it is of another depth. */
export const ofDepth = (code: LeadingCode | null, depth: number): LeadingCode | null =>
  code !== null && codeDepth(code.code) === depth ? code : null
