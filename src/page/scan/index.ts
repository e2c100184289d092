import type { Box, Page, TextRun } from '../../model/page.ts'
import type { PageImage } from './page-image.ts'
import { readPageImage } from './read-page.ts'
import { openReaders, type Readers } from './readers/open.ts'

export type { PageImage } from './page-image.ts'
export type { LineImage, LineReader, LineReading, ReadCharacter } from './readers/reader.ts'

export interface ScanOptions {
  /** Threads of the text recogniser; default two, or the machine's cores if fewer. A third gains nothing. */
  workers?: number
  /** Folder of other recognisers: `rec.onnx` with `keys.txt` (PP-OCR family), `chi_tra.traineddata.gz`. */
  models?: string
}

/** Where the image stands in the document. */
export interface ScanPlace {
  number: number
  /** Size of the page in points. */
  width: number
  height: number
  /** Where the image lies on the page, in points; without it the image is the whole page. */
  box?: Box
  /** It stands upright: no other turn is looked for. */
  upright?: boolean
  /** It was drawn from the file, upright and straight. */
  drawn?: boolean
  /** Invisible text that came with the scan: one more reading, not the truth. */
  layer?: TextRun[]
}

/** Reads page images; its recognisers stay warm over many pages and documents. */
export interface Scanner {
  /**
   * One scanned page as a page of the model. Coordinates are points of the page turned upright and deskewed about its
   * middle; the skew is at most a few degrees, so boxes lie within millimetres of the print as displayed.
   */
  readPage(image: PageImage, place: ScanPlace): Promise<Page>
  /** The text of a part of a page (a cell with ink but no text); `place` gives the size of that part in points. */
  readCell(image: PageImage, place: ScanPlace): Promise<TextRun[]>
  /** Ends the recognisers' threads; always settles, and reads under way fail. */
  close(): Promise<void>
}

/** A scanner that starts its recognisers with the first page. */
export async function createScanner(options: ScanOptions = {}): Promise<Scanner> {
  let readers: Promise<Readers> | undefined
  let closed = false
  const open = (): Promise<Readers> => {
    if (closed) throw new Error('the scanner is closed')
    readers ??= openReaders(options)
    return readers
  }
  return {
    async readPage(image, place) {
      return readPageImage(image, place, await open())
    },
    async readCell(image, place) {
      const page = await readPageImage(image, { ...place, drawn: true }, await open())
      return page.runs
    },
    async close() {
      closed = true
      const opened = await readers?.catch(() => undefined)
      await opened?.close()
    },
  }
}
