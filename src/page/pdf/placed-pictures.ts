/** The pictures that an operator paints: pdf.js gathers following ones into one operator. */
import { IDENTITY } from './matrix.ts'

export interface PlacedPicture {
  /** From the unit square to what the operator's matrix maps. */
  place: readonly number[]
  /** The picture, or the id of one of the page's resources. */
  source: unknown
  /** Pixels across as the operator says; 0 where it does not. */
  pixels: number
}

interface Part {
  transform?: number[]
  w?: number
}

/** None for any other operator. */
export function placedPictures(code: number, args: readonly unknown[], codes: Record<string, number>): PlacedPicture[] {
  const [source] = args
  switch (code) {
    case codes.paintImageXObject:
    case codes.paintInlineImageXObject:
    case codes.paintImageMaskXObject:
      return [{ place: IDENTITY, source, pixels: typeof args[1] === 'number' ? args[1] : widthOf(source) }]
    case codes.paintImageXObjectRepeat:
      return repeat(source, [numberOf(args[1]), 0, 0, numberOf(args[2])], args[3])
    case codes.paintImageMaskXObjectRepeat:
      return repeat(source, args.slice(1, 5).map(numberOf), args[5])
    case codes.paintInlineImageXObjectGroup:
      return partsOf(args[1]).map(({ transform = IDENTITY, w = 0 }) => ({ place: transform, source: null, pixels: w }))
    case codes.paintImageMaskXObjectGroup:
      return partsOf(source).map((part) => ({
        place: part.transform ?? IDENTITY,
        source: part,
        pixels: widthOf(part),
      }))
    default:
      return []
  }
}

function repeat(source: unknown, scale: readonly number[], positions: unknown): PlacedPicture[] {
  const places = (positions ?? []) as ArrayLike<number>
  const found: PlacedPicture[] = []
  for (let index = 0; index + 1 < places.length; index += 2) {
    found.push({
      place: [...scale, places[index] ?? 0, places[index + 1] ?? 0],
      source,
      pixels: widthOf(source),
    })
  }
  return found
}

const partsOf = (parts: unknown): Part[] => (Array.isArray(parts) ? (parts as Part[]) : [])

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

const widthOf = (source: unknown): number =>
  typeof source === 'object' && source !== null && 'width' in source ? numberOf(source.width) : 0
