/** An output folder with a real scorecard in it, and a review of it, in this process. */
import { join } from 'node:path'
import { type BatchOptions, runBatch } from '../../src/batch/run.ts'
import { runInProcess } from '../../src/batch/runner.ts'
import { convertDocument } from '../../src/convert.ts'
import type { Correction } from '../../src/model/correction.ts'

/** Converts inputs into `output`, as `tidycard convert` does it. */
export async function convertInto(
  output: string,
  inputs: readonly string[],
  corrections: readonly Correction[] = [],
  options: Partial<BatchOptions> = {},
) {
  return runBatch(
    {
      inputs,
      output,
      jobs: 1,
      ocr: 'off',
      password: null,
      corrections,
      formats: ['csv'],
      excel: false,
      force: false,
      ...options,
    },
    runInProcess(convertDocument),
  )
}

export const sampleText = join(import.meta.dirname, '../../samples/hakka-111.txt')
