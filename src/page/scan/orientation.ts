import { type Grey, turnGrey } from './bitmap.ts'
import type { Component } from './components.ts'
import { cutLine } from './line-image.ts'
import { type PreparedPage, preparePage } from './prepare.ts'
import type { Readers } from './readers/open.ts'

/**
 * Do the lines of print run across the page (true) or down it (false, the page lies on its side)?
 * Characters of a line stand nearer to each other than to those of the next line.
 */
export function runsAcross(components: Component[], em: number): boolean {
  const sizable = components.filter((component) => {
    const size = Math.max(component.x1 - component.x0, component.y1 - component.y0)
    return size > em * 0.3 && size < em * 2.5
  })
  const cell = Math.max(1, Math.round(em * 2))
  const grid = new Map<string, Component[]>()
  const keyOf = (x: number, y: number) => `${Math.floor(x / cell)},${Math.floor(y / cell)}`
  for (const component of sizable) {
    const key = keyOf((component.x0 + component.x1) / 2, (component.y0 + component.y1) / 2)
    const list = grid.get(key)
    if (list) list.push(component)
    else grid.set(key, [component])
  }
  let across = 0
  let down = 0
  for (const component of sizable) {
    const x = (component.x0 + component.x1) / 2
    const y = (component.y0 + component.y1) / 2
    let beside = Number.POSITIVE_INFINITY
    let below = Number.POSITIVE_INFINITY
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of grid.get(keyOf(x + dx * cell, y + dy * cell)) ?? []) {
          if (other === component) continue
          const overlapY = Math.min(component.y1, other.y1) - Math.max(component.y0, other.y0)
          const overlapX = Math.min(component.x1, other.x1) - Math.max(component.x0, other.x0)
          if (overlapY > 0 && overlapX <= 0) beside = Math.min(beside, -overlapX)
          if (overlapX > 0 && overlapY <= 0) below = Math.min(below, -overlapY)
        }
      }
    }
    if (beside < below) across++
    else if (below < beside) down++
  }
  return across >= down
}

/** Lines read to tell which way is up. */
const PROBES = 6
/** Print the right way up is read this surely; print upside down at 0.2 to 0.5. */
const SURE_UPRIGHT = 0.8

/** Degrees clockwise by which the stored image must be turned to stand upright. `prepared` is the image as stored. */
export async function findTurn(
  image: Grey,
  prepared: PreparedPage,
  dpi: number,
  readers: Readers,
): Promise<0 | 90 | 180 | 270> {
  if (prepared.components.length < 8) return 0
  const across = runsAcross(prepared.components, prepared.em)
  const first = across ? prepared : await preparePage(turnGrey(image, 90), dpi)
  const sure = await readSurely(first, readers)
  if (sure >= SURE_UPRIGHT) return across ? 0 : 90
  const turned = await preparePage(turnGrey(image, across ? 180 : 270), dpi)
  const other = await readSurely(turned, readers)
  if (other > sure) return across ? 180 : 270
  return across ? 0 : 90
}

/** Mean confidence of the characters of a few long lines. */
async function readSurely(prepared: PreparedPage, readers: Readers): Promise<number> {
  const probes = prepared.lines
    .filter((line) => line.x1 - line.x0 < line.em * 14)
    .sort((a, b) => b.x1 - b.x0 - (a.x1 - a.x0))
    .slice(0, PROBES)
  const reader = readers.ppocr ?? readers.tesseract.text
  const readings = await reader.read(probes.map((line) => cutLine(prepared.grey, prepared.mask, line)))
  const characters = readings.flatMap((reading) => reading.characters)
  const sum = characters.reduce((total, character) => total + character.confidence, 0)
  return characters.length === 0 ? 0 : sum / characters.length
}
