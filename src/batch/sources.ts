/** Where the inputs of an output folder are now. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Manifest } from '../model/document.ts'
import { hashBytes } from './inputs.ts'
import type { OutputLayout } from './layout.ts'

/**
 * Absolute paths of the inputs, by id: as the manifest names them, from the current folder or from the folder that
 * holds the output; one that came from a queue has its copy. An input that is gone has none.
 */
export function findSources(layout: OutputLayout, manifest: Manifest): Map<string, string> {
  const folders = [process.cwd(), dirname(resolve(layout.folder)), resolve(layout.folder)]
  const found = new Map<string, string>()
  for (const { id, path } of manifest.inputs) {
    const candidates = [resolve(layout.inputPath(id, path)), ...folders.map((folder) => resolve(folder, path))]
    const place = candidates.find((candidate) => existsSync(candidate))
    if (place !== undefined) found.set(id, place)
  }
  return found
}

/** Is the file still the one that was converted? */
export function hasContent(path: string, sha256: string): boolean {
  try {
    return hashBytes(readFileSync(path)) === sha256
  } catch {
    return false
  }
}
