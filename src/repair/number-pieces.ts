/** The pieces of a number cell between its spaces and line breaks, and whether each is a number by itself. */
import { readNumber } from '../language/number.ts'
import type { Field } from '../model/draft.ts'

/** `10,600,00 0` → `10,600,00`, `0` */
export const numberPieces = (field: Pick<Field, 'lines'>): string[] =>
  field.lines.flatMap((line) => line.text.trim().split(/\s+/u)).filter((piece) => piece !== '')

/** `12.98`, `1,200`; a piece such as `0` or `000` behind a group is no number of its own. */
export const standsAlone = (piece: string): boolean => readNumber(piece).kind === 'number' && !/^0\d*$/.test(piece)
