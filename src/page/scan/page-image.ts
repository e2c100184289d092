/** One page as grey pixels. */
export interface PageImage {
  width: number
  height: number
  /** One byte a pixel, row by row; 0 is black. */
  grey: Uint8Array
  dpi: number
}

/** A bitmap of RGBA on white → luminance (ITU-R BT.601). */
export function toGrey(
  { width, height, data }: { width: number; height: number; data: Uint8ClampedArray },
  dpi: number,
): PageImage {
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    const luminance = 0.299 * (data[from] ?? 255) + 0.587 * (data[from + 1] ?? 255) + 0.114 * (data[from + 2] ?? 255)
    const opacity = (data[from + 3] ?? 255) / 255
    grey[at] = Math.round(luminance * opacity + 255 * (1 - opacity))
  }
  return { width, height, grey, dpi }
}
