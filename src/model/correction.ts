/** What a person decided about one datum. Files of corrections only grow: a later line about a place wins. */
import { z } from 'zod'
import { placeSchema } from './provenance.ts'

export const correctionSchema = z.object({
  document: z.string().describe('sha256 of the input file'),
  place: placeSchema,
  printed: z
    .string()
    .nullable()
    .describe('the print (`raw`) that was corrected; where it no longer reads so, the correction is stale'),
  value: z
    .union([z.string(), z.number(), z.null()])
    .describe('what to take; null: nothing is there. With `keep`: what was taken when the person looked'),
  rule: z.string().optional().describe('the rule whose anomaly at this place the decision settles'),
  keep: z
    .literal(true)
    .optional()
    .describe('the data stay as they are: the anomaly of `rule` with this print and this value is settled, no more'),
  by: z.string(),
  at: z.iso.datetime({ offset: true }),
  why: z.string(),
  undo: z
    .literal(true)
    .optional()
    .describe('takes the last standing decision back: about the value, or with `keep` about the rule'),
})
export type Correction = z.infer<typeof correctionSchema>

/** A correction that was not applied: another print, no such place, or a value that the field cannot hold. */
export const staleCorrectionSchema = correctionSchema.extend({
  now: z
    .object({ printed: z.string().nullable() })
    .nullable()
    .describe('what stands at the place now; null where the document has no such place'),
})
export type StaleCorrection = z.infer<typeof staleCorrectionSchema>
