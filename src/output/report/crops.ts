/** Which parts of which pages are shown beside an anomaly. */
import { type Rectangle, unite } from '../../geometry/box.ts'
import type { Document } from '../../model/document.ts'
import type { Anomaly, Piece } from '../../model/provenance.ts'
import { severities } from './wording.ts'

export type CropBox = [number, number, number, number]

export interface Crop {
  page: number
  /** Points, whole ones, within the page. */
  box: CropBox
}

/** What stands around a cell helps to find it on the page: about a column to the sides, a row above and below. */
const MARGIN_X = 46
const MARGIN_Y = 14
const LEAST_WIDTH = 190
const LEAST_HEIGHT = 56
/** A crop that would be larger is divided; one that still is larger shows the beginning of its cell. */
const MOST_WIDTH = 340
const MOST_HEIGHT = 170
const MOST_CROPS = 3

/** Notes whose print explains them; the other notes are told well enough by their sentence. */
const notesWithPictures: ReadonlySet<string> = new Set([
  'split-number',
  'ungrouped-number',
  'shifted-row',
  'missing-value',
])

const isWide = ([x0, y0, x1, y1]: Rectangle): boolean => x1 - x0 > MOST_WIDTH - 20 || y1 - y0 > MOST_HEIGHT - 20

const join = (a: Rectangle, b: Rectangle): Rectangle => unite([a, b]) ?? a

/** Widens `from..to` by a margin to at least `least` and at most `most`, within 0 and `end`. */
function widen(from: number, to: number, margin: number, least: number, most: number, end: number): [number, number] {
  const missing = Math.max(0, least - (to - from + 2 * margin)) / 2
  const start = Math.max(0, Math.floor(from - margin - missing))
  const stop = Math.min(Math.ceil(end), Math.ceil(to + margin + missing), start + most)
  return [Math.max(0, Math.min(start, stop - least)), stop]
}

/** The crops of one anomaly, none where a picture would not help. */
export function planCrops(document: Pick<Document, 'pages'>, anomaly: Anomaly): Crop[] {
  if (anomaly.severity === 'info' && !notesWithPictures.has(anomaly.rule)) return []
  const groups: { page: number; box: Rectangle }[] = []
  for (const { page, box } of anomaly.pieces) {
    if (page === null || box === null) continue
    const near = groups.find((group) => group.page === page && !isWide(join(group.box, box)))
    if (near) near.box = join(near.box, box)
    else groups.push({ page, box })
  }
  return groups.slice(0, MOST_CROPS).flatMap(({ page, box }) => {
    const size = document.pages.find((one) => one.number === page)
    if (size === undefined || size.reader === 'rows') return []
    const [x0, x1] = widen(box[0], box[2], MARGIN_X, LEAST_WIDTH, MOST_WIDTH, size.width)
    const [y0, y1] = widen(box[1], box[3], MARGIN_Y, LEAST_HEIGHT, MOST_HEIGHT, size.height)
    return x1 - x0 < 4 || y1 - y0 < 4 ? [] : [{ page, box: [x0, y0, x1, y1] }]
  })
}

/** Names a crop among those of its document. */
export const cropKey = ({ page, box }: Crop): string => `${page}:${box.join(',')}`

/** Every crop of a document, those of the worst anomalies first. */
export function planDocumentCrops(document: Document): Crop[] {
  const crops = new Map<string, Crop>()
  for (const severity of severities) {
    for (const anomaly of document.anomalies) {
      if (anomaly.severity !== severity) continue
      for (const crop of planCrops(document, anomaly)) crops.set(cropKey(crop), crop)
    }
  }
  return [...crops.values()]
}

/** Pieces that lie, at least with their beginning, in a crop. */
export const piecesWithin = ({ page, box }: Crop, pieces: readonly Piece[]): CropBox[] =>
  pieces.flatMap((piece) =>
    piece.page === page &&
    piece.box !== null &&
    piece.box[0] >= box[0] - 1 &&
    piece.box[1] >= box[1] - 1 &&
    piece.box[0] < box[2] &&
    piece.box[1] < box[3]
      ? [piece.box]
      : [],
  )
