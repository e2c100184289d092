/** The library: a scorecard's bytes to a validated document. */
export { type Conversion, type ConvertOptions, convertDocument, convertDocument as convert } from './convert.ts'
export type { Correction, StaleCorrection } from './model/correction.ts'
export { type Document, documentSchema, type Manifest, manifestSchema } from './model/document.ts'
export { ConversionError, type ErrorCode } from './model/errors.ts'
export type { Anomaly, Candidate, Evidence, Piece, Place, Repair } from './model/provenance.ts'
export type * from './model/scorecard.ts'
export { closeScanner } from './reading/scanners.ts'
