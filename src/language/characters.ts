/** Characters that say nothing of a print, and what stands for them. */

/** What stands for a character that is not known. */
export const UNKNOWN = '\ufffd'

/** Private use, surrogate halves, control characters, noncharacters, the replacement character: nothing to read. */
export const MEANINGLESS = /[\p{Co}\p{Cs}\p{Cc}\p{Cn}\ufffd]/u

/** Ends of lines and cells within a row: what word processors and spreadsheets keep a new line inside a cell by. */
const BREAK = /[\v\u0085\u2028\u2029]/gu
/** Soft hyphens, joiners, marks of direction and of byte order. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu
/** The bullet of Word's lists, the same sign in Symbol and Wingdings. */
const LIST_BULLET = '\uf0b7'
const UNPRINTED = /(?![\t\n\f\r])[\p{Co}\p{Cs}\p{Cc}\p{Cn}]/gu

/** A text file as it would be printed: tabs and ends of lines and pages stay, what says nothing is `UNKNOWN`. */
export const asPrinted = (text: string): string =>
  text
    .replace(BREAK, ' ')
    .replace(INVISIBLE, '')
    .replace(UNPRINTED, (character) => (character === LIST_BULLET ? '•' : UNKNOWN))
    .normalize('NFC')
