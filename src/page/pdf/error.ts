export type PdfErrorCode =
  | 'not-a-pdf'
  | 'truncated'
  | 'encrypted'
  | 'wrong-password'
  | 'damaged'
  | 'empty-file'
  | 'limit-exceeded'

/** A file that cannot be read as a PDF at all; a single bad page is a `PageProblem` instead. */
export class PdfError extends Error {
  readonly code: PdfErrorCode

  constructor(code: PdfErrorCode, message: string) {
    super(message)
    this.name = 'PdfError'
    this.code = code
  }
}
