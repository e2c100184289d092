/** Names of organisations and their units, as far as their last character tells. */

import { readLeadingCode } from './code.ts'

/** Endings of Taiwanese public bodies and their units (行政院 organisation law terms: 部會署局處室科組隊所中心…). */
const ENDING =
  /(?:部|院|府|會|署|局|處|室|科|組|隊|所|館|股|課|司|廳|團|校|站|場|園|港|社|黨|區公所|中心|公司|大隊|學校|醫院|人事|主計|會計|政風|秘書|單位|機關)$/u

/** `文教推廣組` → true; `辦理客家` → false. */
export const looksLikeOrganization = (name: string): boolean => ENDING.test(name)

const LETTER = /\p{L}/u
/** `每年檢討一次`, `100%`, `3,000元`, `業務完成。` */
const NO_NAME =
  /[。！？；]|每[半]?[年季月週日]|[\d一二三四五六七八九十]{1,6}次$|^[\d.,]+\s*(?:[%％‰次人件場]|[人場]次|[千萬億]?元)$/u

/** Clearly none, where names of many kinds may stand (`全處同仁`, `捷運公司`): a figure, a code, a sentence, how often. */
export const isNoOrganization = (text: string): boolean =>
  !LETTER.test(text) || NO_NAME.test(text) || readLeadingCode(text) !== null
