/** Tables without a full grid of lines. */
import { overlap } from '../geometry/box.ts'
import { cluster } from '../geometry/cluster.ts'
import type { Box, Page, Ruling } from '../model/page.ts'
import { findAlignedRegions } from './aligned-regions.ts'
import { findBlockTables } from './block-tables.ts'
import { buildTable } from './build.ts'
import { isBarChart } from './charts.ts'
import { cutChunks } from './chunks.ts'
import { type InferredGrid, inferGrid, type Region } from './infer-grid.ts'
import type { Ink } from './ink.ts'
import { isAxis, isChart, isPicture } from './not-a-table.ts'
import type { PageTable } from './page-table.ts'
import { findRuledRegions } from './ruled-regions.ts'

/** Uprights nearer than this (in ems) are one. */
const APART_EMS = 0.5

export interface OpenResult {
  tables: PageTable[]
  regions: Box[]
  left: Ink[]
}

interface Found {
  box: Box
  inferred: InferredGrid | null
  /** Do headings tell its columns, however little stands below them? */
  isHeaded: boolean
}

/** Finds tables of merged cells, those framed by rules, then those that only alignment shows, in what the others left over. */
export function findOpenTables(
  rulings: readonly Ruling[],
  ink: readonly Ink[],
  page: Page,
  charts: readonly Box[],
  em: number,
): OpenResult {
  const tables: PageTable[] = []
  const regions: Box[] = []
  let left = [...ink]
  const take = (found: readonly Found[]) => {
    for (const { box, inferred, isHeaded } of found) {
      if (isBarChart(box, charts)) continue
      if (!inferred || standsInBoxes(inferred, box, rulings, em)) continue
      if (!isHeaded && !hasBody(inferred, crossesUprights(box, rulings))) continue
      const built = buildTable(inferred.grid, left, page, inferred.placeOf)
      if (
        built.left.length === left.length ||
        isPicture(built.table, page) ||
        isChart(built.table) ||
        isAxis(built.table)
      )
        continue
      tables.push(built.table)
      regions.push(box)
      left = built.left
    }
  }
  const infer = (found: readonly Region[]) =>
    found.map((region): Found => ({ box: region.box, inferred: inferGrid(region, page.fills, em), isHeaded: false }))
  const all = cutChunks(left)
  take(findBlockTables(all, rulings, em))
  const lines = tables.length > 0 ? cutChunks(left) : all
  const found = tables.length
  take(infer(findRuledRegions(lines, rulings, em)))
  take(infer(findAlignedRegions(tables.length > found ? cutChunks(left) : lines, em)))
  return { tables, regions, left }
}

/** Stand upright lines in the box? Where they drew no table, they are sides of the boxes of a diagram. */
const crossesUprights = (box: Box, rulings: readonly Ruling[]): boolean =>
  rulings.some(
    (line) =>
      line.orientation === 'vertical' &&
      line.at > box[0] &&
      line.at < box[2] &&
      overlap(line.from, line.to, box[1], box[3]) > 0,
  )

/** Has every column upright lines of its own on both sides? Between those of a table there is one, between boxes there are two. */
function standsInBoxes({ grid }: InferredGrid, box: Box, rulings: readonly Ruling[], em: number): boolean {
  const uprights = rulings.filter(
    ({ orientation, at, from, to }) =>
      orientation === 'vertical' &&
      at > box[0] - 2 * em &&
      at < box[2] + 2 * em &&
      overlap(from, to, box[1], box[3]) > 0,
  )
  const columns = grid.xs.length - 1
  return cluster(uprights, (line) => line.at, APART_EMS * em).length >= Math.max(2 * columns - 1, columns + 2)
}

/** Below its first row a table has two rows with two filled cells; or one with three, unless it is words among boxes. */
function hasBody(inferred: InferredGrid, boxed: boolean): boolean {
  const counts = new Map<number, number>()
  for (const i of new Set(inferred.placeOf.values())) {
    const row = inferred.grid.fields[i]?.row ?? 0
    if (row > 0) counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  const several = [...counts.values()].filter((count) => count >= 2)
  return several.length >= 2 || ((inferred.hasFigures || !boxed) && several.some((count) => count >= 3))
}
