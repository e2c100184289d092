import type { Page } from '../model/page.ts'

/** A page that could not be read: nothing on it, and the reason why. */
export function failedPage(
  number: number,
  reader: Page['reader'],
  code: 'damaged' | 'limit-exceeded',
  detail: string,
): Page {
  return {
    number,
    width: 0,
    height: 0,
    reader,
    runs: [],
    rulings: [],
    fills: [],
    images: [],
    rows: [],
    problems: [{ code, detail }],
    glyphs: { visible: 0, hidden: 0 },
  }
}
