/** The four perspectives of a balanced scorecard (Kaplan and Norton, 1992) as the print names them. */
import type { Perspective } from '../model/scorecard.ts'

const WORDS: readonly [RegExp, Perspective][] = [
  [/顧客|客戶|民眾/u, 'customer'],
  [/內部流程|內部程序|流程/u, 'internal_process'],
  [/學習與?成長/u, 'learning_growth'],
  [/財務/u, 'financial'],
]
const LETTERS: Record<string, Perspective> = {
  C: 'customer',
  P: 'internal_process',
  L: 'learning_growth',
  F: 'financial',
}
/** A section row holds little more than the perspective's name: `學習成長構面`, `一、顧客構面`, `顧客 構面 C`. */
const LONGEST_LABEL = 12

/** The perspective that a short label names, `內部流程` or `財務構面 F`; null for other text. */
export function readPerspective(label: string): Perspective | null {
  const text = label.replace(/\s/gu, '')
  if (text.length > LONGEST_LABEL || /\d\.\d/.test(text)) return null
  return WORDS.find(([word]) => word.test(text))?.[1] ?? null
}

/** `CC1` → customer: the second letter of a code. */
export const perspectiveOfCode = (code: string): Perspective | null => LETTERS[code[1] ?? ''] ?? null
