/** What was read of each document, kept so that a decision is applied at once, without reading the input again. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Reading } from '../judge.ts'
import { WholeFile } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'
import type { ConvertOptions } from './task.ts'

export interface KeptReading {
  options: ConvertOptions
  reading: Reading
}

/** For those who move readings; others read and write them below. */
export const readingPath = (layout: OutputLayout, id: string): string => join(layout.readings, `${id}.gz`)

export function removeReading(layout: OutputLayout, id: string): void {
  rmSync(readingPath(layout, id), { force: true })
}

/** The caller places it. Not JSON: parts that several records share must stay shared. */
export function prepareReading(layout: OutputLayout, id: string, kept: KeptReading): WholeFile {
  const file = new WholeFile(readingPath(layout, id), layout.temporary)
  file.write(gzipSync(serialize(kept)))
  return file
}

/** null where there is none, or another version of Node wrote it. */
export function readReading(layout: OutputLayout, id: string): KeptReading | null {
  try {
    return deserialize(gunzipSync(readFileSync(readingPath(layout, id))))
  } catch {
    return null
  }
}
