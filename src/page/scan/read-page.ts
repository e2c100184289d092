import type { Box, Page, PageProblem, Ruling, TextRun } from '../../model/page.ts'
import { type Grey, turnGrey } from './bitmap.ts'
import { settlePoints } from './combine-number.ts'
import type { ScanPlace } from './index.ts'
import { cutLine } from './line-image.ts'
import { findTurn } from './orientation.ts'
import type { PageImage } from './page-image.ts'
import { type PreparedPage, preparePage } from './prepare.ts'
import { orUnreadable, readLine, SMALLEST_EM, unreadable } from './read-line.ts'
import type { Readers } from './readers/open.ts'
import { type Frame, toRun } from './text-run.ts'

/** A page of black and white pixels loses the fringes that readers live on. */
const SMALLEST_EM_ONE_BIT = 30
/** What is asked for. */
const WANTED_EM = 32

/** Reads one page image; see Scanner.readPage. */
export async function readPageImage(image: PageImage, place: ScanPlace, readers: Readers): Promise<Page> {
  const source: Grey = { width: image.width, height: image.height, data: image.grey }
  const upright = await preparePage(source, image.dpi, place.drawn)
  const turn = place.upright || place.drawn ? 0 : await findTurn(source, upright, image.dpi, readers)
  const prepared = turn === 0 ? upright : await preparePage(turnGrey(source, turn), image.dpi)
  const sideways = turn === 90 || turn === 270
  const width = sideways ? place.height : place.width
  const height = sideways ? place.width : place.height
  const box: Box = (!sideways && place.box) || [0, 0, width, height]
  const scale = (box[2] - box[0]) / prepared.grey.width
  const frame: Frame = { scale, left: box[0], top: box[1] }
  const lines = prepared.lines.map((line) => ({ line, image: cutLine(prepared.grey, prepared.mask, line) }))
  const coarse = prepared.em < (prepared.oneBit ? SMALLEST_EM_ONE_BIT : SMALLEST_EM)
  const layer = turn === 0 ? (place.layer ?? []) : []
  const read = await Promise.all(lines.map(async (line) => orUnreadable(line, await readLine(line, prepared, readers))))
  const settled = coarse || prepared.oneBit || !prepared.clean ? settlePoints(read, coarse) : read
  const context = { frame, coarse, layer, holes: prepared.holes }
  const runs = [
    ...lines.map((line, i) => toRun(line, settled[i] ?? unreadable(line), context)),
    ...prepared.covered.map((line) => {
      const covered = { line, image: cutLine(prepared.grey, prepared.mask, line) }
      return toRun(covered, unreadable(covered), context)
    }),
  ]
  const kept = runs.filter((run): run is TextRun => run !== null)
  return {
    number: place.number,
    width,
    height,
    reader: 'scan',
    runs: kept,
    rulings: toRulings(prepared, frame),
    fills: [],
    images: [],
    rows: [],
    problems: findProblems(prepared, image.dpi, kept.length, coarse),
    glyphs: { visible: kept.reduce((sum, run) => sum + run.glyphs.length, 0), hidden: 0 },
    dpi: image.dpi,
  }
}

function findProblems(prepared: PreparedPage, dpi: number, runs: number, coarse: boolean): PageProblem[] {
  if (runs === 0) return [{ code: 'empty-page', detail: 'no ink that reads as text' }]
  const limited: PageProblem[] = prepared.limited
    ? [{ code: 'limit-exceeded', detail: `more than ${prepared.lines.length} lines on a page` }]
    : []
  if (!coarse) return limited
  const needed = Math.ceil((dpi * WANTED_EM) / prepared.em / 50) * 50
  const depth = prepared.oneBit ? 'black and white, ' : ''
  return [
    ...limited,
    {
      code: 'too-coarse',
      detail: `${depth}${Math.round(dpi)} dpi, characters of ${Math.round(prepared.em)} pixels; ${needed} dpi needed`,
    },
  ]
}

function toRulings(prepared: PreparedPage, { scale, left, top }: Frame): Ruling[] {
  return prepared.rules.map((rule) => {
    const level = rule.orientation === 'horizontal'
    const [across, along] = level ? [top, left] : [left, top]
    return {
      orientation: rule.orientation,
      at: rule.at * scale + across,
      from: rule.from * scale + along,
      to: rule.to * scale + along,
      thickness: rule.thickness * scale,
      drawn: 'image',
    }
  })
}
