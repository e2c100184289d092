/** One page as grey pixels. */
export interface PageImage {
  width: number
  height: number
  /** One byte a pixel, row by row; 0 is black. */
  grey: Uint8Array
  dpi: number
  /** The source held one bit a pixel (fax, or a copier's black-and-white mode). */
  oneBit?: boolean
}
