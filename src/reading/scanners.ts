/** The recognisers of this thread: started with the first scanned page, warm until `closeScanner`. */
import type { Scanner } from '../page/scan/index.ts'

interface ScannerOptions {
  ocrWorkers?: number
  ocrModels?: string
}

let open: { key: string; scanner: Promise<Scanner> } | null = null

/** The warm scanner, started anew where the options differ. */
export async function useScanner({ ocrWorkers, ocrModels }: ScannerOptions): Promise<Scanner> {
  const key = JSON.stringify([ocrWorkers, ocrModels])
  if (open?.key !== key) {
    await closeScanner()
    const start = async (): Promise<Scanner> => {
      const { createScanner } = await import('../page/scan/index.ts')
      return createScanner({
        ...(ocrWorkers === undefined ? {} : { workers: ocrWorkers }),
        ...(ocrModels === undefined ? {} : { models: ocrModels }),
      })
    }
    open = { key, scanner: start() }
  }
  return open.scanner
}

/** Ends the recognisers of this thread; always settles. */
export async function closeScanner(): Promise<void> {
  const closing = open
  open = null
  const scanner = await closing?.scanner.catch(() => null)
  await scanner?.close()
}
