/** Files of corrections: JSON lines that only grow. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { type Correction, correctionSchema } from '../model/correction.ts'
import { ConversionError } from '../model/errors.ts'
import { explainWriteError } from '../output/whole-file.ts'

export interface CorrectionsFile {
  corrections: Correction[]
  /** Changes with the content: what a writer must know to add a line. */
  version: string
}

/** Whole lines of a file; what stands behind the last line break was never finished. */
const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)

const versionOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

function parseLine(line: string, number: number, path: string): Correction[] {
  if (line.trim() === '') return []
  try {
    return [correctionSchema.parse(JSON.parse(line))]
  } catch (error) {
    throw new ConversionError('bad-corrections', { path, detail: `line ${number}` }, { cause: error })
  }
}

function explainReadError(error: unknown, path: string): ConversionError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ConversionError('corrections-not-found', { path })
  if (code === 'EISDIR') return new ConversionError('corrections-not-file', { path })
  return new ConversionError('input-not-readable', { path, detail: code }, { cause: error })
}

/** Reads a file of corrections, in its order. Throws ConversionError; `bad-corrections` names the line. */
export function readCorrections(path: string): Correction[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw explainReadError(error, path)
  }
  // Editors of some systems begin a file with a byte order mark.
  return text
    .replace(/^\uFEFF/u, '')
    .split('\n')
    .flatMap((line, index) => parseLine(line, index + 1, path))
}

/** Reads the decisions of an output folder; none where there is no file. A last line that a crash cut short is no line. */
export function readDecisions(path: string): CorrectionsFile {
  const lines = existsSync(path) ? wholeLines(readFileSync(path)) : Buffer.alloc(0)
  const corrections = lines
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => parseLine(line, index + 1, path))
  return { corrections, version: versionOf(lines) }
}

/** The file has grown since the writer read it. */
export class OutdatedError extends Error {
  override name = 'OutdatedError'
}

/**
 * Adds decisions to a file that still has `version`; they are on the disk when this returns. Returns the new version.
 * Throws OutdatedError where the file has changed.
 */
export function appendDecisions(path: string, decisions: readonly Correction[], version: string): string {
  try {
    const handle = openSync(path, 'a+')
    try {
      const bytes = readFileSync(path)
      const lines = wholeLines(bytes)
      if (versionOf(lines) !== version) throw new OutdatedError()
      if (lines.length < fstatSync(handle).size) ftruncateSync(handle, lines.length)
      const added = Buffer.from(
        decisions.map((decision) => `${JSON.stringify(correctionSchema.parse(decision))}\n`).join(''),
      )
      for (let from = 0; from < added.length; ) from += writeSync(handle, added, from)
      fsyncSync(handle)
      return versionOf(Buffer.concat([lines, added]))
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw explainWriteError(error, path)
  }
}
