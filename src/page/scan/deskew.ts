import sharp from 'sharp'
import type { Grey, Ink } from './bitmap.ts'

/** Feeders and flat beds skew a page by less than this. */
const WIDEST_SKEW_DEGREES = 4
/** Enough top edges to see a slope of 0.01 degrees; more only cost time. */
const MOST_POINTS = 150_000
/** Below this a rotation would blur more than it straightens: 0.03 degrees move an A4 line's ends by 2 pixels at 300 dpi. */
export const SMALLEST_SKEW_DEGREES = 0.03

/** Top edges of the ink: where a horizontal stroke or rule begins. */
function sampleTopEdges(ink: Ink): { xs: Float32Array; ys: Float32Array } {
  const { width, height, data } = ink
  let count = 0
  for (let i = width; i < data.length; i++) if (data[i] === 1 && data[i - width] === 0) count++
  const step = Math.max(1, Math.floor(count / MOST_POINTS))
  const size = Math.ceil(count / step)
  const xs = new Float32Array(size)
  const ys = new Float32Array(size)
  let seen = 0
  let at = 0
  for (let y = 1; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      if (data[i] !== 1 || data[i - width] !== 0) continue
      if (seen++ % step === 0) {
        xs[at] = x - width / 2
        ys[at] = y
        at++
      }
    }
  }
  return { xs: xs.subarray(0, at), ys: ys.subarray(0, at) }
}

/** How sharply the points fall into rows when the page is sheared by the angle; greater is straighter. */
function scoreAngle(
  points: { xs: Float32Array; ys: Float32Array },
  degrees: number,
  bin: number,
  bins: Float64Array,
): number {
  const slope = Math.tan((degrees * Math.PI) / 180)
  bins.fill(0)
  const offset = bins.length / 4
  for (let i = 0; i < points.xs.length; i++) {
    const place = ((points.ys[i] ?? 0) - (points.xs[i] ?? 0) * slope) / bin + offset
    const row = Math.floor(place)
    if (row < 0 || row + 1 >= bins.length) continue
    // A point counts for both rows it lies between: hard rows favour angles that happen to fit the pixels.
    bins[row] = (bins[row] ?? 0) + 1 - (place - row)
    bins[row + 1] = (bins[row + 1] ?? 0) + place - row
  }
  let score = 0
  for (let i = 0; i < bins.length; i++) score += (bins[i] ?? 0) ** 2
  return score
}

/** Slope of the print in degrees, positive where lines run down to the right; 0 for a page without ink. */
export function estimateSkew(ink: Ink): number {
  const points = sampleTopEdges(ink)
  if (points.xs.length < 50) return 0
  const bins = new Float64Array(ink.height * 2)
  let best = 0
  for (const [reach, step, bin] of [
    [WIDEST_SKEW_DEGREES, 0.1, 3],
    [0.15, 0.01, 1],
  ] as const) {
    const middle = best
    let most = -1
    for (let k = -Math.round(reach / step); k <= Math.round(reach / step); k++) {
      const degrees = middle + k * step
      const score = scoreAngle(points, degrees, bin, bins)
      if (score > most) {
        most = score
        best = degrees
      }
    }
  }
  return best
}

/** The image turned about its middle so that a slope of `degrees` becomes level; same size, white outside. */
export async function rotateGrey(image: Grey, degrees: number): Promise<Grey> {
  const radians = (-degrees * Math.PI) / 180
  const matrix: [[number, number], [number, number]] = [
    [Math.cos(radians), -Math.sin(radians)],
    [Math.sin(radians), Math.cos(radians)],
  ]
  const raw = { width: image.width, height: image.height, channels: 1 as const }
  const turned = await sharp(image.data, { raw })
    .affine(matrix, { background: 'white', interpolator: 'bicubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = turned.info
  const left = Math.max(0, Math.floor((width - image.width) / 2))
  const top = Math.max(0, Math.floor((height - image.height) / 2))
  const data = new Uint8Array(image.width * image.height).fill(255)
  for (let y = 0; y < Math.min(image.height, height - top); y++) {
    for (let x = 0; x < Math.min(image.width, width - left); x++) {
      data[y * image.width + x] = turned.data[((y + top) * width + x + left) * channels] ?? 255
    }
  }
  return { width: image.width, height: image.height, data }
}
