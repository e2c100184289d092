/** The texts of a strategy map: cells of its table, notes around it, and the boxes of one that is drawn. */
import type { Piece } from '../model/provenance.ts'
import type { Cell, Line, Note } from '../model/table.ts'

export interface MapText {
  lines: Line[]
  pieces: Piece[]
}

/** A text input has a piece without a place. */
export const mapText = ({ lines, page, box }: Cell | Note): MapText => ({
  lines,
  pieces: box === null ? [{ page: null, box: null }] : [{ page, box: [...box] }],
})

export const textOf = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')
