import { installInflater, removeInflater } from './inflate.ts'
import { answerForSizes, stopAnswering } from './picture-sizes.ts'

/** How many documents are open; the guard stands while there are any. */
let documents = 0

/**
 * pdf.js forgets to handle some promises of broken files, and Node ends the process for that. While a document is
 * open such rejections of pdf.js are let go: the page concerned has failed by itself. All others stay fatal.
 * What pdf.js is given in place of the web's own stands as long.
 */
export function standGuard(bytes: Uint8Array): () => Promise<void> {
  if (documents === 0) {
    process.on('unhandledRejection', letGo)
    installInflater()
  }
  answerForSizes(bytes)
  documents += 1
  return async () => {
    // What was rejected up to now is reported at the end of this turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve))
    documents -= 1
    if (documents > 0) return
    process.off('unhandledRejection', letGo)
    removeInflater()
    stopAnswering()
  }
}

function letGo(reason: unknown): void {
  if (reason instanceof Error && reason.stack?.includes('pdfjs-dist')) return
  throw reason
}
