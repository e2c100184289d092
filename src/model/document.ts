/** One converted document, and the manifest of a run: what is written under `output/`. */
import { z } from 'zod'
import { anomalySchema, pieceSchema, repairSchema } from './provenance.ts'
import { scorecardSchema } from './scorecard.ts'

/** Counts up when a reader of the files would have to change. */
export const SCHEMA_VERSION = '1'

export const pageSummarySchema = z.object({
  number: z.int().positive(),
  width: z.number(),
  height: z.number(),
  reader: z.enum(['pdf', 'scan', 'rows']),
  dpi: z.number().nullable(),
  tables: z.int().nonnegative(),
  glyphs: z.object({ visible: z.int(), hidden: z.int() }),
  problems: z.array(z.object({ code: z.string(), detail: z.string() })),
})

/** Text that is neither in a record nor in a title: kept, so that nothing of the print is lost. */
export const leftoverSchema = z.object({ text: z.string(), pieces: z.array(pieceSchema) })

export const documentSchema = z
  .object({
    schemaVersion: z.literal(SCHEMA_VERSION),
    id: z.string(),
    source: z.object({
      name: z.string().describe('base name of the input file'),
      sha256: z.string(),
      kind: z.enum(['pdf', 'image', 'text']),
      pages: z.int().nonnegative(),
    }),
    organization: z.string().nullable(),
    rocYear: z.int().nullable(),
    ...scorecardSchema.shape,
    repairs: z.array(repairSchema),
    anomalies: z.array(anomalySchema),
    pages: z.array(pageSummarySchema),
    glyphs: z.object({ visible: z.int(), inCells: z.int(), inNotes: z.int(), lost: z.int() }),
    leftovers: z.array(leftoverSchema),
  })
  .meta({ title: 'tidycard document', description: 'One scorecard file with its cards, repairs and anomalies' })
export type Document = z.infer<typeof documentSchema>

export const failureSchema = z.object({ code: z.string(), message: z.string() })

export const manifestSchema = z.object({
  tool: z.object({ name: z.literal('tidycard'), version: z.string(), schemaVersion: z.string() }),
  inputs: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      sha256: z.string().nullable(),
      status: z.enum(['converted', 'unchanged', 'failed']),
      error: failureSchema.nullable(),
      pages: z.int().nonnegative().nullable(),
      timings: z.record(z.string(), z.number()).describe('milliseconds by stage'),
      counts: z.record(z.string(), z.int()),
    }),
  ),
})
export type Manifest = z.infer<typeof manifestSchema>
