/** Which files a command line means, and the id of each. */
import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join, resolve, sep } from 'node:path'
import { compareText } from '../language/order.ts'
import { ConversionError } from '../model/errors.ts'
import { STATE_FOLDER } from './layout.ts'

const require = createRequire(import.meta.url)

const extensions: ReadonlySet<string> = new Set([
  '.pdf',
  '.png',
  '.jpg',
  '.jpeg',
  '.tif',
  '.tiff',
  '.txt',
  '.tsv',
  '.md',
])
const globCharacters = /[*?[\]{}]/

/** Bytes of an id that every file system takes together with the endings that files of a document have. */
const LONGEST_ID_BYTES = 200
const HASH_LENGTH = 8

export interface Input {
  id: string
  /** As the user gave it, or below the folder that the user gave; with `/`. */
  path: string
  /** Base name of the file. */
  name: string
  absolutePath: string
}

interface Failure {
  path: string
  error: ConversionError
}

export interface FoundInputs {
  /** In the order of their ids. */
  inputs: Input[]
  /** What the user named and is not there, or cannot be read. */
  failures: (Failure & { id: string })[]
}

export const isReadable = (path: string): boolean => extensions.has(extname(path).toLowerCase())

/** An output folder of an earlier run, whatever it is called. */
const isOutput = (entries: readonly Dirent[]): boolean => entries.some((entry) => entry.name === STATE_FOLDER)

type Found = { path: string } | { path: string; error: ConversionError }

/** A folder or a link that cannot be read is told; the rest of the folder is found all the same. */
function* walk(folder: string, output: string | null): Iterable<Found> {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name))
  } catch (error) {
    yield { path: folder, error: explainReadError(error) }
    return
  }
  if (resolve(folder) === output || isOutput(entries)) return
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    // A linked folder may lead back to where it came from.
    if (entry.isSymbolicLink()) yield* follow(path, () => [])
    else if (entry.isDirectory()) yield* walk(path, output)
    else if (entry.isFile() && isReadable(path)) yield { path }
  }
}

/** What a name in a folder leads to. One that leads nowhere is told where it is that of an input. */
function* follow(path: string, enter: (folder: string) => Iterable<Found>): Iterable<Found> {
  let kind: Stats
  try {
    kind = statSync(path)
  } catch (error) {
    if (isReadable(path)) yield { path, error: explainReadError(error) }
    return
  }
  if (kind.isDirectory()) yield* enter(path)
  else if (kind.isFile() && isReadable(path)) yield { path }
}

function explainReadError(error: unknown): ConversionError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return code === 'ENOENT'
    ? new ConversionError('input-not-found')
    : new ConversionError('input-not-readable', { detail: code }, { cause: error })
}

function* expand(pattern: string, output: string | null): Iterable<Found> {
  const found = statSync(pattern, { throwIfNoEntry: false })
  if (found?.isDirectory()) yield* walk(pattern, output)
  else if (found?.isFile() && isReadable(pattern)) yield { path: pattern }
  else if (found) yield { path: pattern, error: new ConversionError('input-not-supported') }
  else if (globCharacters.test(pattern)) {
    // loaded only for those who use patterns
    const { globSync } = require('tinyglobby') as typeof import('tinyglobby')
    // Patterns have `/` everywhere: `\` would make the sign behind it an ordinary one.
    const matches = globSync(pattern.split(sep).join('/'), { onlyFiles: false, expandDirectories: false }).sort()
    if (matches.length === 0) yield { path: pattern, error: new ConversionError('input-not-found') }
    for (const match of matches) yield* follow(match, (folder) => walk(folder, output))
  } else {
    yield { path: pattern, error: new ConversionError('input-not-found') }
  }
}

/** A base name as an id: NFC, without extension, fit for a file name. */
export function nameId(path: string): string {
  const name = basename(path, extname(path)).normalize('NFC')
  const clean =
    name
      .replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
      .replace(/^\.+/, '_')
      .trim() || '_'
  if (Buffer.byteLength(clean) <= LONGEST_ID_BYTES) return clean
  let cut = clean
  while (Buffer.byteLength(cut) > LONGEST_ID_BYTES - HASH_LENGTH - 1) cut = [...cut].slice(0, -1).join('')
  return `${cut}-${shortHash(clean)}`
}

const shortHash = (content: string): string => hashBytes(content).slice(0, HASH_LENGTH)

/** File systems that ignore case must not see two ids as one. */
const collisionKey = (id: string): string => id.toLowerCase()

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

/** sha256 in hexadecimal. */
export const hashBytes = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Of a file; of its name where it cannot be read. */
export function hashContent({ absolutePath }: InputFile): string {
  try {
    return hashBytes(readFileSync(absolutePath))
  } catch {
    return hashBytes(absolutePath)
  }
}

/**
 * Gives every path an id that depends on the files alone, not on the order in which they were named. `hashOf` gives the
 * sha256 of a file; it is asked only where two have one name.
 */
export function assignIds<File extends { path: string }>(
  files: readonly File[],
  hashOf: (file: File) => string,
): (File & { name: string; id: string })[] {
  const named = files.map((file) => ({ ...file, name: basename(file.path), id: nameId(file.path) }))
  return groupBy(named, (file) => collisionKey(file.id)).flatMap((group) => {
    if (group.length === 1) return group
    const hashed = group.map((file) => ({ ...file, id: `${file.id}-${hashOf(file).slice(0, HASH_LENGTH)}` }))
    return groupBy(hashed, (file) => collisionKey(file.id)).flatMap((copies) =>
      copies
        .sort((a, b) => compareText(a.path, b.path))
        .map((file, index) => (index === 0 ? file : { ...file, id: `${file.id}-${index + 1}` })),
    )
  })
}

/** Gives what is not there an id that no input and nothing else has. */
function nameFailures(failures: readonly Failure[], inputs: readonly Input[]): FoundInputs['failures'] {
  const once = [...new Map(failures.map((failure) => [failure.path, failure])).values()]
  const taken = new Set(inputs.map(({ id }) => collisionKey(id)))
  return groupBy(once, ({ path }) => collisionKey(nameId(path))).flatMap((group) =>
    group.map((failure) => {
      const id = nameId(failure.path)
      const isFree = group.length === 1 && !taken.has(collisionKey(id))
      return { ...failure, id: isFree ? id : `${id}-${shortHash(failure.path)}` }
    }),
  )
}

/** A file that the command line means. */
export interface InputFile {
  /** As the user gave it, or below the folder that the user gave; with `/`. */
  path: string
  absolutePath: string
}

/**
 * Files, folders (with those below them) and glob patterns as files, each once. `output` is skipped where a folder holds
 * it; null: there is none.
 */
export function listFiles(
  patterns: readonly string[],
  output: string | null,
): { files: InputFile[]; failures: Failure[] } {
  const files = new Map<string, InputFile>()
  const failures: Failure[] = []
  for (const pattern of patterns) {
    try {
      for (const found of expand(pattern, output === null ? null : resolve(output))) {
        const path = found.path.split(sep).join('/')
        if ('error' in found) failures.push({ path, error: found.error })
        else files.set(resolve(found.path), { path, absolutePath: resolve(found.path) })
      }
    } catch (error) {
      failures.push({ path: pattern, error: explainReadError(error) })
    }
  }
  return { files: [...files.values()].sort((a, b) => compareText(a.path, b.path)), failures }
}

/** The files that a command line means, with their ids; `accept` leaves files out. */
export function findInputs(
  patterns: readonly string[],
  output: string | null,
  accept: (file: InputFile) => boolean = () => true,
): FoundInputs {
  const { files, failures } = listFiles(patterns, output)
  const inputs = assignIds(files.filter(accept), hashContent)
  return { inputs: inputs.sort((a, b) => compareText(a.id, b.id)), failures: nameFailures(failures, inputs) }
}

/** The bytes of an input. Throws ConversionError where they cannot be read or there are none. */
export function readInput(path: string): Uint8Array {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw explainReadError(error)
  }
  if (bytes.length === 0) throw new ConversionError('input-empty')
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
