/**
 * What a page reader sees on one page, before anything is known about tables.
 * Every length is in PDF points; the origin is the top left corner of the page as displayed
 * (after /Rotate, CropBox and UserUnit), y grows downwards.
 */

/** `[x0, y0, x1, y1]`, x0 <= x1 and y0 <= y1. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number]

/** One visible character (or ligature) with the box that it advances over. */
export interface Glyph {
  text: string
  box: Box
  /** Em size in points as displayed. */
  size: number
}

/** What one recogniser made of a line of a scanned page. */
export interface Reading {
  /** Id of the recogniser, e.g. `tesseract` or `ppocr`. `layer` is the scan's own invisible text. */
  reader: string
  text: string
  /** 0 to 1, as the recogniser says it. */
  confidence: number
}

/** Characters painted together by one operator (born-digital) or read as one line (scan). */
export interface TextRun {
  text: string
  box: Box
  glyphs: Glyph[]
  font: string
  size: number
  /** Direction of the text as displayed, degrees clockwise; 0 is left to right. */
  angle: number
  source: 'text' | 'ocr'
  /** 1 for born-digital text, else the calibrated probability that the run is right. */
  confidence: number
  /** Every reading of a scanned line, the chosen one first; empty for born-digital text. */
  readings: Reading[]
  /** Set from top to bottom with upright characters (直書); its angle is 90. */
  vertical?: boolean
}

/** A shape that the file gives no character for, and where it stands on the page; its glyphs are those of the runs. */
export interface UnmappedShape {
  /** The font, as long as its document is open. */
  font: object
  code: number
  /** The font is in the file: what it does not draw is a space. */
  embedded: boolean
  glyphs: Glyph[]
}

/** A straight horizontal or vertical line that is visible on the page. */
export interface Ruling {
  orientation: 'horizontal' | 'vertical'
  /** y of a horizontal, x of a vertical ruling (its middle). */
  at: number
  from: number
  to: number
  thickness: number
  /** stroke: a drawn path; fill: a thin filled rectangle; edge: the border between two fills; image: found in a bitmap. */
  drawn: 'stroke' | 'fill' | 'edge' | 'image'
}

/** A filled area larger than a rule: header backgrounds, zebra rows. */
export interface Fill {
  box: Box
  /** `#rrggbb`; empty for a pattern or shading, whose colour is not known. */
  colour: string
}

/** Why something on a page could not be read, or not surely. In words: `problem-words.ts`. */
export interface PageProblem {
  code: 'empty-page' | 'no-unicode' | 'too-coarse' | 'needs-ocr' | 'damaged' | 'limit-exceeded' | 'outlined-text'
  /** What was found, e.g. the resolution or the font's name. */
  detail: string
  box?: Box
}

/** A row of a text input (`.txt`, `.tsv`, `.md`): cells between tabs or pipes; a row of one cell is running text. */
export interface TextRow {
  line: number
  cells: string[]
}

/** A table of a text input whose merged cells are known: HTML, as some extractors write it into Markdown. */
export interface TextTable {
  line: number
  rows: number
  columns: number
  /** Rows at the top that the file marks as header; 0 where it marks none. */
  headerRows: number
  cells: { row: number; column: number; rowSpan: number; columnSpan: number; text: string }[]
}

export interface Page {
  number: number
  width: number
  height: number
  /** How its text came in: drawn by the PDF, read from an image, or cut into rows by another extractor. */
  reader: 'pdf' | 'scan' | 'rows'
  runs: TextRun[]
  rulings: Ruling[]
  fills: Fill[]
  /** Boxes of pictures; ink without text. */
  images: Box[]
  /** Only for reader `rows`; the other lists are empty then. */
  rows: (TextRow | TextTable)[]
  problems: PageProblem[]
  /** Characters that a person sees, and those that the file holds but nobody sees (render mode 3, clipped, off page). */
  glyphs: { visible: number; hidden: number }
  /** Text that the file holds and nobody sees; the OCR layer of a scan is one more reading of it. */
  hidden?: TextRun[]
  unmapped?: UnmappedShape[]
  /** Filled shapes of the size of print that are no rectangles; text drawn as outlines has one or more a character. */
  contours?: number
  /** Resolution of the page image, only for scans. */
  dpi?: number
}
