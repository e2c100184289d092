import type { Box } from '../../model/page.ts'
import type { Brush } from './paint-path.ts'

/** A small square that is part of a dotted line, or just a dot. */
export interface Dot {
  box: Box
  brush: Brush
}

/** Dots that stand in line. */
export interface DottedLine {
  orientation: 'horizontal' | 'vertical'
  dots: Dot[]
}

/** Dots of one line stand level within this (points), and their gaps are at most this. */
const LEVEL = 0.3
const WIDEST_GAP = 4
/** Three dots in line may be an ellipsis. */
const FEWEST_DOTS = 5

/** Joins dots into lines; those that belong to none come back too. */
export function linkDots(dots: readonly Dot[]): { lines: DottedLine[]; single: Dot[] } {
  const horizontal = findLines(dots, 'horizontal')
  const vertical = findLines(horizontal.single, 'vertical')
  return { lines: [...horizontal.lines, ...vertical.lines], single: vertical.single }
}

function findLines(
  dots: readonly Dot[],
  orientation: DottedLine['orientation'],
): { lines: DottedLine[]; single: Dot[] } {
  const along = orientation === 'horizontal' ? 0 : 1
  const across = 1 - along
  const start = ({ box }: Dot) => box[along] ?? 0
  const end = ({ box }: Dot) => box[along + 2] ?? 0
  const level = ({ box }: Dot) => ((box[across] ?? 0) + (box[across + 2] ?? 0)) / 2
  const rows = new Map<number, Dot[]>()
  for (const dot of dots) {
    const row = Math.round(level(dot) / LEVEL)
    const list = rows.get(row)
    if (list) list.push(dot)
    else rows.set(row, [dot])
  }
  const lines: DottedLine[] = []
  const single: Dot[] = []
  for (const row of rows.values()) {
    let chain: Dot[] = []
    const finish = () => {
      if (chain.length >= FEWEST_DOTS) lines.push({ orientation, dots: chain })
      else for (const dot of chain) single.push(dot)
      chain = []
    }
    for (const dot of row.toSorted((a, b) => start(a) - start(b))) {
      const last = chain.at(-1)
      if (last && start(dot) - end(last) > WIDEST_GAP) finish()
      chain.push(dot)
    }
    finish()
  }
  return { lines, single }
}
