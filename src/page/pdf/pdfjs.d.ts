// `library.ts` says what is used of the two halves of pdf.js, and why of these builds.

declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export const getDocument: unknown
  export const PDFWorker: unknown
  export const OPS: Record<string, number>
}

declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs' {
  /** The parsing half of pdf.js; it answers messages that come in by the port. */
  export const WorkerMessageHandler: { initializeFromPort(port: unknown): void }
}
