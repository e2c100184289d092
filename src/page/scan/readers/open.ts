import { availableParallelism } from 'node:os'
import { loadVariants } from '../variants.ts'
import { createPpocrReader, type PpocrReader } from './ppocr.ts'
import { createTesseractPool, type TesseractPool } from './tesseract.ts'

/** The recognisers of a scanner, opened together. */
export interface Readers {
  tesseract: TesseractPool
  /** null where the ONNX runtime or its model is not installed. */
  ppocr: PpocrReader | null
  close(): Promise<void>
}

/** More threads than this gained nothing (OCR of 485 lines: 9.6 s, 5.3 s and 5.5 s with one, two and three). */
const MOST_WORKERS = 2

export async function openReaders(options: { workers?: number; models?: string }): Promise<Readers> {
  const workers = Math.max(1, options.workers ?? Math.min(MOST_WORKERS, availableParallelism()))
  await loadVariants()
  const ppocr = await createPpocrReader(options.models)
  const tesseract = await createTesseractPool(workers, options.models)
  return {
    tesseract,
    ppocr,
    async close() {
      await tesseract.close()
      await ppocr?.close()
    },
  }
}
