/** The four perspectives of a balanced scorecard (Kaplan and Norton, 1992) as the print names them. */
import type { Finding, RowCell } from '../model/draft.ts'
import type { Card, Perspective } from '../model/scorecard.ts'
import { placeIn } from './place.ts'

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
/** Without spaces, which a narrow column or a spread heading has between all characters: what a section row may hold beside the perspective's name: `學習成長構面`, `一、顧客構面`, `顧客 構面 C`, `財務面(10%)`. */
const BESIDE =
  /顧客|客戶|民眾|市民|員工|組織|內部|業務|作業|流程|程序|學習|成長|財務|構面|面向|層面|面|權重|與|及|和|暨|續|[A-Z]|[一二三四五六七八九十\d]|[\p{P}\p{S}]/gu

/** A label that says 構面 may go on: `顧客構面（以客為尊）`. It holds little more than the name. */
const NAMED =
  /^[\p{P}\p{S}\d一二三四五六七八九十A-Z]*(?:顧客|客戶|民眾|內部|業務|流程|程序|學習|成長|財務|員工|與|及|和)+(?:構面|面向|層面)/u
const LONGEST_LABEL = 12
/** Of text cells read with at least this confidence 2 in 100 are wrong, below it 22. */
const SURE = 0.9

/** The perspective that a label names, `內部流程` or `財務構面 F`; null for text that says anything else: `簡化作業流程`. */
export function readPerspective(label: string): Perspective | null {
  const text = label.replace(/\s/gu, '')
  const isLabel = text.replace(BESIDE, '') === '' || (text.length <= LONGEST_LABEL && NAMED.test(text))
  if (!isLabel || /\d\.\d/.test(label)) return null
  return WORDS.find(([word]) => word.test(text))?.[1] ?? null
}

/**
 * What a label is that names none of the four: another perspective, `創新構面`, or a short text of a scan that its readers were
 * not sure of; null for what is no label. Either ends the perspective above it.
 */
export function readOtherLabel(label: string, confidence: number): 'other' | 'unread' | null {
  const text = label.replace(/\s/gu, '')
  if (text === '' || text.length > LONGEST_LABEL) return null
  if (confidence < SURE) return 'unread'
  return /(?:構面|面向|層面)$/u.test(text) ? 'other' : null
}

/** `CC1` → customer: the second letter of a code. */
export const perspectiveOfCode = (code: string): Perspective | null => LETTERS[code[1] ?? ''] ?? null

/** The label is no value of a record: nothing else would tell that nobody could read it. */
export const tellLabel = (card: Card | null, { raw, pieces }: RowCell, confidence: number): Finding => ({
  rule: 'ocr-uncertain',
  place: { ...placeIn(card, null), field: 'perspective' },
  parameters: { printed: raw, confidence: confidence.toFixed(2) },
  printed: raw,
  taken: null,
  candidates: [],
  evidence: [],
  pieces,
})
