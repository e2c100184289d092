/** Folders for tests, and what is in them. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Folder {
  path: string
  remove(): void
}

/** A folder for several tests; whoever makes it removes it. */
export function makeTemporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'tidycard-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A folder for one test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidycard-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Every file below a folder with its content; names with `/`. */
export function readTree(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const walk = (below: string): void => {
    for (const name of readdirSync(below).sort()) {
      const path = join(below, name)
      if (statSync(path).isDirectory()) walk(path)
      else files.set(relative(folder, path).split(sep).join('/'), readFileSync(path))
    }
  }
  walk(folder)
  return files
}

const hash = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex').slice(0, 12)

/**
 * What must not depend on how a run went, file by file: all but the time it took and what an earlier run had done
 * already. Contents as checksums, so that a difference can be read.
 */
export function comparableTree(folder: string): Record<string, string> {
  return Object.fromEntries(
    [...readTree(folder)].map(([name, content]) => {
      if (name !== 'manifest.json' && !name.startsWith('.tidycard/state/')) return [name, hash(content)]
      const value = JSON.parse(content.toString('utf8'))
      for (const input of value.inputs ?? [value]) {
        delete input.timings
        delete input.status
      }
      return [name, hash(JSON.stringify(value))]
    }),
  )
}
