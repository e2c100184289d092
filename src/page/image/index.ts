import type { FailOnOptions } from 'sharp'
import type { PageImage } from '../scan/page-image.ts'

/** Long sides of the papers that scans come from, inches. */
const PAPERS = [11.69, 16.54]
/** Scanners work at one of these resolutions. */
const USUAL_DPI = [150, 200, 240, 300, 400, 600]
/** Metadata below this is a default of some program (72, 96), not the scanner's. */
const LEAST_DPI = 100
/** An image with more pixels is refused: A3 at 600 dpi has 70 million. */
const MOST_PIXELS = 200_000_000

/** Resolution for which the image is an A4 or A3 page, the usual one that fits best. */
export function guessDpi(width: number, height: number): number {
  const long = Math.max(width, height)
  let best = long / (PAPERS[0] ?? 11.69)
  let least = Number.POSITIVE_INFINITY
  for (const paper of PAPERS) {
    for (const dpi of USUAL_DPI) {
      const difference = Math.abs(Math.log(long / (paper * dpi)))
      // Between two equal fits (A4 at 300 and A3 at 212 dpi) the usual resolution wins; a tie goes to A4.
      if (difference < least - 0.005) {
        least = difference
        best = long / paper
      }
    }
  }
  return Math.round(best)
}

/** libjpeg says so of pictures that lack nothing. */
const HARMLESS = /extraneous bytes/i

/** Turned as its metadata asks. The resolution is the file's own, else guessed from the size. */
export interface ImagePage {
  image: PageImage
  /** Why not all of it could be decoded. */
  damage: string | null
}

export interface ImageFile {
  pages: number
  /** A page, from 1. Throws where nothing of it can be decoded. */
  read(page: number): Promise<ImagePage>
}

/** Opens an image file (.png, .jpg, .tif with one or many pages). Throws where the file is no image. */
export async function openImageFile(bytes: Uint8Array): Promise<ImageFile> {
  // takes as long to load as a page of a PDF to read
  const { default: sharp } = await import('sharp')
  const open = (page: number, failOn: FailOnOptions) => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn, page })
  const { pages = 1 } = await open(0, 'none').metadata()

  async function decode(page: number, failOn: FailOnOptions): Promise<PageImage> {
    const { density } = await open(page, 'none').metadata()
    const { data, info } = await open(page, failOn)
      .autoOrient()
      .flatten({ background: 'white' })
      .greyscale()
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const grey = new Uint8Array(width * height)
    for (let i = 0; i < grey.length; i++) grey[i] = data[i * channels] ?? 255
    const dpi = density && density >= LEAST_DPI ? density : guessDpi(width, height)
    return { width, height, grey, dpi }
  }

  return {
    pages,
    async read(page) {
      try {
        return { image: await decode(page - 1, 'warning'), damage: null }
      } catch (error) {
        const image = await decode(page - 1, 'none')
        const damage = describeError(error)
        return { image, damage: HARMLESS.test(damage) ? null : damage }
      }
    },
  }
}

/** The first line of what a decoder says. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
