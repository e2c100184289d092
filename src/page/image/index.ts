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

/**
 * Pages of an image file (.png, .jpg, .tif with one or many pages) as grey pixels, turned as its metadata asks.
 * The resolution is the file's own, else guessed from the size. Throws where the file is no image.
 */
export async function readImageFile(bytes: Uint8Array): Promise<PageImage[]> {
  // takes as long to load as a page of a PDF to read
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'none' as const }
  const whole = await sharp(bytes, options).metadata()
  const pages: PageImage[] = []
  for (let page = 0; page < (whole.pages ?? 1); page++) {
    const { density } = await sharp(bytes, { ...options, page }).metadata()
    const { data, info } = await sharp(bytes, { ...options, page })
      .autoOrient()
      .flatten({ background: 'white' })
      .greyscale()
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const grey = new Uint8Array(info.width * info.height)
    for (let i = 0; i < grey.length; i++) grey[i] = data[i * info.channels] ?? 255
    const dpi = density && density >= LEAST_DPI ? density : guessDpi(info.width, info.height)
    pages.push({
      width: info.width,
      height: info.height,
      grey,
      dpi,
      ...(whole.bitsPerSample === 1 ? { oneBit: true } : {}),
    })
  }
  return pages
}
