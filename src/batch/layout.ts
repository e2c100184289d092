/** Where things are in an output folder. */
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Document } from '../model/document.ts'

/** Holds what a later run needs and a reader of the data does not. */
export const STATE_FOLDER = '.tidycard'

export interface OutputLayout {
  folder: string
  documents: string
  tables: string
  state: string
  /** Documents before other years were looked at, where those changed them. */
  bases: string
  temporary: string
  /** Documents before a person's decisions. */
  readings: string
  /** Names of the files that tidycard wrote. */
  ownFiles: string
  /** Decisions made in the review page. */
  corrections: string
  /** Pictures for the report. */
  pictures: string
  /** Inputs that came from a queue and are nowhere else on this machine. */
  inputs: string
  lock: string
  manifest: string
  dataPackage: string
  report: string
  sqlite: string
  documentPath(id: string): string
  statePath(id: string): string
  basePath(id: string): string
  /** `path`: of the input, as the manifest names it. */
  inputPath(id: string, path: string): string
}

export function outputLayout(folder: string): OutputLayout {
  const documents = join(folder, 'documents')
  const state = join(folder, STATE_FOLDER, 'state')
  const bases = join(folder, STATE_FOLDER, 'bases')
  const inputs = join(folder, STATE_FOLDER, 'inputs')
  return {
    folder,
    documents,
    tables: join(folder, 'tables'),
    state,
    bases,
    temporary: join(folder, STATE_FOLDER, 'temporary'),
    readings: join(folder, STATE_FOLDER, 'readings'),
    ownFiles: join(folder, STATE_FOLDER, 'files.json'),
    corrections: join(folder, 'corrections.jsonl'),
    pictures: join(folder, STATE_FOLDER, 'pictures'),
    inputs,
    lock: join(folder, STATE_FOLDER, 'lock'),
    manifest: join(folder, 'manifest.json'),
    dataPackage: join(folder, 'datapackage.json'),
    report: join(folder, 'report.html'),
    sqlite: join(folder, 'tidycard.sqlite'),
    documentPath: (id) => join(documents, `${id}.json`),
    statePath: (id) => join(state, `${id}.json`),
    basePath: (id) => join(bases, `${id}.json`),
    inputPath: (id, path) => join(inputs, `${id}${extname(path)}`),
  }
}

/** A document as it is in the folder. */
export function readDocument(layout: OutputLayout, id: string): Document {
  return JSON.parse(readFileSync(layout.documentPath(id), 'utf8'))
}
