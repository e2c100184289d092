/** The marks of HTML and Markdown in a line or cell of text. */

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }))

/** `$93.6\%$`: a figure that an extractor took for a formula, with Pandoc's rule for what stands beside the signs; not `$5 $6`. */
const MATH = /\$(?!\s)((?:[\d.,+\-*/()%\s]|\\%)+)(?<!\s)\$(?!\d)/gu
/** A backslash before punctuation, as Markdown (CommonMark 0.31, section 2.4) escapes it. */
const ESCAPED = /\\([!-/:-@[-`{-~])/gu

/** A comment; one without an end reaches to the end of the text, so that the text is gone through once. */
const COMMENT = /<!--.*?(-->|$)/gsu

/** Text with figures as they were printed, not as formulas. */
export const takeMathOff = (text: string): string =>
  text.replace(MATH, (_, figure: string) => figure.replaceAll('\\%', '%'))

/** Text without marks: `<u>學習成長</u>` → `學習成長`, `<br>` a space, a comment nothing. */
export const takeMarksOff = (text: string): string =>
  takeMathOff(text)
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(COMMENT, (whole, end: string) => (end === '' ? whole : ''))
    .replace(/<\/?(?:html|body|div|center|figure|u|b|i|em|strong|span|sup|sub|p|font)\b[^<>]*>/giu, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES.get(name) ?? whole)
    .replace(/\*\*(.+?)\*\*/gu, '$1')
    .replace(/^#{1,6}\s+/u, '')
    .replace(ESCAPED, '$1')
    .trim()
