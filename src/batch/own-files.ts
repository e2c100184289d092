/** Which files of an output folder tidycard wrote: it removes no others. A folder may hold files of its user, too. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, parse, resolve } from 'node:path'
import { z } from 'zod'
import { type TableFormat, tableFiles, tableFormats } from '../output/formats.ts'
import { writeWhole } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'

/** The list is no way to a file outside of the folder. */
const namesSchema = z.array(z.string().regex(/^(?:(?:documents|tables)\/)?[^/\\]+\.\w+$/u))

/** What a run writes that a later one may have to remove, relative to the folder. Manifest and report are always written anew. */
export const filesOf = (ids: Iterable<string>, formats: readonly TableFormat[]): string[] => [
  ...Array.from(ids, (id) => `documents/${id}.json`),
  ...formats.flatMap(tableFiles),
]

function readList(layout: OutputLayout): string[] | null {
  try {
    return namesSchema.parse(JSON.parse(readFileSync(layout.ownFiles, 'utf8')))
  } catch {
    return null
  }
}

/** What tidycard has written into the folder, or was about to write when it was ended. */
export function readOwnFiles(layout: OutputLayout): Set<string> {
  const states = existsSync(layout.state) ? readdirSync(layout.state) : []
  // A version without a list wrote the tables where it wrote documents.
  const listed = readList(layout) ?? (states.length === 0 ? [] : filesOf([], tableFormats))
  return new Set([...listed, ...states.map((file) => `documents/${file}`)])
}

export function writeOwnFiles(layout: OutputLayout, files: Iterable<string>): void {
  writeWhole(layout.ownFiles, JSON.stringify([...new Set(files)].sort()), layout.temporary)
}

/**
 * Before anything is written: a run that is killed between a document and its state leaves a file that only the list
 * tells of. A file of the user's becomes tidycard's only when it has been written over.
 */
export function claimFiles(layout: OutputLayout, own: ReadonlySet<string>, files: readonly string[]): void {
  writeOwnFiles(layout, [...own, ...files.filter((file) => !existsSync(join(layout.folder, file)))])
}

/** Removes what tidycard wrote and this run did not ask for, and what it keeps of documents with other ids. */
export function removeOthers(
  layout: OutputLayout,
  own: ReadonlySet<string>,
  wanted: { ids: ReadonlySet<string>; files: ReadonlySet<string>; copies: ReadonlySet<string | null> },
): void {
  for (const file of own) if (!wanted.files.has(file)) rmSync(join(layout.folder, file), { force: true })
  for (const folder of [layout.state, layout.bases, layout.readings]) {
    if (!existsSync(folder)) continue
    for (const file of readdirSync(folder)) {
      const { name, ext } = parse(file)
      if (ext !== '' && !wanted.ids.has(name)) rmSync(join(folder, file))
    }
  }
  if (!existsSync(layout.inputs)) return
  for (const file of readdirSync(layout.inputs)) {
    const copy = resolve(layout.inputs, file)
    if (!wanted.copies.has(copy)) rmSync(copy)
  }
}
