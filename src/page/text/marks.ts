/** The marks of HTML and Markdown in a line or cell of text. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }

/** Text without marks: `<u>學習成長</u>` → `學習成長`, `<br>` a space, a comment nothing. */
export const takeMarksOff = (text: string): string =>
  text
    .replace(/<br\s*\/?>/giu, ' ')
    .replace(/<!--.*?-->/gu, '')
    .replace(/<\/?(?:html|body|div|center|figure|u|b|i|em|strong|span|sup|sub|p|font)\b[^<>]*>/giu, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\*\*(.+?)\*\*/gu, '$1')
    .replace(/^#{1,6}\s+/u, '')
    .trim()
