/** A line of text cut out of the page; its pixels are grey on white. */
export interface LineImage {
  width: number
  height: number
  grey: Uint8Array
  /** Em size in pixels of this image. */
  em: number
}

/** A character as a recogniser placed it, x in pixels of the line image. */
export interface ReadCharacter {
  text: string
  /** 0 to 1 */
  confidence: number
  x0: number
  x1: number
}

export interface LineReading {
  text: string
  /** 0 to 1: of its least sure character. */
  confidence: number
  characters: ReadCharacter[]
}

/** A recogniser of single lines. Readings come in the order of the lines; a line it cannot read gives an empty text. */
export interface LineReader {
  id: string
  read(lines: LineImage[]): Promise<LineReading[]>
}

export const nothingRead: LineReading = { text: '', confidence: 0, characters: [] }
