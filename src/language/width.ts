/** Full-width forms (Unicode block U+FF01–FF5E and the ideographic space) as their ASCII twins. */

const WIDE_FIRST = 0xff01
const WIDE_LAST = 0xff5e
const WIDE_TO_ASCII = 0xfee0

/** `１２，３４５` → `12,345`. Only for numbers and codes: in Chinese text the full-width forms are the right ones. */
export function foldWidth(text: string): string {
  let folded = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= WIDE_FIRST && code <= WIDE_LAST) folded += String.fromCodePoint(code - WIDE_TO_ASCII)
    else if (code === 0x3000) folded += ' '
    else folded += character
  }
  return folded
}

/** Does the text hold a full-width digit, letter, point, comma, sign or per cent mark? */
export function hasWideForm(text: string): boolean {
  return /[０-９Ａ-Ｚａ-ｚ．，％＋－（）]/u.test(text)
}
