/** Files that appear whole or not at all: written beside their place, synced, then renamed. */
import { createHash } from 'node:crypto'
import { closeSync, fsync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConversionError } from '../model/errors.ts'

/** Bytes gathered before they are handed to the system. */
const BUFFER_BYTES = 256 * 1024

const syncSoon = promisify(fsync)

let unique = 0

/** Turns what the file system says into an error a person can act on; other errors pass as they are. */
export function explainWriteError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ConversionError('disk-full', { path }, { cause: error })
  if (['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENAMETOOLONG'].includes(code)) {
    return new ConversionError('output-not-writable', { path, detail: code }, { cause: error })
  }
  return error
}

/** Makes a folder and those above it. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw explainWriteError(error, path)
  }
}

/** Asks the system to keep a rename through a power loss; some file systems cannot sync a folder, which is no error. */
export function syncFolder(path: string): void {
  try {
    const handle = openSync(path, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {}
}

function renameFile(temporary: string, path: string): void {
  try {
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw explainWriteError(error, path)
  }
}

/** Puts a finished temporary file in its place. */
export function replaceFile(temporary: string, path: string): void {
  renameFile(temporary, path)
  syncFolder(dirname(path))
}

/** A name for a temporary file that no other thread or process uses. */
export function temporaryName(path: string, folder = dirname(path)): string {
  unique += 1
  return join(
    folder,
    `.${basename(path).slice(-80)}.${process.pid}.${createHash('sha256').update(path).digest('hex').slice(0, 8)}.${unique}.tmp`,
  )
}

/** A file under way: `write` as often as needed, then `place`, or `discard`. */
export class WholeFile {
  readonly path: string
  readonly temporary: string
  bytes = 0
  #handle: number | null
  #pending: Buffer[] = []
  #pendingBytes = 0
  #hash = createHash('sha256')
  #digest: string | null = null

  constructor(path: string, temporaryFolder?: string) {
    this.path = path
    this.temporary = temporaryName(path, temporaryFolder)
    try {
      this.#handle = openSync(this.temporary, 'w')
    } catch (error) {
      throw explainWriteError(error, path)
    }
  }

  write(chunk: string | Uint8Array): void {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.#pending.push(bytes)
    this.#pendingBytes += bytes.length
    if (this.#pendingBytes >= BUFFER_BYTES) this.#flush()
  }

  /** Content's sha256; nothing is written behind it. */
  get sha256(): string {
    this.#flush()
    this.#digest ??= this.#hash.digest('hex')
    return this.#digest
  }

  /** Everything is on the disk, under the temporary name. */
  seal(): void {
    this.#flush()
    if (this.#handle === null) return
    try {
      fsyncSync(this.#handle)
    } catch (error) {
      this.discard()
      throw explainWriteError(error, this.path)
    }
    this.#close()
  }

  /** Several at once: the disk is waited for once, not once a file. */
  static async sealTogether(files: readonly WholeFile[]): Promise<void> {
    const sealed = await Promise.allSettled(files.map((file) => file.#sealSoon()))
    const failure = sealed.find(({ status }) => status === 'rejected')
    if (failure?.status === 'rejected') throw failure.reason
  }

  async #sealSoon(): Promise<void> {
    this.#flush()
    if (this.#handle === null) return
    try {
      await syncSoon(this.#handle)
    } catch (error) {
      this.discard()
      throw explainWriteError(error, this.path)
    }
    this.#close()
  }

  place(): void {
    this.rename()
    syncFolder(dirname(this.path))
  }

  /** In its place, though a power loss may take that back as long as the folder is not synced. */
  rename(): void {
    this.seal()
    renameFile(this.temporary, this.path)
  }

  discard(): void {
    this.#pending = []
    try {
      this.#close()
    } catch {}
    rmSync(this.temporary, { force: true })
  }

  #close(): void {
    const handle = this.#handle
    this.#handle = null
    if (handle !== null) closeSync(handle)
  }

  #flush(): void {
    if (this.#handle === null || this.#pendingBytes === 0) return
    const bytes = Buffer.concat(this.#pending)
    this.#pending = []
    this.#pendingBytes = 0
    try {
      for (let from = 0; from < bytes.length; ) from += writeSync(this.#handle, bytes, from)
    } catch (error) {
      this.discard()
      throw explainWriteError(error, this.path)
    }
    this.#hash.update(bytes)
    this.bytes += bytes.length
  }
}

/** Writes one file whole or not at all. */
export function writeWhole(path: string, content: string | Uint8Array, temporaryFolder?: string): void {
  const file = new WholeFile(path, temporaryFolder)
  file.write(content)
  file.place()
}
