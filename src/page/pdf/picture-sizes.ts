/**
 * pdf.js asks an OffscreenCanvas how large a picture of JPEG 2000 may be. Where there is none, as in Node, it halves every
 * picture until no side is longer than 2048 pixels: an A4 scan of 200 dots an inch becomes one of 100. Pictures are arrays here,
 * and `imagePixels` of the limits holds, so what it asks is answered: any size will do.
 */
class AnySize {
  width = 0
  height = 0

  getContext() {
    return { fillRect() {}, getImageData: () => ({ data: [0, 0, 0, 255] }) }
  }
}

const FILTER = 'JPXDecode'
const place = globalThis as { OffscreenCanvas?: unknown }

/** Answers from the first document with such pictures on; the names of their filters are never compressed. */
export function answerForSizes(bytes: Uint8Array): void {
  if (place.OffscreenCanvas !== undefined) return
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(FILTER)) place.OffscreenCanvas = AnySize
}

export function stopAnswering(): void {
  if (place.OffscreenCanvas === AnySize) delete place.OffscreenCanvas
}
