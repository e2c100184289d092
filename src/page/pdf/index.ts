export { PdfError, type PdfErrorCode } from './error.ts'
export { type PdfFile, type PdfOptions, withPdf } from './file.ts'
export type { Bitmap, PageImage } from './render.ts'
