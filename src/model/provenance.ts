/** Where something stands in its document, and how sure it is: shared by every record. */
import { z } from 'zod'

/** `[x0, y0, x1, y1]` in PDF points, origin at the top left of the page as displayed. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** One printed piece: page from 1 and box; both null for text inputs. A cell cut by a page break has two pieces. */
export const pieceSchema = z.object({ page: z.int().positive().nullable(), box: boxSchema.nullable() })
export type Piece = z.infer<typeof pieceSchema>

export const readingSchema = z.object({ reader: z.string(), text: z.string(), confidence: z.number().min(0).max(1) })

export const levelSchema = z.enum(['city', 'agency'])
export type Level = z.infer<typeof levelSchema>

/**
 * The address of one datum in a document: card number from 1, objective, KPI or plan code, field name as in the
 * tables (`kpi_name`, `actual`, `approved` ...), ROC year. null where it does not apply.
 */
export const placeSchema = z.object({
  card: z.int().positive().nullable(),
  level: levelSchema.nullable(),
  code: z.string().nullable(),
  series: z.int().positive().nullable(),
  field: z.string().nullable(),
  rocYear: z.int().nullable(),
})
export type Place = z.infer<typeof placeSchema>

/** Figures and texts of one place have one key. */
export const placeKey = (place: Place): string =>
  [place.card, place.code, place.series, place.field, place.rocYear].join('|')

export const statusSchema = z.enum(['printed', 'repaired', 'inferred', 'missing', 'unreadable'])
export type Status = z.infer<typeof statusSchema>

/** What speaks for a candidate value: a closed list, so that reports can explain each kind. */
export const evidenceSchema = z.object({
  kind: z.enum([
    'same-value-elsewhere',
    'other-year',
    'sum-of-parts',
    'declared-count',
    'digit-grouping',
    'glyph-gap',
    'line-break',
    'row-structure',
    'vocabulary',
    'unit-column',
    'second-reading',
    'human',
  ]),
  /** In English words, with the place it was found at. */
  detail: z.string(),
  /** What the detail is made of, for other languages: see `model/evidence.ts`. */
  wording: z.string().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/**
 * From this confidence on a value counts as read; below it a person is told, and it contradicts no other year. Born-digital
 * print has 1. Of text cells of scans read with at least this 2 in 100 are wrong, below it 22 (bench/RESULTS.md, OCR).
 */
export const SURE_CONFIDENCE = 0.9

/** Of a reading that a weak lead settled, or that was put right and no recogniser had it so: a person is told. */
export const UNSURE_CONFIDENCE = 0.7

/** One way to read a print, in the unit of its column: `score` 0 to 1, with what speaks for it. */
export const candidateSchema = z.object({
  value: z.string(),
  score: z.number().min(0).max(1),
  because: z.array(evidenceSchema),
})
export type Candidate = z.infer<typeof candidateSchema>

export const repairSchema = z.object({
  rule: z.string(),
  place: placeSchema,
  before: z.string(),
  after: z.string(),
  /** safe: no other sound reading; likely: the best by far. */
  applicability: z.enum(['safe', 'likely']),
  confidence: z.number().min(0).max(1),
  candidates: z.array(candidateSchema),
  pieces: z.array(pieceSchema),
})
export type Repair = z.infer<typeof repairSchema>

export const severitySchema = z.enum(['error', 'warning', 'info'])
export type Severity = z.infer<typeof severitySchema>

export const anomalySchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  place: placeSchema,
  /** English sentence; other languages are made from `parameters` by the rule's own wording. */
  message: z.string(),
  parameters: z.record(z.string(), z.string()),
  /** What the print says, what was taken, and what else could stand there. */
  printed: z.string().nullable(),
  taken: z.string().nullable(),
  candidates: z.array(candidateSchema),
  evidence: z.array(evidenceSchema),
  pieces: z.array(pieceSchema),
})
export type Anomaly = z.infer<typeof anomalySchema>
