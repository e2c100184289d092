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
  value: z.union([z.string(), z.number(), z.null()]).describe('what to take; null: nothing is there'),
  by: z.string(),
  at: z.iso.datetime({ offset: true }),
  why: z.string(),
  undo: z.literal(true).optional().describe('takes an earlier correction of this place back'),
})
export type Correction = z.infer<typeof correctionSchema>
