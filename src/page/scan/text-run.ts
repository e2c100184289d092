/** From the readings of a line to a run of text with a place for each character. */
import type { Box, Glyph, Reading, TextRun } from '../../model/page.ts'
import { isSoiled } from './blots.ts'
import { type Combined, UNSURE } from './choice.ts'
import type { Component } from './components.ts'
import { findMiddles } from './place.ts'
import type { Line } from './read-line.ts'
import type { ReadCharacter } from './readers/reader.ts'
import { findSpaces } from './spaces.ts'

/** Nothing on a page that is too coarse is given for sure. */
const COARSE_CONFIDENCE = 0.85
/** Where a text layer says the same, this share of the doubt is left. */
const LAYER_DOUBT = 0.3

/** From pixels of the straightened image to points of the page. */
export interface Frame {
  scale: number
  left: number
  top: number
}

export interface RunContext {
  frame: Frame
  coarse: boolean
  layer: TextRun[]
  holes: readonly Component[]
}

/** The line as a run of text on the page; null where it says nothing. */
export function toRun(
  { line, image }: Line,
  combined: Combined,
  { frame, coarse, layer, holes }: RunContext,
): TextRun | null {
  if (combined.text === '') return null
  const { region } = line
  const clip = (x: number) => (region.outside ? x : Math.max(region.x0 + 1, Math.min(region.x1 - 1, x)))
  const x0 = clip(line.x0)
  const x1 = Math.max(x0 + 1, clip(line.x1))
  const toX = (x: number) => x * frame.scale + frame.left
  const toY = (y: number) => y * frame.scale + frame.top
  const box: Box = [toX(x0), toY(line.y0), toX(x1), toY(line.y1)]
  const inks = line.components.map((component) => ({
    x0: component.x0 - image.left,
    x1: component.x1 - image.left,
  }))
  const middles = findMiddles(combined.characters, line.x0 - image.left, line.x1 - image.left)
  const characters = combined.characters.map((character, i) => ({
    ...character,
    x0: middles[i] ?? 0,
    x1: middles[i] ?? 0,
  }))
  const spaces = findSpaces(characters, inks, line.em)
  const placed = placeCharacters(characters, spaces, inks)
  const glyphs: Glyph[] = placed.map((character) => {
    const from = Math.max(x0, Math.min(x1, character.x0 + image.left))
    const to = Math.max(from, Math.min(x1, character.x1 + image.left))
    return { text: character.text, box: [toX(from), box[1], toX(to), box[3]], size: line.em * frame.scale }
  })
  const text = placed.map((character, i) => character.text + (spaces.has(i) ? ' ' : '')).join('')
  const { confidence, readings } = weighLayer(text, combined, layer, box)
  return {
    text,
    box,
    glyphs,
    font: '',
    size: line.em * frame.scale,
    angle: 0,
    source: 'ocr',
    confidence: Math.min(confidence, coarse ? COARSE_CONFIDENCE : 1, isSoiled(line, holes) ? UNSURE : 1),
    readings,
  }
}

/** Boxes that touch inside a word and leave the printed white between words, as advance boxes of drawn text do. */
function placeCharacters(
  characters: ReadCharacter[],
  spaces: Set<number>,
  inks: { x0: number; x1: number }[],
): ReadCharacter[] {
  const left = Math.min(...inks.map((ink) => ink.x0))
  const right = Math.max(...inks.map((ink) => ink.x1))
  const middles = characters.map((character) => (character.x0 + character.x1) / 2)
  return characters.map((character, i) => {
    const middle = middles[i] ?? 0
    const before = middles[i - 1]
    const after = middles[i + 1]
    let x0 = before === undefined ? Math.min(left, middle) : (before + middle) / 2
    let x1 = after === undefined ? Math.max(right, middle) : (after + middle) / 2
    if (before !== undefined && spaces.has(i - 1))
      x0 = Math.min(
        ...inks.filter((ink) => ink.x1 > x0 && ink.x0 > before && ink.x0 <= middle + 1).map((ink) => ink.x0),
        middle,
      )
    if (after !== undefined && spaces.has(i))
      x1 = Math.max(
        ...inks.filter((ink) => ink.x0 < x1 && ink.x1 < after && ink.x1 >= middle - 1).map((ink) => ink.x1),
        middle,
      )
    return { ...character, x0, x1 }
  })
}

/** The scan's own invisible text over a line, as one more reading. */
function weighLayer(
  text: string,
  combined: Combined,
  layer: TextRun[],
  box: Box,
): { confidence: number; readings: Reading[] } {
  const readings = combined.readings.map((reading, i) => (i === 0 ? { ...reading, text } : reading))
  const over = layer
    .flatMap((run) => run.glyphs)
    .filter(({ box: [x0, y0, x1, y1] }) => {
      const x = (x0 + x1) / 2
      const y = (y0 + y1) / 2
      return x > box[0] && x < box[2] && y > box[1] && y < box[3]
    })
    .sort((a, b) => a.box[0] - b.box[0])
  if (over.length === 0) return { confidence: combined.confidence, readings }
  const layerText = over.map((glyph) => glyph.text).join('')
  const bare = (value: string) => value.normalize('NFKC').replace(/\s/g, '')
  const same = bare(layerText) === bare(text)
  return {
    confidence: same ? 1 - (1 - combined.confidence) * LAYER_DOUBT : combined.confidence,
    readings: [...readings, { reader: 'layer', text: layerText, confidence: 0.5 }],
  }
}
