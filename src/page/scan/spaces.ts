import { kindOf } from './align.ts'
import type { ReadCharacter } from './readers/reader.ts'

/**
 * White wider than this many em between two characters is a space, whatever their pitch. Without one, side bearings
 * leave 0.35 between `目目`, up to 0.45 behind the points and commas of figures (500 of four documents), and 0.5 beside a full-width
 * mark that stands in the middle of its square.
 */
const SURE_GAP = { han: 0.5, mixed: 0.42, latin: 0.45, point: 0.6, fullWidth: 0.85, bracket: 0.58 }
/** From here on the pitch decides: a narrow space of proportional print is a quarter of an em. */
const POSSIBLE_GAP = 0.33
/** Marks that a Chinese print sets full width. */
const FULL_WIDTH = /[，。、：；「」『』·‧,:;]/
const BRACKET = /[()（）]/

function sureGap(before: string, after: string): number {
  const han = Number(kindOf(before) === 'han') + Number(kindOf(after) === 'han')
  const marks = before + after
  if (FULL_WIDTH.test(marks) && (han > 0 || !/\d/.test(marks))) return SURE_GAP.fullWidth
  if (BRACKET.test(marks)) return SURE_GAP.bracket
  if (/^[.,]\d$/.test(marks)) return SURE_GAP.point
  if (han === 2) return SURE_GAP.han
  return han === 1 ? SURE_GAP.mixed : SURE_GAP.latin
}

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
    const white = (gap.to - gap.from) / em
    if (white < POSSIBLE_GAP) continue
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
    const sure = sureGap(before, after)
    const possible = (sure === SURE_GAP.mixed || sure === SURE_GAP.latin) && excess >= em * LEAST_EXCESS
    if (white >= sure || possible) spaces.add(index)
  }
  return spaces
}
