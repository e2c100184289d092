/** The records of a balanced scorecard. The zod schemas are the one definition of the data. */
import { z } from 'zod'
import { levelSchema, pieceSchema, readingSchema, statusSchema } from './provenance.ts'

const rocYear = z.int().describe('ROC year (民國): 111 is 2022')

export const perspectiveSchema = z.enum(['customer', 'internal_process', 'learning_growth', 'financial'])
export type Perspective = z.infer<typeof perspectiveSchema>

const printed = {
  raw: z.string().nullable().describe('the print, line breaks as \\n; null where the print has nothing'),
  status: statusSchema,
  confidence: z.number().min(0).max(1).describe('1 for born-digital print as it stands'),
  pieces: z.array(pieceSchema),
  readings: z.array(readingSchema).describe('what each recogniser read; empty for born-digital text'),
}

/** A piece of text: name, formula, unit, note. */
export const textSchema = z.object({ ...printed, text: z.string().nullable() })
export type Text = z.infer<typeof textSchema>

/** A figure; null with status missing or unreadable. */
export const figureSchema = z.object({
  ...printed,
  value: z.number().nullable(),
  scale: z
    .number()
    .positive()
    .optional()
    .describe('what the print is multiplied by: 1000 in a column of 千元; 1 where it is not told'),
})
export type Figure = z.infer<typeof figureSchema>

/** The organisations named in one cell, in printed order. */
export const ownersSchema = z.object({ ...printed, names: z.array(z.string()) })
export type Owners = z.infer<typeof ownersSchema>

export const yearValueSchema = z.object({ rocYear, kind: z.enum(['actual', 'target']), ...figureSchema.shape })
export type YearValue = z.infer<typeof yearValueSchema>

export const budgetSchema = z.object({
  rocYear,
  stage: z.enum(['approved', 'estimated']).describe('approved 已編預算, estimated 預估概算'),
  ...figureSchema.shape,
})
export type Budget = z.infer<typeof budgetSchema>

export const objectiveSchema = z.object({
  code: z.string(),
  name: textSchema,
  perspective: perspectiveSchema.nullable(),
})
export type Objective = z.infer<typeof objectiveSchema>

/** One printed row of values: a KPI whose code has several rows of values appears once a row, `series` counting up. */
export const kpiSchema = z.object({
  objectiveCode: z.string().nullable(),
  csf: textSchema,
  code: z.string(),
  series: z.int().positive(),
  name: textSchema,
  formula: textSchema,
  unit: textSchema,
  owners: ownersSchema,
  values: z.array(yearValueSchema),
})
export type Kpi = z.infer<typeof kpiSchema>

export const planSchema = z.object({
  kpiCode: z.string().nullable(),
  /** The series of the KPI that the plan is printed beside. */
  series: z.int().positive(),
  code: z.string(),
  name: textSchema,
  note: textSchema,
  owners: ownersSchema,
  budgets: z.array(budgetSchema),
})
export type Plan = z.infer<typeof planSchema>

export const cardSchema = z.object({
  number: z.int().positive(),
  level: levelSchema,
  title: z.string().nullable(),
  group: z.string().nullable(),
  organization: z.string().nullable(),
  rocYear: rocYear.nullable(),
  firstPage: z.int().positive().nullable(),
  lastPage: z.int().positive().nullable(),
  objectives: z.array(objectiveSchema),
  kpis: z.array(kpiSchema),
  plans: z.array(planSchema),
})
export type Card = z.infer<typeof cardSchema>

export const mapObjectiveSchema = z.object({
  code: z.string(),
  name: textSchema,
  perspective: perspectiveSchema.nullable(),
  themeCode: z.string().nullable(),
})
export const statementSchema = z.object({
  kind: z.enum(['mission', 'vision', 'core_value', 'theme']),
  position: z.int().positive(),
  code: z.string().nullable(),
  text: z.string(),
  pieces: z.array(pieceSchema),
})
export const strategyMapSchema = z.object({
  organization: z.string().nullable(),
  rocYear: rocYear.nullable(),
  title: z.string().nullable(),
  statements: z.array(statementSchema),
  themes: z.array(z.object({ code: z.string(), name: z.string() })),
  objectives: z.array(mapObjectiveSchema),
})
export type StrategyMap = z.infer<typeof strategyMapSchema>
export type Statement = z.infer<typeof statementSchema>
export type MapObjective = z.infer<typeof mapObjectiveSchema>

const countSchema = z.object({ ...figureSchema.shape })
export const declaredCountsSchema = z.object({
  organization: z.string().nullable(),
  rocYear,
  /** Number of the card that the counts stand with, null where none follows. */
  card: z.int().positive().nullable(),
  objectives: countSchema,
  kpis: countSchema,
  actionPlans: countSchema,
})
export type DeclaredCounts = z.infer<typeof declaredCountsSchema>

export const scorecardSchema = z.object({
  cards: z.array(cardSchema),
  strategyMaps: z.array(strategyMapSchema),
  declaredCounts: z.array(declaredCountsSchema),
})
export type Scorecard = z.infer<typeof scorecardSchema>
