import { kindOf } from './align.ts'
import type { ReadCharacter } from './readers/reader.ts'

/** White between two Han characters of one word is their side bearings; `目 目` shows 0.35 em. */
const HAN_GAP = 0.5
/** Half-width characters bear less white. */
const LATIN_GAP = 0.33
/** Full-width marks fill half their square at most. */
const MARK_GAP = 0.85

/** Middles of neighbours stand this much further apart (em) than their widths ask for; a narrow space is a quarter. */
const LEAST_EXCESS = 0.2

/** White gaps of a line, left to right, from the ink's horizontal extents (pixels of the line image). */
function findGaps(inks: { x0: number; x1: number }[]): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let right: number | null = null
  for (const ink of [...inks].sort((a, b) => a.x0 - b.x0)) {
    if (right !== null && ink.x0 > right) gaps.push({ from: right, to: ink.x0 })
    right = Math.max(right ?? ink.x1, ink.x1)
  }
  return gaps
}

const FULL_WIDTH = /[，。、：；（）「」『』·‧]/

function gapLimit(before: string, after: string): number {
  const kinds = [kindOf(before), kindOf(after)]
  if (kinds.includes('mark') && FULL_WIDTH.test(before + after)) return MARK_GAP
  if (kinds[0] === 'han' && kinds[1] === 'han') return HAN_GAP
  if (kinds.includes('mark') && kinds.includes('han')) return HAN_GAP
  return LATIN_GAP
}

function middleOf(character: ReadCharacter | undefined): number {
  return character ? (character.x0 + character.x1) / 2 : 0
}

/** Advance of a character in em. */
function widthOf(character: string): number {
  return kindOf(character) === 'han' || FULL_WIDTH.test(character) ? 1 : 0.5
}

/** Which characters (by index) are followed by a printed space: the white after them is as wide as one. */
export function findSpaces(characters: ReadCharacter[], inks: { x0: number; x1: number }[], em: number): Set<number> {
  const spaces = new Set<number>()
  for (const gap of findGaps(inks)) {
    if (gap.to - gap.from < em * LATIN_GAP) continue
    const middle = (gap.from + gap.to) / 2
    let index = -1
    characters.forEach((character, i) => {
      if ((character.x0 + character.x1) / 2 < middle) index = i
    })
    const before = characters[index]?.text
    const after = characters[index + 1]?.text
    if (!before || !after) continue
    const pitch = middleOf(characters[index + 1]) - middleOf(characters[index])
    const excess = pitch - (em * (widthOf(before) + widthOf(after))) / 2
    if (gap.to - gap.from >= em * gapLimit(before, after) && excess >= em * LEAST_EXCESS) spaces.add(index)
  }
  return spaces
}
