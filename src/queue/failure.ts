/** Why a document of a queue could not be converted, as its worker wrote it down. */
import { z } from 'zod'
import type { Failure } from '../batch/failure.ts'
import { type ErrorCode, errorCatalogue } from '../model/errors.ts'

const failureSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCatalogue),
  parameters: z.record(z.string(), z.string()),
  stack: z.string().nullable(),
})

export const readFailure = (text: string): Failure => failureSchema.parse(JSON.parse(text))
