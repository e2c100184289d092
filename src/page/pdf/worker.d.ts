declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** The parsing half of pdf.js; it answers messages that come in by the port. */
  export const WorkerMessageHandler: { initializeFromPort(port: unknown): void }
}
