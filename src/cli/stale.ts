/** A correction that was not applied, as a person at the terminal is told of it. */
import type { StaleCorrection } from '../model/correction.ts'
import type { Place } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'

interface Words {
  card(number: number): string
  /** Between the parts of a place. */
  comma: string
  nothing: string
  gone: string
  changed(now: string, expected: string): string
  unfit(value: string): string
  sentence(id: string, by: string, place: string, why: string): string
}

const words: Record<Language, Words> = {
  en: {
    card: (number) => `card ${number}`,
    comma: ', ',
    nothing: 'nothing',
    gone: 'the document has no such place any more',
    changed: (now, expected) => `the print is now ${now}, not ${expected}`,
    unfit: (value) => `its value ${value} is no figure`,
    sentence: (id, by, place, why) =>
      `${id}: a correction by ${by} (${place}) was not applied: ${why}; settle it again in tidycard review`,
  },
  'zh-TW': {
    card: (number) => `第 ${number} 張`,
    comma: '、',
    nothing: '空白',
    gone: '文件中已無此位置',
    changed: (now, expected) => `原件現為 ${now}，而非 ${expected}`,
    unfit: (value) => `其值 ${value} 不是數字`,
    sentence: (id, by, place, why) => `${id}：${by} 的更正（${place}）未套用：${why}；請於 tidycard review 重新決定`,
  },
}

/** `AC1.1.1, card 2, approved 111` */
function wordPlace({ code, card, field, rocYear }: Place, { card: wordCard, comma }: Words): string {
  const figure = [field, rocYear].filter((part) => part !== null).join(' ')
  return [code, card === null ? null : wordCard(card), figure].filter(Boolean).join(comma)
}

/** Lines of a print stand on one line. */
const quote = (print: string | null, { nothing }: Words): string =>
  print === null ? nothing : `"${print.replace(/\s*\n\s*/gu, ' ')}"`

function wordReason({ now, printed, value }: StaleCorrection, language: Words): string {
  if (now === null) return language.gone
  if (now.printed !== printed) return language.changed(quote(now.printed, language), quote(printed, language))
  return language.unfit(quote(value === null ? null : String(value), language))
}

export function wordStale(id: string, stale: StaleCorrection, language: Language): string {
  const spoken = words[language]
  return spoken.sentence(id, stale.by, wordPlace(stale.place, spoken), wordReason(stale, spoken))
}
