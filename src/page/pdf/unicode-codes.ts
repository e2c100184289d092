/** Codes that are text themselves. */
import type { PdfFont } from './library.ts'

/** Predefined maps of the kind `UniCNS-UTF16-H` (ISO 32000-1, table 118) know all codes of two bytes but surrogates. */
const CODES_OF_TWO_BYTES = [0, 0xd7ff, 0xe000, 0xffff]
/**
 * Share of the codes that pdf.js takes for themselves: 0.71 to 0.99 where map and font are of one collection, at most 0.01 where
 * not (ten pairs of the four collections).
 */
const LEAST_SHARE = 0.5

/**
 * Are the codes of a font UTF-16, though pdf.js reads others out of them? It takes the numbers of the map for those of
 * the font's own character collection: ReportLab gives MSung-Light (CNS1) `UniGB-UCS2-H`, a map of the collection GB1.
 */
export function hasMisreadUnicodeCodes({ cMap, toUnicode }: PdfFont): boolean {
  if (!cMap?.builtInCMap || !toUnicode || toUnicode.firstChar !== undefined) return false
  const ofTwoBytes = cMap.codespaceRanges[1] ?? []
  if (ofTwoBytes.join() !== CODES_OF_TWO_BYTES.join()) return false
  let all = 0
  let same = 0
  toUnicode.forEach((code, point) => {
    all += 1
    if (Number(code) === point) same += 1
  })
  return same < LEAST_SHARE * all
}

/** The text of a code of two bytes, or of four: a pair of surrogates. */
export const textOfCode = (code: number): string =>
  code > 0xffff ? String.fromCharCode(code >>> 16, code & 0xffff) : String.fromCharCode(code)
