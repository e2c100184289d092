/** An output folder made of documents, by the whole run but with the documents given. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BatchEvents, type BatchOptions, type BatchResult, runBatch } from '../../src/batch/run.ts'
import { runInProcess } from '../../src/batch/runner.ts'
import type { Document } from '../../src/model/document.ts'
// @ts-expect-error plain JavaScript, so that worker threads can load it too
import { convertDocument } from './json-converter.mjs'

/** Writes documents as input files for the converter that reads documents. */
export function writeInputs(folder: string, documents: readonly Document[]): string {
  mkdirSync(folder, { recursive: true })
  for (const document of documents) writeFileSync(join(folder, `${document.id}.txt`), JSON.stringify(document))
  return folder
}

export const batchOptions = (inputs: readonly string[], output: string): BatchOptions => ({
  inputs,
  output,
  jobs: 2,
  ocr: 'auto',
  password: null,
  corrections: [],
  formats: ['csv'],
  excel: false,
  force: false,
})

export function runHere(
  inputs: readonly string[],
  output: string,
  options: Partial<BatchOptions> = {},
  events: BatchEvents = {},
  signal?: AbortSignal,
): Promise<BatchResult> {
  return runBatch({ ...batchOptions(inputs, output), ...options }, runInProcess(convertDocument), events, signal)
}
