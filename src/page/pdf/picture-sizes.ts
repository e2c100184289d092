import { PDF_LIMITS } from '../limits.ts'

/**
 * pdf.js asks an OffscreenCanvas how large a picture of JPEG 2000 may be. Where there is none, as in Node, it halves every
 * picture until no side is longer than 2048 pixels: an A4 scan of 200 dots an inch becomes one of 100. Pictures are arrays
 * here, and what it asks is answered by the limit on their pixels; larger ones it halves.
 */
class CanvasOfLimits {
  constructor(
    public width: number,
    public height: number,
  ) {}

  getContext() {
    const opacity = this.width * this.height <= PDF_LIMITS.imagePixels ? 255 : 0
    return { fillRect() {}, getImageData: () => ({ data: [0, 0, 0, opacity] }) }
  }
}

const FILTER = 'JPXDecode'
const place = globalThis as { OffscreenCanvas?: unknown }

/**
 * Answers from the first document with such pictures on. A picture that names its filter elsewhere than in its own dictionary
 * is not seen here: it is halved, and said to be coarse.
 */
export function answerForSizes(bytes: Uint8Array): void {
  if (place.OffscreenCanvas !== undefined) return
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(FILTER))
    place.OffscreenCanvas = CanvasOfLimits
}

export function stopAnswering(): void {
  if (place.OffscreenCanvas === CanvasOfLimits) delete place.OffscreenCanvas
}
