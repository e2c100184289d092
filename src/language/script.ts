/** Which script a character belongs to, as far as line breaking cares (UAX #14: ideographs break anywhere). */

const HAN = /\p{Script=Han}/u
const CJK_PUNCTUATION = /[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65·‧・—…]/u

export const isHan = (character: string): boolean => HAN.test(character)

/** Han characters and the punctuation set with them: no space is ever wanted at a line break beside one. */
export const isCjk = (character: string): boolean => HAN.test(character) || CJK_PUNCTUATION.test(character)

const MIDDLE_DOTS = /[·‧・•∙⋅]/u
export const isMiddleDot = (character: string): boolean => MIDDLE_DOTS.test(character)

/** Text for comparing: compatibility forms folded (NFKC), white space gone. */
export const comparable = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '')
