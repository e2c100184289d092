/** A semicolon is two marks, one over the other; where the readers differ, one of them saw a comma with a thick tail. */
import type { Component } from './components.ts'
import type { TextLine } from './lines.ts'
import { type LineReading, replaceCharacters } from './readers/reader.ts'

/** The parts of a semicolon are smaller than this (em), both ways. */
const LARGEST_PART = 0.4
const SEMICOLONS = /[;；]/gu

/** Does the line show two small pieces of ink one over the other, with nothing else above or below? */
export function hasStackedMarks({ components, em }: Pick<TextLine, 'components' | 'em'>): boolean {
  const isSmall = ({ x0, x1, y0, y1 }: Component) => Math.max(x1 - x0, y1 - y0) < em * LARGEST_PART
  return components.some((piece) => {
    const column = components.filter((other) => other.x0 < piece.x1 && other.x1 > piece.x0)
    return column.length >= 2 && column.every(isSmall)
  })
}

export const countSemicolons = ({ text }: LineReading): number => text.match(SEMICOLONS)?.length ?? 0

/** The reading with a comma for every semicolon on a line that shows none; otherwise the reading itself. */
export function settleSemicolons(reading: LineReading, stacked: boolean): LineReading {
  if (stacked || countSemicolons(reading) === 0) return reading
  return replaceCharacters(reading, (text) => text.replaceAll(';', ',').replaceAll('；', '，'))
}
