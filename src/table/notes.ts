/** Text outside the tables: printed lines grouped into notes, and the order in which everything is read. */
import { overlap, unite } from '../geometry/box.ts'
import type { Ink } from './ink.ts'
import { composeLines, type PrintedLine, splitAtGaps, toLine } from './lines.ts'
import type { PageBlock, PageNote } from './page-table.ts'

/** Text on one level further apart than this (in ems) is two notes: two columns of prose, or title and date. */
const APART_EMS = 3
/** Lines nearer than this (in ems, from one level to the next) belong to one note. */
const SAME_NOTE_EMS = 1.9

/** Groups loose characters into notes; slanted text is a watermark. */
export function composeNotes(ink: readonly Ink[], page: number): PageNote[] {
  const lines = composeLines(ink).flatMap((line) => splitAtGaps(line, () => APART_EMS))
  const notes: { lines: PrintedLine[]; turn: Ink['turn'] }[] = []
  for (const line of lines) {
    const turn = line.ink[0]?.turn ?? null
    const near = notes.findLast((note) => note.turn === turn && turn !== null && follows(note.lines.at(-1), line))
    if (near) near.lines.push(line)
    else notes.push({ lines: [line], turn })
  }
  return notes.map(({ lines: printed, turn }) => ({
    page,
    box: unite(printed.flatMap((line) => line.ink.map((glyph) => glyph.box))),
    lines: printed.map((line) => toLine(line, page)),
    role: turn === null ? 'watermark' : 'text',
    glyphs: printed.reduce((sum, line) => sum + line.ink.length, 0),
  }))
}

/** Does the line go on below `before`: near enough, of about one size, and beneath it? */
function follows(before: PrintedLine | undefined, line: PrintedLine): boolean {
  if (!before) return false
  const size = Math.max(before.size, line.size)
  const step = line.level - before.level
  return (
    step > 0 &&
    step <= SAME_NOTE_EMS * size &&
    Math.min(before.size, line.size) >= 0.8 * size &&
    overlap(before.from, before.to, line.from, line.to) > 0
  )
}

/** Reading order: from top to bottom; what stands side by side from left to right. */
export function sortBlocks(blocks: readonly PageBlock[]): PageBlock[] {
  const boxOf = (block: PageBlock) => (block.kind === 'table' ? block.table.box : block.note.box) ?? [0, 0, 0, 0]
  const sorted = [...blocks].sort((a, b) => boxOf(a)[1] - boxOf(b)[1] || boxOf(a)[0] - boxOf(b)[0])
  // insertion: a block moves before neighbours that stand to its right at the same height
  for (let i = 1; i < sorted.length; i++) {
    for (let k = i; k > 0; k--) {
      const [before, block] = [sorted[k - 1], sorted[k]]
      if (!before || !block) break
      const [a, b] = [boxOf(before), boxOf(block)]
      const shared = overlap(a[1], a[3], b[1], b[3])
      const sideBySide = shared > 0.5 * Math.min(a[3] - a[1], b[3] - b[1]) && b[2] <= a[0]
      if (!sideBySide) break
      sorted[k - 1] = block
      sorted[k] = before
    }
  }
  return sorted
}
