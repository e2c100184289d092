/** What one input file may cost. A file that asks for more is answered with `limit-exceeded`, never with a crash. */
export interface PdfLimits {
  /** Size of the file. */
  bytes: number
  pages: number
  /** Painting operators on one page. */
  operators: number
  /** Characters on one page, hidden ones too. */
  glyphs: number
  /** Path segments on one page. */
  segments: number
  /** Pixels of one picture; larger pictures are left out. */
  imagePixels: number
  /** Pixels of one rendered page. */
  renderPixels: number
  /** Wall clock time for reading one page, in milliseconds. */
  pageMilliseconds: number
  /** Wall clock time for opening the file, in milliseconds. */
  openMilliseconds: number
}

/**
 * The densest page of the files at hand (a 5 pt statistical table) has 21,000 glyphs and 6,000 segments; the limits
 * leave room for fifty such pages in one, and an A3 scan of 600 dpi is 70 million pixels.
 */
export const PDF_LIMITS: PdfLimits = {
  bytes: 512 * 1024 * 1024,
  pages: 20_000,
  operators: 2_000_000,
  glyphs: 1_000_000,
  segments: 2_000_000,
  imagePixels: 120_000_000,
  renderPixels: 120_000_000,
  pageMilliseconds: 60_000,
  openMilliseconds: 60_000,
}
