import {
  filterMedian,
  findInk,
  type Grey,
  type Ink,
  invertDarkFills,
  isOneBit,
  stretchContrast,
  toPositive,
} from './bitmap.ts'
import { findCovered, findHoles, isBlot } from './blots.ts'
import { type Component, findComponents } from './components.ts'
import { estimateSkew, rotateGrey, SMALLEST_SKEW_DEGREES } from './deskew.ts'
import { findLines, guessEm, joinOverruns, measureEm, type TextLine } from './lines.ts'
import { assignComponents, findRegions, type Region } from './regions.ts'
import { areLevelCrumbs, isRuleRemnant, isUprightCrumb } from './remnants.ts'
import { removeRules } from './remove-rules.ts'
import { findPixelRules, type PixelRule } from './rulings.ts'
import { addSpecks, isCleanPaper } from './specks.ts'

/** A page image straightened and taken apart: what is on it, before anything is read. */
export interface PreparedPage {
  grey: Grey
  /** Ink without rules. */
  mask: Ink
  rules: PixelRule[]
  regions: Region[]
  lines: TextLine[]
  /** True where the page had more lines than are read. */
  limited: boolean
  components: Component[]
  /** Em size of the common print in pixels. */
  em: number
  /** Punched holes and the like, which may cover characters of lines. */
  holes: Component[]
  /** Cells in which nothing is seen but a hole. */
  covered: TextLine[]
  /** Scanned in black and white: without the fringes that readers live on. */
  oneBit: boolean
  /** No specks of dirt: the smallest pieces of ink are print, and are in the lines. */
  clean: boolean
}

/** Specks are smaller than this (square inches); a full stop of 7 pt print is four times as large. */
const SPECK_AREA = 0.00004
/**
 * So many specks in a square inch are filtered out of the page. With 240 (one pixel in 160 salted, in noise of 22 levels) 4
 * of 100 values were lost without the filter, 1 with it; with 45 to 65 the filter took hair strokes and the tails of commas.
 */
const SPECKLED = 125

/**
 * Straightens a page and finds its rules, cells and lines. In: the grey page as stored, its resolution, and whether it
 * is known to be straight.
 */
export async function preparePage(image: Grey, dpi: number, straight = false): Promise<PreparedPage> {
  const stretched = stretchContrast(toPositive(image))
  const oneBit = isOneBit(stretched)
  let grey = invertDarkFills(stretched, dpi)
  let ink = findInk(grey, dpi)
  const skew = straight ? 0 : estimateSkew(ink)
  if (Math.abs(skew) > SMALLEST_SKEW_DEGREES) {
    grey = await rotateGrey(grey, skew)
    ink = findInk(grey, dpi)
  }
  let taken = takeApart(ink, dpi)
  if (taken.specks.length > (SPECKLED * grey.width * grey.height) / (dpi * dpi)) {
    grey = filterMedian(grey)
    ink = findInk(grey, dpi)
    taken = takeApart(ink, dpi)
  }
  const { rules, mask, components, guess, specks, blots } = taken
  const map = findRegions(rules, grey.width, grey.height, dpi)
  assignComponents(map, components, dpi)
  const em = measureEm(findLines(map.regions, guess), guess)
  const found = findLines(map.regions, em).filter(
    (line) => !isSpeck(line) && !areLevelCrumbs(line.components, mask, em),
  )
  const joined = joinOverruns(found)
  const clean = isCleanPaper(joined, specks, components.length)
  const lines = clean ? joined.map((line) => addSpecks(line, specks)) : joined
  const limited = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES) : lines
  const holes = findHoles(blots, dpi)
  return {
    grey,
    mask,
    rules,
    regions: map.regions,
    lines: limited,
    limited: limited !== lines,
    components,
    em,
    holes,
    covered: findCovered(holes, map, em),
    oneBit,
    clean,
  }
}

/** A lone piece of ink smaller than this both ways (em) says nothing: a full stop never stands alone. */
const SMALLEST_MARK = 0.18
/** The densest page at hand has 400 lines; a photograph may look like any number. */
const MOST_LINES = 3000

function isSpeck(line: TextLine): boolean {
  const size = line.em * SMALLEST_MARK
  return line.components.length === 1 && line.x1 - line.x0 < size && line.y1 - line.y0 < size
}

function takeApart(ink: Ink, dpi: number) {
  const rules = findPixelRules(ink, dpi)
  const mask = removeRules(ink, rules)
  const pieces = findComponents(mask).filter((piece) => !isRuleRemnant(piece, mask))
  const blots = pieces.filter((piece) => isBlot(piece, ink, dpi))
  const speck = Math.max(3, SPECK_AREA * dpi * dpi)
  const large = pieces.filter((piece) => piece.area >= speck && !blots.includes(piece))
  const guess = guessEm(large, dpi)
  const components = large.filter((piece) => !isUprightCrumb(piece, mask, guess))
  return { rules, mask, components, guess, blots, specks: pieces.filter((piece) => piece.area < speck) }
}
