import { filterMedian, findInk, type Grey, type Ink, invertDarkFills, stretchContrast } from './bitmap.ts'
import { type Component, findComponents } from './components.ts'
import { estimateSkew, rotateGrey, SMALLEST_SKEW_DEGREES } from './deskew.ts'
import { findLines, guessEm, measureEm, type TextLine } from './lines.ts'
import { assignComponents, findRegions, type Region } from './regions.ts'
import { findPixelRules, type PixelRule, removeRules } from './rulings.ts'

/** A page image straightened and taken apart: what is on it, before anything is read. */
export interface PreparedPage {
  grey: Grey
  /** Ink without rules. */
  mask: Ink
  rules: PixelRule[]
  regions: Region[]
  lines: TextLine[]
  components: Component[]
  /** Em size of the common print in pixels. */
  em: number
}

/** Specks are smaller than this (square inches); a full stop of 7 pt print is four times as large. */
const SPECK_AREA = 0.00004
/** The page is despeckled when specks outnumber the print's pieces by this factor. */
const SPECKLED = 4

/** Straightens a page and finds its rules, cells and lines. In: the grey page as stored, its resolution. */
export async function preparePage(image: Grey, dpi: number): Promise<PreparedPage> {
  let grey = invertDarkFills(stretchContrast(image), dpi)
  let ink = findInk(grey, dpi)
  const skew = estimateSkew(ink)
  if (Math.abs(skew) > SMALLEST_SKEW_DEGREES) {
    grey = await rotateGrey(grey, skew)
    ink = findInk(grey, dpi)
  }
  let taken = takeApart(ink, dpi)
  if (taken.specks > taken.components.length * SPECKLED) {
    grey = filterMedian(grey)
    ink = findInk(grey, dpi)
    taken = takeApart(ink, dpi)
  }
  const { rules, mask, components } = taken
  const map = findRegions(rules, grey.width, grey.height, dpi)
  assignComponents(map, components, dpi)
  const guess = guessEm(components, dpi)
  const em = measureEm(
    map.regions.flatMap((region) => findLines(region, guess)),
    guess,
  )
  const lines = map.regions.flatMap((region) => findLines(region, em))
  return { grey, mask, rules, regions: map.regions, lines, components, em }
}

function takeApart(ink: Ink, dpi: number) {
  const rules = findPixelRules(ink, dpi)
  const mask = removeRules(ink, rules)
  const pieces = findComponents(mask)
  const speck = Math.max(3, SPECK_AREA * dpi * dpi)
  const components = pieces.filter((piece) => piece.area >= speck)
  return { rules, mask, components, specks: pieces.length - components.length }
}
